import { ready, useOffice, type Office } from './support/office';

/** The company has a custom field of customers. */
const defineField = async (office: Office): Promise<void> => {
	await ready(office);
	const session = office.quickBooks.openSession();
	session.run(
		'<?xml version="1.0"?><?qbxml version="13.0"?><QBXML><QBXMLMsgsRq onError="stopOnError"><DataExtDefAddRq><DataExtDefAdd><OwnerID>0</OwnerID><DataExtName>Colour</DataExtName><DataExtType>STR255TYPE</DataExtType><AssignToObject>Customer</AssignToObject></DataExtDefAdd></DataExtDefAddRq></QBXMLMsgsRq></QBXML>',
	);
	session.close();
};

describe('A record with custom fields that cannot be read again', () => {
	const holder = useOffice(defineField, { isShared: true });

	it('is not said to be unsent: it was written', async () => {
		const office = holder.now;
		let documents = 0;
		// The record, then its field; the Web Connector goes before it is read again.
		office.disturb = (moment) =>
			moment === 'received' && (documents += 1) === 2 ? 'crash' : undefined;
		const DataExtRet = [{ DataExtName: 'Colour', DataExtValue: 'red' }];
		const asked = office.ask('POST', '/customers', { Name: 'Ann', DataExtRet });
		await office.whenQueued();
		await office.update();
		await office.whenQueued();
		office.clock.skip(60_000);
		const { status, body } = await asked;
		expect([...office.company.list('Customer')].filter(({ Name }) => Name === 'Ann')).toHaveLength(
			1,
		);
		expect([status, body.outcome, body.recordId]).toEqual([502, 'unknown', expect.any(String)]);
		expect(body.message).toMatch(/was written, but not read again\./);
	});
});
