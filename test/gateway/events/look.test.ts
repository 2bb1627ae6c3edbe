/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import os from 'node:os';
import path from 'node:path';

import { draftsOf, lookFor, type FoundChanges } from '../../../gateway/events';
import { OVERLAP_MS } from '../../../gateway/events/watcher';
import { Lists } from '../../../gateway/listing';
import { systemClock } from '../../../gateway/queue';
import { createRecord, deleteRecord, resourceAt, updateRecord } from '../../../gateway/records';
import type { Look } from '../../../gateway/store';
import { seedCompany } from '../../../simulator/quickBooks';
import { directBooks } from '../listing/support/direct';

const lists = new Lists({
	clock: systemClock,
	folder: path.join(os.tmpdir(), `lists-of-looks-${process.pid}`),
	waitMs: 60_000,
});
afterAll(async () => await lists.close());

const CUSTOMERS = resourceAt('customers')!;
const url = `/hubs/finance/customers?where=TimeModified >= '\${date:yyyy-MM-dd'T'HH:mm:ssXXX}'`;
const WATCHED = {
	id: 1,
	name: 'Store',
	tags: [],
	elementKey: 'quickbooksonprem',
	configuration: { 'event.poller.configuration': JSON.stringify({ customers: { url } }) },
};

/** Books in a time zone, of which the gateway sees the changes; both move by the same clock. */
class Desk {
	private nowMs = 0;

	private last?: Look;

	private readonly books;

	/** @param behindMs by which the computer of the company is behind */
	constructor(timeZone: string, behindMs = 0) {
		const company = seedCompany({ now: () => new Date(this.nowMs - behindMs) });
		this.books = directBooks(company, { timeZone });
	}

	at(time: string): this {
		this.nowMs = Date.parse(time);
		return this;
	}

	async create(Name: string): Promise<string> {
		const { record } = await createRecord(this.books.port, CUSTOMERS, { Name });
		return String(record.ListID);
	}

	async change(id: string): Promise<void> {
		const { EditSequence } = this.books.company.file.get('Customer', id)!;
		await updateRecord(this.books.port, CUSTOMERS, id, { EditSequence, Phone: '1' });
	}

	async remove(id: string): Promise<void> {
		await deleteRecord(this.books.port, CUSTOMERS, id);
	}

	/** @returns what the gateway tells after a look of now */
	async look(): Promise<string[]> {
		const { look, found } = await lookFor(
			{
				lists,
				port: this.books.port,
				nowMs: this.nowMs,
				overlapMs: OVERLAP_MS,
				tellsDeletions: true,
			},
			WATCHED,
			this.last,
		);
		this.last = look;
		return found
			.flatMap(({ events }) => events)
			.map(({ objectId, eventType }) => `${eventType} ${objectId}`);
	}
}

const HOUR_MS = 3_600_000;
const NEW_YORK = 'America/New_York';

describe('A look at a QuickBooks whose offset is wrong', () => {
	it.each([
		['in winter', NEW_YORK, 0, '2026-01-15T12'],
		['an hour late in summer', NEW_YORK, 0, '2026-07-15T12'],
		['an hour early', 'UTC', HOUR_MS, '2026-07-15T12'],
		['where clocks go forward', NEW_YORK, 0, '2026-03-08T06'],
		['where clocks go back', NEW_YORK, 0, '2026-11-01T05'],
	])('tells each change once: %s', async (_when, timeZone, behindMs, hour) => {
		const desk = new Desk(timeZone, behindMs);
		const goes = await desk.at(`${hour}:40:00Z`).create('Goes');
		expect(await desk.at(`${hour}:45:00Z`).look()).toEqual([]);
		const id = await desk.at(`${hour}:50:00Z`).create('New');
		expect(await desk.at(`${hour}:59:00Z`).look()).toEqual([`CREATED ${id}`]);
		const next = hour.replace(/\d\d$/, (text) => String(Number(text) + 1).padStart(2, '0'));
		await desk.at(`${next}:05:00Z`).change(id);
		await desk.remove(goes);
		expect((await desk.at(`${next}:14:00Z`).look()).sort()).toEqual(
			[`UPDATED ${id}`, `DELETED ${goes}`].sort(),
		);
		for (const minute of ['29', '44', '59']) {
			expect(await desk.at(`${next}:${minute}:00Z`).look()).toEqual([]);
		}
	});
});

