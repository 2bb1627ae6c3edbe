import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { everythingShown, useSandbox } from '../../support/sandboxed';
import {
	APP_NAME,
	CONTINUE,
	hostOf,
	LONG_AGO,
	sentBy,
	standing,
	stores,
	upsertFields,
	writesOf,
} from './support/fleet';
import type { Rewrite } from '../../support/rewritingProxy';
import { useOtherService } from './support/otherService';

const bench = useSandbox();
const service = useOtherService(bench);

const upsert = async (items: IDataObject[], changes: INodeParameters = {}, more: object = {}) =>
	await bench.run({ items, parameters: upsertFields(changes), ...more });

/** Runs against the sandbox through a server that answers differently. */
const throughProxy = async (
	rewrite: Rewrite,
	items: IDataObject[],
	changes: INodeParameters = {},
) => {
	service.rewrite = rewrite;
	return await service.run(items, changes);
};

const without =
	(member: string): Rewrite =>
	(body, _method, path) =>
		path.endsWith('/instances') && Array.isArray(body)
			? body.map((instance: IDataObject) => ({ ...instance, [member]: undefined }))
			: body;

const reads = () => bench.calls().filter((call) => call.startsWith('GET'));

describe('The first run over a list', () => {
	it('creates what is missing, in an account that has nothing', async () => {
		const { json, error } = await upsert(stores('A', 'B'));
		expect(error).toBeUndefined();
		expect([...json].sort((a, b) => Number(a.id) - Number(b.id))).toEqual(
			bench.sandbox.instances.map(({ id, name, token }) =>
				expect.objectContaining({ id, name, token, outcome: 'created', changes: [] }),
			),
		);
		expect(json.map(({ name }) => name)).toEqual(['A', 'B']);
	});

	it('makes no difference between what was there and what it created, in input order', async () => {
		bench.sandbox.addInstance(standing('B'));
		bench.sandbox.addInstance(
			standing('C', { configuration: { 'host.ip': 'https://old.example.com' } }),
		);
		const { json } = await upsert(stores('A', 'B', 'C', 'D'));
		expect(json.map(({ name, outcome }) => [name, outcome])).toEqual([
			['A', 'created'],
			['B', 'unchanged'],
			['C', 'updated'],
			['D', 'created'],
		]);
	});
});

describe('An item finds its instance by name', () => {
	it.each([
		['  Store 1  ', 'with white space around it'],
		['<b>Store 1</b>', 'with markup'],
		['<<i>b>Store 1</b>', 'with markup in markup'],
	])('%s: %s', async (name) => {
		const { id } = bench.sandbox.addInstance(standing('Store 1'));
		const { json } = await upsert([{ name, host: hostOf('Store 1') }]);
		expect(json).toEqual([expect.objectContaining({ id, outcome: 'unchanged' })]);
		expect(writesOf(bench.sandbox)).toEqual([]);
	});

	it('again after it was created under a name that the service changes', async () => {
		const items = [{ name: ' <em>Store</em> <1> ', host: hostOf('Store 1') }];
		await upsert(items);
		const { json } = await upsert(items);
		expect(json).toEqual([expect.objectContaining({ name: 'Store <1>', outcome: 'unchanged' })]);
		expect(bench.sandbox.instances).toHaveLength(1);
	});

	it('and tells names apart that differ in what is no markup', async () => {
		bench.sandbox.addInstance(standing('Store <1>'));
		const { json } = await upsert(stores('Store <2>'));
		expect(json[0]).toMatchObject({ name: 'Store <2>', outcome: 'created' });
	});

	it('with upper and lower case', async () => {
		bench.sandbox.addInstance(standing('store'));
		const { json } = await upsert(stores('Store'));
		expect(json[0].outcome).toBe('created');
	});

	it('within its element', async () => {
		bench.sandbox.addInstance({ name: 'Store', elementKey: 'servicenow' });
		const { json } = await upsert(stores('Store'));
		expect(json[0]).toMatchObject({ outcome: 'created', elementKey: 'quickbooksonprem' });
		expect(json[0].duplicateIds).toBeUndefined();
	});

	it('of the element that it names', async () => {
		const { id } = bench.sandbox.addInstance({ name: 'Store', elementKey: 'servicenow' });
		bench.sandbox.addInstance(standing('Store'));
		const { json } = await upsert([{ name: 'Store' }], {
			specifyInstance: 'json',
			instanceJson: '={{ { element: { key: "servicenow" }, name: $json.name } }}',
		});
		expect(json).toEqual([expect.objectContaining({ id, outcome: 'unchanged' })]);
		expect(writesOf(bench.sandbox)).toEqual([]);
	});

	it('on the third page of the list', async () => {
		for (let other = 0; other < 420; other++) bench.sandbox.addInstance({ name: `Other ${other}` });
		const { id } = bench.sandbox.addInstance(standing('Store'));
		const { json } = await upsert(stores('Store'));
		expect(json[0]).toMatchObject({ id, outcome: 'unchanged' });
		expect(bench.calls()).toHaveLength(4);
	});

	it('and where several have it, names them and touches none', async () => {
		const ids = [1, 2].map(() => bench.sandbox.addInstance(standing('Store', { tags: ['x'] })).id);
		const { outputs } = await upsert(stores('Store', 'Other'), { tags: 'new' }, { ...CONTINUE });
		const [failed, created] = outputs[0];
		expect(String(failed.error?.message)).toContain(
			`2 instances match the name 'Store': ${ids.join(', ')}`,
		);
		expect(created.json).toMatchObject({ name: 'Other', outcome: 'created' });
		expect(writesOf(bench.sandbox)).toEqual(['POST /instances']);
	});
});

