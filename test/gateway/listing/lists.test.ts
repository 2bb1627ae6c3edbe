/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { parseCeql } from '../../../gateway/ceql';
import { Lists, type AnswerSizes } from '../../../gateway/listing';
import type { JsonRecord, ReadMessage } from '../../../gateway/qbxml';
import { CallFailure } from '../../../gateway/queue';
import { resourceAt } from '../../../gateway/records';
import { ManualClock, settled } from '../support/manualClock';
import { seedCompany } from '../../../simulator/quickBooks';
import { directBooks } from './support/direct';

const NOW = new Date('2017-07-01T12:00:00Z');
const WAIT_MS = 50_000;
const KEPT_MS = 300_000;
/** A list of several answers is short then. */
const SMALL_ANSWERS: AnswerSizes = { list: 50, other: 10, transaction: 10 };

let folder: string;
let clock: ManualClock;
let lists: Lists;
let books: ReturnType<typeof directBooks>;

beforeEach(async () => {
	folder = path.join(await mkdtemp(path.join(os.tmpdir(), 'lists-')), 'spool');
	clock = new ManualClock();
	lists = new Lists({ clock, folder, waitMs: WAIT_MS, answers: SMALL_ANSWERS });
	books = directBooks(seedCompany({ now: () => NOW, extraCustomers: 50 }));
});

afterEach(async () => {
	await lists.close();
	await rm(path.dirname(folder), { recursive: true });
});

interface Asked {
	object?: string;
	where?: string;
	instanceId?: number;
	port?: ReturnType<typeof directBooks>['port'];
}

async function page(query: Record<string, string>, asked: Asked = {}) {
	const { object = 'Customer', where, instanceId = 1, port = books.port } = asked;
	const { lines, next, total } = await lists.page({
		resource: resourceAt(object)!,
		instanceId,
		...(where === undefined ? {} : { expression: parseCeql(where) }),
		query,
		port,
	});
	const records = lines.map((line) => JSON.parse(line) as JsonRecord);
	return { ids: records.map(({ id }) => String(id)), records, next, total };
}

/** All pages, one after the other. */
async function pages(
	pageSize: number,
	asked: Asked = {},
	between: (page: number) => Promise<void> = async () => {},
) {
	const ids: string[] = [];
	let last = await page({ pageSize: String(pageSize) }, asked);
	for (let count = 1; last.ids.length > 0; count += 1) {
		ids.push(...last.ids);
		await between(count);
		last = await page({ nextPage: last.next }, asked);
	}
	return ids;
}

const all = async (object = 'Customer') => (await page({ pageSize: '5000' }, { object })).ids;
const iteratorsIn = (texts: string[]) => texts.map((text) => /iterator="(\w+)"/.exec(text)?.[1]);

describe('Lists through an instance', () => {
	it('come page by page from one iterator, with a cursor before an empty page', async () => {
		const expected = await all();
		expect(expected.length).toBeGreaterThan(60);
		books.asked.length = 0;
		expect(await pages(20)).toEqual(expected);
		const steps = iteratorsIn(books.asked);
		expect(steps[0]).toBe('Start');
		expect(new Set(steps.slice(1))).toEqual(new Set(['Continue']));
	});

	it('ask for no more than the page, and by a filter for as much as one answer should hold', async () => {
		lists = new Lists({ clock, folder, waitMs: WAIT_MS });
		await page({ pageSize: '3' });
		expect(books.asked[0]).toContain('<MaxReturned>3</MaxReturned>');
		await page({ pageSize: '3' }, { where: "Name LIKE '%a%'" });
		expect(books.asked[1]).toContain('<MaxReturned>500</MaxReturned>');
		await page({ pageSize: '5000' }, { object: 'Invoice' });
		expect(books.asked[2]).toContain('<MaxReturned>100</MaxReturned>');
	});

	it('what was read ahead is not asked for again', async () => {
		const where = "Name LIKE '%a%'";
		const first = await page({ pageSize: '3' }, { where });
		const before = books.asked.length;
		const second = await page({ nextPage: first.next }, { where });
		expect(second.ids).toHaveLength(3);
		expect(books.asked).toHaveLength(before);
	});

	it('a page by its number is read from the start', async () => {
		const expected = await all();
		expect((await page({ pageSize: '7', page: '3' })).ids).toEqual(expected.slice(14, 21));
	});

	it('a first page is always new', async () => {
		const before = (await page({ pageSize: '5000' })).ids;
		const made = books.company.add('Customer', { Name: 'Just now' });
		expect((await page({ pageSize: '5000' })).ids).toEqual([...before, made.ListID]);
	});

	it('say how many there are as soon as that is known', async () => {
		const expected = (await all()).length;
		expect((await page({ pageSize: '10' })).total).toBe(expected);
		const where = "BillAddress.City = 'Bayshore'";
		expect((await page({ pageSize: '1' }, { where })).total).toBeUndefined();
		const { ids, total } = await page({ pageSize: '5000' }, { where });
		expect(total).toBe(ids.length);
		expect((await page({ pageSize: '1' }, { object: 'Item' })).total).toBeUndefined();
	});

	it('kinds without an iterator come whole, at once', async () => {
		const expected = await all('Account');
		books.asked.length = 0;
		expect(await pages(7, { object: 'Account' })).toEqual(expected);
		expect(books.asked).toHaveLength(1);
		expect(books.asked[0]).not.toContain('MaxReturned');
	});

	it('nothing is asked for what cannot be there', async () => {
		expect(await page({}, { where: "id = 'none'" })).toMatchObject({ ids: [], total: 0 });
		expect(books.asked).toEqual([]);
	});
});

