import { createHmac } from 'node:crypto';

import fc from 'fast-check';
import { sleep, type IDataObject, type INodeParameters } from 'n8n-workflow';

import { byId, byName, useSandbox } from '../../support/sandboxed';
import type { TriggerHost } from '../../support/triggerHost';
import { FOREIGN, KEYS, webhookHost } from '../support/webhookHost';
import type { StoredInstance } from '../../../sandbox';
import { Client, type Json } from '../../sandbox/client';
import { until } from '../../support/until';

const bench = useSandbox();

let hosts: TriggerHost[] = [];
let instance: StoredInstance;
let client: Client;

beforeEach(() => {
	instance = bench.sandbox.addInstance({ name: 'Store 12' });
	client = new Client(bench.sandbox);
});

/** Nothing that any trigger logged may hold a secret. */
afterEach(async () => {
	const secrets = [
		bench.sandbox.userSecret,
		bench.sandbox.organizationSecret,
		...bench.sandbox.instances.map(({ token }) => token),
		...hosts.flatMap(({ saved }) => /"signatureKey":"([^"]+)"/.exec(saved)?.[1] ?? []),
		...bench.sandbox.instances.flatMap(({ configuration }) => configuration[KEYS.signature] ?? []),
	];
	const shown = hosts.flatMap(({ log, items }) => [...log, JSON.stringify(items)]).join('\n');
	expect(secrets.filter((secret) => shown.includes(secret))).toEqual([]);
	for (const host of hosts) await host.close();
	hosts = [];
});

async function newHost(parameters: INodeParameters = {}): Promise<TriggerHost> {
	const host = webhookHost(bench, instance, parameters);
	hosts.push(host);
	await host.listen();
	return host;
}

async function activeHost(parameters: INodeParameters = {}): Promise<TriggerHost> {
	const host = await newHost(parameters);
	await host.activate();
	return host;
}

const settings = () => Object.values(KEYS).map((key) => instance.configuration[key]);

async function addCustomer(name = 'Ada'): Promise<Json> {
	const body = { Name: name };
	return (await client.withToken(instance.token, 'POST', '/customers', { body })).object;
}

async function post(host: TriggerHost, body: string | Buffer, headers: Record<string, string>) {
	const answer = await fetch(host.callbackUrl, {
		method: 'POST',
		body: new Uint8Array(Buffer.from(body)),
		headers: { 'Content-Type': 'application/json', ...headers },
	});
	await answer.arrayBuffer();
	return answer.status;
}

const keyOf = () => String(instance.configuration[KEYS.signature]);

const signed = (body: string, key = keyOf(), algorithm = 'sha256') => ({
	'Elements-Webhook-Signature': `${algorithm}=${createHmac(algorithm, key).update(body).digest('base64')}`,
});

const bodyOf = (...events: Json[]) =>
	JSON.stringify({ message: { instanceId: instance.id, instanceName: 'Store 12', events } });

const CHANGE = {
	objectType: 'customers',
	objectId: '80000001-1484947875',
	eventType: 'UPDATED',
	date: '2026-11-24T03:00:00Z',
};

