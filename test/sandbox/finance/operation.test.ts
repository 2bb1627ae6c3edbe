/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '../../../sandbox';
import { Client } from '../client';
import { useCompany } from './company';

const company = useCompany({ quickBooksLatencyMs: 5 });

describe('QuickBooks does one thing at a time', () => {
	it('calls through an instance wait for one another, and the peak is known', async () => {
		const other = company.sandbox.addInstance({ name: 'Other' });
		await company.send('GET', 'classes');
		expect(company.sandbox.openCallsPeak(company.instance.id)).toBe(1);
		const startedAtMs = Date.now();
		await Promise.all([1, 2, 3, 4].map(async () => await company.send('GET', 'classes')));
		expect(Date.now() - startedAtMs).toBeGreaterThanOrEqual(19);
		expect(company.sandbox.openCallsPeak(company.instance.id)).toBeGreaterThan(1);
		expect(company.sandbox.openCallsPeak(other.id)).toBe(0);
		company.sandbox.resetRequests();
		expect(company.sandbox.openCallsPeak(company.instance.id)).toBe(0);
	});
});

describe('a state file', () => {
	it('keeps records, ids, balances and the closing date', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
		const options = {
			stateFile: join(folder, 'state.json'),
			extraCustomers: 3,
			closingDate: '2017-06-30',
		};
		const first = await startSandbox(options);
		const { id, token } = first.addInstance({ name: 'Store' });
		const send = async (sandbox: typeof first, method: string, path: string, body?: unknown) =>
			(await new Client(sandbox).withToken(token, method, path, { body })).object;
		const made = await send(first, 'POST', '/customers', { Name: 'Kept' });
		const before = await first.records(id, 'customers');
		const accounts = await first.records(id, 'ledger-accounts');
		await first.stop();
		const second = await startSandbox({ stateFile: options.stateFile });
		expect(await second.records(id, 'customers')).toEqual(before);
		const next = await send(second, 'POST', '/customers', { Name: 'Next' });
		expect(next.ListID).not.toBe(made.ListID);
		const late = { TxnDate: '2017-06-30', SalesReceiptLine: [{ Desc: 'x', Amount: '1.00' }] };
		const refused = await send(second, 'POST', '/sales-receipts', late);
		expect(refused.providerMessage).toContain('closing date (2017-06-30)');
		expect(await second.records(id, 'ledger-accounts')).toEqual(accounts);
		await second.stop();
		await rm(folder, { recursive: true });
	});
});