describe('A session that is lost between pages', () => {
	it.each([1, 3, 7])('after page %s: every record comes once', async (lostAfter) => {
		const expected = await all();
		const ids = await pages(15, {}, async (count) => {
			if (count === lostAfter) books.loseSession();
		});
		expect(ids).toEqual(expected);
	});

	it('every time: every record comes once', async () => {
		const expected = await all();
		expect(await pages(40, {}, async () => books.loseSession())).toEqual(expected);
	});

	it('what is new by then comes too, and what is gone is not given twice', async () => {
		const expected = await all();
		const [gone] = expected.slice(-1);
		let made = '';
		const ids = await pages(50, {}, async (count) => {
			if (count !== 1) return;
			books.company.delete('Customer', gone);
			made = String(books.company.add('Customer', { Name: 'Just now' }).ListID);
			books.loseSession();
		});
		expect([...ids].sort()).toEqual([...expected.filter((id) => id !== gone), made].sort());
	});

	it('an iterator that never goes on is an error, not an endless list', async () => {
		const port = {
			...books.port,
			run: async (...asked: Parameters<typeof books.port.run>): Promise<ReadMessage> => {
				books.loseSession();
				return await books.port.run(...asked);
			},
		};
		await expect(page({ pageSize: '100' }, { port })).rejects.toMatchObject({ status: 400 });
	});
});

describe('A cursor', () => {
	it('is good for its instance, its resource and its filter alone', async () => {
		const where = "Name LIKE '%a%'";
		const { next } = await page({ pageSize: '2' }, { where });
		const invalid = { status: 400, message: 'Invalid nextPage token.' };
		for (const asked of [
			{ where, instanceId: 2 },
			{ where, object: 'Vendor' },
			{ where: "Name LIKE '%b%'" },
			{},
		]) {
			await expect(page({ nextPage: next }, asked)).rejects.toMatchObject(invalid);
		}
		const spaced = { where: " Name   LIKE '%a%' " };
		expect((await page({ nextPage: next }, spaced)).ids).toHaveLength(2);
	});

	it.each(['x', 'e30=', btoa('{"page":1.5,"pageSize":2}'), btoa('{"page":1,"pageSize":2}')])(
		'that was never given out is refused: %s',
		async (nextPage) => {
			await expect(page({ nextPage })).rejects.toMatchObject({ status: 400 });
		},
	);

	it('gives its page again', async () => {
		const first = await page({ pageSize: '40' });
		const second = await page({ nextPage: first.next });
		await page({ nextPage: second.next });
		expect(await page({ nextPage: first.next })).toEqual(second);
	});

	it('goes on after a restart of the gateway', async () => {
		const expected = await all();
		const ids = await pages(50, {}, async (count) => {
			if (count !== 2) return;
			await lists.close();
			books.loseSession();
			lists = new Lists({ clock, folder, waitMs: WAIT_MS, answers: SMALL_ANSWERS });
		});
		expect(ids).toEqual(expected);
	});

	it('goes on after the list was forgotten', async () => {
		const expected = await all();
		expect(await pages(60, {}, async () => await clock.pass(2 * KEPT_MS + 1))).toEqual(expected);
	});
});