describe('An item finds its instance by a tag', () => {
	const byTag = { matchBy: 'tag', matchTag: '={{ $json.tag }}' };
	const item = { name: 'Store', host: hostOf('Store'), tag: 'store-1' };

	it('whatever its name, which is brought to what is wanted', async () => {
		const { id } = bench.sandbox.addInstance(
			standing('Old', { tags: ['store-1'], configuration: { 'host.ip': hostOf('Store') } }),
		);
		const { json } = await upsert([item], byTag);
		expect(json).toEqual([
			expect.objectContaining({
				id,
				name: 'Store',
				outcome: 'updated',
				changes: [{ field: 'name', old: 'Old', new: 'Store' }],
			}),
		]);
	});

	it('and keeps that tag on it, given or not', async () => {
		bench.sandbox.addInstance(standing('Store', { tags: ['store-1', 'old'] }));
		const { json } = await upsert([item], { ...byTag, tags: 'west' });
		expect(json[0].changes).toEqual([
			{ field: 'tags', old: ['store-1', 'old'], new: ['west', 'store-1'] },
		]);
		expect(bench.sandbox.instances[0].tags).toEqual(['west', 'store-1']);
	});

	it('and leaves its other tags alone where none are given', async () => {
		bench.sandbox.addInstance(standing('Store', { tags: ['west', 'store-1'] }));
		const { json } = await upsert([item], byTag);
		expect(json[0]).toMatchObject({ outcome: 'unchanged', tags: ['west', 'store-1'] });
		expect(writesOf(bench.sandbox)).toEqual([]);
	});

	it('and creates one with that tag where there is none', async () => {
		bench.sandbox.addInstance(standing('Store'));
		const { json } = await upsert([item], byTag);
		expect(json[0]).toMatchObject({ outcome: 'created', tags: ['store-1'] });
		expect((await upsert([item], byTag)).json[0].outcome).toBe('unchanged');
	});

	it('and where several carry it, names them', async () => {
		const ids = ['A', 'B'].map(
			(name) => bench.sandbox.addInstance(standing(name, { tags: ['store-1'] })).id,
		);
		const { error } = await upsert([item], byTag);
		expect(error?.message).toContain(`2 instances match the tag 'store-1': ${ids.join(', ')}`);
		expect(writesOf(bench.sandbox)).toEqual([]);
	});

	it('which must be one tag', async () => {
		const { error } = await upsert([{ ...item, tag: 'a, b' }], byTag);
		expect(error?.message).toContain('Match Tag must be one tag, without a comma');
		expect((await upsert([{ ...item, tag: ' ' }], byTag)).error?.message).toContain('Match Tag');
		expect(bench.calls()).toEqual([]);
	});
});

