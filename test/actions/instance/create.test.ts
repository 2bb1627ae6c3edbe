import { byId, createFields, useSandbox } from '../../support/sandboxed';

const bench = useSandbox();

const instanceJson = (changes: object = {}) => ({
	element: { key: 'quickbooksonprem' },
	configuration: { 'app.name': 'Connector', 'host.ip': 'https://1.g2c.example.com' },
	tags: ['stores'],
	name: 'Store 1',
	...changes,
});

const asJson = (text: unknown) => ({
	operation: 'create',
	specifyInstance: 'json',
	instanceJson: typeof text === 'string' ? text : JSON.stringify(text),
});

describe('Create by fields', () => {
	it('sends the documented request and nothing else', async () => {
		await bench.run({ parameters: createFields({ tags: 'stores, west' }) });

		expect(bench.sandbox.requests).toHaveLength(1);
		const [request] = bench.sandbox.requests;
		expect(request.method).toBe('POST');
		expect(request.url).toBe('/elements/api-v2/instances');
		expect(request.query).toEqual({});
		expect(request.rawBody).toBe(
			'{"element":{"key":"quickbooksonprem"},"configuration":{"app.name":"Cloud Elements Connector","host.ip":"https://4711.g2c.example.com"},"tags":["stores","west"],"name":"Store 12"}',
		);
		const { authorization, host, ...others } = request.headers;
		expect(authorization).toBe(
			`User ${bench.sandbox.userSecret}, Organization ${bench.sandbox.organizationSecret}`,
		);
		expect(host).toBe(new URL(bench.sandbox.url).host);
		expect(Object.keys(others).sort()).toEqual([
			'accept',
			'accept-encoding',
			'connection',
			'content-length',
			'content-type',
			'user-agent',
		]);
		expect(JSON.stringify(others)).not.toMatch(/Store|Connector|4711|stores/);
	});

	it('gives the nine members of the new instance, with its token', async () => {
		const { json, outputs } = await bench.run({ parameters: createFields({ tags: 'stores' }) });

		const [stored] = bench.sandbox.instances;
		expect(json).toEqual([
			{
				id: stored.id,
				name: 'Store 12',
				token: stored.token,
				elementKey: 'quickbooksonprem',
				tags: ['stores'],
				valid: true,
				disabled: false,
				eventsEnabled: false,
				createdDate: stored.createdDate,
			},
		]);
		expect(Object.keys(json[0])).toEqual([
			'id',
			'name',
			'elementKey',
			'tags',
			'valid',
			'disabled',
			'eventsEnabled',
			'createdDate',
			'token',
		]);
		expect(outputs[0][0].pairedItem).toEqual({ item: 0 });
	});

	it('gives the documented response when it is not simplified', async () => {
		const { json } = await bench.run({ parameters: createFields({ simplify: false }) });

		expect(json[0]).toMatchObject({
			id: bench.sandbox.instances[0].id,
			token: bench.sandbox.instances[0].token,
			element: { id: 195, key: 'quickbooksonprem', hub: 'finance' },
			elementId: 195,
			provisionInteractions: [],
			configuration: {
				'app.name': 'Cloud Elements Connector',
				'host.ip': 'https://4711.g2c.example.com',
				'filter.response.nulls': 'true',
			},
			externalAuthentication: 'none',
		});
	});

	it.each([
		[undefined, true, true],
		[undefined, false, true],
		[true, true, true],
		[true, false, true],
		[false, true, false],
		[false, false, false],
	])(
		'with Include Tokens %s and Simplify %s the token is there: %s',
		async (includeTokens, simplify, expected) => {
			const options = includeTokens === undefined ? {} : { includeTokens };
			const { json } = await bench.run({ parameters: createFields({ simplify, options }) });
			expect('token' in json[0]).toBe(expected);
			expect(JSON.stringify(json).includes(bench.sandbox.instances[0].token)).toBe(expected);
		},
	);

	it('names both required values that are empty through expressions, and sends nothing', async () => {
		const { error } = await bench.run({
			parameters: createFields({ appName: '={{ $json.app }}', hostIp: '={{ $json.host }}' }),
			items: [{ app: '', host: '  ' }],
		});

		expect(error?.message).toBe(
			'Missing required configuration: Configured Application Name (app.name), Host Name/IP (host.ip)',
		);
		expect(error?.context?.itemIndex).toBe(0);
		expect(bench.sandbox.requests).toEqual([]);
	});

	it('names every bad item before the first request', async () => {
		const { error } = await bench.run({
			parameters: createFields({ appName: '={{ $json.app }}', hostIp: '={{ $json.host }}' }),
			items: [
				{ app: 'A', host: 'h' },
				{ app: '', host: 'h' },
				{ app: 'A', host: '<INSERT_HOST_IP>' },
				{ app: '', host: 'h' },
			],
		});

		expect(error?.context?.itemIndex).toBe(1);
		expect(error?.message).toContain('Configured Application Name (app.name)');
		expect(error?.description).toContain('The same holds for item 3');
		expect(error?.description).toContain(
			'Item 2: Host Name/IP (host.ip) still holds the placeholder &lt;INSERT_HOST_IP>',
		);
		expect(bench.sandbox.requests).toEqual([]);
	});

	it('takes tags from an expression that gives a list', async () => {
		await bench.run({
			parameters: createFields({ tags: '={{ $json.tags }}' }),
			items: [{ tags: [' stores ', '', 'west', 'stores'] }],
		});
		expect(bench.sandbox.requests[0].json).toMatchObject({ tags: ['stores', 'west'] });
	});

	it('leaves out tags that are not filled in, and sends values as they were typed', async () => {
		const appName = 'Büro & Söhne "QB" \\ 100% <b>';
		await bench.run({ parameters: createFields({ appName, name: 'Größe 5' }) });
		expect(bench.sandbox.requests[0].json).toEqual({
			element: { key: 'quickbooksonprem' },
			configuration: { 'app.name': appName, 'host.ip': 'https://4711.g2c.example.com' },
			name: 'Größe 5',
		});
	});
});