describe('Activating', () => {
	it('sets callback, key, interval and poller in one change', async () => {
		const host = await activeHost({ options: { timeZone: 'America/Denver' } });
		const [enabled, callback, key, interval, poller] = settings();
		expect([enabled, callback, interval]).toEqual(['true', host.callbackUrl, '5']);
		expect(key).toMatch(/^[0-9a-f]{64}$/);
		const watched = JSON.parse(String(poller)) as Record<string, { url: string }>;
		expect(Object.keys(watched).sort()).toEqual(['customers', 'invoices']);
		expect(watched.customers.url).toContain('dateTimeZone:America/Denver');
		const writes = bench.sandbox.requests.filter(({ method }) => method !== 'GET');
		expect(writes).toHaveLength(1);
	});

	it('gives each webhook a key of its own', async () => {
		await activeHost();
		const first = keyOf();
		instance = bench.sandbox.addInstance({ name: 'Store 13' });
		await activeHost();
		expect(keyOf()).not.toBe(first);
	});

	it('finds the instance by name', async () => {
		const host = await activeHost({ instanceId: byName('Store 12') });
		expect(instance.configuration[KEYS.callback]).toBe(host.callbackUrl);
	});

	it('names another callback, without its query, and leaves it alone', async () => {
		instance.configuration[KEYS.callback] = FOREIGN;
		const host = await newHost();
		await expect(host.activate()).rejects.toThrow(
			/Store 12.*https:\/\/other\.example\.com\/hooks\/quickbooks already.*Take Over/,
		);
		await expect(host.activate()).rejects.not.toThrow(/4711/);
		expect(instance.configuration[KEYS.callback]).toBe(FOREIGN);
	});

	it('takes another callback over where that is asked for, and never puts it back', async () => {
		instance.configuration[KEYS.callback] = FOREIGN;
		const host = await activeHost({ options: { takeOver: true } });
		expect(instance.configuration[KEYS.callback]).toBe(host.callbackUrl);
		await host.deactivate();
		expect(instance.configuration[KEYS.callback]).toBeNull();
		expect(host.log.join()).toContain('Callback URL');
	});

	it('does not depend on what a lost database of n8n knew', async () => {
		const host = await activeHost();
		const before = keyOf();
		host.saved = '{}';
		await host.activate();
		expect(keyOf()).not.toBe(before);
		await addCustomer();
		await bench.sandbox.pollNow(instance.id);
		expect(host.items).toHaveLength(1);
		await host.deactivate();
		expect(settings().slice(0, 3)).toEqual(['false', null, null]);
	});

	it.each([
		[{ resources: [] }, /Missing required parameters: Resources \(resources\)/],
		[{ resources: '={{ ["customer", "estimate"] }}' }, /cannot be watched: estimate/],
		[{ events: '={{ ["renamed"] }}' }, /Trigger On \(events\)/],
		[
			{ events: '={{ ["invoice.renamed", "estimate.created", "invoice."] }}' },
			/Trigger On \(events\) does not know invoice\.renamed, estimate\.created, invoice\./,
		],
		[{ refreshInterval: '={{ 0 }}' }, /Refresh Interval/],
		[{ refreshInterval: '={{ true }}' }, /Refresh Interval/],
		[{ refreshInterval: '={{ [15] }}' }, /Refresh Interval/],
		[{ refreshInterval: '={{ "" }}' }, /Refresh Interval/],
		[{ events: '={{ "" }}' }, /Trigger On \(events\)/],
		[
			{ options: { takeOver: '={{ "yes" }}' } },
			/Take Over \(takeOver\) must be true or false, not 'yes'/,
		],
		[{ options: { takeOver: '={{ "" }}' } }, /Take Over \(takeOver\) is empty/],
		[
			{ options: { fetchRecord: '={{ 1 }}' } },
			/Fetch Record \(fetchRecord\) must be true or false/,
		],
		[
			{ options: { deduplicate: '={{ "off" }}' } },
			/Deduplicate \(deduplicate\) must be true or false/,
		],
		[{ options: { timeZone: 'Denver' } }, /Time Zone \(timeZone\) 'Denver'/],
		[{ instanceId: byId('abc') }, /Instance \(instanceId\)/],
	])('refuses %j before anything is sent', async (parameters, message) => {
		const host = await newHost(parameters as INodeParameters);
		await expect(host.activate()).rejects.toThrow(message);
		expect(bench.sandbox.requests).toEqual([]);
	});

	it('names an instance that is gone, or of another element', async () => {
		await expect(activeHost({ instanceId: byId(999999) })).rejects.toThrow(
			/no instance with ID 999999/,
		);
		const other = bench.sandbox.addInstance({ name: 'Tickets', elementKey: 'servicenow' });
		await expect(activeHost({ instanceId: byId(other.id) })).rejects.toThrow(/servicenow/);
	});
});

