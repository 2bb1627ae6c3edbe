import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { byId, byName, useSandbox } from '../../support/sandboxed';
import { hostOf, sentBy, standing, stores, upsertFields, writesOf } from './support/fleet';
import { useOtherService } from './support/otherService';

const bench = useSandbox();
const service = useOtherService(bench);

const run = async (parameters: INodeParameters, items: IDataObject[] = [{}]) =>
	await bench.run({ parameters, items, credential: service.credential() });

const dropPost = () =>
	bench.sandbox.addFault({ method: 'POST', times: 1, fault: { kind: 'drop', when: 'after' } });

/** What is stored is not all that was asked for, as where somebody else made it. */
const storeOtherwise = (change: (body: IDataObject) => IDataObject) => {
	service.redirect = (request) =>
		request.method === 'POST'
			? { ...request, text: JSON.stringify(change(JSON.parse(request.text) as IDataObject)) }
			: request;
};

const SETTING = 'filter.response.nulls';
const withSetting = (body: IDataObject, value: unknown) => ({
	...body,
	configuration: { ...(body.configuration as IDataObject), [SETTING]: value },
});

describe('What is found after a lost answer', () => {
	const fields = { tags: 'west', additionalFields: { filterResponseNulls: false } };

	it.each<[string, string, (body: IDataObject) => IDataObject]>([
		['other tags', 'create', (body) => ({ ...body, tags: ['east', 'old'] })],
		['other tags', 'upsert', (body) => ({ ...body, tags: ['east', 'old'] })],
		['no tags', 'upsert', ({ tags, ...body }) => (void tags, body)],
		['another setting', 'create', (body) => withSetting(body, 'true')],
		['another setting', 'upsert', (body) => withSetting(body, 'true')],
		['neither', 'upsert', ({ tags, ...body }) => (void tags, withSetting(body, 'true'))],
	])(
		'with %s is brought to what was asked for before it is called created: %s',
		async (_what, operation, change) => {
			storeOtherwise(change);
			dropPost();
			const { json } = await run(upsertFields({ operation, ...fields }), stores('Store'));
			expect(json).toMatchObject([{ id: 1001, recovered: true, tags: ['west'] }]);
			expect(json[0].notApplied).toBeUndefined();
			const [{ tags, configuration }] = bench.sandbox.instances;
			expect({ tags, setting: configuration[SETTING] }).toEqual({
				tags: ['west'],
				setting: 'false',
			});
			expect(writesOf(bench.sandbox)).toEqual(['POST /instances', 'PATCH /instances/1001']);
		},
	);

	it('by tag gets the tag, without which the next run would not find it', async () => {
		const byTag = upsertFields({ matchBy: 'tag', matchTag: 'store-1', tags: 'west' });
		storeOtherwise(({ tags, ...body }) => (void tags, body));
		dropPost();
		const first = await run(byTag, stores('Store'));
		expect(first.json).toMatchObject([{ id: 1001, tags: ['west', 'store-1'] }]);
		const second = await run(byTag, stores('Store'));
		expect(second.json).toMatchObject([{ id: 1001, outcome: 'unchanged' }]);
	});

	it('and cannot be brought to it is named as created', async () => {
		storeOtherwise((body) => ({ ...body, tags: ['east'] }));
		dropPost();
		bench.sandbox.addFault({ method: 'PATCH', fault: { kind: 'status', status: 400 } });
		const { error } = await run(upsertFields(fields), stores('Store'));
		expect(error?.description).toContain('Store (ID 1001)');
	});
});

describe('A tag that the service made of the name', () => {
	const matching = (name: string, matchTag: string) =>
		run(upsertFields({ matchBy: 'tag', matchTag }), [{ name, host: hostOf('Store') }]);

	it.each([
		['as it is', 'store-1', ['store-1']],
		['escaped', 'R&D', ['R&amp;D']],
		['with other space', 'store  1', ['store 1']],
		['with markup', '<b>store-1</b>', ['store-1']],
	])('finds the instance of another name for nobody: %s', async (_how, tag, tags) => {
		bench.sandbox.addInstance(standing(tag, { tags }));
		const { json, hints } = await matching('Another', tag);
		expect(json).toMatchObject([{ id: 1002, outcome: 'created' }]);
		expect(hints.map(({ message }) => message).join()).toMatch(/\(ID 1001\) has the tag/);
	});

	it.each([
		['of the same name', 'store-1', 'store-1', ['store-1']],
		['that has further tags', 'Another', 'store-1', ['store-1', 'west']],
		['that is called otherwise', 'Another', 'store-1', ['Store-1x', 'store-1']],
	])('finds that %s', async (_what, name, tag, tags) => {
		bench.sandbox.addInstance(standing('store-1', { tags }));
		const { json } = await matching(name, tag);
		expect(json).toMatchObject([{ id: 1001 }]);
		expect(bench.sandbox.instances).toHaveLength(1);
	});
});

