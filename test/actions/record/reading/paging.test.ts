import type { INodeParameters } from 'n8n-workflow';

import { pagingProxy, type AskedPage, type GivenPage } from '../../../support/pagingProxy';
import { byId, useSandbox } from '../../../support/sandboxed';

/** Entries of the list, and how many of them the service gives at once. */
const COUNT = 54;
const CAP = 25;

const bench = useSandbox({ extraCustomers: COUNT });

let instance: number;
beforeEach(() => {
	instance = bench.sandbox.addInstance({ name: 'Store 12' }).id;
});

type Give = (all: unknown[], asked: AskedPage) => GivenPage;

/** Part of the list from an offset on. */
const from = (all: unknown[], start: number, size = CAP) => ({
	entries: all.slice(start, start + size),
});
const sizeOf = ({ pageSize }: AskedPage) => Math.min(pageSize, CAP);
/** A page that is not there is the last one again. */
const clamped = (all: unknown[], page: number) => Math.min(page, Math.ceil(all.length / CAP));

/** Runs the node against a service that gives lists in pages of its own. */
async function through(give: Give, parameters: INodeParameters, count = COUNT, path = 'customers') {
	const proxy = await pagingProxy(
		bench.sandbox.url,
		(asked) => asked.endsWith(`/${path}`),
		(all, asked) => give(all.slice(0, count), asked),
	);
	const result = await bench.run({
		credential: bench.credential({ baseUrl: proxy.url }),
		parameters: { resource: 'customer', instanceId: byId(instance), ...parameters },
	});
	await proxy.close();
	const { asked } = proxy;
	return { ...result, asked, hintText: result.hints.map(({ message }) => message).join() };
}

const listAll = { operation: 'getAll', returnAll: true };

const idsOf = (records: ReadonlyArray<Record<string, unknown>>) =>
	records.map(({ ListID, id }) => ListID ?? id);

describe('A service that gives 25 of 54 records at once and no cursor', () => {
	it.each<[string, Give]>([
		['counts pages by its own size', (all, { page }) => from(all, (page - 1) * CAP)],
		[
			'counts pages by the size asked for',
			(all, asked) => from(all, (asked.page - 1) * asked.pageSize, sizeOf(asked)),
		],
		[
			'counts by the smaller of both',
			(all, asked) => from(all, (asked.page - 1) * sizeOf(asked), sizeOf(asked)),
		],
		['gives the last page again', (all, { page }) => from(all, (clamped(all, page) - 1) * CAP)],
		[
			'gives the first page again behind the last one',
			(all, { page }) => from(all, page > 3 ? 0 : (page - 1) * CAP),
		],
		[
			'answers 404 behind the last one',
			(all, { page }) => (page > 3 ? 404 : from(all, (page - 1) * CAP)),
		],
		['counts the list', (all, { page }) => ({ ...from(all, (page - 1) * CAP), total: all.length })],
		[
			'leaves out one of each page',
			(all, { page }) => ({
				entries: from(all, (page - 1) * (CAP - 1), CAP - 1).entries,
			}),
		],
		[
			'gives a cursor of the second page only',
			(all, { page, nextPage, isNumbered }) =>
				nextPage === 'second'
					? from(all, CAP)
					: isNumbered
						? from(all, (page - 1) * CAP)
						: { ...from(all, 0), nextPage: 'second' },
		],
	])('is read to its end where it %s', async (_kind, give) => {
		const all = (await bench.sandbox.records(instance, 'customers')).slice(0, COUNT);
		const { json, hintText, asked } = await through(give, listAll);
		expect(idsOf(json)).toEqual(idsOf(all));
		expect(hintText).toBe('');
		expect(asked.length).toBeLessThanOrEqual(4);
	});

	it.each<[string, Give, number]>([
		['knows no page numbers', (all) => from(all, 0), 2],
		['refuses page numbers', (all, { isNumbered }) => (isNumbered ? 400 : from(all, 0)), 2],
		['counts the list and knows no page numbers', (all) => ({ ...from(all, 0), total: COUNT }), 2],
		[
			'loses its cursor and knows no page numbers',
			(all, { nextPage }) =>
				nextPage === 'second'
					? from(all, CAP)
					: { ...from(all, 0), ...(nextPage === undefined ? { nextPage: 'second' } : {}) },
			3,
		],
	])('ends with a hint where it %s', async (_kind, give, requests) => {
		const { json, hintText, asked, error } = await through(give, listAll);
		expect(error).toBeUndefined();
		expect(json.length % CAP).toBe(0);
		expect(hintText).toMatch(
			/^The list of customers may be incomplete: the service (gave 25|counts 54).*ask for fewer with a filter\.$/,
		);
		expect(asked).toHaveLength(requests);
	});

	it('gives as many as the limit, and asks for no page more', async () => {
		const give: Give = (all, { page }) => from(all, (page - 1) * CAP);
		const { json, asked } = await through(give, { operation: 'getAll', limit: 30 });
		expect([json.length, asked.length]).toEqual([30, 2]);
	});

	it('writes nothing where the record may stand on a page that is not shown', async () => {
		const upsert = { operation: 'upsert', fieldsMode: 'json', recordJson: '{"Name":"Nobody"}' };
		// The service heeds no filter either.
		const all = await bench.sandbox.records(instance, 'customers');
		const { error } = await through(() => from(all, 0), upsert);
		expect(error?.message).toBe(
			'The list of customers could not be read to its end: the service gave 25 and no way to the rest',
		);
		expect(bench.calls().filter((call) => call.startsWith('POST'))).toEqual([]);
	});

	it('shows them all in the list of the editor', async () => {
		const proxy = await pagingProxy(
			bench.sandbox.url,
			(asked) => asked.endsWith('/customers'),
			(all, { page }) => from(all.slice(0, COUNT), (page - 1) * CAP),
		);
		const parameters = { resource: 'customer', instanceId: byId(instance) };
		const credential = bench.credential({ baseUrl: proxy.url });
		const { results, paginationToken } = await bench.searchWith(
			'searchRecords',
			parameters,
			undefined,
			undefined,
			credential,
		);
		await proxy.close();
		expect([results.length, paginationToken]).toEqual([COUNT, undefined]);
	});
});

describe('A list without cursor that is whole', () => {
	it.each<[string, number, Give, number]>([
		[
			'shorter than a page, by a service that knows no page numbers',
			54,
			(all) => ({ entries: all }),
			2,
		],
		['of one record', 1, (all) => ({ entries: all }), 2],
		['of none', 0, (all) => ({ entries: all }), 1],
		['of just one page', 25, (all, { page }) => from(all, (page - 1) * CAP), 2],
		['counted by the service', 25, (all) => ({ entries: all, total: all.length }), 1],
	])('%s: no hint', async (_kind, count, give, requests) => {
		const { json, hintText, asked } = await through(give, listAll, count);
		expect([json.length, hintText, asked.length]).toEqual([count, '', requests]);
	});
});

it('reads a list of instances on by number where it has neither cursor nor count', async () => {
	for (let number = 1; number < COUNT; number++) bench.sandbox.addInstance({ name: `S ${number}` });
	const instances = { ...listAll, resource: 'instance' };
	const numbered: Give = (all, { page }) => from(all, (page - 1) * CAP);
	const read = await through(numbered, instances, COUNT, 'instances');
	expect([new Set(idsOf(read.json)).size, read.hintText]).toEqual([COUNT, '']);
	const whole = await through((all) => ({ entries: all }), instances, CAP, 'instances');
	expect([whole.json.length, whole.hintText]).toEqual([CAP, '']);
});