describe('Activating again', () => {
	it('changes nothing where all is as it was', async () => {
		const host = await activeHost();
		const before = settings();
		bench.sandbox.resetRequests();
		await host.activate('update');
		expect(bench.sandbox.requests.every(({ method }) => method === 'GET')).toBe(true);
		expect(settings()).toEqual(before);
	});

	it('makes sure of a key that the service does not show when n8n starts', async () => {
		const host = await activeHost();
		instance.configuration[KEYS.signature] = 'a key that somebody else set meanwhile';
		await host.activate('init');
		await addCustomer();
		await bench.sandbox.pollNow(instance.id);
		expect(host.answers).toEqual([200]);
		expect(host.log.join()).not.toContain('set up again');
	});

	it.each([
		['callback', null],
		['enabled', 'false'],
		['interval', '60'],
		['poller', '{"vendors":{}}'],
		['signature', null],
	] as const)('puts right a changed %s, with the same key', async (name, value) => {
		const host = await activeHost();
		const before = settings();
		instance.configuration[KEYS[name]] = value;
		await host.activate('init');
		expect(settings()).toEqual(before);
	});

	it('follows changed parameters', async () => {
		const host = await activeHost();
		host.parameters = { ...host.parameters, refreshInterval: 30, resources: ['vendor'] };
		await host.activate('update');
		expect(instance.configuration[KEYS.interval]).toBe('30');
		expect(JSON.parse(String(instance.configuration[KEYS.poller]))).toHaveProperty('vendors');
	});

	it('moves to another instance and puts the first one back', async () => {
		const found = settings();
		const host = await activeHost();
		const other = bench.sandbox.addInstance({ name: 'Store 13' });
		host.parameters = { ...host.parameters, instanceId: byId(other.id) };
		await host.activate('update');
		expect(settings()).toEqual(found);
		expect(other.configuration[KEYS.callback]).toBe(host.callbackUrl);
	});

	it('follows n8n to another address', async () => {
		const host = await activeHost();
		const before = host.callbackUrl;
		await host.close();
		await host.listen();
		expect(host.callbackUrl).not.toBe(before);
		await host.activate('init');
		expect(instance.configuration[KEYS.callback]).toBe(host.callbackUrl);
		await addCustomer();
		await bench.sandbox.pollNow(instance.id);
		expect(host.items).toHaveLength(1);
	});

	it('does not overwrite a callback that somebody else set meanwhile', async () => {
		const host = await activeHost();
		instance.configuration[KEYS.callback] = FOREIGN;
		await expect(host.activate('init')).rejects.toThrow(/other\.example\.com/);
		expect(instance.configuration[KEYS.callback]).toBe(FOREIGN);
	});

	it('goes on listening where the service is away while n8n starts', async () => {
		const host = await activeHost();
		bench.sandbox.addFault({
			path: '/instances/*',
			fault: { kind: 'status', status: 503, when: 'before' },
		});
		await host.activate('init');
		expect(host.log.join()).toMatch(/goes on as if they were/);
		await expect(host.activate('activate')).rejects.toThrow(/Cloud Elements/);
	});

	it('asks for what could not be delivered', async () => {
		const host = await activeHost();
		const port = await host.close();
		await addCustomer('While n8n was away');
		const [delivery] = await bench.sandbox.pollNow(instance.id);
		expect(delivery.status).toBe('queued');
		await addCustomer('Still away');
		await bench.sandbox.pollNow(instance.id);
		await host.listen(port);
		host.restart();
		await host.activate('init');
		await until(() => host.items.length === 2);
		await addCustomer('Back');
		await bench.sandbox.pollNow(instance.id);
		expect(host.items).toHaveLength(3);
	});
});

describe('Activating after it was deactivated', () => {
	it('asks for what could not be delivered before', async () => {
		const host = await activeHost();
		const port = await host.close();
		await addCustomer('While n8n was away');
		const [delivery] = await bench.sandbox.pollNow(instance.id);
		expect(delivery.status).toBe('queued');
		await host.listen(port);
		await host.deactivate();
		expect(host.items).toEqual([]);
		await host.activate();
		await until(() => host.items.length === 1);
		expect(host.answers).toEqual([200]);
		await until(() => host.log.join().includes('was asked for the events'));
	});
});

