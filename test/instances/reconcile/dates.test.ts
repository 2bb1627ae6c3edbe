import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { useSandbox } from '../../support/sandboxed';
import { sentBy, standing, stores, upsertFields } from './support/fleet';
import { eachInstance, useOtherService } from './support/otherService';

const bench = useSandbox();
const service = useOtherService(bench);

const run = async (operation: string, options: INodeParameters = {}) =>
	await bench.run({
		items: stores('Store'),
		parameters: upsertFields({ operation, options: { maxAttempts: 3, ...options } }),
		credential: service.credential(),
	});

const seconds = (date: Date) => date.toISOString().replace(/\.\d+Z$/, 'Z');
const moved = (date: string, byMs: number) => seconds(new Date(Date.parse(date) + byMs));
const HOUR_MS = 3_600_000;

/** How a service may show when an instance was created. */
const DATES: Array<[string, (date: string) => unknown]> = [
	['10 seconds behind', (date) => moved(date, -10_000)],
	['an hour behind', (date) => moved(date, -HOUR_MS)],
	['an hour ahead', (date) => moved(date, HOUR_MS)],
	['cut to the minute', (date) => date.replace(/:\d\dZ$/, ':00Z')],
	['cut to the day', (date) => `${date.slice(0, 10)}T00:00:00Z`],
	['without a time', (date) => date.slice(0, 10)],
	['without a zone', (date) => date.replace('Z', '')],
	['with a zone in words', (date) => new Date(date).toString()],
	['as a number', (date) => Date.parse(date)],
	['as no date at all', () => 'yesterday'],
	['as null', () => null],
];

/** Forms that say the same as the usual one. */
const EQUAL_DATES: Array<[string, (date: string) => unknown]> = [
	['with milliseconds', (date) => date.replace('Z', '.000Z')],
	['with the zone as +00:00', (date) => date.replace('Z', '+00:00')],
	['in another zone', (date) => moved(date, 2 * HOUR_MS).replace('Z', '+02:00')],
	['in a zone without a colon', (date) => moved(date, -7 * HOUR_MS).replace('Z', '.000-0700')],
];

/** The service shows dates in one way; its clock stands at half a minute, so that what is cut off shows. */
const showDates = (form: (date: string) => unknown) => {
	bench.sandbox.clock.offsetMs = 30_000 - (Date.now() % 60_000);
	service.rewrite = eachInstance((instance) => ({
		...instance,
		createdDate: form(String(instance.createdDate)),
	}));
};

const dropPosts = (when: 'before' | 'after', times?: number) =>
	bench.sandbox.addFault({ method: 'POST', times, fault: { kind: 'drop', when } });

describe.each([...DATES, ...EQUAL_DATES])('Where dates are shown %s', (_how, form) => {
	it('an instance that no list showed before is ours', async () => {
		showDates(form);
		dropPosts('after');
		const { json } = await run('upsert');
		expect(json).toMatchObject([{ id: 1001, outcome: 'created', recovered: true }]);
		expect(sentBy(bench.sandbox, 'POST')).toHaveLength(1);
	});
});

describe.each(DATES)('Without a list from before, where dates are shown %s', (_how, form) => {
	it.each([
		['ours', 'after', 0],
		["a stranger's", 'before', -20_000],
	] as const)('%s is neither taken nor made again, but named', async (_whose, when, ageMs) => {
		showDates(form);
		if (when === 'before') {
			const createdDate = seconds(new Date(Date.now() + bench.sandbox.clock.offsetMs + ageMs));
			bench.sandbox.addInstance(standing('Store', { tags: ['theirs'], createdDate }));
		}
		dropPosts(when);
		const { json, error } = await run('create');
		expect(json).toEqual([]);
		expect(error?.message).toContain("Outcome unknown: look for an instance named 'Store'");
		expect(error?.description).toContain('1001');
		expect(sentBy(bench.sandbox, 'POST')).toHaveLength(1);
		expect(bench.sandbox.instances).toHaveLength(1);
	});
});

describe.each(EQUAL_DATES)('Without a list from before, dates %s', (_how, form) => {
	it('support that an instance is ours', async () => {
		showDates(form);
		dropPosts('after');
		const { json } = await run('create');
		expect(json).toMatchObject([{ id: 1001, recovered: true }]);
	});

	it('show that one of two days ago is not', async () => {
		showDates(form);
		const createdDate = seconds(new Date(Date.now() - 48 * HOUR_MS));
		bench.sandbox.addInstance(standing('Store', { createdDate }));
		dropPosts('before', 1);
		const { json } = await run('create');
		expect(json).toMatchObject([{ id: 1002 }]);
	});
});

it('One that was there before is not ours, whatever its date', async () => {
	const ahead = seconds(new Date(Date.now() + HOUR_MS));
	bench.sandbox.addInstance(standing('Store', { createdDate: ahead, tags: ['store-0'] }));
	dropPosts('before', 1);
	const { json } = await bench.run({
		items: [{ ...stores('Store')[0], tag: 'store-1' } as IDataObject],
		parameters: upsertFields({ matchBy: 'tag', matchTag: '={{ $json.tag }}' }),
	});
	expect(json).toMatchObject([{ id: 1002, outcome: 'created' }]);
	expect(sentBy(bench.sandbox, 'POST')).toHaveLength(2);
});
