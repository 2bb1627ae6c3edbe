import { StoreUnusableError } from '../store';
import type { Vault } from '../vault';
import type { Database } from './database';

/**
 * Holds the key against the one with which the database was begun: with another one no token would be found and no secret
 * be read, and all companies would have to be connected anew.
 *
 * @throws StoreUnusableError where it is another one
 */
export async function checkKey(database: Database, vault: Vault): Promise<void> {
	const digest = vault.digest('', 'key check');
	await database.transaction('synced', async (sql) => {
		const [known] = await sql('select digest from key_check');
		if (known === undefined) await sql('insert into key_check (digest) values (?)', [digest]);
		else if (known.digest !== digest) {
			throw new StoreUnusableError(
				'The encryption key is not the one of this database. Set GATEWAY_ENCRYPTION_KEY to the right one, or put back the file encryption-key that belongs to the database.',
			);
		}
	});
}