describe('Activating without a good answer of the service', () => {
	const LOST = { kind: 'status', status: 500, when: 'after' } as const;

	it('does not lose what stood there before, though n8n saved nothing', async () => {
		instance.configuration[KEYS.interval] = '45';
		const found = settings();
		const host = await newHost();
		bench.sandbox.addFault({ method: 'PATCH', fault: LOST });
		await expect(host.activate()).rejects.toThrow(/Cloud Elements/);
		expect(settings()).not.toEqual(found);
		bench.sandbox.clearFaults();
		expect(host.saved).toBe('{}');
		await host.deactivate();
		expect(settings()).toEqual(found);
		expect(host.log).toEqual([]);
	});

	it('nor where n8n tries again by itself', async () => {
		instance.configuration[KEYS.interval] = '45';
		const found = settings();
		const host = await newHost();
		bench.sandbox.addFault({ method: 'PATCH', fault: LOST });
		await expect(host.activate()).rejects.toThrow(/Cloud Elements/);
		bench.sandbox.clearFaults();
		await host.activate();
		expect(instance.configuration[KEYS.interval]).toBe('5');
		await host.deactivate();
		expect(settings()).toEqual(found);
	});

	it('leaves all alone where the service refuses', async () => {
		const found = settings();
		const host = await newHost();
		bench.sandbox.addFault({
			method: 'PATCH',
			times: 1,
			fault: { kind: 'status', status: 403, when: 'before' },
		});
		await expect(host.activate()).rejects.toThrow(/Cloud Elements/);
		await host.deactivate();
		expect(settings()).toEqual(found);
		expect(host.log).toEqual([]);
	});
});

describe('Deactivating', () => {
	it('leaves every setting as it was found', async () => {
		instance.configuration[KEYS.interval] = '45';
		instance.configuration[KEYS.poller] = '{"bills":{"url":"/x"}}';
		const found = settings();
		const host = await activeHost();
		await host.deactivate();
		expect(settings()).toEqual(found);
		expect(host.log).toEqual([]);
		expect(host.saved).not.toContain('signatureKey');
	});

	it('names a key that it could not read, and what was changed meanwhile', async () => {
		instance.configuration[KEYS.signature] = 'a key from before';
		const host = await activeHost();
		instance.configuration[KEYS.interval] = '10';
		await host.deactivate();
		expect(instance.configuration[KEYS.interval]).toBe('10');
		expect(host.log.join('\n')).toMatch(/event\.notification\.signature\.key/);
		expect(host.log.join('\n')).toMatch(/event\.poller\.refresh_interval/);
	});

	it('leaves somebody else’s settings alone', async () => {
		const host = await activeHost();
		instance.configuration[KEYS.callback] = FOREIGN;
		const found = settings();
		await host.deactivate();
		expect(settings()).toEqual(found);
		expect(host.log.join()).toContain('https://other.example.com/hooks/quickbooks');
	});

	it('is done where the instance is gone, and says where the service is away', async () => {
		const host = await activeHost();
		bench.sandbox.addFault({
			method: 'PATCH',
			fault: { kind: 'status', status: 403, when: 'before' },
		});
		await expect(host.deactivate()).rejects.toThrow(/Cloud Elements/);
		bench.sandbox.clearFaults();
		await client.send('DELETE', `/instances/${instance.id}`);
		await host.deactivate();
		expect(host.saved).not.toContain('registration');
	});
});

