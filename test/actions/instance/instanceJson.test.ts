import type { INodeParameters } from 'n8n-workflow';

import { useSandbox } from '../../support/sandboxed';

const bench = useSandbox();

const WHOLE = {
	element: { key: 'quickbooksonprem' },
	configuration: { 'app.name': 'Cloud Elements Connector', 'host.ip': 'https://4711.example.com' },
	tags: ['stores'],
	name: 'Store 12',
};

/** Creates from JSON, and from the object that an expression gives for it. */
async function explain(body: unknown, operation: string): Promise<string[]> {
	const run = async (instanceJson: string, item: object) => {
		const parameters: INodeParameters = { operation, specifyInstance: 'json', instanceJson };
		const { error } = await bench.run({ parameters, items: [item as Record<string, string>] });
		expect(bench.calls()).toEqual([]);
		return error?.message ?? '';
	};
	return [
		await run(JSON.stringify(body), {}),
		await run('={{ $json.body }}', { body: body as string }),
	];
}

const configured = (values: object) => ({
	...WHOLE,
	configuration: { ...WHOLE.configuration, ...values },
});

describe.each(['create', 'upsert'])('The JSON of an instance: %s', (operation) => {
	it.each<[string, unknown, string]>([
		[
			'an element that is null',
			{ ...WHOLE, element: null },
			'element must be an object with a key',
		],
		[
			'an element that is a list',
			{ ...WHOLE, element: [] },
			'element must be an object with a key',
		],
		[
			'an element that is a text',
			{ ...WHOLE, element: 'x' },
			'element must be an object with a key',
		],
		[
			'an element whose key is null',
			{ ...WHOLE, element: { key: null } },
			'Missing required configuration: Element (element.key)',
		],
		[
			'an element whose key is a number',
			{ ...WHOLE, element: { key: 5 } },
			'element.key must be a text',
		],
		[
			'an element whose key is a list',
			{ ...WHOLE, element: { key: ['a'] } },
			'element.key must be a text',
		],
		[
			'an element whose ID is an object',
			{ ...WHOLE, element: { id: {} } },
			'element.id must be a number',
		],
		[
			'an element key with a space, and no required values',
			{ ...WHOLE, element: { key: ' quickbooksonprem' }, configuration: {} },
			"Missing required configuration: Configured Application Name (app.name), Host Name/IP (host.ip); element.key has white space around it; write 'quickbooksonprem'",
		],
		[
			'a key with a space in the configuration',
			{ ...WHOLE, configuration: { 'app.name ': 'C', 'host.ip': 'h' } },
			"configuration → 'app.name ' has white space around its key; write 'app.name'",
		],
		[
			'a key with a space at the top',
			{ ...WHOLE, name: undefined, ' name': 'Store 12' },
			"' name' has white space around its key; write 'name'",
		],
		[
			'a key with a space in the element',
			{ ...WHOLE, element: { 'key ': 'quickbooksonprem' } },
			"element → 'key ' has white space around its key; write 'key'",
		],
		[
			'an application name that is an object',
			configured({ 'app.name': { text: 'C' } }),
			'Configured Application Name (app.name) must be a text',
		],
		[
			'an application name that is a list',
			configured({ 'app.name': ['C'] }),
			'Configured Application Name (app.name) must be a text',
		],
		[
			'a host that is a number',
			configured({ 'host.ip': 4711 }),
			'Host Name/IP (host.ip) must be a text',
		],
		[
			'a host that is a switch',
			configured({ 'host.ip': true }),
			'Host Name/IP (host.ip) must be a text',
		],
		[
			'an application name that is null',
			configured({ 'app.name': null }),
			'Missing required configuration: Configured Application Name (app.name)',
		],
		[
			'a configuration value that is an object',
			configured({ 'bulk.format': { a: null } }),
			'configuration → bulk.format must be a text, a number, or true or false',
		],
		[
			'a configuration that is null',
			{ ...WHOLE, configuration: null },
			'configuration must be an object',
		],
		[
			'a configuration that is a list',
			{ ...WHOLE, configuration: [] },
			'configuration must be an object',
		],
		[
			'a configuration that is a text',
			{ ...WHOLE, configuration: 'x' },
			'configuration must be an object',
		],
		['tags that are a text', { ...WHOLE, tags: 'stores' }, 'tags must be a list of texts'],
		['a tag that is null', { ...WHOLE, tags: ['a', null] }, 'tags must be a list of texts'],
		['a tag that is empty', { ...WHOLE, tags: ['a', ' '] }, 'tags must be a list of texts'],
		['a name that is null', { ...WHOLE, name: null }, 'name must be a text'],
		['a name that is a number', { ...WHOLE, name: 12 }, 'name must be a text'],
		['a name that is a list', { ...WHOLE, name: ['Store 12'] }, 'name must be a text'],
		['a list of instances', [WHOLE], 'Instance JSON must be one JSON object, from { to }'],
		['null', null, 'Instance JSON must be one JSON object, from { to }'],
		['a number', 5, 'Instance JSON must be one JSON object, from { to }'],
	])('names %s before any request', async (_name, body, message) => {
		expect(await explain(body, operation)).toEqual([message, message]);
	});

	it('counts null as not given, as an instance that was read holds it', async () => {
		const body = { ...configured({ 'bulk.format': null }), tags: null };
		const instanceJson = JSON.stringify(body);
		const { error } = await bench.run({
			parameters: { operation, specifyInstance: 'json', instanceJson },
		});
		expect(error).toBeUndefined();
		const { element, configuration, name } = WHOLE;
		const sent = bench.sandbox.requests.filter(({ method }) => method === 'POST');
		expect(sent.map(({ json }) => json)).toEqual([{ element, configuration, name }]);
	});

	it.each([
		[
			'{"name": "A", "name": "B"}',
			"Instance JSON has 'name' twice: the second one is at line 1, column 15",
		],
		[
			JSON.stringify(WHOLE).replace('"host.ip"', '"app.name":"Other","host.ip"'),
			"Instance JSON has 'app.name' twice: the second one is at line 1, column",
		],
		[
			'{"element": {"key": "x"},\n"element": {"key": "y"}}',
			"Instance JSON has 'element' twice: the second one is at line 2, column 1",
		],
		[
			'{“tags”: [{"a": 1, "a": 2}], “name”: "A"}',
			"Instance JSON has 'a' twice: the second one is at line 1",
		],
	])('names a key that stands twice: %s', async (instanceJson, message) => {
		const parameters = { operation, specifyInstance: 'json', instanceJson };
		const { error } = await bench.run({ parameters });
		expect(error?.message).toContain(message);
		expect(bench.calls()).toEqual([]);
	});

	it('takes the same key in different objects, and numbers and switches as values', async () => {
		const body = configured({ 'event.poller.refresh_interval': 15, 'filter.response.nulls': true });
		const { json } = await bench.run({
			parameters: { operation, specifyInstance: 'json', instanceJson: JSON.stringify(body) },
		});
		expect(json[0]).toMatchObject({ name: 'Store 12', elementKey: 'quickbooksonprem' });
	});
});
