import { INSTANCE, useSandbox, type Json } from '../client';

const use = useSandbox();

const ONLINE = {
	element: { key: 'quickbooks' },
	configuration: {
		'oauth.api.key': 'the-key',
		'oauth.api.secret': 'the-secret',
		'oauth.callback.url': 'https://example.com/callback',
	},
	providerData: { code: 'a-code', realmId: '1' },
};

const configurationOf = (object: Json) => object.configuration as Json;

describe('create', () => {
	it('§2.1 the documented body gives the documented response', async () => {
		const { status, object } = await use.client.create();
		expect(status).toBe(200);
		expect(object).toEqual({
			id: expect.any(Number),
			name: 'QuickBooks Enterprise',
			createdDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
			token: expect.any(String),
			element: expect.objectContaining({
				id: 195,
				name: 'QuickBooks Enterprise',
				hookName: 'QuickBooksEnterprise',
				key: 'quickbooksonprem',
				hub: 'finance',
				description: expect.any(String),
				image: 'elements/provider_quickbooks.png',
				active: true,
				deleted: false,
				typeOauth: true,
				trialAccount: false,
				configDescription: 'QuickBooks Desktop Element',
				defaultTransformations: expect.any(Array),
			}),
			elementId: 195,
			tags: ['Docs_Test'],
			provisionInteractions: [],
			valid: true,
			disabled: false,
			maxCacheSize: 0,
			cacheTimeToLive: 0,
			configuration: {
				'app.name': 'My App',
				'host.ip': 'https://12345.g2c.example.com',
				'filter.response.nulls': 'true',
				'bulk.add_metadata': 'false',
				'bulk.query.field_name': 'TimeModified',
				'bulk.query.operator': '>=',
				'bulk.query.date_mask': "yyyy-MM-dd'T'HH:mm:ssXXX",
				'bulk.query.download_format': 'json',
				'bulk.attribute.created_time': 'TimeCreated',
				'bulk.attribute.modified_time': 'TimeModified',
				'bulk.relations': '{}',
				'event.vendor.type': 'polling',
				'event.notification.enabled': 'false',
				'event.notification.callback.url': null,
				'event.notification.signature.key': null,
				'event.notification.subscription.id': null,
				'event.poller.refresh_interval': '15',
				'event.poller.urls': null,
				'event.poller.configuration': expect.any(String),
			},
			eventsEnabled: false,
			traceLoggingEnabled: false,
			cachingEnabled: false,
			externalAuthentication: 'none',
			user: {
				id: expect.any(Number),
				emailAddress: expect.any(String),
				firstName: expect.any(String),
				lastName: expect.any(String),
			},
		});
	});

	it('§2.1 the element can be in the path', async () => {
		const { configuration, name } = INSTANCE;
		for (const keyOrId of ['quickbooksonprem', '195']) {
			const reply = await use.client.send('POST', `/elements/${keyOrId}/instances`, {
				body: { configuration, name },
			});
			expect(reply).toMatchObject({ status: 200, object: { elementId: 195, name } });
		}
	});

	it('§2.1 the same name can be used again', async () => {
		const [first, second] = [await use.client.create(), await use.client.create()];
		expect(second.status).toBe(200);
		expect(second.object.id).toBeGreaterThan(first.object.id as number);
		expect(second.object.token).not.toBe(first.object.token);
	});

	it('§2.1 without tags it is tagged with its sanitised name', async () => {
		const { object } = await use.client.create({ tags: undefined, name: '<b>Store 1</b>' });
		expect(object.tags).toEqual(['Store 1']);
	});

	it('§2.1 HTML is taken out of the name on create and update', async () => {
		const name = '<a href="#" onClick="alert(1)">store</a>';
		const { object } = await use.client.create({ name });
		expect(object.name).toBe('store');
		const patched = await use.client.send('PATCH', `/instances/${String(object.id)}`, {
			body: { name: '<script>alert(1)</script>' },
		});
		expect(patched.object.name).toBe('alert(1)');
	});

	it('§2.1 a tag within a tag goes too, a lone bracket stays (ours)', async () => {
		const { object } = await use.client.create({ name: ' <<b>b>1 < 2' });
		expect(object.name).toBe('1 < 2');
	});

	it('§2.1 §3.4 missing required configuration is named (status and wording ours)', async () => {
		const { status, object } = await use.client.create({ configuration: { 'host.ip': ' ' } });
		expect(status).toBe(400);
		expect(object.message).toContain('app.name (Configured Application Name)');
		expect(object.message).toContain('host.ip (Host Name/IP)');
		expect(use.sandbox.instances).toHaveLength(0);
	});

	it('§2.1 configuration comes back as text or null, whatever was sent', async () => {
		const { object } = await use.client.create({
			configuration: {
				...INSTANCE.configuration,
				'filter.response.nulls': false,
				'event.poller.refresh_interval': 30,
				'event.poller.urls': null,
				'event.poller.configuration': { bills: { idField: 'TxnID' } },
			},
		});
		expect(configurationOf(object)).toMatchObject({
			'filter.response.nulls': 'false',
			'event.poller.refresh_interval': '30',
			'event.poller.urls': null,
			'event.poller.configuration': '{"bills":{"idField":"TxnID"}}',
		});
	});

	it('§2.1 secrets are masked, app name and host are not', async () => {
		const online = await use.client.create(ONLINE);
		expect(configurationOf(online.object)).toMatchObject({
			'oauth.api.key': '********',
			'oauth.api.secret': '********',
		});
		const desk = await use.client.create({
			element: { key: 'servicenow' },
			configuration: { 'servicenow.subdomain': 'a', username: 'b', password: 'c' },
		});
		expect(configurationOf(desk.object)).toMatchObject({ username: 'b', password: '********' });
		const onPremise = await use.client.create();
		expect(configurationOf(onPremise.object)).toMatchObject(INSTANCE.configuration);
	});

	it('§2.1 the signature key is masked when there is one (ours)', async () => {
		const { object } = await use.client.create({
			configuration: { ...INSTANCE.configuration, 'event.notification.signature.key': 'k' },
		});
		expect(configurationOf(object)['event.notification.signature.key']).toBe('********');
		expect(use.sandbox.instances[0].configuration['event.notification.signature.key']).toBe('k');
	});

	it('§2.1 provider data is never returned', async () => {
		const { object, text } = await use.client.create(ONLINE);
		expect(object).not.toHaveProperty('providerData');
		expect(text).not.toContain('a-code');
	});

	it('§2.1 external authentication is echoed when it is initial', async () => {
		const { object } = await use.client.create({ externalAuthentication: 'initial' });
		expect(object.externalAuthentication).toBe('initial');
	});

	it('§5.1 events are switched on by configuration', async () => {
		const { object } = await use.client.create({
			configuration: { ...INSTANCE.configuration, 'event.notification.enabled': true },
		});
		expect(object.eventsEnabled).toBe(true);
	});
});