describe('Two items that mean the same instance', () => {
	it('by the same name are refused, both, and nothing is sent', async () => {
		const { error } = await upsert([
			...stores('A', 'Store'),
			{ name: ' <b>Store</b>', host: hostOf('Other') },
		]);
		expect(error?.message).toContain(
			"Items 1, 2 mean the same instance: they share the name 'Store'",
		);
		expect(bench.calls()).toEqual([]);
	});

	it('leave the others alone where the node goes on', async () => {
		const { outputs } = await upsert(stores('Store', 'A', 'Store'), {}, { ...CONTINUE });
		expect(outputs[0].map(({ error }) => error !== undefined)).toEqual([true, false, true]);
		expect(bench.sandbox.instances.map(({ name }) => name)).toEqual(['A']);
	});

	it('one by name and one by tag are refused when the list shows it', async () => {
		bench.sandbox.addInstance(standing('Store', { tags: ['store-1'] }));
		const { error } = await upsert(
			[
				{ name: 'Store', host: 'https://new.example.com', by: 'name' },
				{ name: 'New', host: 'https://new.example.com', by: 'tag' },
			],
			{ matchBy: '={{ $json.by }}', matchTag: 'store-1' },
		);
		expect(error?.message).toContain('Items 0, 1 mean the same instance');
		expect(writesOf(bench.sandbox)).toEqual([]);
	});

	it('is not what items of equal connection and different tags are', async () => {
		const { json } = await upsert(
			[
				{ name: 'Store', host: hostOf('Store'), tag: 'first' },
				{ name: 'Store', host: hostOf('Store'), tag: 'second' },
			],
			{ matchBy: 'tag', matchTag: '={{ $json.tag }}' },
		);
		expect(json.map(({ tags, outcome }) => [tags, outcome])).toEqual([
			[['first'], 'created'],
			[['second'], 'created'],
		]);
		expect(bench.sandbox.instances).toHaveLength(2);
	});
});

