import type { StoredInstance } from '../../../sandbox';
import { useSandbox } from '../client';

const use = useSandbox();

let instance: StoredInstance;
let path: string;

beforeEach(() => {
	instance = use.sandbox.addInstance({ name: 'Store' });
	path = `/instances/${instance.id}`;
});

/** Through the id and through the token: both families must do the same. */
async function both(method: string, suffix: string, body?: unknown) {
	const byId = await use.client.send(method, `${path}${suffix}`, { body });
	const byToken = await use.client.withToken(instance.token, method, `/instances${suffix}`, {
		body,
	});
	return [byId, byToken];
}

async function addEvent(): Promise<void> {
	await fetch(`${use.sandbox.url}/sandbox/events`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify({
			elementInstanceId: instance.id,
			eventDate: '2018-07-31T19:39:46Z',
			status: 'NOTIFIED',
			providerData: '{}',
			notifiedData: ['sent'],
		}),
	});
}

describe('events', () => {
	it('§2.6 §5.5 are listed and read one by one, with text ids', async () => {
		await addEvent();
		const [byId, byToken] = await both('GET', '/events');
		expect(byToken.list).toEqual(byId.list);
		expect(byId.list[0]).toMatchObject({
			id: expect.any(String),
			eventDate: '2018-07-31T19:39:46Z',
			status: 'NOTIFIED',
			providerData: expect.any(String),
			notifiedData: expect.any(Array),
			eventElementInstances: [{ elementInstanceId: instance.id, notifiedData: '["sent"]' }],
		});
		const [one] = await both('GET', `/events/${String(byId.list[0].id)}`);
		expect(one.object).toEqual(byId.list[0]);
	});

	it('§2.6 dispositions', async () => {
		await addEvent();
		const at = '/instances/events/dispositions';
		const { list } = await use.client.withToken(instance.token, 'GET', at);
		expect(list).toEqual([
			{ eventId: '1', elementInstanceId: instance.id, notificationData: [{ message: 'sent' }] },
		]);
	});

	it('§2.6 analytics count; a bad range or interval is 400, a foreign account 403', async () => {
		await addEvent();
		const status = async (query: string) =>
			(await use.client.send('GET', `/instances/events/analytics${query}`)).status;
		const { list } = await use.client.send('GET', '/instances/events/analytics?interval=day');
		expect(list).toEqual([{ count: 1, timestamp: expect.any(String) }]);
		expect(await status('?interval=fortnight')).toBe(400);
		expect(await status('?from=2020-01-02&to=2020-01-01')).toBe(400);
		expect(await status('?accountIds[]=99')).toBe(403);
		const day = 'from=2018-07-31T00:00:00Z&to=2018-08-01T00:00:00Z';
		expect(await status(`?interval=second&${day}`)).toBe(400);
		const hour = 'from=2018-07-31T19:00:00Z&to=2018-07-31T20:00:00Z';
		const minutes = await use.client.send(
			'GET',
			`/instances/events/analytics?interval=minute&${hour}`,
		);
		expect(minutes.list.map(({ count }) => count)).toHaveLength(61);
		expect(minutes.list[39]).toEqual({ count: 1, timestamp: '2018-07-31T19:39:00.000Z' });
		expect(await status('/instances')).toBe(200);
		expect(await status('/accounts')).toBe(200);
	});
});

describe('docs', () => {
	it('§2.6 are Swagger 2.0, with the host that baseUrl names', async () => {
		const [byId, byToken] = await both('GET', '/docs');
		expect(byId.object).toMatchObject({ swagger: '2.0', paths: expect.any(Object) });
		expect(byToken.object).toEqual(byId.object);
		const moved = await use.client.send('GET', `${path}/docs?baseUrl=https://example.com/x`);
		expect(moved.object.host).toBe('example.com');
	});

	it('§2.6 are there for one operation too', async () => {
		const [byId] = await both('GET', '/docs/GET-classes');
		expect(byId.object.operationId).toBe('GET-classes');
		expect((await use.client.send('GET', `${path}/docs/GET-none`)).status).toBe(404);
		const definitions = await use.client.send('GET', `${path}/docs/GET-classes/definitions`);
		expect(definitions.status).toBe(200);
	});
});

describe.each([
	['object definitions', '/objects/definitions', '/objects/bills/definitions'],
	['transformations', '/transformations', '/transformations/bills'],
])('%s', (_what, all, one) => {
	const value = { fields: [{ path: 'id', type: 'string' }] };
	const statusOf = async (method: string, suffix: string, body?: unknown) =>
		(await use.client.send(method, `${path}${suffix}`, { body })).status;

	it('§2.6 are 404 when there are none', async () => {
		expect((await both('GET', all)).map(({ status }) => status)).toEqual([404, 404]);
		expect(await statusOf('GET', one)).toBe(404);
	});

	it('§2.6 are posted once, put, read and deleted', async () => {
		expect(await statusOf('POST', one, value)).toBe(200);
		expect(await statusOf('POST', one, value)).toBe(409);
		expect(await statusOf('PUT', one, { fields: [] })).toBe(200);
		expect((await both('GET', one)).map(({ object }) => object)).toEqual([
			{ fields: [] },
			{ fields: [] },
		]);
		expect((await both('GET', all))[1].object).toEqual({ bills: { fields: [] } });
		expect(await statusOf('DELETE', one)).toBe(200);
		expect(await statusOf('GET', all)).toBe(404);
	});
});

describe('object definitions of each level', () => {
	const send = async (method: string, at: string) =>
		(await use.client.send(method, at, method === 'POST' ? { body: { fields: [] } } : {})).status;

	it.each([
		['instance', () => path, () => path],
		['account', () => '/accounts/1', () => '/accounts/1/elements/195'],
		['own account', () => '/accounts', () => '/accounts/1/elements/195'],
		['organization', () => '/organizations', () => '/organizations/elements/195'],
	])('§2.6 %s: not deleted while there are transformations', async (_level, base, above) => {
		const definition = `${base()}/objects/bills/definitions`;
		expect(await send('GET', `${base()}/objects/definitions`)).toBe(404);
		expect(await send('POST', definition)).toBe(200);
		expect(await send('POST', definition)).toBe(409);
		expect(await send('POST', `${above()}/transformations/bills`)).toBe(200);
		expect(await send('DELETE', definition)).toBe(409);
		expect(await send('GET', definition)).toBe(200);
		expect(await send('DELETE', `${above()}/transformations/bills`)).toBe(200);
		expect(await send('DELETE', definition)).toBe(200);
		expect(await send('GET', definition)).toBe(404);
	});

	it('§2.6 are not those of another level; a foreign account is 404', async () => {
		expect(await send('POST', '/organizations/objects/bills/definitions')).toBe(200);
		expect(await send('GET', '/accounts/1/objects/bills/definitions')).toBe(404);
		expect(await send('GET', `${path}/objects/bills/definitions`)).toBe(404);
		expect(await send('POST', '/accounts/9/objects/bills/definitions')).toBe(404);
	});
});

it('§2.6 all transformations are deleted at once', async () => {
	await use.client.send('POST', `${path}/transformations/bills`, { body: { fields: [] } });
	expect((await use.client.send('DELETE', `${path}/transformations`)).status).toBe(200);
	expect(instance.transformations).toEqual({});
});

it('§2.6 trace logging is switched on and off, in both families', async () => {
	await both('PUT', '/trace-logging', { duration: 60 });
	expect((await use.client.send('GET', path)).object.traceLoggingEnabled).toBe(true);
	await both('DELETE', '/trace-logging');
	expect((await use.client.send('GET', path)).object.traceLoggingEnabled).toBe(false);
});
