import type { StoredInstance } from '../../../sandbox';
import { useSandbox, type Json } from '../client';

const use = useSandbox();

let instance: StoredInstance;
let path: string;

beforeEach(() => {
	instance = use.sandbox.addInstance({
		name: 'Store',
		tags: ['a', 'b'],
		configuration: { 'app.name': 'App', 'host.ip': 'https://1.g2c.example.com' },
	});
	path = `/instances/${instance.id}`;
});

describe('read', () => {
	it('§2.3 by id, token included', async () => {
		const { status, object } = await use.client.send('GET', path);
		expect(status).toBe(200);
		expect(object).toMatchObject({ id: instance.id, token: instance.token, name: 'Store' });
	});

	it('§2.3 an unknown id is 404', async () => {
		expect((await use.client.send('GET', '/instances/999')).status).toBe(404);
		expect((await use.client.send('GET', '/instances/abc')).status).toBe(404);
	});

	it('§2.3 below the element too, but not below another one', async () => {
		const reply = await use.client.send('GET', `/elements/quickbooksonprem${path}`);
		expect(reply.object.id).toBe(instance.id);
		expect((await use.client.send('GET', `/elements/quickbooks${path}`)).status).toBe(404);
	});
});

describe('update', () => {
	it('§2.3 PUT with name and tags only keeps the rest', async () => {
		const body = { name: 'New', tags: ['c'] };
		const { status, object } = await use.client.send('PUT', path, { body });
		expect(status).toBe(200);
		expect(object).toMatchObject({ ...body, id: instance.id, token: instance.token, valid: true });
		expect(instance.configuration['app.name']).toBe('App');
	});

	it('§2.3 PUT with a configuration keeps the id, and makes it valid (valid: ours)', async () => {
		instance.valid = false;
		const { object } = await use.client.send('PUT', path, {
			body: { configuration: { 'app.name': 'Other', 'host.ip': 'https://2.g2c.example.com' } },
		});
		expect(object).toMatchObject({
			id: instance.id,
			valid: true,
			configuration: { 'app.name': 'Other', 'host.ip': 'https://2.g2c.example.com' },
		});
	});

	it('§2.3 PUT below the element', async () => {
		const reply = await use.client.send('PUT', `/elements/195${path}`, { body: { name: 'New' } });
		expect(reply).toMatchObject({ status: 200, object: { id: instance.id, name: 'New' } });
	});

	it('§2.3 PUT takes a body that was read before; masks in it change nothing (ours)', async () => {
		instance.configuration['event.notification.signature.key'] = 'k';
		const read = await use.client.send('GET', path);
		expect(read.text).toContain('********');
		const { status, object } = await use.client.send('PUT', path, { body: read.object });
		expect(status).toBe(200);
		expect(object).toEqual(read.object);
		expect(instance.configuration['event.notification.signature.key']).toBe('k');
	});

	it.each<[string, Json, Json]>([
		['an id and tags', { id: 764, tags: ['x'] }, { tags: ['x'], name: 'Store' }],
		['a name', { name: 'New' }, { name: 'New', tags: ['a', 'b'] }],
		['an element id', { element: { id: 195 } }, { elementId: 195 }],
		['a name and provider data', { name: 'New', providerData: { code: 'x' } }, { name: 'New' }],
	])('§2.3 PATCH with %s', async (_what, body, expected) => {
		const { status, object } = await use.client.send('PATCH', path, { body });
		expect(status).toBe(200);
		expect(object).toMatchObject({ ...expected, id: instance.id });
	});

	it('§2.3 PATCH with one configuration key keeps the others', async () => {
		const { object } = await use.client.send('PATCH', path, {
			body: { configuration: { 'event.notification.callback.url': 'https://example.com/cb' } },
		});
		expect(object.configuration).toMatchObject({
			'event.notification.callback.url': 'https://example.com/cb',
			'app.name': 'App',
			'host.ip': 'https://1.g2c.example.com',
		});
	});

	it('§2.3 a configuration of null changes nothing and is not echoed', async () => {
		const { object: before } = await use.client.send('GET', path);
		for (const method of ['PUT', 'PATCH']) {
			const { status, object } = await use.client.send(method, path, {
				body: { configuration: null },
			});
			expect([status, object]).toEqual([200, before]);
		}
	});

	it('§2.3 a value of null empties what the element declares, and is not echoed for other keys', async () => {
		const { object } = await use.client.send('PATCH', path, {
			body: { configuration: { 'event.poller.refresh_interval': null, 'made.up': null } },
		});
		expect(object.configuration).toMatchObject({ 'event.poller.refresh_interval': null });
		expect(object.configuration).not.toHaveProperty(['made.up']);
	});

	it('§2.3 tags are replaced, never merged; an empty list takes all', async () => {
		for (const method of ['PUT', 'PATCH']) {
			const replaced = await use.client.send(method, path, { body: { tags: ['b', 'c'] } });
			expect(replaced.object.tags).toEqual(['b', 'c']);
			const emptied = await use.client.send(method, path, { body: { tags: [] } });
			expect(emptied.object.tags).toEqual([]);
		}
	});

	it('§2.3 PUT and PATCH by token', async () => {
		for (const method of ['PUT', 'PATCH']) {
			const body = { name: `By ${method}` };
			const { object } = await use.client.withToken(instance.token, method, '/instances', { body });
			expect(object).toMatchObject({ id: instance.id, name: `By ${method}` });
		}
	});
});