describe('What counts as a difference', () => {
	const POLLER = '{"customers":{"url":"/customers","pageSize":100}}';
	const SIGNATURE = 'signature.of-the-test';
	const stored = {
		'event.notification.enabled': 'true',
		'event.poller.refresh_interval': '15',
		'filter.response.nulls': 'true',
		'event.notification.callback.url': 'https://n8n.example.com/webhook/1',
		'event.notification.signature.key': SIGNATURE,
		'event.poller.configuration': POLLER,
	};
	const events = {
		enabled: true,
		refreshInterval: 15,
		callbackUrl: 'https://n8n.example.com/webhook/1',
	};
	const entry = (key: string, value: string) => ({ configuration: { values: [{ key, value }] } });

	beforeEach(() => {
		bench.sandbox.addInstance(standing('Store', { tags: ['a', 'b'], configuration: stored }));
	});

	it.each<[string, INodeParameters]>([
		['nothing but what is required', {}],
		['tags in another order, twice', { tags: 'b, a, b' }],
		['true and 15, which the service gives as texts', { additionalFields: { events } }],
		['a boolean', { additionalFields: { filterResponseNulls: true } }],
		[
			'the poller configuration written differently',
			{
				additionalFields: entry(
					'event.poller.configuration',
					'{ "customers": { "pageSize": 100, "url": "/customers" } }',
				),
			},
		],
	])('not: %s', async (_, fields) => {
		const { json } = await upsert(stores('Store'), fields);
		expect(json[0]).toMatchObject({ outcome: 'unchanged', changes: [], notCompared: [] });
		expect(writesOf(bench.sandbox)).toEqual([]);
	});

	it.each<[string, INodeParameters, IDataObject]>([
		['a tag less', { tags: 'a' }, { field: 'tags', old: ['a', 'b'], new: ['a'] }],
		[
			'false for true',
			{ additionalFields: { filterResponseNulls: false } },
			{ field: 'filter.response.nulls', old: 'true', new: 'false' },
		],
		[
			'another interval',
			{ additionalFields: { events: { refreshInterval: 5 } } },
			{ field: 'event.poller.refresh_interval', old: '15', new: '5' },
		],
		[
			'another poller configuration',
			{ additionalFields: entry('event.poller.configuration', '{"vendors":{}}') },
			{ field: 'event.poller.configuration', old: POLLER, new: '{"vendors":{}}' },
		],
		[
			'a key that it did not have',
			{ additionalFields: entry('some.key', 'x') },
			{ field: 'some.key', old: null, new: 'x' },
		],
	])('%s: one PATCH of that alone', async (_, fields, change) => {
		const { json } = await upsert(stores('Store'), fields);
		expect(json[0]).toMatchObject({ outcome: 'updated', changes: [change] });
		expect(writesOf(bench.sandbox)).toEqual(['PATCH /instances/1001']);
		const body = sentBy(bench.sandbox, 'PATCH')[0].json as IDataObject;
		expect(body).toEqual(
			change.field === 'tags'
				? { tags: change.new }
				: { configuration: { [change.field as string]: expect.anything() } },
		);
		expect((await upsert(stores('Store'), fields)).json[0].outcome).toBe('unchanged');
	});

	describe('a value that the service shows masked', () => {
		const signature = { additionalFields: { events: { signatureKey: 'another-signature' } } };

		it('is listed, and is no reason to write', async () => {
			const result = await upsert(stores('Store'), signature);
			expect(result.json[0]).toMatchObject({
				outcome: 'unchanged',
				changes: [],
				notCompared: ['event.notification.signature.key'],
			});
			expect(writesOf(bench.sandbox)).toEqual([]);
			expect(everythingShown(result)).not.toContain(SIGNATURE);
		});

		it('is sent along when something else is written, and shown nowhere', async () => {
			const result = await upsert(stores('Store'), { ...signature, tags: 'c' });
			expect(result.json[0]).toMatchObject({
				outcome: 'updated',
				changes: [{ field: 'tags' }],
				notCompared: ['event.notification.signature.key'],
			});
			expect(sentBy(bench.sandbox, 'PATCH')[0].json).toEqual({
				configuration: { 'event.notification.signature.key': 'another-signature' },
				tags: ['c'],
			});
			expect(JSON.stringify([result.json, result.hints, result.log])).not.toContain(
				'another-signature',
			);
		});

		it('is never sent back masked when the instance is connected anew', async () => {
			const result = await upsert([{ name: 'Store', host: 'https://new.example.com' }]);
			const [put] = sentBy(bench.sandbox, 'PUT');
			expect(put.rawBody).not.toContain('****');
			expect(result.hints[0].message).toContain('event.notification.signature.key');
		});
	});
});

describe('Another application name or host', () => {
	it('is written by PUT with the full configuration as it is now, not as it was listed', async () => {
		bench.sandbox.addInstance(
			standing('Store', { tags: ['t'], configuration: { 'event.poller.refresh_interval': '15' } }),
		);
		const { json } = await throughProxy(
			(body, _method, path) =>
				path.endsWith('/instances') && Array.isArray(body)
					? (JSON.parse(JSON.stringify(body).replace('"15"', '"60"')) as unknown)
					: body,
			[{ name: 'Store', host: 'https://new.example.com' }],
		);
		expect(json[0]).toMatchObject({
			outcome: 'updated',
			changes: [{ field: 'host.ip', old: hostOf('Store'), new: 'https://new.example.com' }],
		});
		expect(bench.calls().slice(-2)).toEqual(['GET /instances/1001', 'PUT /instances/1001']);
		expect(sentBy(bench.sandbox, 'PUT')[0].json).toMatchObject({
			configuration: {
				'app.name': APP_NAME,
				'host.ip': 'https://new.example.com',
				'event.poller.refresh_interval': '15',
			},
			tags: ['t'],
			name: 'Store',
		});
	});

	it('is not written where somebody else has done so meanwhile', async () => {
		bench.sandbox.addInstance(standing('Store'));
		const { json } = await throughProxy(
			(body, _method, path) =>
				path.endsWith('/instances') && Array.isArray(body)
					? (JSON.parse(JSON.stringify(body).replace(hostOf('Store'), 'https://old')) as unknown)
					: body,
			stores('Store'),
		);
		expect(json[0]).toMatchObject({ outcome: 'unchanged', changes: [] });
		expect(writesOf(bench.sandbox)).toEqual([]);
	});
});

