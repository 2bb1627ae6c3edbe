/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

async function filesBelow(folder: string): Promise<string[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)));
}

async function sameContent(file: string, content: Buffer): Promise<boolean> {
	try {
		return content.equals(await readFile(file));
	} catch {
		return false;
	}
}

/**
 * Makes `target` equal to `source`, touching only what differs: n8n reloads on every file that is written.
 *
 * @returns the files written or removed, relative to both
 */
export async function copyChanges(source: string, target: string): Promise<string[]> {
	await mkdir(target, { recursive: true });
	const wanted = await filesBelow(source);
	const changed: string[] = [];
	for (const file of wanted) {
		const content = await readFile(path.join(source, file));
		if (await sameContent(path.join(target, file), content)) continue;
		await mkdir(path.dirname(path.join(target, file)), { recursive: true });
		await writeFile(path.join(target, file), content);
		changed.push(file);
	}
	for (const file of await filesBelow(target)) {
		if (wanted.includes(file)) continue;
		await rm(path.join(target, file));
		changed.push(file);
	}
	return changed;
}
