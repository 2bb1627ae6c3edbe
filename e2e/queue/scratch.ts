import { withPostgres, withRedis } from './services';

/** What names of databases and keys of this test begin with; both names are the same. */
export const SCRATCH_PREFIX = 'qbe_queue_';

/** Makes an empty database of that name. */
export async function createDatabase(name: string): Promise<void> {
	await withPostgres(async (client) => await client.query(`create database "${name}"`));
}

/** Removes a database, also while something is connected to it. */
export async function dropDatabase(name: string): Promise<void> {
	await withPostgres(
		async (client) => await client.query(`drop database if exists "${name}" with (force)`),
	);
}

export async function databaseExists(name: string): Promise<boolean> {
	return await withPostgres(async (client) => {
		const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
		return rowCount === 1;
	});
}

/** The keys in Redis that begin with this name: n8n puts the prefix of its queue into braces. */
export async function keysOf(name: string): Promise<string[]> {
	return await withRedis(async (client) => {
		const keys = new Set<string>();
		for (const match of [`${name}*`, `{${name}}*`]) {
			for await (const batch of client.scanStream({ match, count: 1000 })) {
				for (const key of batch as string[]) keys.add(key);
			}
		}
		return [...keys];
	});
}

export async function deleteKeys(name: string): Promise<void> {
	const keys = await keysOf(name);
	if (keys.length > 0) await withRedis(async (client) => await client.unlink(...keys));
}
