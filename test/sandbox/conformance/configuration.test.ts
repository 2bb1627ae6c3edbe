import type { StoredInstance } from '../../../sandbox';
import { useSandbox, type Json } from '../client';

const use = useSandbox();

let instance: StoredInstance;
let path: string;

beforeEach(() => {
	instance = use.sandbox.addInstance({
		name: 'Store',
		configuration: { 'event.notification.signature.key': 'k' },
	});
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

describe('configuration entries', () => {
	const entryOf = async (key: string): Promise<Json> => {
		const { list } = await use.client.send('GET', `${path}/configuration`);
		return list.find((entry) => entry.key === key)!;
	};

	it('§2.5 are an array with the known members, in both families', async () => {
		const [byId, byToken] = await both('GET', '/configuration');
		expect(byId.list).toHaveLength(Object.keys(instance.configuration).length);
		expect(byToken.list).toEqual(byId.list);
		expect(byId.list[0]).toEqual({
			id: expect.any(Number),
			name: 'Configured Application Name',
			key: 'app.name',
			description: expect.any(String),
			propertyValue: 'sandbox app.name',
			type: expect.any(String),
			required: true,
			active: true,
			hideFromConsole: false,
		});
	});

	it('§2.5 are read one by one by a number of their own, not by their key', async () => {
		const entry = await entryOf('host.ip');
		const [byId, byToken] = await both('GET', `/configuration/${String(entry.id)}`);
		expect([byId.object, byToken.object]).toEqual([entry, entry]);
		expect((await use.client.send('GET', `${path}/configuration/host.ip`)).status).toBe(404);
	});

	it('§2.5 the number belongs to the instance', async () => {
		const entry = await entryOf('host.ip');
		const other = use.sandbox.addInstance({ name: 'Other' });
		const reply = await use.client.send(
			'GET',
			`/instances/${other.id}/configuration/${String(entry.id)}`,
		);
		expect(reply.status).toBe(404);
	});

	it('§2.5 PATCH needs the value only, and takes the whole entry', async () => {
		const entry = await entryOf('event.poller.refresh_interval');
		const url = `${path}/configuration/${String(entry.id)}`;
		const short = await use.client.send('PATCH', url, { body: { propertyValue: '30' } });
		expect(short.object).toEqual({ ...entry, propertyValue: '30' });
		const full = await use.client.send('PATCH', url, { body: { ...entry, propertyValue: '45' } });
		expect(full.status).toBe(200);
		expect(instance.configuration['event.poller.refresh_interval']).toBe('45');
	});

	it('§2.5 secrets are masked', async () => {
		expect((await entryOf('event.notification.signature.key')).propertyValue).toBe('********');
	});

	it('§2.5 are not put, posted or deleted', async () => {
		const { id } = await entryOf('host.ip');
		for (const method of ['PUT', 'POST', 'DELETE']) {
			const reply = await use.client.send(method, `${path}/configuration/${String(id)}`);
			expect(reply.status).toBe(405);
		}
	});

	it('§2.5 filter.response.nulls decides whether hub answers hold nulls', async () => {
		const first = async () =>
			(await use.client.withToken(instance.token, 'GET', '/hubs/finance/classes')).list[0];
		expect(Object.values(await first())).not.toContain(null);
		const { id } = await entryOf('filter.response.nulls');
		const url = `/instances/configuration/${String(id)}`;
		await use.client.withToken(instance.token, 'PATCH', url, { body: { propertyValue: 'false' } });
		expect(Object.values(await first())).toContain(null);
	});
});
