import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { loadTrigger } from '../../support/builtPackage';
import { pagingProxy } from '../../support/pagingProxy';
import { byId, useSandbox } from '../../support/sandboxed';
import { TriggerHost } from '../../support/triggerHost';
import type { StoredInstance } from '../../../sandbox';
import { Client, type Json } from '../../sandbox/client';

const bench = useSandbox();

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let instance: StoredInstance;
let client: Client;
let host: TriggerHost;
/** Everybody's clock: n8n's, the service's and, but for `sandbox.clock`, QuickBooks'. */
let nowMs: number;

beforeEach(() => {
	nowMs = Date.parse('2026-06-15T12:00:00Z');
	jest.spyOn(Date, 'now').mockImplementation(() => nowMs);
	instance = bench.sandbox.addInstance({ name: 'Store 12' });
	client = new Client(bench.sandbox);
	host = newHost();
});
afterEach(() => {
	jest.restoreAllMocks();
	expect(host.log.join()).not.toContain(bench.sandbox.userSecret);
	expect(host.log.join()).not.toContain(instance.token);
});

function newHost(parameters: INodeParameters = {}): TriggerHost {
	return new TriggerHost({
		node: loadTrigger('QuickBooksEnterprisePollingTrigger'),
		credential: () => bench.credential(),
		parameters: {
			instanceId: byId(instance.id),
			resources: ['customer', 'vendor'],
			events: ['created', 'updated'],
			options: {},
			...parameters,
		},
	});
}

let made = 0;

async function add(path = 'customers'): Promise<Json> {
	made += 1;
	const body = { Name: `Name ${made}` };
	const reply = await client.withToken(instance.token, 'POST', `/${path}`, { body });
	expect(reply.status).toBe(200);
	return reply.object;
}

async function change(path: string, id: unknown): Promise<Json> {
	const address = `/${path}/${String(id)}`;
	const { object } = await client.withToken(instance.token, 'GET', address);
	made += 1;
	const body = { EditSequence: object.EditSequence, Notes: `Note ${made}` };
	return (await client.withToken(instance.token, 'PATCH', address, { body })).object;
}

const idsOf = (items: IDataObject[]) => items.map(({ objectId }) => objectId);
const wheres = () =>
	bench.sandbox.requests.flatMap(({ method, query }) =>
		method === 'GET' && typeof query.where === 'string' ? [query.where] : [],
	);

