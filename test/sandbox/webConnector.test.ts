/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { startSandbox, type Sandbox, type StoredInstance } from '../../sandbox';
import { listen, type Callback } from '../support/callback';
import { Client, type Json, type Reply } from './client';
import { ROW } from './finance/company';

/** A sandbox with one instance, whose QuickBooks is reached in one of the two ways. */
class Way {
	readonly seen: string[] = [];

	private readonly client: Client;

	private readonly instance: StoredInstance;

	constructor(
		readonly sandbox: Sandbox,
		callback: Callback,
	) {
		this.client = new Client(sandbox);
		this.instance = sandbox.addInstance({
			name: 'Store',
			configuration: {
				'event.notification.enabled': 'true',
				'event.notification.callback.url': callback.url,
				'event.poller.configuration': JSON.stringify({
					customers: { url: "/hubs/finance/customers?where=Name='Ünïcode Ω'", idField: 'ListID' },
				}),
			},
		});
	}

	/** Calls through the instance, and keeps the answer for {@link seen}. */
	async send(method: string, call: string, body?: unknown, Accept = '*/*'): Promise<Reply> {
		const token = this.instance.token;
		const reply = await this.client.withToken(token, method, `/hubs/finance/${call}`, {
			body,
			headers: { Accept },
		});
		this.see([
			call.replace(/nextPage=.*/, ''),
			reply.status,
			reply.headers.get('elements-returned-count'),
			reply.text,
		]);
		return reply;
	}

	async where(what: string, where: string, more = ''): Promise<Reply> {
		return await this.send('GET', `${what}?where=${encodeURIComponent(where)}${more}`);
	}

	fail(fault: Parameters<Sandbox['addFault']>[0]['fault']): void {
		this.sandbox.addFault({ fault, times: 1 });
	}

	async poll(): Promise<void> {
		const [delivery] = await this.sandbox.pollNow(this.instance.id);
		this.see([delivery?.status]);
	}

	close(day?: string): void {
		this.sandbox.setClosingDate(this.instance.id, day);
	}

	/** What differs from run to run is left out: times, ids of requests and what follows from them. */
	private see(facts: unknown[]): void {
		const text = JSON.stringify(facts)
			.replace(/\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)/g, 'TIME')
			.replace(/\b1[67]\d{8}\b/g, 'SECONDS')
			.replace(/\b1[67]\d{11}\b/g, 'MILLISECONDS')
			.replace(/requestId\\":\\"\w+/g, 'requestId');
		this.seen.push(text);
	}
}

/** One call of each kind, and what can go wrong with it. */
async function everything(way: Way): Promise<void> {
	const pages = await way.send('GET', 'customers?pageSize=2');
	const next = pages.headers.get('elements-next-page-token') ?? '';
	await way.send('GET', `customers?pageSize=2&nextPage=${encodeURIComponent(next)}`);
	await way.send('GET', 'ledger-accounts?pageSize=3');
	await way.where('invoices', "TxnDate >= '2017-01-01'", '&pageSize=3');

	const made = (await way.send('POST', 'customers', { Name: 'Ünïcode Ω' })).object;
	const id = String(made.ListID);
	await way.send('POST', 'customers', { Name: 'Ünïcode Ω' });
	await way.send('POST', 'customers', { Name: 'x', Unknown: 1 });
	await way.send('GET', `customers/${id}`);
	const changed = { EditSequence: made.EditSequence, Phone: '1' };
	way.fail({ kind: 'staleSequence' });
	await way.send('PATCH', `customers/${id}`, changed);
	await way.send('PATCH', 'customers/80000001-1', changed);
	const invoice = {
		CustomerRef: { ListID: id },
		InvoiceLineRet: [ROW, { Desc: 'Words' }],
		TxnDate: '2017-05-05',
	};
	const { TxnID } = (await way.send('POST', 'invoices', invoice)).object;
	await way.where(`invoices/${String(TxnID)}/lineItems`, "Desc = 'Words'");
	way.close('2017-12-31');
	await way.send('DELETE', `invoices/${String(TxnID)}`);
	way.close();
	await way.send('DELETE', `customers/${id}`);
	await way.send('DELETE', `invoices/${String(TxnID)}`);
	await way.poll();

	way.fail({ kind: 'listedLate', delayMs: 60_000 });
	await way.send('POST', 'customers', { Name: 'Late' });
	await way.where('customers', "Name = 'Late'");
	way.fail({ kind: 'tunnelDown' });
	await way.send('GET', 'customers');
	await way.where('reports', "ReportName='TrialBalance' AND ReportBasis='Cash'");
	await bulk(way);
}

