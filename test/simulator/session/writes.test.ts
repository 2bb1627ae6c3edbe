/* eslint-disable @n8n/community-nodes/require-node-api-error */
import type { QbRecord } from '../../../simulator/qbxml/record';
import { HResultError } from '../../../simulator/quickBooks/session/hresult';
import { request } from '../qbxml/documents';
import { Desk } from './shelf';

let desk: Desk;
beforeEach(() => {
	desk = new Desk();
});

const customerAdd = (name: string, more = '', requestId = '') =>
	`<CustomerAddRq${requestId && ` requestID="${requestId}"`}><CustomerAdd><Name>${name}</Name>${more}</CustomerAdd></CustomerAddRq>`;

const customerMod = ({ ListID, EditSequence }: QbRecord, more: string, sequence = EditSequence) =>
	`<CustomerModRq><CustomerMod><ListID>${String(ListID)}</ListID><EditSequence>${String(sequence)}</EditSequence>${more}</CustomerMod></CustomerModRq>`;

function hresultOf(text: string): string {
	try {
		desk.session.run(text);
		return 'taken';
	} catch (error) {
		if (error instanceof HResultError) return error.hresult;
		throw error;
	}
}

test('what was added is answered with all that its block has, in its order, and nothing else', () => {
	desk.shelf.put('Class', { ListID: '1-1', FullName: 'Remodel' });
	const text = desk.session.run(
		request(
			customerAdd(
				'A &amp; B',
				'<ClassRef><FullName>remodel</FullName></ClassRef><Phone>1</Phone>',
				'r&amp;1',
			),
		),
	);
	const [record] = [...desk.shelf.list('Customer')];
	expect(text).toBe(
		`<?xml version="1.0" ?>
<QBXML>
<QBXMLMsgsRs>
<CustomerAddRs requestID="r&amp;1" statusCode="0" statusSeverity="Info" statusMessage="Status OK">
<CustomerRet>
<ListID>${String(record.ListID)}</ListID>
<TimeCreated>2024-03-01T08:00:00+00:00</TimeCreated>
<TimeModified>2024-03-01T08:00:00+00:00</TimeModified>
<EditSequence>${String(record.EditSequence)}</EditSequence>
<Name>A &amp; B</Name>
<FullName>A &amp; B</FullName>
<IsActive>true</IsActive>
<ClassRef>
<ListID>1-1</ListID>
<FullName>Remodel</FullName>
</ClassRef>
<Sublevel>0</Sublevel>
<Phone>1</Phone>
</CustomerRet>
</CustomerAddRs>
</QBXMLMsgsRs>
</QBXML>
`,
	);
});

test('one thing that the schema does not allow refuses the whole document before anything runs', () => {
	const wrong = [
		customerAdd('B', '<Unknown>x</Unknown>'),
		customerAdd('B', '<Phone>1</Phone><IsActive>true</IsActive>'),
		customerAdd('x'.repeat(42)),
		customerAdd('B', '<PreferredDeliveryMethod>Pigeon</PreferredDeliveryMethod>'),
	];
	for (const message of wrong) {
		expect(hresultOf(request(customerAdd('A') + message))).toBe('0x80040400');
	}
	expect(hresultOf(request('<LeadQueryRq/>', '12.0'))).toBe('0x80040400');
	expect(desk.session.lastRefusal).toMatchObject({ fault: 'newerElement' });
	expect(hresultOf(request(customerAdd('A'), '17.0'))).toBe('0x80040423');
	expect([...desk.shelf.list('Customer')]).toEqual([]);
});

const failing =
	'<InvoiceAddRq requestID="2"><InvoiceAdd><CustomerRef><FullName>A</FullName></CustomerRef><Memo>refuse</Memo></InvoiceAdd></InvoiceAddRq>';

test('requests are answered in their order; after an error the rest is left where that is asked', () => {
	const set = customerAdd('A', '', '1') + failing + customerAdd('C', '', '3');
	const replies = desk.ask(set, 'onError="stopOnError"');
	expect(
		replies.map(({ name, code, severity, attributes }) => [
			name,
			code,
			severity,
			attributes.requestID,
		]),
	).toEqual([
		['CustomerAddRs', '0', 'Info', '1'],
		['InvoiceAddRs', '3210', 'Error', '2'],
		['CustomerAddRs', '3231', 'Error', '3'],
	]);
	expect([...desk.shelf.list('Customer')]).toHaveLength(1);
	const all = desk.ask(set.replace('>A<', '>D<'), 'onError="continueOnError"');
	expect(all.map(({ code }) => code)).toEqual(['0', '3210', '0']);
});