describe('A polling trigger', () => {
	it('begins now: what was there or changed before starts nothing', async () => {
		await add();
		expect(await host.poll()).toEqual([]);
		nowMs += MINUTE;
		expect(await host.poll()).toEqual([]);
	});

	it('gives each change once, oldest first, as the webhook trigger does', async () => {
		const old = await add();
		await host.poll();
		nowMs += 10 * MINUTE;
		const vendor = await add('vendors');
		nowMs += 1000;
		const customer = await add();
		nowMs += 1000;
		const changed = await change('customers', old.ListID);
		nowMs += 10 * MINUTE;
		const items = await host.poll();
		expect(
			items.map(({ eventType, resource, objectId }) => [eventType, resource, objectId]),
		).toEqual([
			['created', 'vendor', vendor.ListID],
			['created', 'customer', customer.ListID],
			['updated', 'customer', old.ListID],
		]);
		expect(items[2]).toMatchObject({
			date: changed.TimeModified,
			instanceId: instance.id,
			instanceName: 'Store 12',
			eventKey: `${instance.id}/customer/${String(old.ListID)}/${String(changed.TimeModified)}/${String(changed.EditSequence)}`,
			record: { ListID: old.ListID, Notes: changed.Notes },
		});
		nowMs += MINUTE;
		expect(await host.poll()).toEqual([]);
		host.restart();
		expect(await host.poll()).toEqual([]);
	});

	it('knows a new record that was changed before anybody looked', async () => {
		await host.poll();
		nowMs += MINUTE;
		const { ListID } = await add();
		nowMs += MINUTE;
		await change('customers', ListID);
		nowMs += MINUTE;
		expect(await host.poll()).toMatchObject([{ eventType: 'created', objectId: ListID }]);
		await change('customers', ListID);
		expect(await host.poll()).toMatchObject([{ eventType: 'updated', objectId: ListID }]);
	});

	it('gives only the kinds that were chosen', async () => {
		host = newHost({ events: ['updated'] });
		await host.poll();
		nowMs += MINUTE;
		const { ListID } = await add();
		expect(await host.poll()).toEqual([]);
		nowMs += MINUTE;
		await change('customers', ListID);
		expect(await host.poll()).toMatchObject([{ eventType: 'updated' }]);
	});

	it('gives a kind of one sort of records without a list of resources', async () => {
		host = newHost({ resources: [], events: ['vendor.created', 'customer.updated'] });
		await host.poll();
		nowMs += MINUTE;
		const customer = await add();
		const vendor = await add('vendors');
		expect(idsOf(await host.poll())).toEqual([vendor.ListID]);
		nowMs += MINUTE;
		await change('customers', customer.ListID);
		await change('vendors', vendor.ListID);
		expect(idsOf(await host.poll())).toEqual([customer.ListID]);
	});

	it('tells two changes of the same second apart', async () => {
		const { ListID } = await add();
		await host.poll();
		nowMs += MINUTE;
		await change('customers', ListID);
		expect(await host.poll()).toHaveLength(1);
		await change('customers', ListID);
		expect(await host.poll()).toHaveLength(1);
	});

	it('finds everything after a day’s outage, page by page, one call at a time', async () => {
		await host.poll();
		const expected: unknown[] = [];
		for (let hour = 0; hour < 24; hour++) {
			nowMs += HOUR;
			for (let index = 0; index < 10; index++) expected.push((await add()).ListID);
		}
		host.restart();
		bench.sandbox.resetRequests();
		const items = await host.poll();
		expect(idsOf(items).sort()).toEqual([...expected].sort());
		expect(bench.sandbox.openCallsPeak(instance.id)).toBe(1);
		expect(await host.poll()).toEqual([]);
	});

	it('counts nothing as seen where a list could not be read', async () => {
		await host.poll();
		nowMs += MINUTE;
		const customer = await add();
		const vendor = await add('vendors');
		bench.sandbox.addFault({
			path: '/hubs/finance/vendors',
			fault: { kind: 'status', status: 403, when: 'before' },
		});
		const before = host.saved;
		await expect(host.poll()).rejects.toThrow(/Cloud Elements/);
		expect(host.saved).toBe(before);
		bench.sandbox.clearFaults();
		expect(idsOf(await host.poll()).sort()).toEqual([customer.ListID, vendor.ListID].sort());
	});

	it('does not begin a look while one is under way', async () => {
		await host.poll();
		nowMs += MINUTE;
		await add();
		const both = await Promise.all([host.poll(), host.poll()]);
		expect(both.flat()).toHaveLength(1);
	});

	it('watches what is added to its resources from then on', async () => {
		await host.poll();
		await add('vendors');
		await add('employees').catch(() => undefined);
		host.parameters = { ...host.parameters, resources: ['vendor', 'class', 'ledgerAccount'] };
		nowMs += MINUTE;
		expect(await host.poll()).toMatchObject([{ resource: 'vendor' }]);
		nowMs += MINUTE;
		expect(await host.poll()).toEqual([]);
	});

	it('begins anew with another instance', async () => {
		await host.poll();
		const other = bench.sandbox.addInstance({ name: 'Store 13' });
		instance = other;
		await add();
		host.parameters = { ...host.parameters, instanceId: byId(other.id) };
		expect(await host.poll()).toEqual([]);
		nowMs += MINUTE;
		await add();
		expect(await host.poll()).toMatchObject([{ instanceId: other.id }]);
	});

	it('reads each record where that is asked for, and says why it could not', async () => {
		host = newHost({ options: { fetchRecord: true } });
		await host.poll();
		nowMs += MINUTE;
		const { ListID } = await add();
		bench.sandbox.addFault({
			path: '/hubs/finance/customers/*',
			times: 1,
			fault: { kind: 'status', status: 403, when: 'before' },
		});
		const [item] = await host.poll();
		expect(item).toMatchObject({ objectId: ListID, record: { ListID } });
		expect(item.recordError).toMatch(/Cloud Elements/);
	});

	it.each([true, false])('gives one change once, deduplicate %s', async (deduplicate) => {
		host = newHost({ options: { deduplicate } });
		await host.poll();
		nowMs += MINUTE;
		const { ListID } = await add();
		expect(await host.poll()).toHaveLength(1);
		expect(await host.poll()).toEqual([]);
		host.restart();
		nowMs += MINUTE;
		expect(await host.poll()).toEqual([]);
		await change('customers', ListID);
		expect(await host.poll()).toMatchObject([{ objectId: ListID, eventType: 'updated' }]);
		nowMs += 3 * HOUR;
		expect(await host.poll()).toEqual([]);
		expect(new Set(host.items.map(({ eventKey }) => eventKey)).size).toBe(2);
	});

	describe('that turns pages while somebody works', () => {
		/** Entries of a page. */
		const SIZE = 5;

		const idOf = ({ ListID }: Json) => ListID;
		const without = (all: Json[], ids: unknown[]) =>
			all.filter(({ ListID }) => !ids.includes(ListID));

		/** How the list moves between two pages; in: its records in the order of the service, and their ids before. */
		type Move = (all: Json[], ids: unknown[]) => Json[];
		const MOVES: Array<[string, Move]> = [
			['a record of the first page is deleted', (all, ids) => without(all, ids.slice(0, 1))],
			['several are deleted', (all, ids) => without(all, ids.slice(0, 3))],
			['a record in the middle is deleted', (all, ids) => without(all, [ids[2]])],
			[
				'a record of the first page is changed and goes to the end',
				(all, [id]) => [
					...without(all, [id]),
					...all
						.filter(({ ListID }) => ListID === id)
						.map((one) => ({ ...one, EditSequence: '9' })),
				],
			],
		];

		/** Out: what three looks gave, and the ids that were there before. */
		async function lookWhile(move: Move) {
			host = newHost({ resources: ['customer'] });
			await host.poll();
			for (let index = 0; index < 12; index++) {
				await add();
				nowMs += 15 * MINUTE;
			}
			const ids = (await bench.sandbox.records(instance.id, 'customers')).slice(-12).map(idOf);
			let isMoved = false;
			const proxy = await pagingProxy(
				bench.sandbox.url,
				(path) => path.endsWith('/customers'),
				(all, { nextPage, page, pageSize }) => {
					const start = nextPage === undefined ? (page - 1) * pageSize : Number(nextPage);
					isMoved ||= start > 0;
					const list = isMoved ? move(all as Json[], ids) : (all as Json[]);
					const entries = list.slice(start, start + SIZE);
					const next = start + SIZE < list.length ? { nextPage: String(start + SIZE) } : {};
					return { entries, ...next };
				},
			);
			host.useCredential(bench.credential({ baseUrl: proxy.url }));
			const looks = [await host.poll(), await host.poll(), await host.poll()];
			await proxy.close();
			return { looks: looks.map(idsOf), ids };
		}

		it.each(MOVES)('loses nothing where %s', async (_what, move) => {
			const { looks, ids } = await lookWhile(move);
			const left = move(
				ids.map((ListID) => ({ ListID })),
				ids,
			).map(idOf);
			expect(looks[0]).toEqual(expect.arrayContaining(left));
			expect(looks.slice(1)).toEqual([[], []]);
		});

		it('loses nothing where that goes on through all readings of a look', async () => {
			let reads = 0;
			// One more is gone at every page but the first of each reading.
			const { looks, ids } = await lookWhile((all, before) => {
				reads += 1;
				return without(all, before.slice(0, Math.min(Math.ceil(reads / 2), 5)));
			});
			expect(looks.flat()).toEqual(expect.arrayContaining(ids.slice(5)));
			expect(new Set(looks.flat()).size).toBe(looks.flat().length);
		});
	});

	it('gives the latest change in the editor, and remembers nothing of it', async () => {
		nowMs += 100 * DAY;
		const { ListID } = await add('vendors');
		nowMs += 20 * DAY;
		expect(await host.poll('manual')).toMatchObject([{ objectId: ListID, resource: 'vendor' }]);
		expect(host.saved).toBe('{}');
	});

	it('says in the editor after two attempts that the service is down, and by itself after three', async () => {
		// Pauses between attempts end by the clock.
		jest.restoreAllMocks();
		bench.sandbox.addFault({ fault: { kind: 'status', status: 503 } });
		const attemptsOf = async (mode: 'manual' | 'trigger') => {
			const before = bench.sandbox.requests.length;
			await expect(host.poll(mode)).rejects.toThrow(/Cloud Elements/);
			return bench.sandbox.requests.length - before;
		};
		expect(await attemptsOf('manual')).toBe(2);
		expect(await attemptsOf('trigger')).toBe(3);
	});

	it('says so in the editor where there is no record yet', async () => {
		host = newHost({ resources: ['itemReceipt'] });
		const { list } = await client.withToken(instance.token, 'GET', '/item-receipts');
		for (const { TxnID } of list) {
			await client.withToken(instance.token, 'DELETE', `/item-receipts/${String(TxnID)}`);
		}
		await expect(host.poll('manual')).rejects.toThrow(/no record of the chosen resources/);
	});

	it.each([
		[{ events: '={{ ["deleted"] }}' }, /Trigger On \(events\) does not know deleted/],
		[
			{ options: { fetchRecord: '={{ "perhaps" }}' } },
			/Fetch Record \(fetchRecord\) must be true or false/,
		],
		[{ options: { deduplicate: '={{ "" }}' } }, /Deduplicate \(deduplicate\) is empty/],
	])('refuses %j before anything is sent', async (parameters, message) => {
		host = newHost(parameters);
		await expect(host.poll()).rejects.toThrow(message);
		expect(bench.sandbox.requests).toEqual([]);
	});

	it('names wrong parameters before anything is sent', async () => {
		host = newHost({ resources: '={{ ["invoices", "estimates"] }}', options: { timeZone: 'X' } });
		await expect(host.poll()).rejects.toThrow(/Time Zone \(timeZone\).*estimates/);
		expect(bench.sandbox.requests).toEqual([]);
	});
});