describe('A delivery', () => {
	it('becomes an item for each change, with its record', async () => {
		const host = await activeHost();
		const { ListID, TimeModified, EditSequence } = await addCustomer();
		await bench.sandbox.pollNow(instance.id);
		expect(host.answers).toEqual([200]);
		const [item] = host.items;
		expect(item).toEqual({
			eventType: 'created',
			resource: 'customer',
			objectId: ListID,
			date: TimeModified,
			instanceId: instance.id,
			instanceName: 'Store 12',
			eventKey: `${instance.id}/customer/${String(ListID)}/${String(TimeModified)}/${String(EditSequence)}`,
			record: expect.objectContaining({ ListID, Name: 'Ada' }) as unknown,
		});
	});

	it.each([
		['customer', 'UPDATED', 'updated'],
		['Customers', 'Updated', 'updated'],
		['CUSTOMERS', 'CREATE', 'created'],
		['Customer', 'created', 'created'],
		['customers', 'CHANGED', 'updated'],
		['customers', '', 'updated'],
	])('about %j with the word %j is %s', async (objectType, eventType, type) => {
		const host = await activeHost();
		const body = bodyOf({ ...CHANGE, objectType, eventType });
		await post(host, body, signed(body));
		expect(host.items).toMatchObject([{ resource: 'customer', eventType: type }]);
	});

	it('names in the log what it does not know, and takes the rest', async () => {
		const host = await activeHost();
		const unknown = [{ objectType: 'estimates' }, { objectType: '' }, { objectId: undefined }];
		const body = bodyOf(...unknown.map((change) => ({ ...CHANGE, ...change })), CHANGE);
		expect(await post(host, body, signed(body))).toBe(200);
		expect(host.items).toHaveLength(1);
		expect(host.log.join()).toContain(
			"Cloud Elements told of changes that this trigger does not know: 'estimates', something without a name, customers without an ID",
		);
	});

	it('is told of the gateway where the credential names one', async () => {
		const host = await activeHost();
		host.useCredential({ ...bench.credential(), environment: 'gateway' });
		const body = bodyOf({ ...CHANGE, objectType: 'estimates' });
		expect(await post(host, body, signed(body))).toBe(200);
		expect(host.log.join()).toContain(
			'The gateway told of changes that this trigger does not know',
		);
	});

	it('of the form of 2015 is read too', async () => {
		const host = await activeHost();
		const { ListID } = await addCustomer();
		bench.sandbox.setNotifications({ shape: 'legacy' });
		await bench.sandbox.pollNow(instance.id);
		expect(host.items).toMatchObject([{ objectId: ListID, resource: 'customer' }]);
	});

	it('starts nothing a second time, also after n8n was started anew', async () => {
		const host = await activeHost();
		for (let index = 0; index < 12; index++) await addCustomer(`Customer ${index}`);
		const deliveries = await bench.sandbox.pollNow(instance.id);
		expect(deliveries).toHaveLength(2);
		expect(host.items).toHaveLength(12);
		for (const { body } of deliveries) expect(await post(host, body, signed(body))).toBe(200);
		host.restart();
		for (const { body } of deliveries) expect(await post(host, body, signed(body))).toBe(200);
		expect(host.items).toHaveLength(12);
		expect(new Set(host.items.map(({ eventKey }) => eventKey)).size).toBe(12);
	});

	it('starts once where the same one comes several times at once', async () => {
		const host = await activeHost();
		const body = bodyOf(CHANGE);
		await Promise.all(Array.from({ length: 8 }, async () => await post(host, body, signed(body))));
		expect(host.items).toHaveLength(1);
	});

	it('starts again where n8n could not begin the execution', async () => {
		const host = await activeHost();
		const body = bodyOf(CHANGE);
		host.beforeStart = async () => {
			throw new Error('The queue could not be reached');
		};
		expect(await post(host, body, signed(body))).toBe(500);
		host.beforeStart = async () => {};
		// For a while nobody can tell whether it is still on its way.
		const again = post(host, body, signed(body));
		const { now } = Date;
		jest.spyOn(Date, 'now').mockImplementation(() => now() + 31_000);
		expect(await again).toBe(200);
		jest.restoreAllMocks();
		expect(host.items).toHaveLength(1);
		expect(await post(host, body, signed(body))).toBe(200);
		expect(host.items).toHaveLength(1);
	});

	it('is acknowledged once its execution stands, not while another one of it is under way', async () => {
		const host = await activeHost();
		const body = bodyOf(CHANGE);
		let goOn: (() => void) | undefined;
		host.beforeStart = async () => await new Promise<void>((resolve) => (goOn = resolve));
		const first = post(host, body, signed(body));
		await until(() => goOn !== undefined);
		const second = post(host, body, signed(body));
		await sleep(300);
		expect(host.answers).toEqual([]);
		goOn?.();
		expect(await Promise.all([first, second])).toEqual([200, 200]);
		expect(host.items).toHaveLength(1);
	});

	it('with neither time nor number is never left out', async () => {
		const host = await activeHost();
		const body = bodyOf({ ...CHANGE, date: null });
		for (let index = 0; index < 2; index++) await post(host, body, signed(body));
		expect(host.items).toHaveLength(2);
	});

	it('is taken where n8n saved an older key over the newer one', async () => {
		const host = await activeHost();
		const older = host.saved;
		await host.deactivate();
		await host.activate();
		host.saved = older;
		await addCustomer();
		await bench.sandbox.pollNow(instance.id);
		expect(host.answers).toEqual([200]);
		// A further process knows what was saved alone; it sets that up when it starts.
		host.restart();
		await host.activate('init');
		await addCustomer('Grace');
		await bench.sandbox.pollNow(instance.id);
		expect(host.answers).toEqual([200, 200]);
	});

	it('is remembered whichever of two at once n8n saves last', async () => {
		const host = await activeHost();
		const [first, second] = ['80000001-1', '80000002-1'].map((objectId) =>
			bodyOf({ ...CHANGE, objectId }),
		);
		let goOn: (() => void) | undefined;
		host.beforeSave = async () => await new Promise<void>((resolve) => (goOn = resolve));
		const earlier = post(host, first, signed(first));
		await until(() => goOn !== undefined);
		host.beforeSave = async () => {};
		await post(host, second, signed(second));
		goOn?.();
		await earlier;
		host.restart();
		for (const body of [first, second]) await post(host, body, signed(body));
		expect(host.items).toHaveLength(2);
	});

	it('starts again where events are not to be left out', async () => {
		const host = await activeHost({ options: { deduplicate: false } });
		const body = bodyOf(CHANGE);
		for (let index = 0; index < 2; index++) await post(host, body, signed(body));
		expect(host.items).toHaveLength(2);
	});

	it('starts nothing for records and kinds that were not chosen', async () => {
		const host = await activeHost({ resources: ['customer'], events: ['deleted'] });
		const others = [
			CHANGE,
			{ ...CHANGE, eventType: 'CREATED' },
			{ ...CHANGE, eventType: 'DELETED', objectType: 'vendors' },
		];
		const body = bodyOf(...others);
		expect(await post(host, body, signed(body))).toBe(200);
		expect(host.started).toEqual([]);
		const gone = bodyOf(...others, { ...CHANGE, eventType: 'DELETED' });
		await post(host, gone, signed(gone));
		expect(host.items).toMatchObject([{ eventType: 'deleted', objectId: CHANGE.objectId }]);
	});

	it('takes kinds that name their records, without a list of resources or beside it', async () => {
		const own = await activeHost({ resources: [], events: ['vendor.created', 'bill.deleted'] });
		const watched = JSON.parse(String(settings()[4])) as object;
		expect(Object.keys(watched).sort()).toEqual(['bills', 'vendors']);
		const created = (objectType: string) => ({ ...CHANGE, eventType: 'CREATED', objectType });
		const body = bodyOf(CHANGE, created('customers'), created('vendors'), created('bills'));
		await post(own, body, signed(body));
		expect(own.items).toMatchObject([{ eventType: 'created', resource: 'vendor' }]);
		await own.deactivate();

		const both = await activeHost({
			resources: ['customer'],
			events: ['updated', 'vendor.created'],
		});
		await post(both, body, signed(body));
		expect(both.items.map(({ eventType, resource }) => [resource, eventType])).toEqual([
			['customer', 'updated'],
			['vendor', 'created'],
		]);
	});

	it('starts nothing for another instance', async () => {
		const host = await activeHost();
		const body = JSON.stringify({ message: { instanceId: 1, events: [CHANGE] } });
		expect(await post(host, body, signed(body))).toBe(200);
		expect(host.started).toEqual([]);
	});

	it('brings records as they are now where that is asked for, and says why it could not', async () => {
		const host = await activeHost({ options: { fetchRecord: true } });
		const { ListID } = await addCustomer();
		const body = bodyOf(
			{ ...CHANGE, objectId: ListID },
			{ ...CHANGE, objectId: '8FFFFFFF-1484947875' },
		);
		await post(host, body, signed(body));
		const [found, missing] = host.items;
		expect(found.record).toMatchObject({ ListID, Name: 'Ada' });
		expect(found.recordError).toBeUndefined();
		expect(missing.record).toBeUndefined();
		expect(missing.recordError).toMatch(/no customer with ID 8FFFFFFF-1484947875/);
	});
});

