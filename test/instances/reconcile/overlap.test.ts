import type { INodeParameters } from 'n8n-workflow';

import type { InstanceSeed, StoredInstance } from '../../../sandbox';
import { useSandbox } from '../../support/sandboxed';
import { sentBy, standing, stores, upsertFields, writesOf } from './support/fleet';
import { isList, isListAfterPost, isPost, isReadOf, onRequest } from './support/moments';

const bench = useSandbox();

/** Long enough for something to happen while a request waits. */
const DELAY_MS = 60;

const upsert = async (changes: INodeParameters = {}, names = ['Store']) =>
	await bench.run({ items: stores(...names), parameters: upsertFields(changes) });

const delay = (method: string, path: string) =>
	bench.sandbox.addFault({ method, path, fault: { kind: 'delay', ms: DELAY_MS } });

/**
 * Another run made an instance a moment before ours: it has the lower id, and shows in the list only
 * when ours has been sent.
 */
const twinOfAnotherRun = (changes: InstanceSeed = {}) => {
	const twin = bench.sandbox.addInstance(standing('Store', changes));
	twin.listedFromMs = Infinity;
	delay('POST', '/instances');
	const shown = onRequest(bench.sandbox, isPost, () => (twin.listedFromMs = 0));
	return { twin, shown };
};

const names = () => bench.sandbox.instances.map(({ id }) => id);
const deletions = () => writesOf(bench.sandbox).filter((call) => call.startsWith('DELETE'));

describe('When another run made the same instance a moment earlier', () => {
	it('keeps that one, removes its own and says so', async () => {
		const { twin, shown } = twinOfAnotherRun();
		const { json } = await upsert();
		await shown;
		expect(json).toEqual([
			expect.objectContaining({
				id: twin.id,
				token: twin.token,
				outcome: 'unchanged',
				removedTwinId: twin.id + 1,
			}),
		]);
		expect(json[0].duplicateIds).toBeUndefined();
		expect(names()).toEqual([twin.id]);
	});

	it('brings that one to what is wanted', async () => {
		const { twin, shown } = twinOfAnotherRun({ tags: ['old'] });
		const { json } = await upsert({ tags: 'new' });
		await shown;
		expect(json[0]).toMatchObject({
			id: twin.id,
			outcome: 'updated',
			changes: [{ field: 'tags', old: ['old'], new: ['new'] }],
			removedTwinId: twin.id + 1,
			tags: ['new'],
		});
		expect(twin.tags).toEqual(['new']);
	});

	it('keeps the earliest of several and names the others', async () => {
		const [first, second] = ['a', 'b'].map((tag) => {
			const twin = bench.sandbox.addInstance(standing('Store', { tags: [tag] }));
			twin.listedFromMs = Infinity;
			return twin;
		});
		delay('POST', '/instances');
		const shown = onRequest(bench.sandbox, isPost, () => {
			for (const twin of [first, second]) twin.listedFromMs = 0;
		});
		const { json } = await upsert();
		await shown;
		expect(json[0]).toMatchObject({
			id: first.id,
			duplicateIds: [second.id],
			removedTwinId: second.id + 1,
		});
		expect(names()).toEqual([first.id, second.id]);
	});

	it('finds it by the tag, where that is the key', async () => {
		const { twin, shown } = twinOfAnotherRun({ name: 'Other name', tags: ['store-1'] });
		const { json } = await upsert({ matchBy: 'tag', matchTag: 'store-1' });
		await shown;
		expect(json[0]).toMatchObject({
			id: twin.id,
			name: 'Store',
			outcome: 'updated',
			removedTwinId: twin.id + 1,
		});
	});
});

