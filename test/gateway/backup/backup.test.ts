/* eslint-disable no-console, @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs commands and keeps files */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import { createDatabase, dropDatabase } from '../../../e2e/queue/scratch';
import { postgresAddress, withPostgres } from '../../../e2e/queue/services';
import { GatewayApi, type NewInstance } from '../../../tools/gateway/api';
import { COMPANY, Office } from '../../../tools/gateway/office';
import { noPostgres } from '../store/support/backends';
import { GatewayProcess, ORGANIZATION_SECRET, USER_SECRET } from '../support/gatewayProcess';
import { Bundles } from '../support/bundles';

const run = promisify(execFile);
const PROJECT = process.cwd();
const SECRETS = { user: USER_SECRET, organization: ORGANIZATION_SECRET };
const KEY_FILE = 'encryption-key';
const PROGRAM = 'gateway/cli.ts';
const INTERVAL_MS = 200;

let bundles: Bundles;

beforeAll(async () => (bundles = await Bundles.make([PROGRAM])));

afterAll(async () => await bundles?.remove());

/** The command as an operator types it. */
async function command(args: string[]): Promise<string> {
	const { PATH, HOME, TMPDIR } = process.env;
	const variables = {
		GATEWAY_USER_SECRET: USER_SECRET,
		GATEWAY_ORGANIZATION_SECRET: ORGANIZATION_SECRET,
	};
	const { stdout } = await run(process.execPath, [bundles.of(PROGRAM), ...args], {
		cwd: PROJECT,
		env: { PATH, HOME, TMPDIR, ...variables },
	});
	return stdout;
}

/** A company that is connected to a gateway at one port, whichever gateway that is. */
class ConnectedCompany {
	private readonly api: GatewayApi;

	private readonly office: Office;

	private instance!: NewInstance;

	constructor(port: number) {
		this.api = new GatewayApi(`http://localhost:${port}`, SECRETS);
		this.office = new Office(`http://localhost:${port}`, INTERVAL_MS);
	}

	get token(): string {
		return this.instance.token;
	}

	async close(): Promise<void> {
		await this.office.close();
	}

	async connect(): Promise<void> {
		this.instance = await this.api.createInstance('Harbour Store', COMPANY);
		await this.office.connect(this.instance.connector.setupUrl);
		await this.whenConnected();
	}

	async whenConnected(): Promise<void> {
		await this.api.whenConnected(this.instance.id);
	}

	/** Writes with the token that the create gave. */
	async addCustomer(name: string): Promise<string> {
		const { token } = this.instance;
		const { id } = await this.api.call<{ id: string }>('POST', '/customers', { Name: name }, token);
		return id;
	}

	async customer(id: string): Promise<unknown> {
		const { token } = this.instance;
		return (await this.api.call<{ Name: string }>('GET', `/customers/${id}`, undefined, token))
			.Name;
	}
}

let folder: string;
let port: number;
let gateway: GatewayProcess | undefined;
let company: ConnectedCompany | undefined;
const at = (name: string) => path.join(folder, name);

beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'gateway-backup-'));
	port = 0;
});

afterEach(async () => {
	await company?.close();
	company = undefined;
	await gateway?.kill();
	gateway = undefined;
	await rm(folder, { recursive: true, force: true });
});

/** Asks for the copy as somebody on the network can. */
const statusOfCopy = async (authorization: string): Promise<number> =>
	(await fetch(`http://localhost:${port}/elements/api-v2/backup`, { headers: { authorization } }))
		.status;

const start = async (data: string, variables: Record<string, string> = {}) => {
	gateway = await GatewayProcess.start(at(data), port, variables, bundles.of(PROGRAM));
	// The Web Connector finds the next one at the same address.
	port = gateway.port;
};

const connected = async (): Promise<ConnectedCompany> => {
	const now = new ConnectedCompany(port);
	company = now;
	await now.connect();
	return now;
};

