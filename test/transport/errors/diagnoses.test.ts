import {
	CALLS,
	INSTANCE_ID,
	useHostileService,
	type HostileAnswer,
} from '../../promises/security/support/hostileService';

const service = useHostileService();

const failing = (message: string, status = 502): HostileAnswer => ({
	status,
	body: { requestId: 'a1', message },
});

const NAMED = {
	operation: 'create',
	name: 'Ground2Cloud North',
	appName: 'Cloud Elements Connector',
	hostIp: 'https://4711.g2c.example.com',
};

const BROKEN_LINK = /tunnel to the company's computer|connector on the company's computer/;

describe('What the user calls things', () => {
	it.each([
		'Could not authenticate Cloud Elements Connector at https://4711.g2c.example.com: no answer',
		'No answer of 4711.g2c.example.com',
		'Host "agent.example.com" cannot be reached',
		"Application 'QuickBooks connector' did not answer",
		'Application “The tunnel” is not registered',
		'Ground2Cloud North could not be created',
		'GROUND2CLOUD NORTH: failed',
		'Application &quot;Travel agent&quot; is not registered',
		'Failed to dial agent@example.com',
	])('makes no diagnosis of a new instance: %s', async (message) => {
		service.answer = ({ method }) => (method === 'POST' ? failing(message) : { body: [] });
		const { error } = await service.run(NAMED);
		expect(`${error?.message}\n${error?.description?.split('\n')[0]}`).not.toMatch(BROKEN_LINK);
		expect(error?.description).toContain('Cloud Elements said: ');
	});

	it.each([
		'Request to Agent Smith Connector failed',
		'No answer of connector-7.tunnel.example.com:8080',
		'Customer "HDMI connector 2m" could not be read',
		'The call for Grand Travel Agent failed',
	])('makes no diagnosis of a call through one: %s', async (message) => {
		service.configuration['app.name'] = 'Agent Smith Connector';
		service.answer = ({ url }) => (url.includes('/customers') ? failing(message) : undefined);
		const { error } = await service.run({
			resource: 'customer',
			operation: 'create',
			instanceId: { __rl: true, mode: 'id', value: INSTANCE_ID },
			fieldsMode: 'json',
			recordJson: '{"Name":"Grand Travel Agent"}',
			options: { externalGuid: false },
		});
		expect(error?.description).toContain(message);
		expect(error?.message).not.toMatch(BROKEN_LINK);
		expect(error?.description).not.toMatch(BROKEN_LINK);
	});

	it.each([
		['The tunnel is up, but QuickBooks did not answer', /connector and QuickBooks are running/],
		[
			'Connected through the Ground2Cloud agent; the company file is not open',
			/connector and QuickBooks are running/,
		],
		['The tunnel to 4711.g2c.example.com is down', /tunnel to the company's computer is down/],
		['No Ground2Cloud agent is connected', /tunnel to the company's computer is down/],
		[
			'The QuickBooks connector did not respond',
			/connector on the company's computer does not answer/,
		],
		[
			'Tunnel established; the connector refused the connection',
			/connector on the company's computer/,
		],
	])('does not keep from one: %s', async (message, expected) => {
		service.configuration['app.name'] = 'Books';
		service.answer = ({ url }) => (url.includes('/customers') ? failing(message) : undefined);
		const { error } = await service.run(CALLS['customer get']);
		expect(error?.message).toMatch(expected);
	});
});

describe('A service that speaks http only', () => {
	it.each(['instance create', 'customer create', 'instance getAll', 'instance delete'])(
		'is not reached over https, so that nothing was sent: %s',
		async (call) => {
			const { baseUrl } = service.credential();
			const { error } = await service.run(CALLS[call], {
				credential: {
					...service.credential(),
					baseUrl: String(baseUrl).replace('http://', 'https://'),
				},
			});
			expect(error?.message).toMatch(/^Cloud Elements could not be reached to /);
			expect(error?.description).toContain('Nothing was sent');
			expect(service.requests).toEqual([]);
		},
	);
});

describe('A proxy in between', () => {
	it.each([
		['a page', { body: '<html><h1>403 Forbidden</h1><p>Blocked by policy</p></html>' }],
		['plain text', { body: 'Access denied' }],
		['nothing', { body: '' }],
		['JSON of its own', { body: { error: 'blocked', category: 'finance' } }],
		['a message without a request id', { body: { message: 'Forbidden' } }],
	])('is named where it refuses with 403 and %s', async (_name, { body }) => {
		for (const call of ['instance create', 'instance getAll', 'customer get', 'customer create']) {
			service.answer = ({ method, url }) =>
				url.endsWith('/instances/4711') && method === 'GET' ? undefined : { status: 403, body };
			const { error } = await service.run(CALLS[call]);
			expect(error?.message).toMatch(/^A proxy or firewall between n8n and Cloud Elements/);
			expect(error?.message).not.toMatch(/role/);
		}
	});

	it('does not stand in for the service’s own 403', async () => {
		service.answer = { status: 403, body: { requestId: 'a1', message: 'Insufficient role' } };
		const { error } = await service.run(CALLS['instance getAll']);
		expect(error?.message).toMatch(/does not allow this account to list the instances/);
	});

	it.each(['instance create', 'instance getAll', 'instance delete', 'customer get'])(
		'is named where it asks for a password (407): %s',
		async (call) => {
			service.answer = {
				status: 407,
				headers: { 'proxy-authenticate': 'Basic', 'retry-after': '600' },
				body: 'Proxy Authentication Required: tunnel agent connector',
				alsoInstance: true,
			};
			const { error } = await service.run(CALLS[call]);
			expect(error?.message).toMatch(
				/^A proxy between n8n and Cloud Elements wants to know who asks/,
			);
			expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '407' });
		},
	);
});

