/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '../../../sandbox';
import { Client, until } from '../client';
import { refusal, useCompany } from './company';

const company = useCompany({ quickBooksLatencyMs: 5 });

const count = async (name: string) =>
	(await company.sandbox.records(company.instance.id, 'customers')).filter(
		({ Name }) => Name === name,
	).length;

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

describe('faults on records', () => {
	const path = '/hubs/**';

	it.each([
		['before', 0],
		['after', 1],
	] as const)('drop %s', async (when, stored) => {
		company.sandbox.addFault({ method: 'POST', path, fault: { kind: 'drop', when } });
		await expect(company.send('POST', 'customers', { Name: 'A' })).rejects.toThrow();
		expect(await count('A')).toBe(stored);
		expect(company.sandbox.requests[0].storedRecords).toHaveLength(stored);
	});

	it('status after, and a late store', async () => {
		const fault = { kind: 'status', status: 502, when: 'after' } as const;
		company.sandbox.addFault({ method: 'POST', bodyContains: '"A"', fault });
		expect((await company.send('POST', 'customers', { Name: 'A' })).status).toBe(502);
		expect(await count('A')).toBe(1);
		const late = { kind: 'storedLate', afterMs: 30, answer: 504 } as const;
		company.sandbox.addFault({ method: 'POST', bodyContains: '"B"', fault: late });
		expect((await company.send('POST', 'customers', { Name: 'B' })).status).toBe(504);
		expect(await count('B')).toBe(0);
		await until(async () => (await count('B')) === 1);
	});

	it('§3.5 tunnel, connector and version', async () => {
		for (const kind of ['tunnelDown', 'connectorDown', 'qbxmlVersion'] as const) {
			company.sandbox.addFault({ method: 'GET', path, times: 1, fault: { kind } });
			const { status } = await company.send('GET', 'customers');
			expect(status).toBe(kind === 'qbxmlVersion' ? 500 : 502);
		}
		expect((await company.send('GET', 'customers')).status).toBe(200);
	});

	it.each([3170, 3175, 3176, 3180] as const)('§6.2 in use: %d', async (code) => {
		company.sandbox.addFault({ method: 'POST', path, times: 1, fault: { kind: 'inUse', code } });
		const body = { Name: 'A' };
		const refused = await company.send('POST', 'customers', body);
		expect(refusal(refused)).toEqual([409, expect.stringMatching(/in use|locked|modified/)]);
		await company.make('customers', body);
	});

	it('somebody else changes the record in between', async () => {
		const { id, EditSequence } = await company.make('customers', { Name: 'A', Fax: '1' });
		const fault = { kind: 'staleSequence', change: { Fax: '2' } } as const;
		company.sandbox.addFault({ method: 'PATCH', path, times: 1, fault });
		const body = { EditSequence, Phone: '3' };
		const refused = await company.send('PATCH', `customers/${String(id)}`, body);
		expect(refusal(refused)).toEqual([409, expect.stringContaining('is out-of-date. ')]);
		const { object } = await company.change('customers', id, { Phone: '3' });
		expect(object).toMatchObject({ Fax: '2', Phone: '3' });
	});
});

describe('a state file', () => {
	it('keeps records, ids and balances', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
		const options = { stateFile: join(folder, 'state.json'), extraCustomers: 3 };
		const first = await startSandbox(options);
		const { id, token } = first.addInstance({ name: 'Store' });
		const send = async (sandbox: typeof first, method: string, path: string, body?: unknown) =>
			(await new Client(sandbox).withToken(token, method, path, { body })).object;
		const made = await send(first, 'POST', '/customers', { Name: 'Kept' });
		const before = await first.records(id, 'customers');
		await first.stop();
		const second = await startSandbox(options);
		expect(await second.records(id, 'customers')).toEqual(before);
		const next = await send(second, 'POST', '/customers', { Name: 'Next' });
		expect(next.ListID).not.toBe(made.ListID);
		await second.stop();
		await rm(folder, { recursive: true });
	});
});
