import type { IDataObject } from 'n8n-workflow';

import { useSandbox } from '../../support/sandboxed';
import { CONTINUE, sentBy, standing, stores, writesOf } from './support/fleet';
import { eachInstance, useOtherService } from './support/otherService';

const bench = useSandbox();
const service = useOtherService(bench);

const { run } = service;

const getMany = async () => await run([{}], { operation: 'getAll', returnAll: true });

const outcomes = (json: IDataObject[]) => json.map(({ outcome }) => outcome);
const hintsOf = ({ hints }: { hints: Array<{ message: string }> }) =>
	hints.map(({ message }) => message).join('\n');

const COUNT = 'elements-total-count';
const CURSOR = 'elements-next-page-token';

/** An account whose list has two pages, and how many pages of it were given. */
const standMany = (count = 230) => {
	for (let index = 0; index < count; index++) bench.sandbox.addInstance(standing(`Store ${index}`));
};

type Page = { entries: IDataObject[]; headers: Record<string, string>; number: number };

/** Changes each page of the list of instances. */
const eachPage = (change: (page: Page) => unknown) => {
	let number = 0;
	service.rewrite = (body, method, path, { headers }) => {
		if (method !== 'GET' || !path.endsWith('/instances')) return body;
		number++;
		return change({ entries: body as IDataObject[], headers, number });
	};
};

let firstCursor = '';
beforeEach(() => (firstCursor = ''));

type Cut = [string, (page: Page) => unknown, RegExp];

/** How a list may be cut, and what is said of it. */
const CUTS: Cut[] = [
	[
		'a page without a cursor, though more are counted',
		({ entries, headers }) => {
			delete headers[CURSOR];
			headers[COUNT] = '230';
			return entries;
		},
		/counts 230 and gave 200/,
	],
	[
		'a full page without a cursor and a count, from a service that knows no page numbers',
		({ entries, headers }) => {
			delete headers[CURSOR];
			service.redirect = (request) => ({ ...request, url: request.url.replace(/&page=\d+/, '') });
			return entries;
		},
		/repeated a page/,
	],
	[
		'a page that lacks some of those that are counted',
		({ entries, headers }) => {
			headers[COUNT] = '230';
			return entries.slice(0, -10);
		},
		/counts 230 and gave 210/,
	],
	...['200', '100', '0', '-5'].map(
		(total): Cut => [
			`a full page without a cursor and a count of ${total}`,
			({ entries, headers }) => {
				delete headers[CURSOR];
				headers[COUNT] = total;
				service.redirect = (request) => ({ ...request, url: request.url.replace(/&page=\d+/, '') });
				return entries;
			},
			/repeated a page/,
		],
	),
	[
		'an entry twice in place of another one',
		({ entries }) =>
			entries.length === 30 ? [{ ...entries[0], id: 1001 }, ...entries.slice(1)] : entries,
		/gave an entry twice/,
	],
	[
		'an entry twice and a count',
		({ entries, headers }) => {
			headers[COUNT] = '230';
			return entries.length === 30 ? [{ ...entries[0], id: 1001 }, ...entries.slice(1)] : entries;
		},
		/counts 230 and gave 229/,
	],
	[
		'an entry that cannot be read',
		({ entries, number }) => (number === 1 ? [...entries.slice(1), { name: 'Store 0' }] : entries),
		/an entry that cannot be read/,
	],
	[
		'an entry whose ID is masked',
		({ entries, number }) =>
			number === 1 ? [{ ...entries[0], id: '********' }, ...entries.slice(1)] : entries,
		/an entry that cannot be read/,
	],
	[
		'an entry whose ID is a number that no number can hold',
		({ entries, number }) =>
			number === 1 ? [{ ...entries[0], id: 12345678901234567000 }, ...entries.slice(1)] : entries,
		/an entry that cannot be read/,
	],
	[
		'a cursor that leads back',
		({ entries, headers }) => {
			// That of the first page leads to the second one.
			headers[CURSOR] = firstCursor ||= headers[CURSOR];
			return entries;
		},
		/repeated a page/,
	],
	[
		'a count that changes with every look',
		({ entries, headers, number }) => {
			headers[COUNT] = String(230 + number);
			return entries;
		},
		/came or went while it was read/,
	],
];