describe('Plan Only', () => {
	it('says what would be done and writes nothing', async () => {
		bench.sandbox.addInstance(standing('Same'));
		bench.sandbox.addInstance(standing('Moved', { configuration: { 'host.ip': 'https://old' } }));
		const before = JSON.stringify(bench.sandbox.instances);
		const { json } = await upsert(stores('New', 'Same', 'Moved'), { planOnly: true });
		expect(json).toEqual([
			{
				name: 'New',
				elementKey: 'quickbooksonprem',
				outcome: 'wouldCreate',
				changes: [
					{ field: 'name', old: null, new: 'New' },
					{ field: 'app.name', old: null, new: APP_NAME },
					{ field: 'host.ip', old: null, new: hostOf('New') },
				],
				notCompared: [],
			},
			expect.objectContaining({ id: 1001, outcome: 'unchanged' }),
			expect.objectContaining({
				id: 1002,
				outcome: 'wouldUpdate',
				changes: [{ field: 'host.ip', old: 'https://old', new: hostOf('Moved') }],
			}),
		]);
		expect(writesOf(bench.sandbox)).toEqual([]);
		expect(JSON.stringify(bench.sandbox.instances)).toBe(before);
	});

	it('shows no password that a new instance would get', async () => {
		const { json } = await upsert(stores('New'), {
			planOnly: true,
			additionalFields: { events: { signatureKey: 'signature.of-the-test' } },
		});
		expect(JSON.stringify(json)).not.toContain('signature.of-the-test');
	});

	it('can be decided for each item', async () => {
		const { json } = await upsert(
			stores('Plan', 'Do').map((item, index) => ({ ...item, plan: index === 0 })),
			{ planOnly: '={{ $json.plan }}' },
		);
		expect(json.map(({ outcome }) => outcome)).toEqual(['wouldCreate', 'created']);
		expect(bench.sandbox.instances.map(({ name }) => name)).toEqual(['Do']);
	});
});

