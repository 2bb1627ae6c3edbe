/* eslint-disable no-console, @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';

import { createDatabase, dropDatabase } from '../../../e2e/queue/scratch';
import { postgresAddress, withPostgres } from '../../../e2e/queue/services';
import { startGateway, type RunningGateway } from '../../../gateway/server/start';
import { readOptions } from '../../../gateway/server/options';
import { makeKey } from '../../../gateway/store';
import { noPostgres } from './support/backends';

/** Whether PostgreSQL can be tried. @throws Error on a build server where it cannot */
async function hasPostgres(): Promise<boolean> {
	const reason = await noPostgres();
	if (reason === undefined) return true;
	if (process.env.CI) throw new Error(reason);
	console.warn(`NOT TESTED: gateways on one database. ${reason}.`);
	return false;
}

/** Takes the connection away that holds the lock of the gateway. @returns how many that were */
const breakLock = async (database: string): Promise<number | null> =>
	await withPostgres(async (client) => {
		const { rowCount } = await client.query(
			`select pg_terminate_backend(l.pid) from pg_locks l join pg_database d on d.oid = l.database
			where l.locktype = 'advisory' and d.datname = $1`,
			[database],
		);
		return rowCount;
	});

describe('A gateway on a PostgreSQL database', () => {
	const name = `qbe_gateway_${randomBytes(6).toString('hex')}`;
	const { host, port, user, password } = postgresAddress();
	const secret = password === '' ? '' : `:${encodeURIComponent(password)}`;
	const options = readOptions(['--port', '0'], {
		GATEWAY_DATABASE_URL: `postgres://${user}${secret}@${host}:${port}/${name}`,
		GATEWAY_USER_SECRET: 'user-1',
		GATEWAY_ORGANIZATION_SECRET: 'organization-1',
		GATEWAY_ENCRYPTION_KEY: makeKey(),
	})!;
	let isThere = false;
	const started: RunningGateway[] = [];

	const start = async (): Promise<RunningGateway> => {
		const gateway = await startGateway(options);
		started.push(gateway);
		return gateway;
	};

	// Also after a test that ran out of time: with a gateway on it the database could not be dropped.
	afterEach(async () => {
		for (const gateway of started.splice(0)) await gateway.stop().catch(() => undefined);
	});

	beforeAll(async () => {
		isThere = await hasPostgres();
		if (isThere) await createDatabase(name);
	});

	afterAll(async () => {
		if (isThere) await dropDatabase(name);
	});

	it('keeps a second one from starting, until it has stopped', async () => {
		if (!isThere) return;
		const first = await start();
		await expect(start()).rejects.toThrow('Another gateway uses this database');
		await first.stop();
		const second = await start();
		await second.stop();
	});

	it('stops when the connection breaks that holds its lock, and another one can start', async () => {
		if (!isThere) return;
		const { address, app } = await start();
		expect((await fetch(`${address}/qbwc`)).status).toBe(200);
		const closed = once(app.server, 'close');
		expect(await breakLock(name)).toBe(1);
		await closed;
		await expect(fetch(`${address}/qbwc`)).rejects.toThrow('fetch failed');
		const next = await start();
		await next.stop();
	});
});