describe.each(CUTS)('A list with %s', (_how, change, gap) => {
	beforeEach(() => {
		standMany();
		eachPage(change);
	});

	it('lets nothing be created from it, nor changed', async () => {
		const { outputs } = await run(stores('Store 1', 'Store 229', 'New'), {}, CONTINUE);
		for (const { error } of outputs[0]) {
			expect(error?.message).toMatch(/list of instances could not be read to its end/);
			expect(error?.message).toMatch(gap);
		}
		expect(outputs[0]).toHaveLength(3);
		expect(writesOf(bench.sandbox)).toEqual([]);
	});

	it('is told to be one by Get Many', async () => {
		expect(hintsOf(await getMany())).toMatch(gap);
	});
});

it.each([1, 50, 199])('A short list that is cut (%d) is told by its count', async (count) => {
	standMany(count);
	eachPage(({ entries, headers }) => {
		headers[COUNT] = String(count);
		return entries.slice(0, -1);
	});
	const { error } = await run(stores(`Store ${count - 1}`));
	expect(error?.message).toContain(`counts ${count} and gave ${count - 1}`);
	expect(bench.sandbox.instances).toHaveLength(count);
	expect(hintsOf(await getMany())).toContain(`counts ${count} and gave ${count - 1}`);
});

it('A list that changed once while it was read is read again', async () => {
	standMany();
	eachPage(({ entries, headers, number }) => {
		headers[COUNT] = number === 1 ? '231' : '230';
		return entries;
	});
	const { json } = await run(stores('Store 229'));
	expect(outcomes(json)).toEqual(['unchanged']);
});

it.each(['200', '100', '0', '-5', 'many'])(
	'A full page without a cursor and a count of %s leads on to pages by number',
	async (total) => {
		standMany();
		eachPage(({ entries, headers }) => {
			delete headers[CURSOR];
			headers[COUNT] = total;
			return entries;
		});
		expect(outcomes((await run(stores('Store 229'))).json)).toEqual(['unchanged']);
	},
);

it('An entry that comes twice in one look alone does no harm', async () => {
	standMany();
	eachPage(({ entries, number }) =>
		number === 2 ? [{ ...entries[0], id: 1001 }, ...entries.slice(1)] : entries,
	);
	expect(outcomes((await run(stores('Store 200'))).json)).toEqual(['unchanged']);
});

it.each(['create', 'upsert'])(
	'A deletion between two pages hides nothing in doubt: %s',
	async (operation) => {
		standMany(200);
		bench.sandbox.addFault({ method: 'POST', times: 1, fault: { kind: 'drop', when: 'after' } });
		let isHidden = true;
		eachPage(({ entries }) => {
			const shown = entries.filter(({ name }) => !isHidden || name !== 'New');
			if (shown.length < entries.length) isHidden = false;
			return shown;
		});
		const { json } = await run(stores('New'), { operation });
		expect(json).toMatchObject([{ id: 1201, recovered: true }]);
		expect(sentBy(bench.sandbox, 'POST')).toHaveLength(1);
	},
);

/** What an entry may lack, though the instance is whole. */
const GAPS: Array<[string, (entry: IDataObject) => IDataObject]> = [
	['without element', ({ element, elementId, ...entry }) => (void [element, elementId], entry)],
	['with an empty element', (entry) => ({ ...entry, element: {}, elementId: undefined })],
	['with a masked element', (entry) => ({ ...entry, element: { key: '********' } })],
	['with tags null', (entry) => ({ ...entry, tags: null })],
	['without tags', ({ tags, ...entry }) => (void tags, entry)],
	['with an empty configuration', (entry) => ({ ...entry, configuration: {} })],
	['with configuration null', (entry) => ({ ...entry, configuration: null })],
	[
		'with a masked configuration',
		(entry) => ({
			...entry,
			configuration: {
				'app.name': '********',
				'host.ip': '********',
				'filter.response.nulls': 'true',
			},
		}),
	],
	['without a name', ({ name, ...entry }) => (void name, entry)],
	['with an empty name', (entry) => ({ ...entry, name: '' })],
	['with a masked name', (entry) => ({ ...entry, name: '********' })],
	['of id and name alone', ({ id, name }) => ({ id, name })],
	['of an ID as text', (entry) => ({ ...entry, id: String(entry.id) })],
];

