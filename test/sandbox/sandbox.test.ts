/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox';
import { runCommand } from '../../sandbox/command';
import { listen } from '../support/callback';
import { until } from '../support/until';
import { Client } from './client';

let folder: string;
const running: Sandbox[] = [];

async function start(options: SandboxOptions = {}): Promise<Sandbox> {
	const sandbox = await startSandbox(options);
	running.push(sandbox);
	return sandbox;
}

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'sandbox-test-'));
});
afterEach(async () => {
	await Promise.all(running.splice(0).map(async (sandbox) => await sandbox.stop()));
});
afterAll(async () => await rm(folder, { recursive: true }));

const secretsOf = ({ userSecret, organizationSecret, password }: Sandbox) => ({
	userSecret,
	organizationSecret,
	password,
});

describe('secrets', () => {
	it('differ from start to start, and are the same with a seed', async () => {
		const [one, two] = [await start(), await start()];
		expect(secretsOf(one)).not.toEqual(secretsOf(two));
		const [three, four] = [await start({ seed: 7 }), await start({ seed: 7 })];
		expect(secretsOf(three)).toEqual(secretsOf(four));
		expect(three.addInstance({}).token).toBe(four.addInstance({}).token);
	});

	it('can be given', async () => {
		const given = { userSecret: 'u', organizationSecret: 'o' };
		expect(await start(given)).toMatchObject(given);
	});
});

describe('records', () => {
	it('hold what was sent and what was answered', async () => {
		const sandbox = await start();
		const client = new Client(sandbox);
		const rawBody = '{"name": "x"}';
		const reply = await client.send('PUT', '/instances/a%2Fb/?x=1&tags[]=a&tags[]=b', { rawBody });
		expect(sandbox.requests).toEqual([
			expect.objectContaining({
				method: 'PUT',
				path: '/instances/a%2Fb/',
				url: '/elements/api-v2/instances/a%2Fb/?x=1&tags[]=a&tags[]=b',
				query: { x: '1', 'tags[]': ['a', 'b'] },
				rawBody,
				json: { name: 'x' },
				status: 404,
				requestId: reply.headers.get('elements-request-id'),
				openAtStart: 1,
			}),
		]);
		expect(sandbox.requests[0].headers.authorization).toContain(sandbox.userSecret);
		expect(sandbox.requests[0].finishedAtMs).toBeGreaterThanOrEqual(
			sandbox.requests[0].startedAtMs,
		);
	});

	it('know how many requests were open at once', async () => {
		const sandbox = await start({ latencyMs: 30 });
		const client = new Client(sandbox);
		await Promise.all([1, 2, 3].map(async () => await client.send('GET', '/elements')));
		expect(sandbox.openRequestsPeak).toBe(3);
		sandbox.resetRequests();
		await client.send('GET', '/elements');
		expect(sandbox.openRequestsPeak).toBe(1);
		expect(sandbox.requests).toHaveLength(1);
	});
});

describe('time', () => {
	it('every answer takes the latency, a create the provisioning too', async () => {
		const sandbox = await start({ latencyMs: 40, provisionLatencyMs: 40 });
		const client = new Client(sandbox);
		const tookMs = async (work: Promise<unknown>) => {
			const startedAtMs = Date.now();
			await work;
			return Date.now() - startedAtMs;
		};
		expect(await tookMs(client.send('GET', '/elements'))).toBeGreaterThanOrEqual(38);
		expect(await tookMs(client.create())).toBeGreaterThanOrEqual(78);
	});

	it('a clock that is off shows in Date and createdDate', async () => {
		const sandbox = await start();
		sandbox.clock.offsetMs = 86_400_000;
		const { object, headers } = await new Client(sandbox).create();
		for (const date of [object.createdDate as string, headers.get('date')!]) {
			expect(Math.abs(Date.parse(date) - Date.now() - 86_400_000)).toBeLessThan(5000);
		}
	});

	it('an instance can appear later', async () => {
		const sandbox = await start();
		sandbox.addInstanceLater({ name: 'late' }, 50);
		sandbox.addInstance({ name: 'hidden', listedAfterMs: 60_000 });
		expect(sandbox.instances.map(({ name }) => name)).toEqual(['hidden']);
		await until(() => sandbox.pendingStores === 0);
		const { list } = await new Client(sandbox).send('GET', '/instances');
		expect(list.map(({ name }) => name)).toEqual(['late']);
	});
});