it('A look tells two changes that QuickBooks shows at one time, an hour apart where clocks go back', async () => {
	const desk = new Desk(NEW_YORK);
	const id = await desk.at('2026-10-31T12:00:00Z').create('There before');
	await desk.at('2026-11-01T05:00:00Z').look();
	for (const hour of ['05', '06']) {
		await desk.at(`2026-11-01T${hour}:50:00Z`).change(id);
		expect(await desk.at(`2026-11-01T${hour}:55:00Z`).look()).toEqual([`UPDATED ${id}`]);
	}
});

describe('An entry of a poller configuration', () => {
	const zoned = (zone: string) =>
		`/hubs/finance/customers?where=TimeModified >= '\${dateTimeZone:${zone}:yyyy-MM-dd'T'HH:mm:ssXXX}'`;
	it.each<[what: string, entry: unknown, isLeftOut: boolean]>([
		['that names a zone', { url: zoned('America/Denver') }, false],
		['that names an unknown zone', { url: zoned('Nowhere/Town') }, true],
		['that names no zone', { url: zoned('') }, true],
		['with a filter that cannot be read', { url: '/customers?where=Name ~ 1' }, true],
		['with a filter on an unknown field', { url: "/customers?where=Nonsense = '1'" }, true],
		['of an unknown resource', { url: '/nothing' }, true],
		['whose dates are null', { url, datesConfiguration: null }, false],
		['whose dates are a text', { url, datesConfiguration: 'TimeModified' }, false],
		[
			'whose tolerance is a text',
			{ url, datesConfiguration: { createdCheckTolerance: 'x' } },
			false,
		],
		['without an address', { idField: 'ListID' }, true],
		['that is null', null, true],
	])('%s leaves the others alone', async (_what, entry, isLeftOut) => {
		const { port } = directBooks(seedCompany());
		const vendors = url.replace('customers', 'vendors');
		const configuration = {
			'event.poller.configuration': JSON.stringify({ entry, vendors: { url: vendors } }),
		};
		const { found } = await lookFor(
			{ lists, port, nowMs: Date.now(), overlapMs: 0, tellsDeletions: false },
			{ ...WATCHED, configuration },
			{ atMs: 0, seen: {} },
		);
		expect(found.map(({ objectType }) => objectType)).toEqual(
			isLeftOut ? ['vendors'] : ['customers', 'vendors'],
		);
	});
});

describe('A look that finds more than is told at once', () => {
	const isTold = ({ records }: FoundChanges) =>
		records.map((record) => (record as { id: string }).id);

	it('tells each record once, in sets of 200 that each of their notifications repeats', async () => {
		const { port, company } = directBooks(seedCompany({ extraCustomers: 450 }));
		const nowMs = Date.parse('2026-07-15T12:00:00Z');
		const since = { atMs: 0, seen: {} };
		const { found } = await lookFor(
			{ lists, port, nowMs, overlapMs: 0, tellsDeletions: false },
			WATCHED,
			since,
		);
		const all = [...company.list('Customer')].map(({ ListID }) => String(ListID));
		expect(all.length).toBeGreaterThan(450);
		expect(found.map(({ records }) => records.length)).toEqual([200, 200, all.length - 400]);
		expect(found.flatMap(isTold).sort()).toEqual(all.sort());

		const bodies = draftsOf(WATCHED, found, nowMs).map(
			({ write }) =>
				JSON.parse(write(1)) as {
					message: { events: Array<{ objectId: string }>; raw: { customers: unknown[] } };
				},
		);
		const told = bodies.flatMap(({ message }) => message.events.map(({ objectId }) => objectId));
		expect(told.sort()).toEqual(all);
		expect(bodies.filter(({ message }) => message.events.length > 10)).toEqual([]);
		expect(bodies.map(({ message }) => message.raw.customers.length)).toEqual(
			found.flatMap(({ records }) =>
				Array<number>(Math.ceil(records.length / 10)).fill(records.length),
			),
		);
	});
});