describe('Additional fields of Create', () => {
	it('sends every one of them under its documented key', async () => {
		await bench.run({
			parameters: createFields({
				additionalFields: {
					filterResponseNulls: false,
					externalAuthentication: 'initial',
					events: {
						enabled: true,
						callbackUrl: 'https://n8n.example.com/webhook/1',
						refreshInterval: 30,
						signatureKey: 'signing words',
						resources: ['customers', 'invoices'],
						timeZone: 'America/Denver',
					},
					configuration: { values: [{ key: 'bulk.query.download_format', value: 'csv' }] },
				},
			}),
		});

		const body = bench.sandbox.requests[0].json as Record<string, Record<string, unknown>>;
		expect(Object.keys(body)).toEqual([
			'element',
			'configuration',
			'name',
			'externalAuthentication',
		]);
		expect(body.externalAuthentication).toBe('initial');
		const { 'event.poller.configuration': poller, ...configuration } = body.configuration;
		expect(configuration).toEqual({
			'app.name': 'Cloud Elements Connector',
			'host.ip': 'https://4711.g2c.example.com',
			'filter.response.nulls': false,
			'event.notification.enabled': true,
			'event.notification.callback.url': 'https://n8n.example.com/webhook/1',
			'event.poller.refresh_interval': '30',
			'event.notification.signature.key': 'signing words',
			'bulk.query.download_format': 'csv',
		});
		expect(JSON.parse(poller as string)).toMatchObject({
			customers: { idField: 'ListID' },
			invoices: {
				url: expect.stringContaining('dateTimeZone:America/Denver:') as string,
				idField: 'TxnID',
			},
		});
		expect(bench.sandbox.instances[0]).toMatchObject({ externalAuthentication: 'initial' });
	});

	it('forgives white space around what was pasted', async () => {
		await bench.run({
			parameters: createFields({
				name: ' Store 12 ',
				hostIp: '\thttps://4711.g2c.example.com\n',
				additionalFields: {
					elementKey: ' quickbooksonprem ',
					events: {
						callbackUrl: ' https://n8n.example.com/webhook/1 ',
						resources: '={{ "customers , invoices" }}',
						timeZone: ' America/Denver ',
					},
					configuration: { values: [{ key: ' bulk.relations ', value: ' {} ' }] },
				},
			}),
		});
		const body = bench.sandbox.requests[0].json as Record<string, Record<string, string>>;
		expect(body.name).toBe('Store 12');
		expect(body.element).toEqual({ key: 'quickbooksonprem' });
		const { 'event.poller.configuration': poller, ...configuration } = body.configuration;
		expect(configuration).toEqual({
			'app.name': 'Cloud Elements Connector',
			'host.ip': 'https://4711.g2c.example.com',
			'event.notification.callback.url': 'https://n8n.example.com/webhook/1',
			'bulk.relations': ' {} ',
		});
		expect(Object.keys(JSON.parse(poller) as object)).toEqual(['customers', 'invoices']);
		expect(poller).toContain('dateTimeZone:America/Denver:');
	});

	it('never shows the signature key, also where the answer holds it in the clear', async () => {
		const { run } = await bench.run({
			parameters: createFields({
				simplify: false,
				additionalFields: { events: { signatureKey: '={{ $json.key }}' } },
			}),
			items: [{ key: 'k'.repeat(12) }],
		});
		const output = run.data.resultData.runData['QuickBooks Enterprise'][0].data?.main[0]?.[0].json;
		expect(output?.configuration).toMatchObject({ 'event.notification.signature.key': '********' });
	});

	it('names everything that is wrong with them at once', async () => {
		const { error } = await bench.run({
			parameters: createFields({
				additionalFields: {
					events: {
						enabled: true,
						refreshInterval: '={{ "often" }}',
						resources: '={{ ["customers", "estimates"] }}',
						timeZone: '={{ "Mars/Olympus" }}',
					},
					configuration: {
						values: [
							{ key: 'app.name', value: 'again' },
							{ key: '', value: 'x' },
							{ key: 'bulk.relations', value: '<INSERT_RELATIONS>' },
						],
					},
				},
			}),
		});

		for (const part of [
			'Missing required configuration: Callback URL (event.notification.callback.url)',
			'Refresh Interval must be a whole number of minutes',
			"not 'estimates'",
			"Time Zone 'Mars/Olympus' is not known",
			"Configuration key 'app.name' is given twice",
			'Configuration has an entry without a key',
			"'bulk.relations' still holds the placeholder <INSERT_RELATIONS>",
		]) {
			expect(error?.message).toContain(part);
		}
		expect(bench.sandbox.requests).toEqual([]);
	});

	it('sends another element key when asked for, with a hint where it is QuickBooks Online', async () => {
		const { hints } = await bench.run({
			parameters: createFields({ additionalFields: { elementKey: 'quickbooks' } }),
			settings: { onError: 'continueRegularOutput' },
		});
		expect(bench.sandbox.requests[0].json).toMatchObject({ element: { key: 'quickbooks' } });
		expect(hints.map(({ message }) => message).join()).toContain('QuickBooks Online');

		const other = await bench.run({
			parameters: createFields({ additionalFields: { elementKey: 'quickbooksonprem' } }),
		});
		expect(other.hints).toEqual([]);
	});
});