describe('ending', () => {
	it('a reset takes everything back, and cancels what was to come', async () => {
		const sandbox = await start({ seedData: true });
		const before = sandbox.instances.length;
		sandbox.addFault({ method: 'POST', fault: { kind: 'storedLate', afterMs: 200 } });
		const hanging = new Client(sandbox).create().catch((error: Error) => error.message);
		await until(() => sandbox.pendingStores === 1);
		sandbox.addInstance({ name: 'more' });
		sandbox.clock.offsetMs = 1000;
		sandbox.reset();
		expect(await hanging).toBe('fetch failed');
		await until(() => sandbox.pendingStores === 0);
		expect(sandbox.instances).toHaveLength(before);
		expect(sandbox.requests).toHaveLength(0);
		expect(sandbox.clock.offsetMs).toBe(0);
		expect((await new Client(sandbox).create()).status).toBe(200);
	});

	it('stopping releases hanging requests', async () => {
		const sandbox = await start();
		sandbox.addFault({ fault: { kind: 'hang' } });
		const hanging = new Client(sandbox).create().catch((error: Error) => error.message);
		await until(() => sandbox.requests.length === 1);
		await sandbox.stop();
		expect(await hanging).toBe('fetch failed');
	});

	it('a taken port is refused', async () => {
		const { port } = new URL((await start()).url);
		await expect(start({ port: Number(port) })).rejects.toMatchObject({ code: 'EADDRINUSE' });
	});
});

describe('state file', () => {
	it('keeps secrets and data, and goes on counting', async () => {
		const stateFile = join(folder, 'deep', 'state.json');
		const first = await start({ stateFile, seedData: true });
		await new Client(first).create({ name: 'kept' });
		const removed = first.addInstance({ name: 'removed' });
		await new Client(first).send('DELETE', `/instances/${removed.id}`);
		await first.stop();
		expect(await readdir(join(folder, 'deep'))).toEqual(['state.json']);

		const second = await start({ stateFile, seedData: true });
		expect(secretsOf(second)).toEqual(secretsOf(first));
		expect(second.instances).toEqual(first.instances);
		const next = second.addInstance({});
		expect(next.id).toBe(removed.id + 1);
		expect(next.token).not.toBe(removed.token);
	});

	it('keeps what was told, and goes on with what has not arrived', async () => {
		const stateFile = join(folder, 'told.json');
		const callback = await listen();
		callback.answerWith(503);
		const first = await start({ stateFile, eventMinuteMs: 600_000 });
		const { id } = first.addInstance({
			configuration: {
				'event.notification.enabled': 'true',
				'event.notification.callback.url': callback.url,
			},
		});
		const told = first.deliver(id, [{ objectType: 'customers', objectId: '80000001-1' }]);
		await until(() => first.deliveries.some(({ status }) => status === 'retry'));
		await first.stop();
		expect(await told).toMatchObject([{ status: 'retry', attempts: [503] }]);

		callback.answerWith(200);
		const second = await start({ stateFile });
		await until(() => second.deliveries.every(({ status }) => status === 'delivered'));
		expect(second.deliveries).toMatchObject([{ id: 1, attempts: [503, 200] }]);
		const { list } = await new Client(second).send('GET', `/instances/${id}/events`);
		expect(list).toMatchObject([{ id: '1', status: 'NOTIFIED' }]);
		await callback.close();
	});

	it('that is something else is refused by name', async () => {
		const stateFile = join(folder, 'other.json');
		await writeFile(stateFile, 'not ours');
		await expect(start({ stateFile })).rejects.toThrow(stateFile);
	});
});

describe('command', () => {
	it('prints what a newcomer needs', async () => {
		let output = '';
		const sandbox = await runCommand(['--port', '0', '--seed', '1'], (text) => (output += text));
		running.push(sandbox!);
		expect(output).toContain(`Base URL             ${sandbox!.url}\n`);
		expect(output).toContain(`User Secret          ${sandbox!.userSecret}\n`);
		expect(output).toContain(`Organization Secret  ${sandbox!.organizationSecret}\n`);
		expect(output).toContain('Harbour Bakery');
	});

	it('refuses what it does not know', async () => {
		await expect(runCommand(['--prot', '1'], () => undefined)).rejects.toThrow('--prot');
		await expect(runCommand(['--port', 'x'], () => undefined)).rejects.toThrow('--port');
	});
});