describe('A body that is not the service’s', () => {
	const REFUSED: Array<[string, (body: string) => Record<string, string>]> = [
		['without a signature', () => ({})],
		['with another key', (body) => signed(body, 'guessed')],
		['with the signature of another body', () => signed('{}')],
		['with a signature of the old style', (body) => signed(body, keyOf(), 'sha1')],
		[
			'with a signature without its method',
			(body) => ({
				'Elements-Webhook-Signature': signed(body)['Elements-Webhook-Signature'].slice(7),
			}),
		],
	];

	it.each(REFUSED)('%s gets 401 and starts nothing', async (_how, headers) => {
		const host = await activeHost();
		const body = bodyOf(CHANGE);
		expect(await post(host, body, headers(body))).toBe(401);
		expect(host.started).toEqual([]);
	});

	it('gets 401 where it is a form', async () => {
		const host = await activeHost();
		const body = bodyOf(CHANGE);
		const headers = { ...signed(body), 'Content-Type': 'multipart/form-data; boundary=x' };
		expect(await post(host, body, headers)).toBe(401);
		expect(host.log).toEqual([]);
	});

	it('gets 401 from a trigger that knows no key', async () => {
		const host = await newHost();
		const body = bodyOf(CHANGE);
		expect(await post(host, body, signed(body, ''))).toBe(401);
	});

	it('starts nothing however it was cut or changed', async () => {
		const host = await activeHost();
		const body = bodyOf(CHANGE);
		await fc.assert(
			fc.asyncProperty(fc.nat({ max: body.length - 1 }), fc.boolean(), async (length, sign) => {
				const cut = body.slice(0, length);
				expect(await post(host, cut, sign ? signed(cut) : signed(body))).toBe(sign ? 400 : 401);
			}),
			{ numRuns: 40 },
		);
		expect(host.started).toEqual([]);
	});

	it('over 8 MB is refused', async () => {
		const host = await activeHost();
		const body = bodyOf({ ...CHANGE, padding: 'x'.repeat(8_000_000) });
		expect(await post(host, body, signed(body))).toBe(413);
		expect(host.started).toEqual([]);
	});
});