describe('Create by JSON', () => {
	it('sends instance.json as it is, unknown members included', async () => {
		const given = instanceJson({ providerData: { code: 'x' }, custom: [1, { a: null }] });
		await bench.run({ parameters: asJson(given) });
		expect(JSON.parse(bench.sandbox.requests[0].rawBody)).toEqual(given);
		expect(bench.sandbox.requests[0].rawBody).toBe(JSON.stringify(given));
	});

	it('takes the object that an expression gives', async () => {
		const { json } = await bench.run({
			parameters: asJson('={{ $json.instance }}'),
			items: [{ instance: instanceJson() }, { instance: instanceJson({ name: 'Store 2' }) }],
		});
		expect(json.map(({ name }) => name)).toEqual(['Store 1', 'Store 2']);
		expect(bench.sandbox.requests[0].json).toEqual(instanceJson());
	});

	it('fills in the element where none is named', async () => {
		const { element, ...rest } = instanceJson();
		await bench.run({ parameters: asJson(rest) });
		expect(bench.sandbox.requests[0].rawBody).toBe(JSON.stringify({ element, ...rest }));
	});

	it('repairs the curly quotes of a word processor', async () => {
		const curly = JSON.stringify(instanceJson(), null, 2).replace(/"([^"]*)"/g, '“$1”');
		await bench.run({ parameters: asJson(curly) });
		expect(bench.sandbox.requests[0].json).toEqual(instanceJson());
	});

	it('keeps curly quotes that belong to a value', async () => {
		const given = instanceJson({ name: 'The “Corner” Store' });
		await bench.run({ parameters: asJson(given) });
		expect(bench.sandbox.requests[0].json).toEqual(given);
	});

	it.each([
		['{\n  "name": “Store,\n}', 'curly quote “ at line 2, column 11'],
		['{\n  ‘name’: "Store"\n}', 'curly quote ‘ at line 2, column 3'],
		['{\n  "name": "Store",\n  "tags": [1 2]\n}', 'no valid JSON at line 3, column 14'],
		['{ "name": "Store" ', 'no valid JSON at line 1, column 19'],
	])('explains %j by line and column', async (text, expected) => {
		const { error } = await bench.run({ parameters: asJson(text) });
		expect(error?.message).toContain(expected);
		expect(bench.sandbox.requests).toEqual([]);
	});

	it('refuses the placeholders of the documentation by name', async () => {
		const { error } = await bench.run({
			parameters: asJson(
				instanceJson({
					configuration: { 'app.name': '<INSERT_APP_NAME>', 'host.ip': '<INSERT_HOST_IP>' },
					tags: ['<INSERT_TAG>'],
				}),
			),
		});
		for (const placeholder of ['<INSERT_APP_NAME>', '<INSERT_HOST_IP>', '<INSERT_TAG>']) {
			expect(error?.message).toContain(placeholder);
		}
		expect(bench.sandbox.requests).toEqual([]);
	});

	it('names everything missing or wrong at once', async () => {
		const { error } = await bench.run({
			parameters: asJson({
				element: { key: 'quickbooksonprem' },
				configuration: {},
				tags: [1],
			}),
		});
		expect(error?.message).toBe(
			'Missing required configuration: Instance Name (name), Configured Application Name (app.name), Host Name/IP (host.ip); tags must be a list of texts',
		);
	});

	it.each(['[]', '"text"', '12', 'null'])('refuses %s, which is no object', async (text) => {
		const { error } = await bench.run({ parameters: asJson(text) });
		expect(error?.message).toContain('Instance JSON must be one JSON object');
		expect(bench.sandbox.requests).toEqual([]);
	});
});

