/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { setTimeout as sleep } from 'node:timers/promises';
import { BenchGateway } from './benchGateway';
import { Office } from './office';
import type { Finding } from './finding';
import { median } from '../report/statistics';

const ROUNDS = 20;
const STARTS = 5;
/** As the gateway's `.qwc` file asks for. */
const INTERVAL_MS = 5_000;

interface Record {
	id: string;
}

/** A customer, an invoice for it, the invoice read, and changed. */
async function fourCalls(office: Office, name: string): Promise<void> {
	const made = await office.call('POST', '/customers', { Name: name });
	const customer = (await made.json()) as Record;
	const billed = await office.call('POST', '/invoices', {
		CustomerRef: { ListID: customer.id },
		InvoiceLineRet: [{ ItemRef: { FullName: 'Painting' }, Quantity: 3, Rate: '5.00' }],
	});
	const invoice = (await billed.json()) as Record;
	const read = await office.call('GET', `/invoices/${invoice.id}`);
	const { RefNumber } = (await read.json()) as { RefNumber?: string };
	await office.call('PATCH', `/invoices/${invoice.id}`, { Memo: `for ${RefNumber ?? name}` });
}

/** Four calls, each of which needs the answer to the last one, in a session that is held. */
export async function heldSession(): Promise<Finding> {
	const gateway = await BenchGateway.start();
	const office = await Office.open(gateway);
	await untilConnected(office);
	const found: Array<{ overheadMs: number; ownMs: number }> = [];
	for (let round = 0; round < ROUNDS + 3; round += 1) {
		found.push(await office.overheadOf(async () => await fourCalls(office, `Held ${round}`)));
	}
	await office.close();
	await gateway.stop();
	// The first ones load code.
	const counted = found.slice(3);
	const overheadMs = median(counted.map((each) => each.overheadMs));
	const ownMs = median(counted.map((each) => each.ownMs));
	return {
		what: 'Four dependent calls in a held session',
		measured: `${ownMs.toFixed(0)} ms of QuickBooks, ${overheadMs.toFixed(0)} ms more`,
		aim: 'at most 100 ms more',
		isMet: overheadMs <= 100,
	};
}

/** A call from when nothing has been going on, right after the Web Connector has asked in vain. */
export async function quietStart(): Promise<Finding> {
	const quiet = { GATEWAY_HOLD_SECONDS: '0', GATEWAY_QUIET_SECONDS: '0' };
	const gateway = await BenchGateway.start(quiet);
	let onIdle = (): void => undefined;
	const office = await Office.open(gateway, 0, (line) => {
		if (/none|no work/i.test(line)) onIdle();
	});
	await untilConnected(office);
	const overheads: number[] = [];
	const sinceCalled: number[] = [];
	for (let start = 0; start < STARTS; start += 1) {
		await new Promise<void>((resolve) => (onIdle = resolve));
		await sleep(20 + start * 900);
		const { overheadMs, ownMs } = await office.overheadOf(
			async () => await office.call('GET', '/customers?pageSize=1'),
		);
		overheads.push(overheadMs);
		sinceCalled.push(Date.now() - office.lastCalledAtMs - ownMs);
	}
	await office.close();
	await gateway.stop();
	const worst = Math.max(...overheads);
	return {
		what: `A call from a quiet start, the slowest of ${STARTS}`,
		measured: `${(worst / 1_000).toFixed(2)} s more than QuickBooks takes, of which at most ${Math.max(...sinceCalled).toFixed(0)} ms from the Web Connector's next call on`,
		aim: `at most the connector's interval of ${INTERVAL_MS / 1_000} s more`,
		isMet: worst <= INTERVAL_MS,
	};
}

/** The first session tells which company it is; until then calls are refused. */
export async function untilConnected(office: Office): Promise<void> {
	for (;;) {
		const isIn = await office.call('GET', '/customers?pageSize=1').then(
			() => true,
			() => false,
		);
		if (isIn) return;
		await sleep(200);
	}
}
