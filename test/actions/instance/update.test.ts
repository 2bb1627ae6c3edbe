import type { NodeParameterValueType } from 'n8n-workflow';

import { byId, useSandbox } from '../../support/sandboxed';

const bench = useSandbox();

const KEY = 'event.notification.signature.key';

const add = (changes: object = {}) =>
	bench.sandbox.addInstance({
		name: 'Store',
		tags: ['a', 'b'],
		configuration: { 'app.name': 'App', 'host.ip': 'https://1.g2c.example.com' },
		...changes,
	});

const update = async (
	id: number,
	updateFields: Record<string, NodeParameterValueType>,
	more = {},
) =>
	await bench.run({
		parameters: { operation: 'update', instanceId: byId(id), updateFields, ...more },
	});

const writes = () => bench.sandbox.requests.filter(({ method }) => method !== 'GET');

describe('Update', () => {
	it('sends a PATCH with only what was given', async () => {
		const { id, token } = add();
		const { json, run } = await update(id, { name: 'New name' });
		expect(bench.calls()).toEqual([`GET /instances/${id}`, `PATCH /instances/${id}`]);
		expect(writes()[0].json).toEqual({ name: 'New name' });
		expect(json[0]).toMatchObject({ id, name: 'New name', tags: ['a', 'b'] });
		expect(JSON.stringify(run.data)).not.toContain(token);
	});

	it('sends a PUT with the full configuration where the host changes, masked values left out', async () => {
		const { id } = add({
			configuration: { 'app.name': 'App', 'host.ip': 'old', [KEY]: 'words that sign' },
		});
		const { hints } = await update(id, { hostIp: 'https://2.g2c.example.com' });
		const [put] = writes();
		expect(put.method).toBe('PUT');
		expect(put.json).toMatchObject({
			name: 'Store',
			tags: ['a', 'b'],
			configuration: { 'app.name': 'App', 'host.ip': 'https://2.g2c.example.com' },
		});
		expect(put.rawBody).not.toContain('****');
		expect(bench.sandbox.instances[0].configuration).toMatchObject({
			'host.ip': 'https://2.g2c.example.com',
			[KEY]: 'words that sign',
		});
		expect(hints.map(({ message }) => message).join()).toContain(KEY);
	});

	it('keeps id and token through a new connection', async () => {
		const { id, token } = add();
		const { json } = await update(id, { appName: 'Other' }, { options: { includeTokens: true } });
		expect(json[0]).toMatchObject({ id, token });
	});

	it('writes nothing where the instance is as wanted already', async () => {
		const { id } = add();
		const { json } = await update(id, { appName: 'App' });
		expect(json[0]).toMatchObject({ id });
		expect(writes()).toEqual([]);
	});

	it.each([
		['replace', 'c', ['c']],
		['replace', '', []],
		['add', 'b, c', ['a', 'b', 'c']],
		['remove', 'a, x', ['b']],
	])('with tag mode %s and %j leaves the tags %j', async (tagMode, tags, expected) => {
		const { id } = add();
		await update(id, { tags, tagMode });
		expect(bench.sandbox.instances[0].tags).toEqual(expected);
	});

	it('loses no tag where items add to the same instance', async () => {
		const { id } = add({ tags: [] });
		bench.sandbox.addFault({ fault: { kind: 'delay', ms: 5 } });
		await bench.run({
			parameters: {
				operation: 'update',
				instanceId: byId(id),
				updateFields: { tags: '={{ $json.tag }}', tagMode: 'add' },
			},
			items: ['a', 'b', 'c', 'd', 'e', 'f'].map((tag) => ({ tag })),
		});
		expect(bench.sandbox.instances[0].tags).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
	});

	it('changes events and further configuration by their keys, and never shows the signature key', async () => {
		const { id } = add();
		const { run } = await bench.run({
			parameters: {
				operation: 'update',
				instanceId: byId(id),
				simplify: false,
				updateFields: {
					events: {
						enabled: true,
						callbackUrl: 'https://n8n.example.com/webhook/2',
						signatureKey: '={{ $json.key }}',
					},
					configuration: { values: [{ key: 'bulk.relations', value: '{}' }] },
				},
			},
			items: [{ key: 'k'.repeat(20) }],
		});
		expect(bench.sandbox.instances[0].configuration).toMatchObject({
			'event.notification.enabled': 'true',
			'event.notification.callback.url': 'https://n8n.example.com/webhook/2',
			[KEY]: 'k'.repeat(20),
			'bulk.relations': '{}',
		});
		const output = run.data.resultData.runData['QuickBooks Enterprise'][0].data;
		expect(JSON.stringify(output)).not.toContain('k'.repeat(20));
	});

	it.each([
		[{}, "Nothing to change: add a field under 'Update Fields'"],
		[
			{ tagMode: 'add' },
			"'Tag Mode' is set without 'Tags'; Nothing to change: add a field under 'Update Fields'",
		],
		[{ tags: ' , ', tagMode: 'remove' }, 'Tags names no tag to remove'],
		[{ name: ' ' }, 'Missing required configuration: Instance Name (name)'],
		[
			{ appName: '', hostIp: '<INSERT_HOST_IP>' },
			'Missing required configuration: Configured Application Name (app.name); Host Name/IP (host.ip) still holds the placeholder <INSERT_HOST_IP>',
		],
	])('refuses %j', async (updateFields, message) => {
		const { id } = add();
		const { error } = await update(id, updateFields);
		expect(error?.message).toBe(message);
		expect(bench.sandbox.requests).toEqual([]);
	});

	it('reads the instance again where the service answers a write with nothing', async () => {
		const { id } = add();
		bench.sandbox.addFault({ method: 'PATCH', fault: { kind: 'emptyBody' } });
		const { json } = await update(id, { name: 'New' });
		expect(json[0]).toMatchObject({ id, name: 'New' });
	});
});