test('a set that wants to be rolled back is not run', () => {
	const replies = desk.ask(customerAdd('A') + failing, 'onError="rollbackOnError"');
	expect(replies.map(({ code }) => code)).toEqual(['1030', '1030']);
	expect([...desk.shelf.list('Customer')]).toEqual([]);
});

test('a request id of more than 50 characters is refused, responses without data are short', () => {
	expect(desk.one(customerAdd('A', '', 'x'.repeat(51))).code).toBe('1060');
	expect(
		desk.ask(
			customerAdd('A', '', 'x'.repeat(50)),
			'onError="stopOnError" responseData="includeNone"',
		),
	).toEqual([expect.objectContaining({ code: '0', content: {} })]);
});

test('a change needs the current sequence; an old one gets the record as it is', () => {
	const added = desk.add('Customer', '<Name>A</Name><Phone>1</Phone><Fax>2</Fax>');
	const changed = desk.one(customerMod(added, '<Phone></Phone><Fax>3</Fax>'));
	expect(changed).toMatchObject({ code: '0', content: { CustomerRet: { Fax: '3' } } });
	expect(changed.content.CustomerRet).not.toHaveProperty('Phone');
	const stale = desk.one(customerMod(added, '<Fax>4</Fax>'));
	expect(stale).toMatchObject({
		code: '3200',
		severity: 'Error',
		message: `The provided edit sequence "${String(added.EditSequence)}" is out-of-date. `,
		content: { CustomerRet: { Fax: '3' } },
	});
	expect(desk.one(customerMod({ ...added, ListID: 'x' }, '')).code).toBe('3000');
	expect(desk.one(customerMod({ ...added, ListID: '80000099-1' }, '')).code).toBe('3120');
});

test('only what is asked for comes back', () => {
	const { content } = desk.one(
		customerAdd('A', '<Phone>1</Phone>').replace(
			'</CustomerAddRq>',
			'<IncludeRetElement>Phone</IncludeRetElement><IncludeRetElement>Nonsense</IncludeRetElement></CustomerAddRq>',
		),
	);
	expect(content).toEqual({ CustomerRet: { Phone: '1' } });
});

test('characters that the code page lacks are lost, and so are carriage returns', () => {
	const name = (settings: object, text: string) => {
		desk = new Desk(settings);
		return desk.add('Customer', `<Name>${text}</Name>`).Name;
	};
	expect(name({}, 'Zoë – 漢字 €&#13;&#10;')).toBe('Zoë – ?? €\n');
	expect(name({ codePage: 'windows-1250' }, 'Zoë łódź 😀 ñ')).toBe('Zoë łódź ? ?');
	expect(name({ asciiFields: ['Name'] }, 'Zoë')).toBe('Zo?');
});

test('kinds of lines keep their order', () => {
	desk.add('Customer', '<Name>A</Name>');
	const text = desk.session.run(
		request(
			`<InvoiceAddRq><InvoiceAdd><CustomerRef><FullName>A</FullName></CustomerRef>
			<InvoiceLineGroupAdd><ItemGroupRef><FullName>G</FullName></ItemGroupRef></InvoiceLineGroupAdd>
			<InvoiceLineAdd><Desc>1</Desc></InvoiceLineAdd><InvoiceLineAdd/>
			<InvoiceLineGroupAdd><ItemGroupRef><FullName>H</FullName></ItemGroupRef></InvoiceLineGroupAdd>
			</InvoiceAdd></InvoiceAddRq>`,
		),
	);
	expect(text.match(/<(InvoiceLine\w*)>/g)).toEqual([
		'<InvoiceLineGroupRet>',
		'<InvoiceLineRet>',
		'<InvoiceLineRet>',
		'<InvoiceLineGroupRet>',
	]);
});

test('a macro stands for what an earlier request of the set has added', () => {
	const invoice = (macro: string) =>
		`<InvoiceAddRq><InvoiceAdd defMacro="${macro}"><CustomerRef><FullName>A</FullName></CustomerRef></InvoiceAdd></InvoiceAddRq>`;
	const payment = (macro: string) =>
		`<ReceivePaymentAddRq><ReceivePaymentAdd><CustomerRef><FullName>A</FullName></CustomerRef><TotalAmount>1.00</TotalAmount><AppliedToTxnAdd><TxnID useMacro="${macro}"/><PaymentAmount>1.00</PaymentAmount></AppliedToTxnAdd></ReceivePaymentAdd></ReceivePaymentAddRq>`;
	const [added, paid] = desk.ask(invoice('TxnID:a') + payment('TxnID:a'));
	const { TxnID } = added.content.InvoiceRet as QbRecord;
	expect(paid.code).toBe('0');
	expect([...desk.shelf.list('ReceivePayment')][0].AppliedToTxnAdd).toEqual([
		{ TxnID, PaymentAmount: '1.00' },
	]);
	expect(desk.one(payment('TxnID:a')).code).toBe('9103');
	expect(desk.ask(invoice('TxnID:b') + invoice('TxnID:b'))[1].code).toBe('9102');
	expect(desk.one(invoice('no name')).code).toBe('9101');
});

