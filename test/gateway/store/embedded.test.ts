/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import {
	EmbeddedDatabase,
	isSame,
	makeKey,
	PostgresDatabase,
	SqlStore,
	StoreUnusableError,
	UnsealError,
	Vault,
} from '../../../gateway/store';
import { draft } from './support/draft';

/** Of SQLite, as it comes. */
const PAGE_BYTES = 4_096;

describe('The embedded database', () => {
	let folder: string;
	const file = (name: string) => path.join(folder, name);

	beforeAll(async () => (folder = await mkdtemp(path.join(tmpdir(), 'gateway-store-'))));

	afterAll(async () => await rm(folder, { recursive: true, force: true }));

	it('is for one gateway at a time', async () => {
		const store = await SqlStore.open(new EmbeddedDatabase(file('one.db')), new Vault(makeKey()));
		expect(() => new EmbeddedDatabase(file('one.db'))).toThrow(StoreUnusableError);
		expect(() => new EmbeddedDatabase(file('one.db'))).toThrow(/Another gateway uses/);
		await store.close();
		await new EmbeddedDatabase(file('one.db')).close();
	});

	it('refuses a file that is something else', async () => {
		await writeFile(file('text.db'), 'This is a text, and a long one at that. '.repeat(100));
		expect(() => new EmbeddedDatabase(file('text.db'))).toThrow(/is not a database/);
	});

	it('is not opened with another key, and goes on with its own', async () => {
		const key = makeKey();
		const open = async (used: string) =>
			await SqlStore.open(new EmbeddedDatabase(file('key.db')), new Vault(used));
		const store = await open(key);
		const { id } = await store.addInstance(draft('a'));
		await store.close();
		await expect(open(makeKey())).rejects.toThrow(StoreUnusableError);
		await expect(open(makeKey())).rejects.toThrow('GATEWAY_ENCRYPTION_KEY');
		const again = await open(key);
		expect((await again.findInstance({ token: 'token-a' }))?.id).toBe(id);
		await again.close();
	});

	it('is copied as it is now, and a damaged copy is known', async () => {
		const vault = new Vault(makeKey());
		const database = new EmbeddedDatabase(file('whole.db'));
		const store = await SqlStore.open(database, vault);
		const { id } = await store.addInstance(draft('a'));
		await database.copyTo(file('copy.db'));
		await store.addInstance(draft('b'));
		await store.close();
		const copy = new EmbeddedDatabase(file('copy.db'));
		await copy.check();
		const copied = await SqlStore.open(copy, vault);
		expect((await copied.instances()).map((each) => each.id)).toEqual([id]);
		await copied.close();
		const bytes = await readFile(file('copy.db'));
		const checked = async (at: number) => {
			await writeFile(file('damaged.db'), Buffer.from(bytes).fill(0xaa, at, at + 64));
			const damaged = new EmbeddedDatabase(file('damaged.db'));
			await damaged.check().finally(async () => await damaged.close());
		};
		// The head of the file, which is looked at when it is opened, and the head of its last page.
		await expect(checked(0)).rejects.toHaveProperty('message', expect.stringMatching(/is not/));
		await expect(checked(bytes.length - PAGE_BYTES)).rejects.toHaveProperty(
			'message',
			expect.stringMatching(/damaged|malformed/),
		);
	});

	it('undoes all of a transaction that fails', async () => {
		const database = new EmbeddedDatabase(file('undo.db'));
		await database.transaction('synced', async (sql) => await sql('create table t (a text)'));
		const failing = database.transaction('soon', async (sql) => {
			await sql('insert into t values (?)', ['a']);
			await sql('insert into nowhere values (1)');
		});
		// An error of Node's own world is no Error of Jest's.
		await expect(failing).rejects.toHaveProperty('message', expect.stringContaining('nowhere'));
		const rows = await database.transaction('soon', async (sql) => await sql('select * from t'));
		expect(rows).toEqual([]);
		await database.close();
	});
});

describe('PostgreSQL that does not answer', () => {
	it('is named without the password', async () => {
		const opening = PostgresDatabase.open('postgres://me:hidden@127.0.0.1:1/db');
		await expect(opening).rejects.toThrow(/^PostgreSQL does not answer: .*ECONNREFUSED/);
		await expect(opening).rejects.not.toThrow('hidden');
	});
});

describe('The vault', () => {
	const vault = new Vault('ab'.repeat(32));

	it('opens what it sealed, in its place alone, and never seals alike', () => {
		const sealed = vault.seal('Größe 😀', 'here');
		expect(vault.open(sealed, 'here')).toBe('Größe 😀');
		expect(vault.seal('Größe 😀', 'here')).not.toBe(sealed);
		expect(() => vault.open(sealed, 'there')).toThrow(UnsealError);
	});

	it.each(['', 'v1', 'v1.', 'v1.AAAA', 'v2.AAAA', 'text'])('does not open %p', (text) => {
		expect(() => vault.open(text, 'here')).toThrow(UnsealError);
	});

	it('notices each changed bit', () => {
		const whole = Buffer.from(vault.seal('text', 'here').slice(3), 'base64');
		for (let at = 0; at < whole.length; at += 1) {
			const changed = Buffer.from(whole);
			changed[at] ^= 1;
			expect(() => vault.open(`v1.${changed.toString('base64')}`, 'here')).toThrow(UnsealError);
		}
	});

	it('makes digests that differ by text, by purpose and by key', () => {
		const one = vault.digest('a', 'token');
		expect(vault.digest('a', 'token')).toBe(one);
		const others = [vault.digest('b', 'token'), vault.digest('a', 'link')];
		expect([...others, new Vault(makeKey()).digest('a', 'token')]).not.toContain(one);
	});

	it.each(['', 'short', 'x'.repeat(43), 'ab'.repeat(16), '='.repeat(44)])(
		'refuses the key %p without quoting it',
		(key) => {
			if (key === 'x'.repeat(43)) expect(() => new Vault(key)).not.toThrow();
			else expect(() => new Vault(key)).toThrow(/must be 32 random bytes/);
		},
	);

	it('compares texts of any length', () => {
		expect([isSame('a', 'a'), isSame('a', 'b'), isSame('a', ''), isSame('', '')]).toEqual([
			true,
			false,
			false,
			true,
		]);
	});
});