describe('An instance that was deleted meanwhile', () => {
	it.each([
		[401, 'Invalid Organization or User secret, or invalid Element token provided.'],
		[404, 'No element instance found with ID 4711'],
		[404, 'No instance found'],
	])('is what a call through it is about, with %d and %p', async (status, message) => {
		for (const call of ['customer get', 'customer getAll', 'report get', 'bulk getStatus']) {
			service.answer = ({ url }) =>
				url.includes('/hubs/') ? { status, body: { requestId: 'a1', message } } : undefined;
			const { error } = await service.run(CALLS[call]);
			expect(error?.message).toMatch(/(token of|^The) (the )?instance/);
			expect(error?.message).not.toMatch(/Base URL|Secret|There is no (customer|bulk)/);
		}
	});

	it.each(['instance update', 'instance enable', 'instance disable', 'instance get'])(
		'is what is told by %s',
		async (call) => {
			service.answer = ({ method, url }) =>
				method === 'GET' && call !== 'instance get' && url.endsWith('/4711')
					? undefined
					: failing('No element instance found with ID 4711', 404);
			const { error } = await service.run(CALLS[call]);
			expect(error?.message).toBe('There is no instance with ID 4711: pick another one');
		},
	);
});

describe('Wrong secrets', () => {
	it.each(['1', '600', new Date(Date.now() + 3_600_000).toUTCString()])(
		'are not waited for, whatever Retry-After says: %s',
		async (retryAfter) => {
			service.answer = {
				status: 401,
				headers: { 'retry-after': retryAfter },
				body: { requestId: 'a1', message: 'Invalid Organization or User secret' },
				alsoInstance: true,
			};
			for (const call of ['instance getAll', 'instance create', 'customer get']) {
				const { error } = await service.run(CALLS[call], {}, 5);
				expect(error?.message).toMatch(/^Check User Secret and Organization Secret/);
			}
			expect(service.requests).toHaveLength(3);
		},
	);
});
