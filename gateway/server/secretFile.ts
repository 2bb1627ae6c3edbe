/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error -- a server of its own */
import { chmod, mkdir, open, readFile } from 'node:fs/promises';
import path from 'node:path';

/** Makes the folder of the data where it is not there, for its owner alone. */
export async function prepareFolder(folder: string): Promise<void> {
	await mkdir(folder, { recursive: true, mode: 0o700 });
	await chmod(folder, 0o700);
}

/**
 * Reads a secret that the first start made, or makes it.
 *
 * @returns the secret, and whether it is new
 */
export async function keptSecret(
	folder: string,
	name: string,
	make: () => string,
): Promise<{ secret: string; isNew: boolean }> {
	const file = path.join(folder, name);
	try {
		return { secret: (await readFile(file, 'utf8')).trim(), isNew: false };
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
	}
	const secret = make();
	const handle = await open(file, 'wx', 0o600);
	try {
		await handle.writeFile(`${secret}\n`);
		// Without its key the database is lost, so it must not be the younger of the two.
		await handle.sync();
	} finally {
		await handle.close();
	}
	return { secret, isNew: true };
}
