import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { byId, useSandbox } from '../../support/sandboxed';
import { CONTINUE, hostOf, sentBy, standing, stores, writesOf } from '../reconcile/support/fleet';
import { eachInstance, useOtherService } from '../reconcile/support/otherService';

const bench = useSandbox();
const service = useOtherService(bench);
/** The same service by another address: this process remembers nothing of it, as after a restart of n8n. */
const afterRestart = useOtherService(bench);

const showTags = (form: (tags: string[]) => unknown) => {
	service.rewrite = eachInstance((instance) => ({
		...instance,
		tags: form(instance.tags as string[]),
	}));
	afterRestart.rewrite = service.rewrite;
};
/** Each way to keep tags has match tags of its own: what is learnt of them is kept for the process. */
const byTag = (how: string, through = service, items = stores('Store', 'Other')) =>
	through.run(items, { matchBy: 'tag', matchTag: `={{ $json.name }}-Tag ${how}`, tags: 'West' });
const outcomes = (json: IDataObject[]) => json.map(({ outcome }) => outcome);
const ids = (json: IDataObject[]) => json.map(({ id }) => id);

/** How nobody foresees that a service keeps tags. */
const UNFORESEEN: Array<[string, (tags: string[]) => unknown]> = [
	['in lower case', (tags) => tags.map((tag) => tag.toLowerCase())],
	['with other signs', (tags) => tags.map((tag) => tag.replace(/\W/g, '_'))],
	['cut off', (tags) => tags.map((tag) => tag.slice(0, 5))],
	['without all but the first', (tags) => tags.slice(0, 1)],
	['not at all', () => []],
	['and never shown', () => null],
];

describe.each(UNFORESEEN)('Tags that are kept %s', (how, form) => {
	beforeEach(() => showTags(form));

	it('make no second instance in a later run, nor in one after a restart', async () => {
		const first = await byTag(how);
		expect(first.json).toMatchObject([
			{ outcome: 'created', notApplied: ['tags'] },
			{ outcome: 'created', notApplied: ['tags'] },
		]);
		const made = ids(first.json);
		const second = await byTag(how);
		expect(ids(second.json)).toEqual(made);
		expect(outcomes(second.json)).toEqual(['unchanged', 'unchanged']);
		expect(writesOf(bench.sandbox)).toHaveLength(2);

		const third = await byTag(how, afterRestart);
		expect(ids(third.json)).toEqual(made);
		expect(third.hints.map(({ message }) => message).join()).toContain(
			`does not keep the tag 'Store-Tag ${how}' as it was given`,
		);
		bench.sandbox.requests.length = 0;
		expect(outcomes((await byTag(how, afterRestart)).json)).toEqual(['unchanged', 'unchanged']);
		expect(writesOf(bench.sandbox)).toEqual([]);
		expect(bench.sandbox.instances.map(({ id }) => id).sort()).toEqual([...made].sort());
	});

	it('leave an instance with another connection alone', async () => {
		bench.sandbox.addInstance(
			standing('Store', { tags: ['West'], configuration: { 'host.ip': 'x' } }),
		);
		const { json } = await byTag(how, service, [{ name: 'Store', host: hostOf('Another') }]);
		expect(json).toMatchObject([{ id: 1002, outcome: 'created' }]);
		expect(sentBy(bench.sandbox, 'DELETE')).toEqual([]);
	});
});

/** Other ways to show the same tags. */
const SHOWN: Array<[string, (tags: string[]) => unknown]> = [
	['one text', (tags) => tags.join(', ')],
	['objects', (tags) => tags.map((name, id) => ({ id, name }))],
	['numbers where they are', (tags) => tags.map((tag) => (/^\d+$/.test(tag) ? Number(tag) : tag))],
	['texts with space', (tags) => tags.map((tag) => ` ${tag} `)],
];

describe.each(SHOWN)('Tags that are shown as %s', (_how, form) => {
	beforeEach(() => showTags(form));

	it.each<[string, INodeParameters]>([
		['name', {}],
		['tag', { matchBy: 'tag', matchTag: '={{ $json.name }}-12' }],
	])('are what was asked for, by %s', async (_by, match) => {
		const changes = { tags: '12, 13', ...match };
		expect((await service.run(stores('Store'), changes)).json[0].notApplied).toBeUndefined();
		const { json } = await service.run(stores('Store'), changes);
		expect(json).toMatchObject([{ id: 1001, outcome: 'unchanged' }]);
		expect(writesOf(bench.sandbox)).toEqual(['POST /instances']);
	});
});

const update = async (updateFields: INodeParameters) =>
	await bench.run({
		parameters: { operation: 'update', instanceId: byId(1001), updateFields },
		credential: service.credential(),
	});

/** Where the tags there are do not show. */
const HIDDEN: Array<[string, (tags: string[]) => unknown]> = [
	['nowhere', () => undefined],
	['as what cannot be read', (tags) => tags.map((value) => ({ value }))],
	['masked', (tags) => tags.map(() => '********')],
];

describe.each(HIDDEN)('Tags that are shown %s', (_how, form) => {
	beforeEach(() => {
		bench.sandbox.addInstance(standing('Store', { tags: ['precious', 'west'] }));
		showTags(form);
	});
	const kept = () => bench.sandbox.instances[0].tags;

	it.each(['add', 'remove'])('are not replaced by Update that is to %s one', async (tagMode) => {
		const { error } = await update({ tags: 'west', tagMode });
		expect(error?.message).toContain('does not show the tags of instance 1001');
		expect(kept()).toEqual(['precious', 'west']);
		expect(writesOf(bench.sandbox)).toEqual([]);
	});

	it('stay where the instance is connected anew', async () => {
		await update({ hostIp: 'https://new.example.com' });
		await service.run([{ name: 'Store', host: 'https://newer.example.com' }], {}, CONTINUE);
		expect(bench.sandbox.instances[0].configuration['host.ip']).toBe('https://newer.example.com');
		expect(kept()).toEqual(['precious', 'west']);
	});
});

it('A masked name is not sent where the instance is connected anew', async () => {
	bench.sandbox.addInstance(standing('Store'));
	service.rewrite = eachInstance((instance) => ({ ...instance, name: '********' }));
	await update({ hostIp: 'https://new.example.com' });
	expect(bench.sandbox.instances[0]).toMatchObject({ name: 'Store' });
});

it.each([
	['remove', ['west']],
	['add', ['R&D', 'west']],
])('A tag that is kept escaped is known to %s', async (tagMode, left) => {
	bench.sandbox.addInstance(standing('Store', { tags: ['R&D', 'west'] }));
	showTags((tags) => tags.map((tag) => tag.replace(/&(?!amp;)/, '&amp;')));
	await update({ tags: 'R&D', tagMode });
	expect(bench.sandbox.instances[0].tags.map((tag) => tag.replace('&amp;', '&'))).toEqual(left);
});
