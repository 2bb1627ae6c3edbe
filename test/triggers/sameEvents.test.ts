import type { IDataObject } from 'n8n-workflow';

import type { StoredInstance } from '../../sandbox';
import { Client, type Json } from '../sandbox/client';
import { loadTrigger } from '../support/builtPackage';
import { byId, useSandbox } from '../support/sandboxed';
import { TriggerHost } from '../support/triggerHost';
import { webhookHost } from './support/webhookHost';

const bench = useSandbox();
const MINUTE = 60_000;

let nowMs: number;
let instance: StoredInstance;
let client: Client;
let open: TriggerHost[] = [];

beforeEach(() => {
	nowMs = Date.parse('2026-06-15T12:00:00Z');
	jest.spyOn(Date, 'now').mockImplementation(() => nowMs);
	instance = bench.sandbox.addInstance({ name: 'Store 12' });
	client = new Client(bench.sandbox);
});
afterEach(async () => {
	jest.restoreAllMocks();
	for (const host of open) await host.close();
	open = [];
});

/** Both triggers over the same records of one instance, set up now. */
async function bothHosts(resource: string, events: string[], deduplicate = true) {
	const parameters = {
		resources: [resource],
		events,
		options: { deduplicate },
	};
	const webhook = webhookHost(bench, instance, parameters);
	open.push(webhook);
	await webhook.listen();
	await webhook.activate();
	const polling = new TriggerHost({
		node: loadTrigger('QuickBooksEnterprisePollingTrigger'),
		credential: () => bench.credential(),
		parameters: { instanceId: byId(instance.id), ...parameters },
	});
	await polling.poll();
	return { webhook, polling };
}

type Hosts = Awaited<ReturnType<typeof bothHosts>>;

/** One look of both. Out: what each gave, in one order. */
async function look({ webhook, polling }: Hosts) {
	const before = webhook.items.length;
	await bench.sandbox.pollNow(instance.id);
	const shown = (items: IDataObject[]) =>
		items
			.map(({ eventType, objectId, date, eventKey }) => [eventKey, eventType, objectId, date])
			.sort();
	return { told: shown(webhook.items.slice(before)), found: shown(await polling.poll()) };
}

const kindsOf = (events: unknown[][]) => events.map(([, eventType, id]) => [id, eventType]);

let made = 0;

async function add(path: string, body: Json): Promise<Json> {
	const reply = await client.withToken(instance.token, 'POST', `/${path}`, { body });
	expect([reply.status, reply.object]).toEqual([200, expect.anything()]);
	return reply.object;
}

async function change(path: string, record: Json, body: Json): Promise<Json> {
	const address = `/${path}/${String(record.ListID ?? record.TxnID)}`;
	const { object } = await client.withToken(instance.token, 'GET', address);
	const reply = await client.withToken(instance.token, 'PATCH', address, {
		body: { EditSequence: object.EditSequence, ...body },
	});
	expect(reply.status).toBe(200);
	return reply.object;
}

const first = async (path: string) =>
	(await client.withToken(instance.token, 'GET', `/${path}`)).list[0];

/** Kinds of records: how one is made, and how it is changed. */
const KINDS: Array<[path: string, make: () => Promise<Json>, edit: Json]> = [
	['customers', async () => ({ Name: `Name ${++made}` }), { Notes: 'Changed' }],
	['vendors', async () => ({ Name: `Name ${++made}` }), { Notes: 'Changed' }],
	[
		'invoices',
		async () => ({
			CustomerRef: { ListID: (await first('customers')).ListID },
			InvoiceLineRet: [{ Desc: 'Work', Amount: '10.00' }],
		}),
		{ Memo: 'Changed' },
	],
	[
		'bills',
		async () => ({
			VendorRef: { ListID: (await first('vendors')).ListID },
			ExpenseLineRet: [{ AccountRef: { FullName: 'Automobile' }, Amount: '10.00' }],
		}),
		{ Memo: 'Changed' },
	],
];

const idOf = (record: Json) => record.ListID ?? record.TxnID;

