/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { check, lock } from 'proper-lockfile';
import { forgetFolder, registerFolder } from '../serve/leftovers';
import { say } from '../serve/progress';

const LOCK_STALE_MS = 30_000;
const LOCK_RETRY_MS = 2000;
const LOCK_RETRIES = 900;
const UNFINISHED = '.unfinished-';

/** The folder that n8n is kept in between runs: `QBE_CACHE_DIR`, or one in the user's cache. */
export function cacheFolder(): string {
	if (process.env.QBE_CACHE_DIR) return path.resolve(process.env.QBE_CACHE_DIR);
	const base = process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
	return path.join(base, 'n8n-nodes-quickbooks-enterprise');
}

/** Whether the folder `name` of the cache is filled. */
export function isCached(name: string): boolean {
	return existsSync(path.join(cacheFolder(), name));
}

/** What a run that was killed left behind. Only the holder of the lock may judge that. */
async function removeAbandoned(name: string): Promise<void> {
	for (const entry of await readdir(cacheFolder())) {
		if (!entry.startsWith(name + UNFINISHED)) continue;
		await rm(path.join(cacheFolder(), entry), { recursive: true, force: true, maxRetries: 5 });
	}
}

/**
 * Gives the folder `name` of the cache, filling it first when it is not there yet. It is filled
 * under another name and renamed when complete, so that a folder with this name is always whole;
 * of several runs at once one fills it and the others wait.
 *
 * @param fill puts the content into the empty folder it is given
 */
export async function cached(
	name: string,
	fill: (folder: string) => Promise<void>,
): Promise<string> {
	const target = path.join(cacheFolder(), name);
	if (existsSync(target)) return target;

	await mkdir(cacheFolder(), { recursive: true });
	// The folder is not there yet, and its real path is what the lock would ask for.
	const lockOptions = { realpath: false, stale: LOCK_STALE_MS };
	if (await check(target, lockOptions)) say(`Another run is preparing ${name}; waiting for it …`);
	const release = await lock(target, {
		...lockOptions,
		retries: { retries: LOCK_RETRIES, factor: 1, minTimeout: LOCK_RETRY_MS },
	});
	try {
		if (existsSync(target)) return target;
		await removeAbandoned(name);
		const folder = registerFolder(await mkdtemp(`${target}${UNFINISHED}`));
		try {
			await fill(folder);
			await rename(folder, target);
		} finally {
			await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
			forgetFolder(folder);
		}
		return target;
	} finally {
		await release();
	}
}