describe('Listening for a test event', () => {
	it('registers for a while where the instance has no callback', async () => {
		const found = settings();
		const host = await newHost();
		await host.listenForTest();
		expect(instance.configuration[KEYS.callback]).toBe(
			host.callbackUrl.replace('/webhook/', '/webhook-test/'),
		);
		expect(instance.configuration[KEYS.interval]).toBe('1');
		await addCustomer();
		await bench.sandbox.pollNow(instance.id);
		expect(host.items).toMatchObject([{ eventType: 'created', resource: 'customer' }]);
		await host.stopTest();
		expect(settings()).toEqual(found);
	});

	it.each(['of the active workflow', 'of somebody else'])(
		'leaves the callback %s alone and shows the latest change',
		async (whose) => {
			const host = await newHost();
			if (whose === 'of somebody else') instance.configuration[KEYS.callback] = FOREIGN;
			else await host.activate();
			const before = settings();
			const { ListID } = await addCustomer('Latest');
			await host.listenForTest();
			await until(() => host.items.length > 0);
			expect(host.items).toMatchObject([{ objectId: ListID, eventType: 'created' }]);
			expect((host.items as IDataObject[])[0].note).toMatch(/left alone/);
			await host.stopTest();
			expect(settings()).toEqual(before);
		},
	);
});
