import { ready, useOffice, type Json } from '../records/support/office';

const office = useOffice(ready, { isShared: true });

const INVOICE = {
	CustomerRef: { FullName: 'Blue, Dale' },
	InvoiceLineRet: [
		{ ItemRef: { FullName: 'Painting' }, Quantity: '3', Rate: '5.00' },
		{ ItemRef: { FullName: 'Framing' }, Quantity: '1', Rate: '70.00' },
	],
};

async function made(path: string, body: Json): Promise<Json> {
	const answer = await office.now.send('POST', path, body);
	expect([path, answer.status, answer.body.providerMessage]).toEqual([path, 200, undefined]);
	return answer.body;
}

async function children(path: string, where?: string) {
	const query = where === undefined ? '' : `?where=${encodeURIComponent(where)}`;
	const { status, body, headers } = await office.now.send('GET', `${path}${query}`);
	expect([path, status]).toEqual([path, 200]);
	const list = body as unknown as Json[];
	expect(headers.get('elements-returned-count')).toBe(String(list.length));
	return list;
}

/** Whether QuickBooks was asked for that. */
const wasAsked = async (text: string) =>
	(await office.now.store.calls(office.now.id)).some(({ document }) =>
		new RegExp(text).test(document ?? ''),
	);

describe('The lines of a record', () => {
	let path: string;
	beforeAll(async () => (path = `/invoices/${String((await made('/invoices', INVOICE)).id)}`));

	it.each(['InvoiceLineRet', 'InvoiceLine'])('are its children under %s', async (name) => {
		const lines = await children(`${path}/${name}`);
		expect(lines.map(({ Amount }) => Amount)).toEqual(['15.00', '70.00']);
	});

	it('take a filter, with numbers as numbers and the members of groups', async () => {
		const amounts = async (where: string) =>
			(await children(`/hubs/finance${path}/InvoiceLineRet`, where)).map(({ Amount }) => Amount);
		expect(await amounts('Amount > 20')).toEqual(['70.00']);
		expect(await amounts("ItemRef.FullName = 'Painting'")).toEqual(['15.00']);
		expect(await amounts('Amount < 9')).toEqual([]);
		const wrong = encodeURIComponent("Colour = 'red'");
		const { status, body } = await office.now.ask('GET', `${path}/InvoiceLine?where=${wrong}`);
		expect([status, body.outcome, body.message]).toEqual([400, 'notSent', expect.any(String)]);
	});

	it('come page by page', async () => {
		const first = await office.now.send('GET', `${path}/InvoiceLine?pageSize=1`);
		expect(first.body).toHaveLength(1);
		const next = first.headers.get('elements-next-page-token')!;
		const [second] = await children(`${path}/InvoiceLine?nextPage=${encodeURIComponent(next)}`);
		expect(second.Amount).toBe('70.00');
	});

	it('are none where the record has none of that kind', async () => {
		expect(await children(`${path}/InvoiceLineGroupRet`)).toEqual([]);
	});
});

describe('Records that name another one', () => {
	it('in their head: QuickBooks looks for them', async () => {
		const { id, CustomerRef } = await made('/invoices', INVOICE);
		const { ListID } = CustomerRef as Json;
		const invoices = await children(`/customers/${String(ListID)}/invoices`);
		expect(invoices.map((each) => each.id)).toContain(id);
		expect(invoices.every((each) => (each.CustomerRef as Json).ListID === ListID)).toBe(true);
		const filter = `<InvoiceQueryRq requestID="[^"]+" iterator="Start">.*<EntityFilter><ListID>${String(ListID)}<`;
		expect(await wasAsked(filter)).toBe(true);
		const one = await children(`/customers/${String(ListID)}/invoices`, `id = '${String(id)}'`);
		expect(one).toHaveLength(1);
	});

	it('in their lines: all of them are looked at', async () => {
		const { CustomerRef } = await made('/invoices', INVOICE);
		const { ListID } = CustomerRef as Json;
		const [{ FullName: vendor }] = [...office.now.company.list('Vendor')].map(({ Name }) => ({
			FullName: Name,
		}));
		const account = [...office.now.company.list('Account')].find(
			({ AccountType }) => AccountType === 'Expense',
		)!;
		const bill = await made('/bills', {
			VendorRef: { FullName: vendor },
			ExpenseLineRet: [
				{ AccountRef: { ListID: account.ListID }, Amount: '1.00', CustomerRef: { ListID } },
			],
		});
		const bills = await children(`/customers/${String(ListID)}/bills`);
		expect(bills.map(({ id }) => id)).toEqual([bill.id]);
		expect(await wasAsked('<BillQueryRq')).toBe(true);
		expect(await wasAsked('<BillQueryRq.*EntityFilter')).toBe(false);
	});

	it('as what they pay', async () => {
		const { id } = await made('/invoices', INVOICE);
		const payment = await made('/payments', {
			CustomerRef: INVOICE.CustomerRef,
			TotalAmount: '5.00',
			AppliedToTxn: [{ TxnID: id, PaymentAmount: '5.00' }],
		});
		const payments = await children(`/invoices/${String(id)}/payments`);
		expect(payments.map((each) => each.id)).toEqual([payment.id]);
	});

	it.each([
		['GET', '/customers/80009999-1484947875/invoices', 404],
		['GET', '/customers/1-1/nothing', 404],
		['GET', '/nothing/1-1/invoices', 404],
		['GET', '/Company/1/invoices', 405],
		['POST', '/customers/1-1/invoices', 405],
		['POST', '/nothing/1-1/invoices', 404],
	])('%s %s: %i', async (method, path, status) => {
		const { status: answered, body } = await office.now.send(
			method,
			path,
			method === 'POST' ? {} : undefined,
		);
		expect([answered, body.requestId]).toEqual([status, expect.any(String)]);
	});
});