describe('It removes nothing, and names the other, where', () => {
	const expectBothNamed = async (twin: StoredInstance, changes: INodeParameters = {}) => {
		const { json } = await upsert(changes);
		expect(json[0]).toMatchObject({ outcome: 'created', duplicateIds: [twin.id] });
		expect(json[0].id).not.toBe(twin.id);
		expect(json[0].removedTwinId).toBeUndefined();
		expect(deletions()).toEqual([]);
		expect(bench.sandbox.instances.some(({ id }) => id === json[0].id)).toBe(true);
	};

	it.each<[string, InstanceSeed]>([
		['the other has another host', { configuration: { 'host.ip': 'https://other.example.com' } }],
		['the other has another application', { configuration: { 'app.name': 'Other' } }],
		['the other is not valid', { valid: false }],
		['the other is disabled', { disabled: true }],
	])('%s', async (_, changes) => {
		const { twin, shown } = twinOfAnotherRun(changes);
		await expectBothNamed(twin);
		await shown;
	});

	it('the other came later', async () => {
		delay('GET', '/instances');
		let twin: StoredInstance | undefined;
		const shown = onRequest(bench.sandbox, isListAfterPost, () => {
			twin = bench.sandbox.addInstance(standing('Store'));
		});
		const { json } = await upsert();
		await shown;
		expect(json[0]).toMatchObject({ id: 1001, outcome: 'created', duplicateIds: [1002] });
		expect(twin?.id).toBe(1002);
		expect(deletions()).toEqual([]);
	});

	it.each<[string, (twin: StoredInstance) => void]>([
		['the other was disabled since', (twin) => (twin.disabled = true)],
		['the other was renamed since', (twin) => (twin.name = 'Renamed')],
		[
			'the other was connected elsewhere since',
			(twin) => (twin.configuration['host.ip'] = 'https://elsewhere.example.com'),
		],
	])('%s', async (_, change) => {
		const { twin, shown } = twinOfAnotherRun();
		delay('GET', '/instances/*');
		const changed = onRequest(bench.sandbox, isReadOf(twin.id), () => change(twin));
		await expectBothNamed(twin);
		await Promise.all([shown, changed]);
	});

	it.each<[string, (ours: StoredInstance) => void]>([
		['ours got a tag since', (ours) => ours.tags.push('precious')],
		['ours was disabled since', (ours) => (ours.disabled = true)],
		['ours got a setting since', (ours) => (ours.configuration['some.key'] = 'x')],
		['ours was renamed since', (ours) => (ours.name = 'Renamed')],
	])('%s', async (_, change) => {
		const { twin, shown } = twinOfAnotherRun();
		delay('GET', '/instances/*');
		const changed = onRequest(bench.sandbox, isReadOf(twin.id + 1), () =>
			change(bench.sandbox.instances[1]),
		);
		await expectBothNamed(twin);
		await Promise.all([shown, changed]);
	});

	it.each<[string, number]>([
		['the other cannot be read', 0],
		['ours cannot be read', 1],
	])('%s', async (_, offset) => {
		const { twin, shown } = twinOfAnotherRun();
		bench.sandbox.addFault({
			method: 'GET',
			path: `/instances/${twin.id + offset}`,
			fault: { kind: 'status', status: 500 },
		});
		await expectBothNamed(twin, { options: { maxAttempts: 2 } });
		await shown;
	});

	it('the service refuses to remove it', async () => {
		const { twin, shown } = twinOfAnotherRun();
		bench.sandbox.addFault({ method: 'DELETE', fault: { kind: 'status', status: 403 } });
		const { json } = await upsert();
		await shown;
		expect(json[0]).toMatchObject({ id: 1002, outcome: 'created', duplicateIds: [twin.id] });
		expect(names()).toEqual([1001, 1002]);
	});

	it('ours was found again instead of named by an answer', async () => {
		const twin = bench.sandbox.addInstance(standing('Store'));
		twin.listedFromMs = Infinity;
		bench.sandbox.addFault({ method: 'POST', times: 1, fault: { kind: 'drop', when: 'after' } });
		bench.sandbox.addFault({
			method: 'GET',
			path: '/instances',
			fault: { kind: 'delay', ms: DELAY_MS },
		});
		// The list that answers the doubt has been read by then; the one at the end has not.
		const shown = onRequest(
			bench.sandbox,
			(request, earlier) =>
				isList(request) && request.query.nextPage !== undefined && earlier.some(isPost),
			() => (twin.listedFromMs = 0),
		);
		const { json } = await upsert();
		await shown;
		expect(json[0]).toMatchObject({ id: 1002, recovered: true, duplicateIds: [twin.id] });
		expect(deletions()).toEqual([]);
	});

	it('the other belongs to another item of the same run', async () => {
		const items = [
			{ ...stores('Store')[0], tag: 'first', tags: 'first, second' },
			{ ...stores('Store')[0], tag: 'second', tags: 'second' },
		];
		const { json } = await bench.run({
			items,
			parameters: upsertFields({
				matchBy: 'tag',
				matchTag: '={{ $json.tag }}',
				tags: '={{ $json.tags }}',
				options: { concurrency: 1 },
			}),
		});
		expect(json.map(({ id }) => id)).toEqual([1001, 1002]);
		expect(json[1].duplicateIds).toEqual([1001]);
		expect(deletions()).toEqual([]);
	});

	it('the node only creates', async () => {
		const { twin, shown } = twinOfAnotherRun();
		const { json } = await bench.run({
			items: stores('Store'),
			parameters: upsertFields({ operation: 'create' }),
		});
		await shown;
		expect(json[0].id).toBe(twin.id + 1);
		expect(names()).toEqual([twin.id, twin.id + 1]);
		expect(bench.calls()).toEqual(['POST /instances']);
	});
});