describe.each(KINDS)('Both triggers over %s', (path, make, edit) => {
	const resource = path.slice(0, -1);
	it('tell the same of the same changes', async () => {
		const old = await add(path, await make());
		nowMs += MINUTE;
		const hosts = await bothHosts(resource, ['created', 'updated']);
		nowMs += MINUTE;
		await change(path, old, edit);
		const both = await add(path, await make());
		nowMs += MINUTE;
		await change(path, both, edit);
		const plain = await add(path, await make());
		nowMs += MINUTE;
		const one = await look(hosts);
		expect(one.told).toEqual(one.found);
		expect(kindsOf(one.found)).toEqual(
			expect.arrayContaining([
				[idOf(old), 'updated'],
				[idOf(both), 'created'],
				[idOf(plain), 'created'],
			]),
		);
		nowMs += MINUTE;
		expect(await look(hosts)).toEqual({ told: [], found: [] });
		// Twice within one second, with a look in between; also of a record that is new.
		await change(path, both, { ...edit, IsActive: undefined });
		const again = await add(path, await make());
		const two = await look(hosts);
		await change(path, both, edit);
		await change(path, again, edit);
		const three = await look(hosts);
		expect(two.told).toEqual(two.found);
		expect(three.told).toEqual(three.found);
		expect(kindsOf(two.found)).toEqual(
			expect.arrayContaining([
				[idOf(both), 'updated'],
				[idOf(again), 'created'],
			]),
		);
		expect(kindsOf(three.found)).toEqual(
			expect.arrayContaining([
				[idOf(both), 'updated'],
				[idOf(again), 'updated'],
			]),
		);
		const keys = [...one.found, ...two.found, ...three.found].map(([key]) => key);
		expect(new Set(keys).size).toBe(keys.length);
	});

	it('that wait for new records alone miss none that was edited at once', async () => {
		const hosts = await bothHosts(resource, ['created']);
		nowMs += MINUTE;
		const record = await add(path, await make());
		nowMs += MINUTE;
		await change(path, record, edit);
		nowMs += MINUTE;
		const { told, found } = await look(hosts);
		expect(told).toEqual(found);
		expect(kindsOf(told)).toContainEqual([idOf(record), 'created']);
		hosts.webhook.restart();
		nowMs += MINUTE;
		await change(path, record, edit);
		const later = await look(hosts);
		expect(later.told.concat(later.found).filter(([, , id]) => id === idOf(record))).toEqual([]);
	});
});

it('a record from before the trigger was set up is updated, whatever the delivery lacks', async () => {
	const old = await add('customers', { Name: 'Old' });
	nowMs += MINUTE;
	const hosts = await bothHosts('customer', ['created', 'updated']);
	bench.sandbox.setNotifications({ shape: 'legacy' });
	nowMs += MINUTE;
	await change('customers', old, { Notes: 'Changed' });
	const fresh = await add('customers', { Name: 'Fresh' });
	const { told } = await look(hosts);
	expect(kindsOf(told).sort()).toEqual(
		[
			[old.ListID, 'updated'],
			[fresh.ListID, 'created'],
		].sort(),
	);
});

it('a repeated delivery of a creation is one again where events are not left out', async () => {
	const hosts = await bothHosts('customer', ['created'], false);
	nowMs += MINUTE;
	const { ListID } = await add('customers', { Name: 'Ada' });
	await bench.sandbox.pollNow(instance.id);
	await bench.sandbox.pollNow(instance.id);
	const types = hosts.webhook.items.map(({ objectId, eventType }) => [objectId, eventType]);
	expect(types).toEqual([
		[ListID, 'created'],
		[ListID, 'created'],
	]);
});

it('the record of an event has booleans and numbers from either trigger, and texts where QuickBooks has texts', async () => {
	const hosts = await bothHosts('invoice', ['created']);
	nowMs += MINUTE;
	const made = await add('invoices', {
		CustomerRef: { FullName: 'Blue, Dale' },
		RefNumber: '0042',
		InvoiceLineRet: [
			{ ItemRef: { FullName: 'Painting' }, Desc: '12', Quantity: '2.5', Rate: '10.10' },
		],
	});
	await bench.sandbox.pollNow(instance.id);
	const [{ record: told }] = hosts.webhook.items;
	const [{ record: found }] = await hosts.polling.poll();
	const { InvoiceLineRet: lines } = made as { InvoiceLineRet: Json[] };
	expect(made).toMatchObject({ IsPaid: 'false', Subtotal: '25.25' });
	for (const record of [told, found]) {
		expect(record).toMatchObject({
			TxnID: made.TxnID,
			EditSequence: made.EditSequence,
			RefNumber: '0042',
			IsPaid: false,
			Subtotal: 25.25,
			CustomerRef: made.CustomerRef as IDataObject,
			TxnNumber: Number(made.TxnNumber),
		});
	}
	expect(told).toMatchObject({
		InvoiceLineRet: [{ ...lines[0], Quantity: 2.5, Rate: 10.1, Amount: 25.25 }],
	});
	const again = await bench.run({
		items: [{ record: told }] as IDataObject[],
		parameters: {
			resource: 'invoice',
			operation: 'upsert',
			instanceId: byId(instance.id),
			fieldsMode: 'json',
			recordJson: '={{ $json.record }}',
		},
	});
	expect(again.error?.message).toBeUndefined();
	expect(again.json[0]).toMatchObject({ outcome: 'unchanged', Subtotal: 25.25 });
});