describe('delete', () => {
	it('§2.3 is permanent, and the token stops working', async () => {
		expect((await use.client.send('DELETE', path)).status).toBe(200);
		expect((await use.client.send('GET', path)).status).toBe(404);
		expect((await use.client.withToken(instance.token, 'GET', '/ping')).status).toBe(401);
		expect(use.sandbox.instances).toHaveLength(0);
	});

	it('§2.3 of an unknown id is an error', async () => {
		expect((await use.client.send('DELETE', '/instances/999')).status).toBe(404);
	});

	it('§2.3 below the element', async () => {
		expect((await use.client.send('DELETE', `/elements/195${path}`)).status).toBe(200);
		expect(use.sandbox.instances).toHaveLength(0);
	});

	it('§2.3 by token', async () => {
		const { token } = instance;
		expect((await use.client.withToken(token, 'DELETE', '/instances')).status).toBe(200);
		expect(use.sandbox.instances).toHaveLength(0);
	});

	it('§4.3 may carry the JSON body null', async () => {
		expect((await use.client.send('DELETE', path, { rawBody: 'null' })).status).toBe(200);
		expect(use.sandbox.instances).toHaveLength(0);
	});
});

describe('enable and disable', () => {
	const hub = async (resource: string) =>
		(await use.client.withToken(instance.token, 'GET', `/hubs/finance/${resource}`)).status;

	it('§2.4 by id, without a body', async () => {
		expect((await use.client.send('DELETE', `${path}/enabled`)).status).toBe(200);
		expect((await use.client.send('GET', path)).object.disabled).toBe(true);
		expect((await use.client.send('PUT', `${path}/enabled`)).status).toBe(200);
		expect((await use.client.send('GET', path)).object.disabled).toBe(false);
	});

	it('§2.4 by token', async () => {
		const { token } = instance;
		expect((await use.client.withToken(token, 'DELETE', '/instances/enabled')).status).toBe(200);
		expect(instance.disabled).toBe(true);
		expect((await use.client.withToken(token, 'PUT', '/instances/enabled')).status).toBe(200);
		expect(instance.disabled).toBe(false);
	});

	it('§2.4 while disabled resources are 403 and the list of objects still works', async () => {
		instance.disabled = true;
		expect([await hub('classes'), await hub('objects')]).toEqual([403, 200]);
		instance.disabled = false;
		expect([await hub('classes'), await hub('objects')]).toEqual([200, 200]);
	});
});
