import type { IDataObject } from 'n8n-workflow';

import type { Fault } from '../../../sandbox';
import { rewritingProxy } from '../../support/rewritingProxy';
import { INVOICE, named, useBooks } from './support/books';

const books = useBooks();

const LOST: Array<[string, Fault]> = [
	['dropped', { kind: 'drop', when: 'after' }],
	['a 503', { kind: 'status', status: 503, when: 'after' }],
	['a 500', { kind: 'status', status: 500, when: 'after' }],
	['cut off', { kind: 'truncated' }],
	['cut off within its frame', { kind: 'truncated', framing: 'shortened' }],
	['empty', { kind: 'emptyBody' }],
	["a proxy's page", { kind: 'notJson', when: 'after' }],
	['a 303', { kind: 'redirect', location: '/', status: 303 }],
];

describe('A create whose answer is lost', () => {
	it.each(LOST.slice(0, 7))('is found by its GUID: %s', async (_, fault) => {
		books.fault('POST', fault);
		const { json } = await books.create('invoice', INVOICE);
		const record = await books.only('invoices', { RefNumber: '9001' });
		expect(json[0]).toMatchObject({ id: record.id, recovered: true });
		expect(books.sent('POST')).toHaveLength(1);
	});

	it('is found after a time-out of our own, also when it lands late', async () => {
		books.fault('POST', { kind: 'storedLate', afterMs: 1500 });
		const { json } = await books.create('invoice', INVOICE, { options: { timeout: 1000 } });
		expect(json[0]).toMatchObject({ RefNumber: '9001', recovered: true });
		expect(books.sent('POST')).toHaveLength(1);
	});

	it.each<[string, Fault]>([
		['dropped', { kind: 'drop' }],
		['a 502', { kind: 'tunnelDown' }],
		['a 303', { kind: 'redirect', location: '/', status: 303 }],
	])('is not sent again where it is not found: %s', async (_, fault) => {
		books.fault('POST', fault);
		const { error } = await books.create('invoice', INVOICE);
		expect(error?.message).toBe(
			"Outcome unknown: look for an invoice with RefNumber '9001' before creating it again",
		);
		expect(books.sent('POST')).toHaveLength(1);
		expect((await books.all('invoices')).some(({ RefNumber }) => RefNumber === '9001')).toBe(false);
	});

	it('is not taken for one that is alike: its id is named', async () => {
		await books.create('invoice', INVOICE);
		const { id } = await books.only('invoices', { RefNumber: '9001' });
		books.fault('POST', { kind: 'drop' });
		const { error } = await books.create('invoice', INVOICE);
		expect(error?.message).toContain('Outcome unknown');
		expect(error?.description).toContain(`It may be one of these: ${String(id)}`);
	});

	it('is found although the clock of the company is an hour off', async () => {
		books.bench.sandbox.clock.offsetMs = -3_600_000;
		books.fault('POST', { kind: 'drop', when: 'after' });
		const { json } = await books.create('invoice', INVOICE);
		expect(json[0]).toMatchObject({ RefNumber: '9001', recovered: true });
	});

	it('ends as unknown where the list cannot be read either', async () => {
		books.fault('POST', { kind: 'drop', when: 'after' });
		books.fault('GET', { kind: 'status', status: 503 }, { times: 100 });
		const { error } = await books.create('invoice', INVOICE, { options: { maxAttempts: 2 } });
		expect(error?.message).toContain('Outcome unknown');
		expect(error?.description).toContain('could not be read either');
	});

	it('ends as unknown where it carries no GUID, although one is alike', async () => {
		books.fault('POST', { kind: 'drop', when: 'after' });
		const { error } = await books.create('invoice', INVOICE, { options: { externalGuid: false } });
		const { id } = await books.only('invoices', { RefNumber: '9001' });
		expect(error?.message).toContain('Outcome unknown');
		expect(error?.description).toContain(`It may be one of these: ${String(id)}`);
		expect(books.sent('POST')).toHaveLength(1);
	});

	it('ends as unknown where the service gives no GUID', async () => {
		const { sandbox } = books.bench;
		const proxy = await rewritingProxy(sandbox.url, (body) =>
			Array.isArray(body)
				? body.map(({ ExternalGUID, ...rest }) => (void ExternalGUID, rest))
				: body,
		);
		books.fault('POST', { kind: 'emptyBody' });
		const { error } = await books.bench.run({
			credential: books.bench.credential({ baseUrl: proxy.url }),
			items: [{ record: INVOICE as unknown as IDataObject }],
			parameters: {
				resource: 'invoice',
				operation: 'create',
				instanceId: { __rl: true, mode: 'id', value: books.instanceId },
				fieldsMode: 'json',
				recordJson: '={{ $json.record }}',
			},
		});
		await proxy.close();
		const { id } = await books.only('invoices', { RefNumber: '9001' });
		expect(error?.message).toContain('Outcome unknown');
		expect(error?.description).toContain(`It may be one of these: ${String(id)}`);
		expect(error?.description).toContain('ExternalGUID');
	});

	it("is found by a GUID of the user's where it is as given", async () => {
		const record = { ...INVOICE, ExternalGUID: '{7D0A3C70-1D5F-4C40-9D57-2D7CFB6C3D11}' };
		books.fault('POST', { kind: 'drop', when: 'after' });
		const { json } = await books.create('invoice', record);
		expect(json[0]).toMatchObject({ RefNumber: '9001', recovered: true });
	});

	it("is not taken for another record with the same GUID of the user's", async () => {
		const ExternalGUID = '{7d0a3c70-1d5f-4c40-9d57-2d7cfb6c3d11}';
		await books.create('invoice', { ...INVOICE, ExternalGUID });
		books.fault('POST', { kind: 'drop' });
		const { error } = await books.create('invoice', {
			...INVOICE,
			RefNumber: '9002',
			ExternalGUID,
		});
		expect(error?.message).toContain('Outcome unknown');
	});

	it('is certain where QuickBooks itself refused, whatever the status', async () => {
		const providerMessage =
			'There is an invalid reference to QuickBooks Customer "X" in the Invoice. QuickBooks error message: Invalid argument.';
		books.fault('POST', { kind: 'status', status: 500, providerMessage });
		const { error } = await books.create('invoice', INVOICE);
		expect(error?.message).toContain("There is no Customer 'X'");
		expect(books.sent('GET')).toHaveLength(0);
	});
});

