import { useSandbox, type Json } from '../client';

const use = useSandbox();

const get = async (path: string) => await use.client.send('GET', path);

describe('elements', () => {
	it('§2.7 are listed with the documented members', async () => {
		const { list } = await get('/elements');
		const element = list.find(({ key }) => key === 'quickbooksonprem')!;
		for (const member of [
			'id',
			'name',
			'key',
			'description',
			'image',
			'active',
			'deleted',
			'typeOauth',
			'trialAccount',
			'configuration',
			'transformationsEnabled',
			'bulkDownloadEnabled',
			'bulkUploadEnabled',
			'extendable',
			'authentication',
			'extended',
			'hub',
			'private',
		]) {
			expect(element).toHaveProperty(member);
		}
	});

	it('§4.1 QuickBooks Enterprise is 195 in the finance hub, QuickBooks Online is another', async () => {
		const byKey = await get('/elements/quickbooksonprem');
		expect(byKey.object).toMatchObject({ id: 195, name: 'QuickBooks Enterprise', hub: 'finance' });
		expect((await get('/elements/195')).object).toEqual(byKey.object);
		expect((await get('/elements/quickbooks')).object.id).not.toBe(195);
	});

	it('§2.7 keys are a list of text, lists are paged', async () => {
		expect((await get('/elements/keys')).list).toContain('quickbooksonprem');
		expect((await get('/elements?pageSize=1')).list).toHaveLength(1);
	});

	it('§2.7 the default poller configuration is in the configuration', async () => {
		const { object } = await get('/elements/quickbooksonprem');
		const entry = (object.configuration as Json[]).find(
			({ key }) => key === 'event.poller.configuration',
		)!;
		const poller = JSON.parse(entry.defaultValue as string) as Json;
		expect(Object.keys(poller)).toHaveLength(13);
		expect(poller.customers).toEqual({
			url: "/hubs/finance/customers?where=TimeModified >= '${date:yyyy-MM-dd'T'HH:mm:ssXXX}'",
			idField: 'ListID',
			datesConfiguration: {
				updatedDateField: 'TimeModified',
				updatedDateFormat: "yyyy-MM-dd'T'HH:mm:ssXXX",
				createdDateField: 'TimeCreated',
				createdDateFormat: "yyyy-MM-dd'T'HH:mm:ssXXX",
			},
		});
		expect(poller.bills).toMatchObject({ idField: 'TxnID' });
	});

	it('§2.7 /configuration is an object of two lists', async () => {
		const { object } = await get('/elements/quickbooksonprem/configuration');
		expect(Object.keys(object)).toEqual(['configuration', 'providerData']);
		const required = (object.configuration as Json[]).filter((entry) => entry.required);
		expect(required.map(({ key }) => key)).toEqual(['app.name', 'host.ip']);
	});

	it('§2.7 authentication types', async () => {
		expect((await get('/elements/quickbooksonprem/authentication-types')).object).toEqual({
			defaultValue: expect.any(String),
			options: [{ value: expect.any(String), description: expect.any(String) }],
		});
	});

	it('§2.7 docs are Swagger, without secrets too', async () => {
		const options = { authorization: null };
		const { status, object } = await use.client.send('GET', '/elements/195/docs', options);
		expect({ status, swagger: object.swagger }).toEqual({ status: 200, swagger: '2.0' });
	});

	it('§2.7 metadata tell which events there are; an unknown id is 404', async () => {
		const { object } = await get('/elements/195/metadata');
		expect(object).toMatchObject({
			id: 195,
			key: 'quickbooksonprem',
			events: {
				supported: true,
				methods: ['polling'],
				polling: { invoices: { eventTypes: expect.any(Array), pollUrl: expect.any(String) } },
			},
		});
		expect((await get('/elements/99999/metadata')).status).toBe(404);
	});
});

describe('hubs', () => {
	it('§2.7 finance is one of them', async () => {
		expect((await get('/hubs')).list).toContainEqual(expect.objectContaining({ key: 'finance' }));
		expect((await get('/hubs/keys')).list).toContain('finance');
		expect((await get('/hubs/finance')).object.key).toBe('finance');
		const keys = (await get('/hubs/finance/elements')).list.map(({ key }) => key);
		expect(keys).toContain('quickbooksonprem');
		expect(keys).not.toContain('servicenow');
	});

	it('§2.7 have their resources where they are asked for hydrated', async () => {
		const resources = expect.arrayContaining([expect.objectContaining({ name: 'invoices' })]);
		const finance = expect.objectContaining({ key: 'finance', resources });
		expect((await get('/hubs?hydrate=true')).list).toContainEqual(finance);
		expect((await get('/hubs/finance?hydrate=true')).object).toEqual(finance);
		expect((await get('/hubs/finance')).object).not.toHaveProperty('resources');
	});
});
