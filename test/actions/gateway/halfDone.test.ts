import type { INodeParameters } from 'n8n-workflow';

import { byId } from '../../support/sandboxed';
import { connected, useGateway } from './support/gatewayBench';

const COLOUR =
	'<?xml version="1.0"?><?qbxml version="13.0"?><QBXML><QBXMLMsgsRq onError="stopOnError"><DataExtDefAddRq><DataExtDefAdd><OwnerID>0</OwnerID><DataExtName>Colour</DataExtName><DataExtType>STR255TYPE</DataExtType><AssignToObject>Customer</AssignToObject></DataExtDefAdd></DataExtDefAddRq></QBXMLMsgsRq></QBXML>';

const bench = useGateway(async (opened) => {
	await connected(opened);
	const session = opened.office.quickBooks.openSession();
	session.run(COLOUR);
	session.close();
});

const customer = (operation: string, record: object, more: INodeParameters = {}) => ({
	resource: 'customer',
	operation,
	instanceId: byId(bench.now.office.id),
	fieldsMode: 'json',
	recordJson: JSON.stringify(record),
	options: { maxAttempts: 2 },
	...more,
});

/** QuickBooks has a field for a colour and none for a weight. */
const DataExtRet = [
	{ DataExtName: 'Colour', DataExtValue: 'red' },
	{ DataExtName: 'Weight', DataExtValue: '3' },
];

const named = (name: string) =>
	[...bench.now.office.company.list('Customer')].filter(({ Name }) => Name === name);

describe('A record whose custom fields QuickBooks refuses, through a gateway', () => {
	it('is named with its id and what was done, and not to be created again', async () => {
		const { error } = await bench.now.runAtWork(customer('create', { Name: 'Half', DataExtRet }));
		const [made, ...more] = named('Half');
		expect(more).toEqual([]);
		expect(error?.message).toBe(
			`Partly done: customer ${String(made.ListID)} was created without all that belongs to it; update it instead of creating it again`,
		);
		expect(error?.description).toContain('Done: CustomerAdd, DataExtMod.');
		expect(error?.description).toContain('not all of its custom fields: 1 of 2 were');
	});

	it('is named where it was changed', async () => {
		await bench.now.runAtWork(customer('create', { Name: 'Changed' }));
		const [{ ListID }] = named('Changed');
		const { error } = await bench.now.runAtWork(
			customer('update', { Notes: 'new', DataExtRet }, { recordId: byId(String(ListID)) }),
		);
		expect(error?.message).toBe(
			`Partly done: customer ${String(ListID)} was updated, but not all that belongs to it; look at it before updating it again`,
		);
		expect(error?.description).toContain('Done: CustomerMod, DataExtMod.');
	});
});
