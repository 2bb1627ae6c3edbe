/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { OptionsError, readOptions } from '../../../gateway/server/options';
import { startGateway } from '../../../gateway/server/start';

const problems = (args: string[], env = {}): readonly string[] => {
	try {
		readOptions(args, env);
		return [];
	} catch (error) {
		expect(error).toBeInstanceOf(OptionsError);
		return (error as OptionsError).problems;
	}
};

describe('Flags and variables of the gateway', () => {
	it('have defaults, flags win, and what is empty is not set', () => {
		expect(readOptions([], {})).toMatchObject({
			port: 8080,
			host: '127.0.0.1',
			publicUrl: 'http://localhost:8080',
			data: './gateway-data',
			waitMs: 50_000,
			codePage: 'windows-1252',
			sessions: { holdMs: 3_000, quietMs: 20_000, sessionMs: 300_000, asksForCompany: true },
		});
		const env = {
			GATEWAY_PORT: '1',
			GATEWAY_HOST: '',
			GATEWAY_PUBLIC_URL: 'https://books.example.com/gate/',
			GATEWAY_WAIT_SECONDS: '10',
			GATEWAY_HOLD_SECONDS: '0',
			GATEWAY_CODE_PAGE: 'other',
			GATEWAY_CONFIRM_COMPANY: 'false',
		};
		expect(readOptions(['--port', '9000'], env)).toMatchObject({
			port: 9000,
			host: '127.0.0.1',
			publicUrl: 'https://books.example.com/gate',
			waitMs: 10_000,
			codePage: 'other',
			sessions: { holdMs: 0, asksForCompany: false },
		});
		expect(readOptions(['--help'], {})).toBeUndefined();
	});

	it('are refused with all that is wrong, and without a secret', () => {
		expect(
			problems(['--port', '99999'], {
				GATEWAY_HOLD_SECONDS: '-1',
				GATEWAY_CODE_PAGE: 'utf-8',
				GATEWAY_DATABASE_URL: 'postgres://a:SECRET@b/c',
			}),
		).toEqual([
			'--port must be a whole number up to 65535, not "99999".',
			'GATEWAY_HOLD_SECONDS must be a whole number up to 90, not "-1".',
			'GATEWAY_CODE_PAGE must be windows-1252 or other.',
			'GATEWAY_USER_SECRET has to be set when PostgreSQL is used.',
			'GATEWAY_ORGANIZATION_SECRET has to be set when PostgreSQL is used.',
			'GATEWAY_ENCRYPTION_KEY has to be set when PostgreSQL is used.',
		]);
		expect(problems(['--prot', '1'])).toEqual([expect.stringContaining('--prot')]);
	});

	it.each([
		['http://books.example.com', /https/],
		['https://10.0.0.1', /host name/],
		['https://[::1]', /host name/],
		['https://2130706433', /host name/],
		['http://127.0.0.1:8080', /host name/],
		['books', /no address/],
		['ftp://localhost', /https/],
		['https://me:pass@books.example.com', /user name/],
		['https://books.example.com/?a=1', /query/],
	])('do not take %s for the public address', (url, why) => {
		expect(problems(['--public-url', url])).toEqual([expect.stringMatching(why)]);
	});
});

