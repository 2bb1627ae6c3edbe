import { INVOICE, useBooks } from './support/books';

const books = useBooks();

describe('Create of a record', () => {
	it('sends it once, with a GUID of its own', async () => {
		const { json } = await books.create('invoice', INVOICE);
		const body = books.bodyOf('POST');
		expect(body).toMatchObject(INVOICE);
		expect(body.ExternalGUID).toMatch(/^\{[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}$/);
		expect(json[0]).toMatchObject({ RefNumber: '9001', Subtotal: '235.00' });
		expect(json[0].recovered).toBeUndefined();
		expect(await books.only('invoices', { RefNumber: '9001' })).toMatchObject({ id: json[0].id });
	});

	it('shows at most ten members unless it is to show all', async () => {
		const { json } = await books.create('invoice', INVOICE, { simplify: true });
		expect(Object.keys(json[0]).length).toBeLessThanOrEqual(10);
		expect(json[0]).toMatchObject({ RefNumber: '9001', CustomerRef: 'Blue, Dale' });
	});

	it("leaves a GUID of the user's alone", async () => {
		const ExternalGUID = '{7d0a3c70-1d5f-4c40-9d57-2d7cfb6c3d11}';
		await books.create('invoice', { ...INVOICE, ExternalGUID });
		expect(books.bodyOf('POST').ExternalGUID).toBe(ExternalGUID);
	});

	it('sends none where it is not to, and none where QuickBooks takes none', async () => {
		await books.create('invoice', INVOICE, { options: { externalGuid: false } });
		expect(books.bodyOf('POST')).toEqual(INVOICE);
		books.bench.sandbox.resetRequests();
		await books.create('currency', { Name: 'Test Crown', CurrencyCode: 'TCR' });
		expect(books.bodyOf('POST')).toEqual({ Name: 'Test Crown', CurrencyCode: 'TCR' });
	});

	it('gives every item a GUID of its own', async () => {
		await books.write({
			resource: 'vendor',
			operation: 'create',
			records: ['One', 'Two', 'Three'].map((Name) => ({ Name })),
		});
		const guids = books
			.sent('POST')
			.map(({ json }) => (json as { ExternalGUID: string }).ExternalGUID);
		expect(new Set(guids).size).toBe(3);
	});

	it('sends nothing that is not right, and says all that is wrong', async () => {
		const { error } = await books.create('invoice', { RefNumber: '123456789012' });
		expect(error?.message).toContain('CustomerRef');
		expect(error?.message).toContain('RefNumber');
		expect(books.sent('POST')).toHaveLength(0);
	});

	it("warns where n8n's own Retry On Fail would send it again", async () => {
		const { hints } = await books.write({
			resource: 'invoice',
			operation: 'create',
			records: [INVOICE, INVOICE],
			settings: { retryOnFail: true },
		});
		const warnings = hints.filter(({ message }) => message.includes('Retry On Fail'));
		expect(warnings).toHaveLength(1);
	});

	it('is repeated where QuickBooks refused it because somebody was at it', async () => {
		books.fault('POST', { kind: 'inUse' }, { times: 2 });
		const { json } = await books.create('invoice', INVOICE);
		expect(json[0]).toMatchObject({ RefNumber: '9001' });
		expect(books.sent('POST')).toHaveLength(3);
		await books.only('invoices', { RefNumber: '9001' });
	});

	it('names what was made where the node stops at a later item', async () => {
		const { error } = await books.write({
			resource: 'customer',
			operation: 'create',
			records: [{ Name: 'Dockside' }, { Name: 'Blue, Dale' }],
		});
		const { id } = await books.only('customers', { Name: 'Dockside' });
		expect(error?.message).toContain("QuickBooks already uses the name 'Blue, Dale'");
		expect(error?.description).toContain(
			`Created by this run before it ended: a customer named 'Dockside' (ID ${String(id)})`,
		);
	});
});