async function bulk(way: Way): Promise<void> {
	const q = encodeURIComponent("select * from customers where Name like 'B%'");
	const { id } = (await way.send('POST', `bulk/query?q=${q}`)).object;
	way.sandbox.clock.offsetMs += 10_000;
	await way.send('GET', `bulk/${String(id)}/status`);
	const file = await way.send('GET', `bulk/${String(id)}/customers`, undefined, 'text/csv');
	expect(file.text.split('\n').length).toBeGreaterThan(3);
}

describe('QuickBooks through the queue and a Web Connector', () => {
	const ways: Way[] = [];
	let callback: Callback;

	beforeAll(async () => {
		callback = await listen();
		for (const webConnector of [false, true]) {
			const way = new Way(await startSandbox({ webConnector }), callback);
			ways.push(way);
			await everything(way);
		}
	}, 60_000);
	afterAll(async () => {
		for (const { sandbox } of ways) await sandbox.stop();
		await callback.close();
	});

	it('answers each call as QuickBooks that is asked directly', () => {
		const [direct, connected] = ways.map(({ seen }) => seen);
		expect(direct.length).toBeGreaterThan(20);
		expect(connected).toEqual(direct);
		expect(ways[0].sandbox.documentsCarried).toBe(0);
		expect(ways[1].sandbox.documentsCarried).toBeGreaterThan(20);
	});

	it('does what comes at once, one after the other', async () => {
		const replies = await Promise.all(
			Array.from({ length: 8 }, async (_, at) =>
				at % 2 === 0
					? await ways[1].send('POST', 'vendors', { Name: `Vendor ${at}` })
					: await ways[1].send('GET', `vendors?pageSize=${at}`),
			),
		);
		expect(replies.map(({ status }) => status)).toEqual(Array(8).fill(200));
	});

	it('begins anew with a reset', async () => {
		const { sandbox } = ways[1];
		sandbox.reset();
		const way = new Way(sandbox, callback);
		await way.where('vendors', "Name = 'Vendor 0'");
		expect(way.seen).toEqual([expect.stringContaining('200,"0","[]"')]);
	});
});

describe('A sandbox that is kept', () => {
	let folder: string;
	beforeAll(async () => (folder = await mkdtemp(path.join(os.tmpdir(), 'kept-'))));
	afterAll(async () => await rm(folder, { recursive: true, force: true }));

	it('is found again by the Web Connectors of its next start', async () => {
		const stateFile = path.join(folder, 'state.json');
		const first = await startSandbox({ stateFile, webConnector: true });
		const { token } = first.addInstance({ name: 'Store' });
		const client = new Client(first);
		const made = await client.withToken(token, 'POST', '/customers', { body: { Name: 'Kept' } });
		await first.stop();
		// The mark that a Web Connector leaves in a company file.
		expect(await readFile(stateFile, 'utf8')).toContain('FileID');
		const second = await startSandbox({ stateFile, webConnector: true });
		try {
			const call = `/customers/${String(made.object.ListID)}`;
			const found: Json = (await new Client(second).withToken(token, 'GET', call)).object;
			expect(found.Name).toBe('Kept');
		} finally {
			await second.stop();
		}
	});
});
