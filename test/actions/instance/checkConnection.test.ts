import type { Fault } from '../../../sandbox';
import { byId, byName, useSandbox } from '../../support/sandboxed';

const bench = useSandbox();

const PING = '/hubs/finance/ping';

const check = async (id: number, options: object = {}) =>
	(
		await bench.run({
			parameters: {
				operation: 'check',
				instanceId: byId(id),
				options: { maxAttempts: 1, ...options },
			},
		})
	).json[0];

describe('Check Connection', () => {
	it('says that QuickBooks answers', async () => {
		const { id, token } = bench.sandbox.addInstance({ name: 'Store' });
		expect(await check(id)).toEqual({
			id,
			name: 'Store',
			ok: true,
			brokenLink: null,
			message: 'Connected',
		});
		expect(bench.calls()).toEqual([`GET /instances/${id}`, `GET ${PING}`]);
		expect(bench.sandbox.requests[1].headers.authorization).toBe(
			`User ${bench.sandbox.userSecret}, Organization ${bench.sandbox.organizationSecret}, Element ${token}`,
		);
	});

	it.each<[string, Fault, string | null]>([
		['the tunnel is down', { kind: 'tunnelDown' }, 'tunnel'],
		['the tunnel does not answer', { kind: 'tunnelDown', as: 'timeout' }, 'tunnel'],
		['the connector is down', { kind: 'connectorDown' }, 'connector'],
		['the connector is too old', { kind: 'qbxmlVersion' }, 'connector'],
		['the connection breaks off', { kind: 'drop' }, 'tunnel'],
		[
			'QuickBooks is closed',
			{ kind: 'status', status: 502, providerMessage: 'QuickBooks is not running' },
			'quickBooks',
		],
		['there is a 500 without a word', { kind: 'status', status: 500, message: '' }, 'quickBooks'],
		['the token is refused', { kind: 'unauthorized' }, 'instance'],
		['the instance refuses', { kind: 'status', status: 403 }, 'instance'],
		['it cannot be told', { kind: 'status', status: 418 }, null],
	])('names the broken link where %s', async (_, fault, brokenLink) => {
		const { id } = bench.sandbox.addInstance({ name: 'Store' });
		bench.sandbox.addFault({ path: '/hubs/**', fault });
		const report = await check(id, { timeout: 1000 });
		expect(report).toMatchObject({ id, name: 'Store', ok: false, brokenLink });
		expect(report.message).not.toBe('');
	});

	it('names the secrets where they are refused, and the instance where it is gone', async () => {
		expect(await check(999)).toMatchObject({ id: 999, name: null, brokenLink: 'instance' });
		bench.sandbox.addFault({ fault: { kind: 'unauthorized' } });
		expect(await check(999)).toMatchObject({ ok: false, brokenLink: 'secrets' });
	});

	it.each([{ disabled: true }, { valid: false }])(
		'names the instance that is %j',
		async (state) => {
			const { id } = bench.sandbox.addInstance({ name: 'Store', ...state });
			expect(await check(id)).toMatchObject({ ok: false, brokenLink: 'instance', name: 'Store' });
		},
	);

	it('does not call QuickBooks through an instance that is disabled, and says how to enable it', async () => {
		const { id } = bench.sandbox.addInstance({ name: 'Store', disabled: true });
		expect((await check(id)).message).toContain("'Enable'");
		expect(bench.calls()).toEqual([`GET /instances/${id}`]);
	});

	it.each([404, 405])('reads a small record where the element has no ping (%d)', async (status) => {
		const { id } = bench.sandbox.addInstance({ name: 'Store' });
		bench.sandbox.addFault({ path: PING, fault: { kind: 'status', status } });
		expect(await check(id)).toMatchObject({ ok: true });
		expect(bench.calls()[2]).toBe('GET /hubs/finance/classes');
		bench.sandbox.addFault({ path: '/hubs/finance/classes', fault: { kind: 'connectorDown' } });
		expect(await check(id)).toMatchObject({ ok: false, brokenLink: 'connector' });
	});

	it('quotes what was said, with the request id and without the token', async () => {
		const { id, token } = bench.sandbox.addInstance({ name: 'Store' });
		bench.sandbox.addFault({
			path: PING,
			fault: { kind: 'status', status: 502, message: 'Bad host', providerMessage: `No ${token}` },
		});
		const { message } = await check(id);
		expect(message).toContain('Cloud Elements said: Bad host');
		expect(message).toContain('QuickBooks or its connector said: No ********');
		expect(message).toContain(`Request ID: ${bench.sandbox.requests[1].requestId}`);
	});

	it('is an item, never an error, for each of many instances', async () => {
		const ids = ['a', 'b', 'c'].map((name) => bench.sandbox.addInstance({ name }).id);
		bench.sandbox.addFault({ instanceId: ids[1], fault: { kind: 'tunnelDown' } });
		const { json, error } = await bench.run({
			parameters: {
				operation: 'check',
				instanceId: byName('={{ $json.name }}'),
				options: { maxAttempts: 1 },
			},
			items: [{ name: 'a' }, { name: 'b' }, { name: 'c' }],
		});
		expect(error).toBeUndefined();
		expect(json.map(({ id, ok }) => [id, ok])).toEqual([
			[ids[0], true],
			[ids[1], false],
			[ids[2], true],
		]);
	});
});