describe('A create in a list of unique names that takes no GUID, whose answer is lost', () => {
	const CROWN = { Name: 'Test Crown', CurrencyCode: 'TCR' };

	it('is found by its name', async () => {
		books.fault('POST', { kind: 'drop', when: 'after' });
		const { json } = await books.create('currency', CROWN);
		expect(json[0]).toMatchObject({ Name: 'Test Crown', recovered: true });
		await books.only('currencies', { Name: 'Test Crown' });
	});

	it('ends as unknown where the name is free', async () => {
		books.fault('POST', { kind: 'drop' });
		const { error } = await books.create('currency', CROWN);
		expect(error?.message).toBe(
			"Outcome unknown: look for a currency named 'Test Crown' before creating it again",
		);
	});

	it('is certainly refused where an old record has the name', async () => {
		books.fault('POST', { kind: 'drop' });
		const { error } = await books.create('currency', { Name: 'euro', CurrencyCode: 'EUR' });
		const { id } = await books.only('currencies', { Name: 'Euro' });
		expect(error?.message).toContain("There was a currency named 'euro' before");
		expect(error?.message).toContain(String(id));
	});

	it('goes by the full name of a job where no GUID was to be sent', async () => {
		books.fault('POST', { kind: 'drop', when: 'after' });
		const { json } = await books.create(
			'customer',
			{ Name: 'Kitchen', ParentRef: named('Blue, Dale') },
			{ options: { externalGuid: false } },
		);
		expect(json[0]).toMatchObject({ FullName: 'Blue, Dale:Kitchen', recovered: true });
	});
});