describe('Daylight saving', () => {
	/** Both days of 2026 on which clocks in Denver change, and the moment. */
	const SWITCHES: Array<[string, string, string, string]> = [
		['set forward', '2026-03-08T09:00:00Z', '-07:00', '-06:00'],
		['set back', '2026-11-01T08:00:00Z', '-06:00', '-07:00'],
	];

	it.each(SWITCHES)(
		'asks in the zone that was given when clocks are %s',
		async (_how, moment, before, after) => {
			host = newHost({ resources: ['customer'], options: { timeZone: 'America/Denver' } });
			nowMs = Date.parse(moment) - HOUR;
			await host.poll();
			nowMs += 8 * HOUR;
			await add();
			await host.poll();
			nowMs += MINUTE;
			await host.poll();
			const asked = wheres();
			expect(asked[0]).toMatch(new RegExp(`^TimeModified >= '2026-[-T:\\d]+${before}'$`));
			expect(asked[asked.length - 1]).toMatch(
				new RegExp(`^TimeModified >= '2026-[-T:\\d]+${after}'$`),
			);
		},
	);

	it('is asked in UTC where no zone was given', async () => {
		await host.poll();
		for (const where of wheres()) expect(where).toContain("+00:00'");
	});

	/** How far the times that QuickBooks shows are off before and after a switch. */
	const FAULTS: Array<[string, number, number]> = [
		['an hour behind from then on', 0, -HOUR],
		['an hour ahead from then on', 0, HOUR],
		['right again after an hour ahead', HOUR, 0],
		['right again after an hour behind', -HOUR, 0],
	];

	describe.each(SWITCHES)('when clocks are %s', (_how, moment) => {
		it.each(FAULTS)('loses and repeats nothing where times are %s', async (_what, off, then) => {
			host = newHost({ resources: ['customer'], options: { timeZone: 'America/Denver' } });
			nowMs = Date.parse(moment) - 4 * HOUR;
			bench.sandbox.clock.offsetMs = off;
			await host.poll();
			const expected: unknown[] = [];
			for (let quarter = 0; quarter < 40; quarter++) {
				nowMs += 15 * MINUTE;
				if (nowMs >= Date.parse(moment)) bench.sandbox.clock.offsetMs = then;
				expected.push((await add()).ListID);
				if (quarter % 3 === 0) await host.poll();
			}
			await host.poll();
			expect(idsOf(host.items).sort()).toEqual([...expected].sort());
		});
	});

	it('loses and repeats nothing however clocks, changes and looks follow one another', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(
					fc.record({
						waitMs: fc.integer({ min: 0, max: 3 * HOUR }),
						offMs: fc.constantFrom(-HOUR, 0, HOUR),
						changes: fc.nat({ max: 2 }),
						looks: fc.boolean(),
					}),
					{ minLength: 1, maxLength: 10 },
				),
				async (steps) => {
					instance = bench.sandbox.addInstance({ name: 'Store' });
					host = newHost({ resources: ['customer'] });
					nowMs = Date.parse('2026-03-08T05:00:00Z');
					bench.sandbox.clock.offsetMs = 0;
					await host.poll();
					const expected: unknown[] = [];
					let isOff = 0;
					for (const { waitMs, offMs, changes, looks } of steps) {
						nowMs += waitMs;
						// A clock is off by one hour at most, also against where it stood before.
						isOff = Math.abs(offMs - isOff) > HOUR ? 0 : offMs;
						bench.sandbox.clock.offsetMs = isOff;
						for (let index = 0; index < changes; index++) expected.push((await add()).ListID);
						if (looks) await host.poll();
					}
					await host.poll();
					expect(idsOf(host.items).sort()).toEqual([...expected].sort());
				},
			),
			{ numRuns: 25 },
		);
	});
});
