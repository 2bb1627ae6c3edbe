import type { Json } from '../../client';
import { useCompany } from '../../finance/company';
import { FACTS } from './facts';

const company = useCompany();

const element = async () =>
	(await company.use.client.send('GET', '/elements/quickbooksonprem')).object;

/** A call as it is, below the base path. */
const hub = async (path: string, headers?: Record<string, string>) =>
	await company.use.client.withToken(company.instance.token, 'GET', path, { headers });

describe('§4.1 the element', () => {
	it('takes transformations and bulk jobs both ways', async () => {
		expect(await element()).toMatchObject({
			transformationsEnabled: true,
			bulkDownloadEnabled: true,
			bulkUploadEnabled: true,
		});
	});

	it('has events by polling', async () => {
		const { object } = await company.use.client.send('GET', '/elements/195/metadata');
		expect(object.events).toMatchObject({ supported: true, methods: ['polling'] });
	});
});

describe('§4.2 its configuration', () => {
	it.each([
		['app.name', 'Configured Application Name', true, null],
		['host.ip', 'Host Name/IP', true, null],
		['filter.response.nulls', 'Filter null values from the response', false, 'true'],
		['event.notification.enabled', 'Events Enabled', false, 'false'],
		['event.vendor.type', 'Event Type', false, 'polling'],
		['event.notification.callback.url', 'Event Notification Callback URL', false, null],
		['event.notification.signature.key', 'Callback Notification Signature Key', false, null],
		['event.poller.refresh_interval', 'Event poller refresh interval (mins)', false, '15'],
		['event.poller.configuration', 'Configure Polling', false, expect.any(String)],
	])('%s', async (key, name, required, defaultValue) => {
		const entries = (await element()).configuration as Json[];
		expect(entries.find((entry) => entry.key === key)).toMatchObject({
			name,
			required,
			defaultValue,
		});
	});

	it.each(['app.name', 'host.ip'])('a create without %s is refused', async (key) => {
		const configuration: Json = { 'app.name': 'My App', 'host.ip': 'https://1.g2c.example.com' };
		delete configuration[key];
		const { status, object } = await company.use.client.create({ configuration });
		expect(status).toBe(400);
		expect(object.message).toContain(key);
	});

	it.each(['false', false])('filter.response.nulls %j shows what has no value', async (filter) => {
		const { token } = company.sandbox.addInstance({
			configuration: { 'filter.response.nulls': filter },
		});
		const path = '/hubs/finance/customers?pageSize=1';
		const shown = (await company.use.client.withToken(token, 'GET', path)).list[0];
		expect(shown).toHaveProperty('Fax', null);
		const [hidden] = (await hub(path)).list;
		expect(hidden).not.toHaveProperty('Fax');
	});

	it('the poller configuration may be an object or text', async () => {
		for (const value of [{ customers: {} }, '{"customers":{}}']) {
			const { status } = await company.use.client.send(
				'PATCH',
				`/instances/${company.instance.id}`,
				{
					body: { configuration: { 'event.poller.configuration': value } },
				},
			);
			expect(status).toBe(200);
			expect(company.instance.token).not.toBe('');
		}
	});
});

describe('§4.3 forms of the URL', () => {
	it('the canonical one', async () => {
		const { list } = await hub('/hubs/finance/classes');
		expect(list.length).toBeGreaterThan(0);
		const [{ id }] = list;
		expect((await hub(`/hubs/finance/classes/${String(id)}`)).object).toEqual(list[0]);
	});

	it.each(['/hubs/documents', '/hubs/crap', ''])(
		'"%s" is as good as the right hub',
		async (base) => {
			const { list } = await hub('/hubs/finance/classes');
			expect((await hub(`${base}/classes`)).list).toEqual(list);
			const [{ id }] = list;
			expect((await hub(`${base}/classes/${String(id)}`)).object).toEqual(list[0]);
		},
	);

	it('the Element part decides whether /accounts is the platform or a resource', async () => {
		const platform = await company.use.client.send('GET', '/accounts');
		expect(platform.list).toEqual([expect.objectContaining({ id: 1 })]);
		expect((await hub('/accounts')).list).not.toEqual(platform.list);
	});

	it('an empty nextPage is the first page', async () => {
		const { list } = await hub('/customers?pageSize=3');
		expect((await hub('/customers?pageSize=3&nextPage=')).list).toEqual(list);
	});

	it('nextPage and page may stand together', async () => {
		const { headers } = await hub('/customers?pageSize=3');
		const token = encodeURIComponent(headers.get('elements-next-page-token')!);
		const { status, list } = await hub(`/customers?pageSize=3&page=2&nextPage=${token}`);
		expect(status).toBe(200);
		expect(list).toEqual((await hub('/customers?pageSize=3&page=2')).list);
	});

	it('a DELETE may carry the JSON body null', async () => {
		const { id } = await company.make('vendors', { Name: 'Gone' });
		expect((await company.send('DELETE', `vendors/${String(id)}`, null)).status).toBe(200);
	});

	it.each(FACTS.map(({ path, native }) => [native, path]))(
		'%s: the native name',
		async (native, path) => {
			const { list } = await hub(`/hubs/finance/${path}?pageSize=2`);
			expect((await hub(`/hubs/finance/${native}?pageSize=2`)).list).toEqual(list);
			const [{ id }] = list;
			expect((await hub(`/hubs/finance/${native}/${String(id)}`)).object).toEqual(list[0]);
		},
	);

	it('SalesRep, which has no path of its own, with a filter', async () => {
		const where = encodeURIComponent("Name like 'A%'");
		expect((await hub(`/hubs/finance/SalesRep?where=${where}`)).list).toHaveLength(1);
	});
});

describe('§4.7 ping', () => {
	it('tells the time and the element', async () => {
		const { object } = await hub('/hubs/finance/ping');
		expect(object).toEqual({ dateTime: expect.any(String), endpoint: 'quickbooksonprem' });
		expect(Number.isNaN(Date.parse(String(object.dateTime)))).toBe(false);
	});
});

it('§3.3 what the element does not have says so', async () => {
	const { status, object } = await hub('/hubs/finance/nothing');
	expect(status).toBe(404);
	expect(object.message).toBe('This API is not currently supported for this element');
});

it('each instance has books of its own', async () => {
	await company.make('customers', { Name: 'Only here' });
	const other = company.sandbox.addInstance({ name: 'Other' });
	const names = (await company.sandbox.records(other.id, 'customers')).map(({ Name }) => Name);
	expect(names).not.toContain('Only here');
	expect(await company.sandbox.records(company.instance.id, 'customers')).toContainEqual(
		expect.objectContaining({ Name: 'Only here' }),
	);
});