describe('A gateway that starts', () => {
	let folder: string;
	const options = (env = {}) => ({
		...readOptions(['--data', path.join(folder, 'data')], env)!,
		port: 0,
	});

	beforeEach(async () => (folder = await mkdtemp(path.join(tmpdir(), 'gateway-start-'))));

	afterEach(async () => await rm(folder, { recursive: true, force: true }));

	const create = async (address: string, user: string, organization: string) =>
		await fetch(`${address}/elements/api-v2/instances`, {
			method: 'POST',
			headers: {
				authorization: `User ${user}, Organization ${organization}`,
				'content-type': 'application/json',
			},
			body: JSON.stringify({
				element: { key: 'quickbooksonprem' },
				configuration: { 'app.name': 'n8n', 'host.ip': 'office' },
			}),
		});

	it('makes its secrets once, for its owner alone, and has everything again after a restart', async () => {
		const one = await startGateway(options());
		const { user, organization } = one.newSecrets!;
		const created = (await (await create(one.address, user, organization)).json()) as {
			token: string;
		};
		await expect(startGateway(options())).rejects.toHaveProperty(
			'message',
			expect.stringContaining('Another gateway uses'),
		);
		await one.stop();
		const data = path.join(folder, 'data');
		const files = await readdir(data);
		expect(files.sort()).toEqual([
			'encryption-key',
			'gateway.db',
			'organization-secret',
			'user-secret',
		]);
		const modeOf = async (file: string) => (await stat(file)).mode & 0o777;
		expect(await modeOf(data)).toBe(0o700);
		for (const file of files.filter((each) => each !== 'gateway.db')) {
			expect(await modeOf(path.join(data, file))).toBe(0o600);
		}
		expect((await readFile(path.join(data, 'user-secret'), 'utf8')).trim()).toBe(user);
		expect(await readFile(path.join(data, 'gateway.db'), 'latin1')).not.toContain(created.token);
		const two = await startGateway(options());
		expect(two.newSecrets).toBeUndefined();
		const read = await fetch(`${two.address}/elements/api-v2/instances/1`, {
			headers: { authorization: `User ${user}, Organization ${organization}` },
		});
		expect(await read.json()).toMatchObject({ token: created.token });
		await two.stop();
	});

	it('goes on with a bulk job after a restart; its rows are in the data folder, for their owner alone', async () => {
		let gateway = await startGateway(options());
		const { user, organization } = gateway.newSecrets!;
		const { token } = (await (await create(gateway.address, user, organization)).json()) as {
			token: string;
		};
		const ask = async (where: string, init: RequestInit = {}) =>
			(await (
				await fetch(`${gateway.address}/elements/api-v2/bulk/${where}`, {
					...init,
					headers: { authorization: `User ${user}, Element ${token}` },
				})
			).json()) as Record<string, unknown>;
		const body = new FormData();
		body.set('file', new Blob(['Name\nOne\nTwo']), 'a.csv');
		const { id } = await ask('vendors', { method: 'POST', body });
		const file = path.join(folder, 'data', 'bulk', `${String(id)}.rows`);
		expect((await stat(file)).mode & 0o777).toBe(0o600);
		const waits = async () => {
			for (;;) {
				const now = await ask(`${String(id)}/status`);
				if (now.message !== undefined) return now;
			}
		};
		await waits();
		await gateway.stop();
		gateway = await startGateway(options());
		expect(await waits()).toMatchObject({
			status: 'RUNNING',
			recordsCount: 0,
			recordsFailedCount: 0,
			message: expect.stringContaining('Waits: Unable to reach QuickBooks.'),
		});
		const { message } = await ask(`${String(id)}/cancel`, { method: 'PUT' });
		expect(message).toContain('Waits');
		await gateway.stop();
	});

	it('takes secrets that are set, and writes none of them down', async () => {
		const env = {
			GATEWAY_USER_SECRET: 'mine',
			GATEWAY_ORGANIZATION_SECRET: 'ours',
			GATEWAY_ENCRYPTION_KEY: 'ab'.repeat(32),
		};
		const gateway = await startGateway(options(env));
		expect((await create(gateway.address, 'mine', 'ours')).status).toBe(200);
		expect((await create(gateway.address, 'mine', 'theirs')).status).toBe(401);
		await gateway.stop();
		expect(await readdir(path.join(folder, 'data'))).toEqual(['gateway.db']);
	});

	it('leaves nothing open where it cannot start', async () => {
		await expect(startGateway(options({ GATEWAY_ENCRYPTION_KEY: 'short' }))).rejects.toHaveProperty(
			'message',
			expect.stringContaining('32 random bytes'),
		);
		await writeFile(path.join(folder, 'file'), '');
		const busy = await startGateway(options());
		const port = Number(new URL(busy.address).port);
		const other = { ...options(), port, data: path.join(folder, 'other') };
		await expect(startGateway(other)).rejects.toHaveProperty('code', 'EADDRINUSE');
		const free = await startGateway({ ...other, port: 0 });
		await free.stop();
		await busy.stop();
	});
});