describe.each(GAPS)('Entries of a list %s', (_how, change) => {
	beforeEach(() => {
		service.rewrite = eachInstance((instance, { isListed }) =>
			isListed ? change(instance as IDataObject) : instance,
		);
	});

	it.each([
		['name', {}],
		['tag', { matchBy: 'tag', matchTag: '={{ $json.name }}-tag' }],
	])('are read by ID before anything is decided, by %s', async (_by, match) => {
		bench.sandbox.addInstance(standing('Desk', { elementKey: 'servicenow', tags: ['Store-tag'] }));
		bench.sandbox.addInstance(standing('Store', { tags: ['Store-tag', 'west'] }));
		bench.sandbox.addInstance(standing('Other', { tags: ['Other-tag'] }));
		const { json } = await run(stores('Store', 'Other'), {
			...match,
			tags: '={{ $json.name }}-tag',
		});
		expect(outcomes(json)).toEqual(['updated', 'unchanged']);
		expect(json[0].changes).toMatchObject([{ field: 'tags' }]);
		expect(writesOf(bench.sandbox)).toEqual(['PATCH /instances/1002']);
	});

	it('are read by ID to find what was created after all', async () => {
		bench.sandbox.addFault({ method: 'POST', times: 1, fault: { kind: 'drop', when: 'after' } });
		const { json } = await run(stores('Store'));
		expect(json).toMatchObject([{ id: 1001, outcome: 'created', recovered: true }]);
		expect(bench.sandbox.instances).toHaveLength(1);
	});
});

it('A list and a read that contradict each other prove nothing', async () => {
	bench.sandbox.addInstance(standing('Store'));
	service.rewrite = eachInstance((instance, { isListed }) =>
		isListed
			? { ...instance, configuration: {} }
			: { ...instance, element: { id: 9, key: 'servicenow' } },
	);
	const { error } = await run(stores('Store'));
	expect(error?.message).toMatch(/has the element 'quickbooksonprem' in the list and 'servicenow'/);
	expect(bench.sandbox.instances).toHaveLength(1);
});

describe('A list that lacks what the run created', () => {
	const hide = (bodyContains: string) =>
		bench.sandbox.addFault({
			method: 'POST',
			bodyContains,
			fault: { kind: 'listedLate', delayMs: 60_000 },
		});

	it('is named, since duplicates cannot be looked for in it', async () => {
		hide('Store');
		const result = await run(stores('Store', 'Store 2'));
		expect(outcomes(result.json)).toEqual(['created', 'created']);
		expect(hintsOf(result)).toMatch(/does not show what this run created \(ID 100\d(, 100\d)?\)/);
	});

	it.each(['create', 'upsert'])(
		'answers no doubt: nothing is sent again, %s',
		async (operation) => {
			hide('Shown');
			bench.sandbox.addFault({ method: 'POST', bodyContains: 'Doubtful', fault: { kind: 'drop' } });
			const { json, outputs } = await run(
				stores('Shown', 'Doubtful'),
				{ operation, options: { concurrency: 1 } },
				CONTINUE,
			);
			expect(json[0]).toMatchObject({ id: 1001 });
			expect(outputs[0][1].error?.message).toContain("look for an instance named 'Doubtful'");
			expect(outputs[0][1].error?.description).toMatch(/lacks what this run created \(ID 1001\)/);
			expect(sentBy(bench.sandbox, 'POST')).toHaveLength(2);
		},
	);
});
