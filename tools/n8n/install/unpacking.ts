/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { clockMs, inWords } from '../serve/progress';

/** The folders of the packages right below a `node_modules`. */
async function packageFolders(modules: string): Promise<string[]> {
	const entries = await readdir(modules).catch(() => []);
	const folders = await Promise.all(
		entries
			.filter((entry) => !entry.startsWith('.'))
			.map(async (entry) => {
				const folder = path.join(modules, entry);
				if (!entry.startsWith('@')) return [folder];
				return (await readdir(folder)).map((inner) => path.join(folder, inner));
			}),
	);
	return folders.flat();
}

/**
 * How far npm is with filling a folder. It makes all folders first and unpacks the packages after that (observed in
 * npm 10), so those that hold something tell how much is done.
 *
 * @param modules the `node_modules` that npm fills
 * @returns what a sign of life says
 */
export function unpackingProgress(modules: string): () => Promise<string> {
	let firstMs: number | undefined;
	let firstDone = 0;
	return async () => {
		const folders = await packageFolders(modules);
		const done = folders.filter((folder) => existsSync(path.join(folder, 'package.json'))).length;
		if (folders.length === 0 || done === 0) return 'npm is looking up what n8n needs,';
		const counted = `${done} of ${folders.length} packages`;
		if (done === folders.length) return `${counted}, npm is finishing,`;
		if (firstMs === undefined || done <= firstDone) {
			firstMs ??= clockMs();
			firstDone ||= done;
			return `${counted},`;
		}
		const leftMs = ((clockMs() - firstMs) / (done - firstDone)) * (folders.length - done);
		return `${counted}, about ${inWords(leftMs)} left,`;
	};
}