describe('What is kept of a list', () => {
	const files = async () => await readdir(folder).catch(() => []);
	beforeEach(() => (books = directBooks(seedCompany({ now: () => NOW, extraCustomers: 500 }))));

	it('lies on disk where it is long, for its owner alone, for some minutes', async () => {
		await page({ pageSize: '20' });
		expect(await files()).toEqual([]);
		await page({ pageSize: '1000' });
		const [file, ...others] = await files();
		expect(others).toEqual([]);
		expect((await stat(folder)).mode & 0o777).toBe(0o700);
		expect((await stat(path.join(folder, file))).mode & 0o777).toBe(0o600);
		await clock.pass(KEPT_MS / 2);
		expect(await files()).toHaveLength(1);
		await clock.pass(2 * KEPT_MS);
		// It is deleted in its own time.
		while ((await files()).length > 0) await settled();
	});

	it('goes when the gateway stops', async () => {
		await page({ pageSize: '1000' });
		expect(await files()).toHaveLength(1);
		await lists.close();
		expect(await files()).toEqual([]);
	});
});

describe('A list that does not come', () => {
	/** QuickBooks takes so long for each answer. */
	const slow = (answerMs: number) => ({
		...books.port,
		run: async (...asked: Parameters<typeof books.port.run>) => {
			await new Promise<void>((resolve) => clock.after(answerMs, resolve));
			return await books.port.run(...asked);
		},
	});

	it('in time is 504 with what to do', async () => {
		const port = slow(30_000);
		const where = "BillAddress.City = 'Nowhere'";
		const asked = page({ pageSize: '5' }, { where, port });
		const refused = expect(asked).rejects.toMatchObject({
			status: 504,
			message: 'The list takes too long to read. Narrow the filter or use bulk.',
			outcome: 'unknown',
		});
		for (const ms of [30_000, 20_000]) await clock.pass(ms);
		await refused;
	});

	it('because its caller hung up is of no harm to another one', async () => {
		const first = await page({ pageSize: '30' });
		let hangUp = (): void => {};
		const port = {
			...books.port,
			run: async () =>
				await new Promise<ReadMessage>((_, reject) => {
					hangUp = () => reject(new CallFailure('hungUp', 'notSent', 'gone'));
				}),
		};
		const one = page({ nextPage: first.next }, { port });
		const refused = expect(one).rejects.toMatchObject({ kind: 'hungUp' });
		const other = page({ nextPage: first.next });
		await settled();
		hangUp();
		await refused;
		expect((await other).ids).toHaveLength(30);
	});

	it('because QuickBooks refuses it says so', async () => {
		const forbidden = directBooks(books.company, { forbiddenObjects: ['Customer'] });
		await expect(page({}, { port: forbidden.port })).rejects.toMatchObject({
			status: 403,
			providerMessage: expect.stringContaining('permission'),
		});
	});

	it('by a filter that QuickBooks refuses comes without it', async () => {
		const where = "CustomerRef.ListID = '80009999-1'";
		expect((await page({}, { object: 'Invoice', where })).ids).toEqual([]);
		expect(books.asked[0]).toContain('EntityFilter');
		expect(books.asked[1]).not.toContain('EntityFilter');
	});

	it('by a text that QuickBooks cannot hold comes without that filter', async () => {
		const where = "Name = '\u{1F600}'";
		expect((await page({}, { where })).ids).toEqual([]);
		expect(books.asked[0]).not.toContain('NameFilter');
	});

	it('whole is an error where QuickBooks cut it and does not go on', async () => {
		const port = {
			...books.port,
			run: async (...asked: Parameters<typeof books.port.run>) => {
				const { iteratorId, iteratorRemainingCount, ...rest } = await books.port.run(...asked);
				void [iteratorId, iteratorRemainingCount];
				return rest;
			},
		};
		await expect(page({ pageSize: '30' }, { port })).rejects.toMatchObject({
			status: 500,
			providerMessage: expect.stringContaining('30 records of a longer list'),
		});
	});
});