describe('A list', () => {
	it('without configuration costs one read for each match and none for others', async () => {
		bench.sandbox.addInstance(standing('A'));
		bench.sandbox.addInstance(standing('B'));
		for (let other = 0; other < 5; other++) bench.sandbox.addInstance({ name: `Other ${other}` });
		const { json } = await throughProxy(without('configuration'), stores('A', 'B'));
		expect(json.map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged']);
		expect(
			reads()
				.filter((call) => /\d/.test(call))
				.sort(),
		).toEqual(['GET /instances/1001', 'GET /instances/1002']);
		expect(writesOf(bench.sandbox)).toEqual([]);
	});

	it('without tokens costs one read for each output that is to hold one', async () => {
		const { token } = bench.sandbox.addInstance(standing('A'));
		const { json } = await throughProxy(without('token'), stores('A'));
		expect(json[0].token).toBe(token);
		bench.sandbox.resetRequests();
		const options = { includeTokens: false };
		const second = await throughProxy(without('token'), stores('A'), { options });
		expect(second.json[0].token).toBeUndefined();
		expect(reads().filter((call) => /\d/.test(call))).toEqual([]);
	});

	it('that cannot be read ends every item, and nothing is written', async () => {
		bench.sandbox.addFault({
			method: 'GET',
			path: '/instances',
			fault: { kind: 'status', status: 500 },
		});
		const { outputs } = await upsert(
			stores('A', 'B'),
			{ options: { maxAttempts: 2 } },
			{ ...CONTINUE },
		);
		expect(outputs[0].every(({ error }) => error !== undefined)).toBe(true);
		expect(bench.calls()).toEqual(['GET /instances', 'GET /instances']);
	});

	it.each<[string, 1 | 2]>([
		['page', 1],
		['pair of pages', 2],
	])('that repeats a %s is no ground to create anything', async (_, period) => {
		for (let other = 0; other < 450; other++) bench.sandbox.addInstance({ name: `Other ${other}` });
		bench.sandbox.addFault({
			method: 'GET',
			path: '/instances',
			skip: period - 1,
			fault: { kind: 'cursorLoop', period },
		});
		const { error } = await upsert(stores('A'));
		expect(error?.message).toContain('The list of instances could not be read to its end');
		expect(writesOf(bench.sandbox)).toEqual([]);
		expect(bench.calls().length).toBeLessThan(6);
	});

	it('that is answered with an empty body is no empty list', async () => {
		bench.sandbox.addInstance(standing('A'));
		const empty = { kind: 'emptyBody' as const };
		bench.sandbox.addFault({ method: 'GET', path: '/instances', times: 1, fault: empty });
		const { json } = await upsert(stores('A'));
		expect(json[0].outcome).toBe('unchanged');
		bench.sandbox.addFault({ method: 'GET', path: '/instances', fault: empty });
		const { error } = await upsert(stores('A'));
		expect(error?.message).toContain('no readable answer');
		expect(bench.sandbox.instances).toHaveLength(1);
	});
});

describe('The output', () => {
	it('holds no token with Include Tokens off, in full either', async () => {
		bench.sandbox.addInstance(standing('Same'));
		for (const simplify of [true, false]) {
			const { json } = await upsert(stores('Same', `New ${simplify}`), {
				simplify,
				options: { includeTokens: false },
			});
			expect(json.map(({ token }) => token)).toEqual([undefined, undefined]);
			for (const { token } of bench.sandbox.instances) {
				expect(JSON.stringify(json)).not.toContain(token);
			}
		}
	});

	it('is the full answer with Simplify off, with what was done', async () => {
		bench.sandbox.addInstance(standing('Same'));
		const { json } = await upsert(stores('Same'), { simplify: false });
		expect(json[0]).toMatchObject({
			id: 1001,
			createdDate: LONG_AGO,
			configuration: { 'host.ip': hostOf('Same') },
			outcome: 'unchanged',
			changes: [],
			notCompared: [],
		});
	});
});

describe('An instance given as JSON', () => {
	const document = {
		element: { key: 'quickbooksonprem' },
		configuration: { 'app.name': APP_NAME, 'host.ip': hostOf('Store') },
		tags: ['docs'],
		name: 'Store',
	};
	const json = { specifyInstance: 'json', instanceJson: JSON.stringify(document) };

	it('is created as it is, found again, and brought to what it says', async () => {
		const first = await upsert([{}], json);
		expect(sentBy(bench.sandbox, 'POST')[0].json).toEqual(document);
		expect(first.json[0]).toMatchObject({ outcome: 'created', tags: ['docs'] });
		expect((await upsert([{}], json)).json[0].outcome).toBe('unchanged');
		const changed = { ...json, instanceJson: JSON.stringify({ ...document, tags: [] }) };
		expect((await upsert([{}], changed)).json[0].changes).toEqual([
			{ field: 'tags', old: ['docs'], new: [] },
		]);
	});

	it('names members that the service never shows as not compared', async () => {
		bench.sandbox.addInstance(standing('Store', { tags: ['docs'] }));
		const more = JSON.stringify({ ...document, externalAuthentication: 'initial' });
		const result = await upsert([{}], { ...json, instanceJson: more });
		expect(result.json[0]).toMatchObject({
			outcome: 'unchanged',
			notCompared: ['externalAuthentication'],
		});
	});
});

it('A second run over 350 items writes nothing and reads the list alone', async () => {
	const items = stores(...Array.from({ length: 350 }, (_, index) => `Store ${index}`));
	for (let other = 0; other < 200; other++) bench.sandbox.addInstance({ name: `Other ${other}` });
	const options = { concurrency: 20, timeout: 20_000 };
	const first = await upsert(items, { tags: '={{ $json.name }}, fleet', options });
	expect(first.json.every(({ outcome }) => outcome === 'created')).toBe(true);
	bench.sandbox.resetRequests();

	const second = await upsert(items, { tags: '={{ $json.name }}, fleet', options });
	expect(second.json.every(({ outcome }) => outcome === 'unchanged')).toBe(true);
	expect(second.json.map(({ id }) => id)).toEqual(first.json.map(({ id }) => id));
	expect(second.json.map(({ token }) => token)).toEqual(first.json.map(({ token }) => token));
	expect(bench.calls()).toEqual(Array.from({ length: 4 }, () => 'GET /instances'));
});