test('lists and transactions are deleted by their own type and remembered for 90 days', () => {
	const item = desk.add(
		'ItemService',
		'<Name>Work</Name><SalesOrPurchase><AccountRef><FullName>Sales</FullName></AccountRef></SalesOrPurchase>',
	);
	const invoice = desk.add(
		'Invoice',
		'<CustomerRef><FullName>A</FullName></CustomerRef><RefNumber>7</RefNumber>',
	);
	const del = (type: string, id: unknown) =>
		desk.one(
			`<ListDelRq><ListDelType>${type}</ListDelType><ListID>${String(id)}</ListID></ListDelRq>`,
		);
	expect(del('ItemInventory', item.ListID).code).toBe('3120');
	expect(del('ItemService', 'x').code).toBe('3000');
	expect(del('ItemService', item.ListID)).toMatchObject({
		code: '0',
		content: { ListDelType: 'ItemService', ListID: item.ListID, FullName: 'Work' },
	});
	expect(del('ItemService', item.ListID).code).toBe('3120');
	desk.shelf.wait(60);
	expect(
		desk.one(
			`<TxnDelRq><TxnDelType>Invoice</TxnDelType><TxnID>${String(invoice.TxnID)}</TxnID></TxnDelRq>`,
		),
	).toMatchObject({ code: '0', content: { TxnDelType: 'Invoice', RefNumber: '7' } });

	const deleted = (range = '') =>
		desk.one(
			`<TxnDeletedQueryRq metaData="MetaDataAndResponseData"><TxnDelType>Bill</TxnDelType><TxnDelType>Invoice</TxnDelType>${range}</TxnDeletedQueryRq>`,
		);
	expect(deleted()).toMatchObject({
		attributes: { retCount: '1' },
		content: { TxnDeletedRet: [{ TxnDelType: 'Invoice', TxnID: invoice.TxnID, RefNumber: '7' }] },
	});
	expect(
		deleted(
			'<DeletedDateRangeFilter><FromDeletedDate>2024-03-02</FromDeletedDate></DeletedDateRangeFilter>',
		).code,
	).toBe('1');
	expect(
		desk.one('<ListDeletedQueryRq><ListDelType>ItemService</ListDelType></ListDeletedQueryRq>')
			.content.ListDeletedRet,
	).toHaveLength(1);
	desk.shelf.wait(91 * 24 * 3600);
	expect(deleted().code).toBe('1');
});

test('voiding, clearing and merging answer as their blocks say', () => {
	const check = desk.add('Check', '<AccountRef><FullName>Bank</FullName></AccountRef>');
	const id = String(check.TxnID);
	expect(
		desk.one(`<TxnVoidRq><TxnVoidType>Check</TxnVoidType><TxnID>${id}</TxnID></TxnVoidRq>`),
	).toMatchObject({
		code: '0',
		content: { TxnVoidType: 'Check', TxnID: id },
	});
	expect(desk.shelf.get('Check', id)).toMatchObject({ Memo: 'VOID:' });
	expect(
		desk.one(
			`<ClearedStatusModRq><ClearedStatusMod><TxnID>${id}</TxnID><ClearedStatus>Cleared</ClearedStatus></ClearedStatusMod></ClearedStatusModRq>`,
		),
	).toMatchObject({ code: '0', content: {} });
	expect(desk.shelf.cleared).toEqual([[id, undefined, 'Cleared']]);
	const [a, b] = ['A', 'B'].map((name) => desk.add('Vendor', `<Name>${name}</Name>`));
	const side = (name: string, { ListID, EditSequence }: QbRecord) =>
		`<${name}><ListID>${String(ListID)}</ListID><EditSequence>${String(EditSequence)}</EditSequence></${name}>`;
	const merge = () =>
		desk.one(
			`<ListMergeRq><ListMergeType>Vendor</ListMergeType>${side('MergeFrom', a)}${side('MergeTo', b)}</ListMergeRq>`,
		);
	expect(merge()).toMatchObject({
		code: '0',
		content: { MergedFrom: { ListID: a.ListID, FullName: 'A' }, MergedTo: { ListID: b.ListID } },
	});
	expect(merge().code).toBe('3120');
});

test('what this QuickBooks does not do is said', () => {
	expect(
		desk.one(
			'<ListDisplayAddRq><ListDisplayAddType>Customer</ListDisplayAddType></ListDisplayAddRq>',
		).code,
	).toBe('1030');
});
