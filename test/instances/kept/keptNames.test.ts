import type { IDataObject } from 'n8n-workflow';

import { useSandbox } from '../../support/sandboxed';
import { CONTINUE, hostOf, sentBy, standing, stores, writesOf } from '../reconcile/support/fleet';
import { eachInstance, namesAs, useOtherService } from '../reconcile/support/otherService';

const bench = useSandbox();
const service = useOtherService(bench);

const { run } = service;

const outcomes = (json: IDataObject[]) => json.map(({ outcome }) => outcome);
const dropPost = () =>
	bench.sandbox.addFault({ method: 'POST', times: 1, fault: { kind: 'drop', when: 'after' } });

/** How a service may keep a name. Each item has one of them. */
const FORMS: Record<string, [string, (name: string) => string]> = {
	'HTML escapes': ['Smith & Sons', (name) => name.replace('&', '&amp;')],
	'escapes of escapes': ['Jones & Sons', (name) => name.replace('&', '&amp;amp;')],
	'escapes by name': [
		'Café – Bar’s',
		(name) => escaped(name, { é: 'eacute', '–': 'ndash', '’': 'rsquo' }),
	],
	'decimal escapes': ["Bob's", (name) => name.replace("'", '&#39;')],
	'hexadecimal escapes': ['Bob’s "Yard"', (name) => name.replace(/"/g, '&#x22;')],
	backslashes: ['The "Yard"', (name) => name.replace(/"/g, '\\"')],
	'doubled quotes': ["Rob's", (name) => name.replace("'", "''")],
	'URL escapes': ['Café & Bar 100', (name) => encodeURIComponent(name)],
	'Unicode form D': ['Café Zürich', (name) => name.normalize('NFD')],
	'Unicode form C': ['Cafe\u0301 Bu\u0308hl', (name) => name.normalize('NFC')],
	'Unicode form KC': ['Büro № ４', (name) => name.normalize('NFKC')],
	'single spaces': ['Store  12   North', (name) => name.replace(/\s+/g, ' ')],
	'plain spaces': ['Store\u00a013\u2009North', (name) => name.replace(/\s/g, ' ')],
	'no unseen signs': ['Store\u200b 14', (name) => name.replace('\u200b', '')],
	'no unseen signs in words': [
		'Sto\u200bre\u00ad \u206024',
		(name) => name.replace(/\p{Cf}/gu, ''),
	],
	'no joiners': [
		'می\u200cشود 👨\u200d👩\u200d👧 ❤\ufe0f',
		(name) => name.replace(/\u200c|\u200d|\ufe0f/g, ''),
	],
	'no marks of direction': [
		'\u200fמכולת\u200e 15 \u202b(צפון)\u202c',
		(name) => name.replace(/\p{Cf}/gu, ''),
	],
	'no control characters': ['Store\u0007 18', (name) => name.replace('\u0007', '')],
	'no tabs': ['Store\t15', (name) => name.replace('\t', ' ')],
	'no escaped markup': ['Store &lt;b&gt;16&lt;/b&gt;', () => 'Store 16'],
};

function escaped(name: string, names: Record<string, string>): string {
	return name.replace(/./gu, (sign) => (names[sign] ? `&${names[sign]};` : sign));
}

describe('Names that the service keeps otherwise', () => {
	const keptNames = new Map(Object.values(FORMS).map(([name, form]) => [name, form(name)]));
	const items = Object.entries(FORMS).map(([how, [name]]) => ({ name, host: hostOf(how) }));
	/** By how the name is kept, one thing about each item. */
	const byForm = (json: IDataObject[], key: string) =>
		Object.fromEntries(Object.keys(FORMS).map((how, index) => [how, json[index]?.[key]]));
	const all = (value: unknown) => Object.fromEntries(Object.keys(FORMS).map((how) => [how, value]));

	beforeEach(() => (service.rewrite = namesAs((name) => keptNames.get(name) ?? name)));

	it('find their instances in every further run', async () => {
		const first = await run(items);
		expect(byForm(first.json, 'outcome')).toEqual(all('created'));
		for (let further = 2; further <= 3; further++) {
			const { json, hints } = await run(items);
			expect(byForm(json, 'outcome')).toEqual(all('unchanged'));
			expect(hints).toEqual([]);
		}
		expect(writesOf(bench.sandbox)).toHaveLength(items.length);
	});

	it.each(['create', 'upsert'])('are found after lost answers: %s', async (operation) => {
		bench.sandbox.addFault({ method: 'POST', fault: { kind: 'drop', when: 'after' } });
		const { json } = await run(items, { operation }, CONTINUE);
		expect(byForm(json, 'recovered')).toEqual(all(true));
		expect(bench.sandbox.instances).toHaveLength(items.length);
	});
});

describe('The key of an element', () => {
	it.each([
		['upper case', (key: string) => key.toUpperCase()],
		['mixed case', (key: string) => `${key[0].toUpperCase()}${key.slice(1)}`],
	])('may be shown in %s', async (_how, form) => {
		service.rewrite = eachInstance((instance) => {
			const element = instance.element as IDataObject;
			return { ...instance, element: { ...element, key: form(String(element.key)) } };
		});
		dropPost();
		expect((await run(stores('Store'))).json).toMatchObject([{ id: 1001, recovered: true }]);
		expect(outcomes((await run(stores('Store'))).json)).toEqual(['unchanged']);
		const { json } = await run([{}], { operation: 'getAll', returnAll: true });
		expect(json).toMatchObject([{ id: 1001 }]);
		expect(bench.sandbox.instances).toHaveLength(1);
	});
});

describe.each(['create', 'upsert'])(
	'A success that is about something else is none, %s',
	(operation) => {
		const items = stores('Store', 'Other');
		const changes = { operation, options: { concurrency: 1, maxAttempts: 3 } };
		const answerPost = (change: (instance: IDataObject) => IDataObject) => {
			let posts = 0;
			service.rewrite = eachInstance((instance, { method }) =>
				method === 'POST' && ++posts === 2
					? { ...instance, ...change(instance as IDataObject) }
					: instance,
			);
		};

		it.each<[string, (instance: IDataObject) => IDataObject, RegExp]>([
			[
				'another element',
				() => ({ element: { id: 9, key: 'servicenow' }, elementId: 9 }),
				/another element: servicenow/,
			],
			['the id of another item', () => ({ id: 1001 }), /was there before: ID 1001/],
			['the id of another item as text', () => ({ id: '1001' }), /was there before: ID 1001/],
			[
				'another name and connection',
				() => ({ id: 77, name: 'Nobody', configuration: { 'host.ip': 'x' } }),
				/another name: Nobody/,
			],
		])('%s', async (_what, change, reason) => {
			answerPost(change);
			// The look finds nothing: what was made is not in the list yet.
			bench.sandbox.addFault({
				method: 'POST',
				bodyContains: 'Other',
				fault: { kind: 'listedLate', delayMs: 60_000 },
			});
			const { json, outputs } = await run(items, changes, CONTINUE);
			expect(json[0]).toMatchObject({ id: 1001, name: 'Store' });
			expect(outputs[0][1].error?.message).toContain("look for an instance named 'Other'");
			expect(outputs[0][1].error?.description ?? '').toMatch(reason);
			expect(sentBy(bench.sandbox, 'POST')).toHaveLength(2);
		});

		it('the id of an instance that was there before', async () => {
			if (operation === 'create') return;
			const { id } = bench.sandbox.addInstance(standing('Older'));
			service.rewrite = eachInstance((instance, { method }) =>
				method === 'POST' ? { ...instance, id } : instance,
			);
			const { json } = await run(stores('Store'));
			// The list shows what was made, under its own id.
			expect(json).toMatchObject([{ id: id + 1, recovered: true }]);
		});
	},
);

it('An answer with our connection is ours, whatever became of the name', async () => {
	service.rewrite = namesAs(() => 'Nothing like it');
	const { json, hints } = await run(stores('Store'), { operation: 'create' });
	expect(json).toMatchObject([{ id: 1001, name: 'Nothing like it', notApplied: ['name'] }]);
	expect(hints.map(({ message }) => message).join()).toContain('name');
});
