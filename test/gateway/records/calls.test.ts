import { qbxml } from '../../simulator/webConnector/support/office';
import { ready, useOffice, type Json } from './support/office';

const office = useOffice(ready);

const INVOICE = {
	CustomerRef: { FullName: 'Blue, Dale' },
	InvoiceLineRet: [{ ItemRef: { FullName: 'Painting' }, Quantity: 3, Rate: '5.00' }],
};

const defineField = (name: string): void => {
	office.now.quickBooks
		.openSession()
		.run(
			qbxml(
				`<DataExtDefAddRq><DataExtDefAdd><OwnerID>0</OwnerID><DataExtName>${name}</DataExtName><DataExtType>STR255TYPE</DataExtType><AssignToObject>Customer</AssignToObject></DataExtDefAdd></DataExtDefAddRq>`,
			),
		);
};

const field = (DataExtName: string, DataExtValue: string) => ({ DataExtName, DataExtValue });

const setFields = ({ DataExtRet = [] }: Json): Json =>
	Object.fromEntries(
		(DataExtRet as Json[]).map((each) => [each.DataExtName, each.DataExtValue]),
	) as Json;

describe('Calls through an instance, over the Web Connector', () => {
	it('create, read, change and delete a record, with the hub in the path or without', async () => {
		const made = await office.now.send('POST', '/hubs/finance/invoices', INVOICE);
		expect(made.status).toBe(200);
		expect(made.headers.get('elements-element-instance-id')).toBe(String(office.now.id));
		const { id, EditSequence } = made.body;
		expect(made.body).toMatchObject({ TxnID: id, Subtotal: '15.00', IsPaid: 'false' });
		const path = `/invoices/${String(id)}`;
		expect((await office.now.send('GET', path)).body).toEqual(made.body);
		const change = { EditSequence, Memo: 'thanks' };
		const changed = await office.now.send('PATCH', path, change);
		expect(changed.body).toMatchObject({ id, Memo: 'thanks', Subtotal: '15.00' });
		const removed = await office.now.send('DELETE', path);
		expect([removed.status, removed.body]).toEqual([200, {}]);
		expect((await office.now.send('GET', path)).status).toBe(404);
	});

	it('take the native name of an object too', async () => {
		const made = await office.now.send('POST', '/ShipMethod', { Name: 'Bicycle' });
		expect(made.body).toMatchObject({ id: made.body.ListID, Name: 'Bicycle', IsActive: 'true' });
		expect((await office.now.send('DELETE', `/ShipMethod/${String(made.body.id)}`)).status).toBe(
			200,
		);
	});

	it('a change without a sequence is one of the record as it is; an old one is refused', async () => {
		const { body } = await office.now.send('POST', '/customers', { Name: 'Ann' });
		const path = `/customers/${String(body.id)}`;
		expect((await office.now.send('PATCH', path, { Phone: '1' })).body.Phone).toBe('1');
		const { EditSequence } = body;
		const stale = await office.now.send('PATCH', path, { EditSequence, Phone: '2' });
		expect([stale.status, stale.body]).toEqual([
			409,
			{
				requestId: expect.any(String),
				message: 'The endpoint returned an error.',
				providerMessage: `The provided edit sequence "${String(EditSequence)}" is out-of-date. `,
				outcome: 'refused',
			},
		]);
	});

	it('show members without a value where the instance is set so', async () => {
		await office.now.platform('PATCH', `/instances/${office.now.id}`, {
			configuration: { 'filter.response.nulls': 'false' },
		});
		const { body } = await office.now.send('POST', '/customers', { Name: 'Ann' });
		expect(body).toMatchObject({ Name: 'Ann', Phone: null, BillAddress: null, CreditLimit: null });
	});

	it('set custom fields after the record, one by one', async () => {
		defineField('Colour');
		defineField('Size');
		const DataExtRet = [field('Colour', 'red'), field('Size', 'XL')];
		const made = await office.now.send('POST', '/customers', { Name: 'Ann', DataExtRet });
		expect(setFields(made.body)).toEqual({ Colour: 'red', Size: 'XL' });
		const path = `/customers/${String(made.body.id)}`;
		const change = { DataExtRet: [field('Colour', 'blue'), field('Size', '')], Phone: '1' };
		const changed = await office.now.send('PATCH', path, change);
		expect(changed.body).toMatchObject({ Phone: '1' });
		expect(setFields(changed.body)).toEqual({ Colour: 'blue' });
		expect((await office.now.send('GET', path)).body).toEqual(changed.body);
	});

	it('say what was done where a record was written and its custom fields were not', async () => {
		defineField('Colour');
		const DataExtRet = [field('Colour', 'red'), field('Weight', '3')];
		const { status, body } = await office.now.send('POST', '/customers', {
			Name: 'Ann',
			DataExtRet,
		});
		expect(status).toBeGreaterThanOrEqual(400);
		expect(body).toMatchObject({ outcome: 'unknown', done: ['CustomerAdd', 'DataExtMod'] });
		expect(body.message).toContain('not all of its custom fields: 1 of 2 were');
		const kept = await office.now.send('GET', `/customers/${String(body.recordId)}`);
		expect(kept.body.Name).toBe('Ann');
		expect(setFields(kept.body)).toEqual({ Colour: 'red' });
	});

	it('answer a ping without asking QuickBooks', async () => {
		const { status, body } = await office.now.ask('GET', '/hubs/finance/ping');
		expect([status, body]).toEqual([
			200,
			{ dateTime: expect.any(String), endpoint: 'quickbooksonprem' },
		]);
	});
});