describe('A backup of the embedded database', () => {
	it('of a running gateway lets it go on in another folder, with its connector and its tokens', async () => {
		await start('data');
		const store = await connected();
		const before = await store.addCustomer('Before');
		const said = await command(['backup', at('backup'), '--data', at('data'), '--port', `${port}`]);
		expect(said).toContain('GATEWAY_USER_SECRET, GATEWAY_ORGANIZATION_SECRET.');
		expect(said).not.toContain('GATEWAY_ENCRYPTION_KEY');
		expect((await readdir(at('backup'))).sort()).toEqual([KEY_FILE, 'gateway.db']);
		for (const file of ['gateway.db', KEY_FILE]) {
			expect((await stat(path.join(at('backup'), file))).mode & 0o777).toBe(0o600);
		}
		const copied = await readFile(path.join(at('backup'), 'gateway.db'), 'latin1');
		expect(copied).not.toContain(store.token);

		await gateway!.kill();
		await rm(at('data'), { recursive: true });
		await cp(at('backup'), at('elsewhere'), { recursive: true });
		await start('elsewhere');
		const after = await store.addCustomer('After');
		await store.whenConnected();
		expect([await store.customer(before), await store.customer(after)]).toEqual([
			'Before',
			'After',
		]);
	});

	it('is for whoever has both secrets, and for nobody else', async () => {
		await start('data');
		const { token } = await connected();
		expect([
			await statusOfCopy(`User ${USER_SECRET}, Organization ${ORGANIZATION_SECRET}`),
			await statusOfCopy(`User ${USER_SECRET}, Organization wrong`),
			await statusOfCopy(`User ${USER_SECRET}, Element ${token}`),
			await statusOfCopy(''),
		]).toEqual([200, 401, 401, 401]);
	});

	it('is taken from the files where no gateway runs, with those of bulk jobs', async () => {
		await start('data');
		const store = await connected();
		await gateway!.kill();
		await mkdir(at('data/bulk'));
		await writeFile(at('data/bulk/7.rows'), 'a row\n');
		await command(['backup', at('backup'), '--data', at('data'), '--port', `${port}`]);
		expect(await readFile(at('backup/bulk/7.rows'), 'utf8')).toBe('a row\n');
		await start('backup');
		await store.addCustomer('After');
	});

	it.each([
		['there is nothing to copy', ['backup', 'backup', '--data', 'nowhere'], /no gateway's data/],
		['the folder is not empty', ['backup', 'full', '--data', 'data'], /is not empty/],
		[
			'PostgreSQL keeps the data',
			['backup', 'backup', '--data', 'data', '--database-url', 'postgres://x/y'],
			/GATEWAY_ENCRYPTION_KEY has to be set/,
		],
	])('says so where %s', async (_what, args, words) => {
		await start('data');
		await gateway!.kill();
		await mkdir(at('full'));
		await writeFile(at('full/file'), '');
		const placed = args.map((arg) => (/^(backup|full|data|nowhere)$/.test(arg) ? at(arg) : arg));
		const failing = command(['backup', ...placed.slice(1)]);
		await expect(failing).rejects.toHaveProperty('stderr', expect.stringMatching(words));
	});

	it('is not to be used without its key, nor with another one', async () => {
		await start('data');
		const store = await connected();
		await command(['backup', at('backup'), '--data', at('data'), '--port', `${port}`]);
		await gateway!.kill();
		const key = await readFile(at(`backup/${KEY_FILE}`), 'utf8');
		await rm(at(`backup/${KEY_FILE}`));
		await expect(start('backup')).rejects.toThrow(/has a database, but not the key of it/);
		expect(await readdir(at('backup'))).toEqual(['gateway.db']);
		const other = { GATEWAY_ENCRYPTION_KEY: 'ab'.repeat(32) };
		await expect(start('backup', other)).rejects.toThrow(/key is not the one of this database/);
		await start('backup', { GATEWAY_ENCRYPTION_KEY: key.trim() });
		await store.addCustomer('After');
	});
});

/** Why pg_dump cannot be used: it has to be there, and as new as the server. */
async function oldClient(): Promise<string | undefined> {
	const version = await run('pg_dump', ['--version']).catch(() => undefined);
	if (!version) return 'pg_dump is not there';
	const client = Number(/\d+/.exec(version.stdout)![0]);
	const server = await withPostgres(async (query) => {
		const { rows } = await query.query<{ server_version_num: string }>('show server_version_num');
		return Math.floor(Number(rows[0].server_version_num) / 10_000);
	});
	return client < server ? `pg_dump ${client} does not read PostgreSQL ${server}` : undefined;
}

describe('A backup of PostgreSQL', () => {
	let missing: string | undefined;

	beforeAll(async () => (missing = (await noPostgres()) ?? (await oldClient())));

	const urlOf = (database: string) => {
		const { host, port: number, user, password } = postgresAddress();
		const secret = password === '' ? '' : `:${encodeURIComponent(password)}`;
		return `postgres://${encodeURIComponent(user)}${secret}@${host}:${number}/${database}`;
	};

	it('by pg_dump of a running gateway lets it go on in another database with the same key', async () => {
		if (missing !== undefined) {
			if (process.env.CI && !missing.startsWith('pg_dump')) throw new Error(missing);
			return console.warn(`NOT TESTED: a backup of PostgreSQL. ${missing}.`);
		}
		const [first, second] = ['a', 'b'].map((name) => `qbe_backup_${process.pid}_${name}`);
		const variables = (database: string, key = 'cd') => ({
			GATEWAY_DATABASE_URL: urlOf(database),
			GATEWAY_ENCRYPTION_KEY: key.repeat(32),
		});
		await createDatabase(first);
		try {
			await start('data', variables(first));
			const store = await connected();
			const before = await store.addCustomer('Before');
			const secrets = `User ${USER_SECRET}, Organization ${ORGANIZATION_SECRET}`;
			expect(await statusOfCopy(secrets)).toBe(409);
			await run('pg_dump', ['--format=custom', `--file=${at('dump')}`, urlOf(first)]);
			await gateway!.kill();
			await dropDatabase(first);
			await createDatabase(second);
			await run('pg_restore', [`--dbname=${urlOf(second)}`, '--exit-on-error', at('dump')]);
			await expect(start('data', variables(second, 'ef'))).rejects.toThrow(
				/key is not the one of this database/,
			);
			await start('data', variables(second));
			await store.addCustomer('After');
			expect(await store.customer(before)).toBe('Before');
		} finally {
			await gateway?.kill();
			await dropDatabase(first);
			await dropDatabase(second);
		}
	});
});