describe('Many items', () => {
	it.each([1, 5, 50])(
		'creates 100 instances in input order with at most %d requests open',
		async (concurrency) => {
			bench.sandbox.addFault({ fault: { kind: 'delay', ms: concurrency === 50 ? 120 : 3 } });
			const items = Array.from({ length: 100 }, (_, index) => ({ name: `Store ${index}` }));
			const { json, outputs } = await bench.run({
				parameters: createFields({ name: '={{ $json.name }}', options: { concurrency } }),
				items,
			});
			expect(json.map(({ name }) => name)).toEqual(items.map(({ name }) => name));
			expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual(
				items.map((_, item) => ({ item })),
			);
			expect(bench.sandbox.instances).toHaveLength(100);
			expect(bench.sandbox.requests).toHaveLength(100);
			expect(bench.sandbox.openRequestsPeak).toBeLessThanOrEqual(concurrency);
			expect(bench.sandbox.openRequestsPeak).toBeGreaterThan(concurrency / 5);
		},
	);

	it('creates 400 instances in one run', async () => {
		const items = Array.from({ length: 400 }, (_, index) => ({ name: `Store ${index}` }));
		const { json } = await bench.run({
			parameters: createFields({ name: '={{ $json.name }}' }),
			items,
		});
		expect(json.map(({ name }) => name)).toEqual(items.map(({ name }) => name));
		expect(new Set(json.map(({ id }) => id)).size).toBe(400);
		expect(new Set(bench.sandbox.instances.map(({ name }) => name)).size).toBe(400);
		expect(bench.sandbox.openRequestsPeak).toBeLessThanOrEqual(5);
	});

	it('creates equal items one after the other', async () => {
		bench.sandbox.addFault({ fault: { kind: 'delay', ms: 5 } });
		await bench.run({ parameters: createFields(), items: [{}, {}, {}, {}] });
		expect(bench.sandbox.instances).toHaveLength(4);
		expect(bench.sandbox.openRequestsPeak).toBe(1);
	});

	it('gives no items for no items', async () => {
		const { json, error } = await bench.run({ parameters: createFields(), items: [] });
		expect(json).toEqual([]);
		expect(error).toBeUndefined();
		expect(bench.sandbox.requests).toEqual([]);
	});
});

it('warns of Retry On Fail, which sends every item again', async () => {
	const { hints } = await bench.run({
		parameters: createFields(),
		settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 },
	});
	expect(hints.map(({ message }) => message).join()).toContain('Retry On Fail');
	const { hints: none } = await bench.run({ parameters: createFields() });
	expect(none).toEqual([]);
});

it('hands on the id and token, with which the instance is found again', async () => {
	const created = await bench.run({ parameters: createFields() });
	const { id, token } = created.json[0];
	const read = await bench.run({
		parameters: {
			operation: 'get',
			instanceId: byId(id as number),
			options: { includeTokens: true },
		},
	});
	expect(read.json[0]).toMatchObject({ id, token, name: 'Store 12' });
});