describe('A deletion between two pages', () => {
	/** Of each list, how many entries its second page lacks. */
	const hideOnce = (lacking: number[]) => {
		let lists = 0;
		service.rewrite = (body, method, path) => {
			if (method !== 'GET' || !path.endsWith('/instances')) return body;
			const entries = body as IDataObject[];
			const isSecond = entries.length > 0 && entries.length < 200;
			return isSecond ? entries.slice(lacking[lists++] ?? 0) : body;
		};
	};
	const hidden = ['Store 200', 'Store 201', 'Store 202'];
	beforeEach(() => {
		for (let index = 0; index < 230; index++) bench.sandbox.addInstance(standing(`Store ${index}`));
	});

	it.each([[[1]], [[3]], [[30]], [[3, 1]]])('hides no instance: %j', async (lacking) => {
		hideOnce(lacking);
		const items = stores(...hidden.slice(lacking[1] ?? 0), 'Store 5');
		const { json } = await run(upsertFields(), items);
		expect(new Set(json.map(({ outcome }) => outcome))).toEqual(new Set(['unchanged']));
		expect(writesOf(bench.sandbox)).toEqual([]);
	});

	it('costs nothing where all that is looked for was found', async () => {
		hideOnce([1]);
		await run(upsertFields(), stores('Store 5'));
		expect(sentBy(bench.sandbox, 'GET')).toHaveLength(3);
	});
});

/** Forms of ids, by the number that the sandbox has. */
const IDS: Array<[string, (id: number) => string]> = [
	['GUIDs', (id) => `0a1b2c3d-0000-4000-8000-00000000${id}`],
	['GUIDs in capitals', (id) => `0A1B2C3D-0000-4000-8000-00000000${id}`],
	['numbers behind a word', (id) => `inst-${id}`],
	['long numbers as text', (id) => `900719925474099${id}`],
	['numbers as text', (id) => String(id)],
];

describe.each(IDS)('IDs that are %s', (_what, form) => {
	beforeEach(() => {
		const shown = (entry: IDataObject) =>
			typeof entry.id === 'number' ? { ...entry, id: form(entry.id) } : entry;
		service.rewrite = (body) =>
			Array.isArray(body)
				? body.map((entry: IDataObject) => shown(entry))
				: shown(body as IDataObject);
		service.redirect = (request) => ({
			...request,
			url: request.url.replace(/(?<=\/instances\/)[^/?]*?(\d{4})(?=[/?]|$)/, '$1'),
		});
	});
	/** As the output holds it: a number where it is one. */
	const shownId = (id: number) => (form(id) === String(id) ? id : form(id));

	it('carry an instance through its life', async () => {
		const first = await run(upsertFields({ tags: 'west' }), stores('Store'));
		expect(first.json).toMatchObject([{ id: shownId(1001), outcome: 'created' }]);
		const second = await run(upsertFields({ tags: 'east' }), stores('Store'));
		expect(second.json).toMatchObject([{ id: shownId(1001), outcome: 'updated', tags: ['east'] }]);
		const instanceId = byId(form(1001));
		const got = await run({ operation: 'get', instanceId });
		expect(got.json).toMatchObject([{ id: shownId(1001), name: 'Store' }]);
		const updated = await run({
			operation: 'update',
			instanceId: byName('Store'),
			updateFields: { tags: 'b' },
		});
		expect(updated.json).toMatchObject([{ id: shownId(1001), tags: ['b'] }]);
		const disabled = await run({ operation: 'disable', instanceId });
		expect(disabled.json).toEqual([{ id: shownId(1001), disabled: true }]);
		const listed = await run({ operation: 'getAll', returnAll: true });
		expect(listed.json).toMatchObject([{ id: shownId(1001) }]);
		expect((await run({ operation: 'delete', instanceId })).json).toEqual([{ deleted: true }]);
		expect(bench.sandbox.instances).toEqual([]);
	});

	it('are found again after a lost answer', async () => {
		dropPost();
		const { json } = await run(upsertFields(), stores('Store', 'Other'));
		expect(json.map(({ recovered }) => recovered ?? false).sort()).toEqual([false, true]);
		expect(new Set(json.map(({ id }) => id))).toEqual(new Set([shownId(1001), shownId(1002)]));
		expect(sentBy(bench.sandbox, 'POST')).toHaveLength(2);
	});
});