describe('An answer to the removal that is lost', () => {
	const options = { options: { maxAttempts: 1 } };

	it('after it took effect: the other one is kept', async () => {
		const { twin, shown } = twinOfAnotherRun();
		bench.sandbox.addFault({ method: 'DELETE', fault: { kind: 'drop', when: 'after' } });
		const { json } = await upsert(options);
		await shown;
		expect(json[0]).toMatchObject({ id: twin.id, removedTwinId: twin.id + 1 });
		expect(names()).toEqual([twin.id]);
	});

	it.each(['before', 'after'] as const)(
		'%s it took effect, and no way to tell: the error names both',
		async (when) => {
			const { twin, shown } = twinOfAnotherRun();
			const ours = twin.id + 1;
			bench.sandbox.addFault({ method: 'DELETE', fault: { kind: 'drop', when } });
			bench.sandbox.addFault({
				method: 'GET',
				path: `/instances/${ours}`,
				skip: 1,
				fault: { kind: 'status', status: 500 },
			});
			const { error } = await upsert(options);
			await shown;
			expect(error?.description).toContain(`ID ${ours}`);
			expect(error?.description).toContain(`ID ${twin.id}`);
		},
	);
});

describe('A create of our own that took effect late', () => {
	it('is the one that is kept where it came first', async () => {
		const late = bench.sandbox.addFault({ method: 'POST', times: 1, fault: { kind: 'drop' } });
		delay('POST', '/instances');
		const landed = onRequest(
			bench.sandbox,
			(request, earlier) => isPost(request) && earlier.some(isPost),
			() => bench.sandbox.addInstance(standing('Store', { createdDate: new Date().toISOString() })),
		);
		const { json } = await upsert();
		await landed;
		bench.sandbox.removeFault(late);
		expect(json[0]).toMatchObject({ id: 1001, removedTwinId: 1002 });
		expect(names()).toEqual([1001]);
	});

	it('is named where it came second', async () => {
		bench.sandbox.addFault({ method: 'POST', times: 1, fault: { kind: 'drop' } });
		delay('GET', '/instances');
		const landed = onRequest(
			bench.sandbox,
			(request, earlier) =>
				isListAfterPost(request, earlier) && earlier.filter(isPost).length === 2,
			() => bench.sandbox.addInstance(standing('Store', { createdDate: new Date().toISOString() })),
		);
		const { json } = await upsert();
		await landed;
		expect(json[0]).toMatchObject({ id: 1001, outcome: 'created', duplicateIds: [1002] });
		expect(deletions()).toEqual([]);
	});
});

describe.each(['create', 'upsert'])(
	'A create in doubt that several instances match, %s',
	(operation) => {
		it('ends with their ids; none is adopted, made again or removed', async () => {
			bench.sandbox.addFault({ method: 'POST', fault: { kind: 'drop', when: 'after' } });
			delay('GET', '/instances');
			const appeared = onRequest(bench.sandbox, isListAfterPost, () =>
				bench.sandbox.addInstance(standing('Store', { createdDate: new Date().toISOString() })),
			);
			const { error } = await upsert({ operation });
			await appeared;
			expect(error?.message).toContain(
				"Several instances may be the one created for 'Store': 1001, 1002",
			);
			expect(sentBy(bench.sandbox, 'POST')).toHaveLength(1);
			expect(deletions()).toEqual([]);
		});
	},
);

describe('Two runs of the same list at the same time', () => {
	it('leave one instance for each entry', async () => {
		const list = Array.from({ length: 20 }, (_, index) => `Store ${index}`);
		bench.sandbox.addFault({ method: 'POST', fault: { kind: 'delay', ms: 30 } });
		const [one, other] = await Promise.all([upsert({}, list), upsert({}, list)]);
		expect(sentBy(bench.sandbox, 'POST').length).toBeGreaterThan(list.length);
		expect(bench.sandbox.instances.map(({ name }) => name).sort()).toEqual([...list].sort());
		const ids = new Map(bench.sandbox.instances.map(({ id, name }) => [name, id]));
		for (const { json } of [one, other]) {
			expect(json.map(({ name, id }) => [name, id])).toEqual(
				list.map((name) => [name, ids.get(name)]),
			);
		}
		const third = await upsert({}, list);
		expect(third.json.every(({ outcome }) => outcome === 'unchanged')).toBe(true);
	});
});
