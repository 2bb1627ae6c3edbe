import {
	readDocument,
	writeCustomFields,
	type JsonRecord,
	type RetRecord,
} from '../../../gateway/qbxml';
import { faultsOf, textOf } from './support/faultsOf';

const INVOICE = `<?xml version="1.0"?><QBXML><QBXMLMsgsRs><InvoiceQueryRs statusCode="0"><InvoiceRet>
	<TxnID>5-1</TxnID><EditSequence>77</EditSequence>
	<CustomerRef><ListID>8-1</ListID><FullName>Blue, Dale</FullName></CustomerRef>
	<TxnDate>2024-05-31</TxnDate>
	<BillAddress><Addr1>Hill Rd 1</Addr1><City>Bayshore</City><State>CA</State></BillAddress>
	<IsFinanceCharge>false</IsFinanceCharge>
	<InvoiceLineRet><TxnLineID>A-1</TxnLineID><Quantity>3</Quantity><Rate>5.00</Rate></InvoiceLineRet>
	<InvoiceLineGroupRet><TxnLineID>B-1</TxnLineID><ItemGroupRef><FullName>Set</FullName></ItemGroupRef>
		<InvoiceLineRet><TxnLineID>B1-1</TxnLineID></InvoiceLineRet>
		<InvoiceLineRet><TxnLineID>B2-1</TxnLineID></InvoiceLineRet>
	</InvoiceLineGroupRet>
	<InvoiceLineRet><TxnLineID>C-1</TxnLineID></InvoiceLineRet>
</InvoiceRet></InvoiceQueryRs></QBXMLMsgsRs></QBXML>`;
const present = readDocument(INVOICE).messages[0].records[0];

const invoice = (record: JsonRecord) =>
	({ object: 'Invoice', operation: 'mod', record, present }) as const;

/** The lines of a change in their order: ids, and for a new line its description. */
function linesOf(record: JsonRecord): string[] {
	const text = textOf(invoice(record));
	const lines = text.matchAll(/<TxnLineID>([^<]*)<\/TxnLineID>(?:<Desc>([^<]*)<\/Desc>)?/g);
	return [...lines].map(([, id, description]) => (id === '-1' ? `new ${description}` : id));
}

const bill = (record: JsonRecord, more: Partial<RetRecord> = {}) => ({
	object: 'Bill',
	operation: 'mod' as const,
	record: { TxnID: '9-1', EditSequence: '3', ...record },
	...('record' in more ? { present: more as RetRecord } : {}),
});

describe('a change', () => {
	it('names the record and its sequence, from the present record where the caller does not', () => {
		expect(textOf(invoice({ Memo: 'x' }))).toBe(
			'<InvoiceModRq><InvoiceMod><TxnID>5-1</TxnID><EditSequence>77</EditSequence><Memo>x</Memo></InvoiceMod></InvoiceModRq>',
		);
		expect(textOf(invoice({ EditSequence: '76' }))).toContain('<EditSequence>76</EditSequence>');
		expect(faultsOf({ ...invoice({}), present: undefined })).toEqual({
			TxnID: 'is required',
			EditSequence: 'is required',
		});
	});

	it('empties with null and empty text, and leaves alone what is not named', () => {
		const text = textOf(
			invoice({
				Memo: null,
				PONumber: '',
				TermsRef: null,
				ShipAddress: '',
				DueDate: null,
				FOB: undefined,
			}),
		);
		expect(text).toContain(
			'<ShipAddress></ShipAddress><PONumber></PONumber><TermsRef></TermsRef><DueDate></DueDate><Memo></Memo>',
		);
		expect(text).not.toContain('FOB');
		expect(textOf(invoice({ TermsRef: { ListID: null, FullName: '' } }))).toContain(
			'<TermsRef></TermsRef>',
		);
	});

	it('says what cannot be emptied', () => {
		const faults = faultsOf(
			invoice({
				CustomerRef: null,
				TxnDate: '',
				IsPending: null,
				InvoiceLine: [{ TxnLineID: 'A-1', Rate: null, Desc: null }],
			}),
		);
		expect(Object.keys(faults).sort()).toEqual([
			'CustomerRef',
			'InvoiceLine[0].Rate',
			'IsPending',
			'TxnDate',
		]);
		expect(faults.TxnDate).toBe('cannot be emptied in QuickBooks');
		expect(faultsOf(invoice({ InvoiceLineRet: null, InvoiceLineGroupRet: null }))).toEqual({
			InvoiceLineRet: 'cannot be emptied in QuickBooks; give what is to stay',
		});
		expect(
			faultsOf({
				object: 'Customer',
				operation: 'mod',
				record: { ListID: '1-1', EditSequence: '1', JobStatus: null },
			}),
		).toEqual({
			JobStatus: "cannot be emptied in QuickBooks; QuickBooks' own value is None",
		});
	});

	it('keeps the lines of an address that are not named', () => {
		expect(textOf(invoice({ BillAddress: { City: 'Middlefield', State: null } }))).toContain(
			'<BillAddress><Addr1>Hill Rd 1</Addr1><City>Middlefield</City><State></State></BillAddress>',
		);
		expect(textOf(invoice({ BillAddress: null }))).toContain('<BillAddress></BillAddress>');
	});

	it('refuses to change what only a new record can be given, unless it is as it was', () => {
		expect(faultsOf(invoice({ IsFinanceCharge: true }))).toEqual({
			IsFinanceCharge: 'can be set only when the record is created',
		});
		expect(faultsOf(invoice({ IsFinanceCharge: 'false' }))).toEqual({});
	});

	it('takes the record as it was read', () => {
		expect(faultsOf(invoice(present.record))).toEqual({});
		expect(linesOf(present.record)).toEqual(['A-1', 'B-1', 'B1-1', 'B2-1', 'C-1']);
	});

	it('of a deposit can be the line as it was read, with the one thing that changes', () => {
		const line = {
			TxnLineID: 'A-1',
			TxnType: 'ReceivePayment',
			TxnID: '4-1',
			PaymentTxnLineID: '4-2',
			AccountRef: { FullName: 'Undeposited Funds' },
			Amount: '5.00',
		};
		const deposit = { object: 'Deposit', ret: 'DepositRet', record: { DepositLineRet: [line] } };
		const record = { TxnID: '3-1', EditSequence: '1', DepositLineRet: [{ ...line, Memo: 'x' }] };
		const text = textOf({ object: 'Deposit', operation: 'mod', record, present: deposit });
		expect(text).toContain('<Memo>x</Memo>');
		expect(text).not.toContain('PaymentTxnLineID');
	});
});

describe('lines of a change', () => {
	it('stay in the order of QuickBooks, across kinds and whatever the order of the caller', () => {
		const lines = {
			InvoiceLineGroup: [
				{ TxnLineID: 'B-1', InvoiceLine: [{ TxnLineID: 'B2-1' }, { TxnLineID: 'B1-1' }] },
			],
			InvoiceLine: [{ TxnLineID: 'C-1' }, { TxnLineID: 'A-1' }],
		};
		expect(linesOf(lines)).toEqual(['A-1', 'B-1', 'B1-1', 'B2-1', 'C-1']);
	});

	it('leave out what is gone', () => {
		expect(linesOf({ InvoiceLine: [{ TxnLineID: 'C-1' }] })).toEqual(['C-1']);
		expect(linesOf({ InvoiceLine: [] })).toEqual([]);
	});

	it('put a new one behind its neighbour, and first where it stands first', () => {
		const line = (Desc: string) => ({ Desc });
		const InvoiceLine = [
			line('a'),
			{ TxnLineID: 'A-1' },
			line('b'),
			line('c'),
			{ TxnLineID: 'C-1' },
			line('d'),
		];
		const record = { InvoiceLine, InvoiceLineGroup: [{ TxnLineID: 'B-1' }] };
		expect(linesOf(record)).toEqual(['new a', 'A-1', 'new b', 'new c', 'B-1', 'C-1', 'new d']);
	});

	it('without an id, with -1 or with an id that the record does not have are new', () => {
		const InvoiceLine = [
			{ Desc: 'a' },
			{ TxnLineID: '-1', Desc: 'b' },
			{ TxnLineID: 'Z-1', Desc: 'c' },
		];
		expect(linesOf({ InvoiceLine })).toEqual(['new a', 'new b', 'new c']);
	});

	it('of a new group are for QuickBooks to fill', () => {
		const group = { ItemGroupRef: { FullName: 'Set' }, InvoiceLineRet: [{ Desc: 'x' }] };
		expect(textOf(invoice({ InvoiceLineGroup: [group] }))).toContain(
			'<InvoiceLineGroupMod><TxnLineID>-1</TxnLineID><ItemGroupRef><FullName>Set</FullName></ItemGroupRef></InvoiceLineGroupMod>',
		);
	});

	it('that are new have nothing to empty', () => {
		expect(
			textOf(invoice({ InvoiceLine: [{ Desc: 'x', Rate: null, ServiceDate: '' }] })),
		).toContain('<InvoiceLineMod><TxnLineID>-1</TxnLineID><Desc>x</Desc></InvoiceLineMod>');
	});

	it('of bills are two lists, each touched alone and emptied by its switch', () => {
		expect(textOf(bill({ ExpenseLine: null, Memo: 'x' }))).toContain(
			'<Memo>x</Memo><ClearExpenseLines>true</ClearExpenseLines></BillMod>',
		);
		expect(textOf(bill({ ItemLine: null, ItemGroupLine: null }))).toContain(
			'<ClearItemLines>true</ClearItemLines></BillMod>',
		);
		const kept = textOf(bill({ ItemLine: null, ItemGroupLine: [{ TxnLineID: 'B-1' }] }));
		expect(kept).toContain(
			'<ItemGroupLineMod><TxnLineID>B-1</TxnLineID></ItemGroupLineMod></BillMod>',
		);
		expect(kept).not.toContain('Clear');
		expect(faultsOf(bill({ ClearItemLines: true, ItemLine: [{ TxnLineID: 'A-1' }] }))).toEqual({
			ClearItemLines: 'cannot go with ItemLine[0]: either empty the list or give it',
		});
	});

	it('of an item group and earnings of an employee have a switch of their own', () => {
		const id = { ListID: '1-1', EditSequence: '1' };
		const group = {
			object: 'ItemGroup',
			operation: 'mod',
			record: { ...id, ItemGroupLine: null },
		} as const;
		expect(textOf(group)).toContain('<ClearItemsInGroup>true</ClearItemsInGroup>');
		const record = { ...id, EmployeePayrollInfo: { PayPeriod: 'Weekly', Earnings: null } };
		expect(textOf({ object: 'Employee', operation: 'mod', record })).toContain(
			'<EmployeePayrollInfoMod><PayPeriod>Weekly</PayPeriod><ClearEarnings>true</ClearEarnings></EmployeePayrollInfoMod>',
		);
	});

	it('of a journal entry are of one kind, with their side', () => {
		const journal: RetRecord = {
			object: 'JournalEntry',
			ret: 'JournalEntryRet',
			record: {
				TxnID: '6-1',
				EditSequence: '1',
				JournalDebitLine: [{ TxnLineID: 'A-1' }, { TxnLineID: 'C-1' }],
				JournalCreditLine: [{ TxnLineID: 'B-1' }],
			},
			lineOrder: ['A-1', 'B-1', 'C-1'],
		};
		const record = {
			JournalDebitLine: [{ TxnLineID: 'A-1', Amount: '5' }, { TxnLineID: 'C-1' }],
			JournalCreditLine: [{ TxnLineID: 'B-1', Amount: '5' }],
		};
		const call = { object: 'JournalEntry', operation: 'mod', present: journal } as const;
		expect(textOf({ ...call, record })).toContain(
			'<JournalLineMod><TxnLineID>A-1</TxnLineID><JournalLineType>Debit</JournalLineType><Amount>5.00</Amount></JournalLineMod>' +
				'<JournalLineMod><TxnLineID>B-1</TxnLineID><JournalLineType>Credit</JournalLineType><Amount>5.00</Amount></JournalLineMod>' +
				'<JournalLineMod><TxnLineID>C-1</TxnLineID><JournalLineType>Debit</JournalLineType></JournalLineMod>',
		);
		const wrong = { JournalCreditLine: [{ TxnLineID: 'B-1', Amount: 'x' }] };
		expect(Object.keys(faultsOf({ ...call, record: wrong }))).toEqual([
			'JournalCreditLine[0].Amount',
		]);
	});

	it('of a journal entry can be told apart by their side in a new one as well', () => {
		const line = (JournalLineType: string) => ({ JournalLineType, Amount: '5' });
		const record = { JournalLine: [line('Debit'), line('Credit')] };
		expect(textOf({ object: 'JournalEntry', operation: 'add', record })).toContain(
			'<JournalDebitLine><Amount>5.00</Amount></JournalDebitLine><JournalCreditLine><Amount>5.00</Amount></JournalCreditLine>',
		);
	});
});

describe('what QuickBooks shows in another shape than it takes', () => {
	const adjust = (line: JsonRecord) =>
		textOf({
			object: 'InventoryAdjustment',
			operation: 'add',
			record: {
				AccountRef: { FullName: 'Opening Balance Equity' },
				InventoryAdjustmentLine: [{ ItemRef: { FullName: 'Apples' }, ...line }],
			},
		});

	it('differences of an inventory adjustment', () => {
		expect(adjust({ QuantityDifference: '9' })).toContain(
			'<QuantityAdjustment><QuantityDifference>9</QuantityDifference></QuantityAdjustment>',
		);
		expect(adjust({ ValueDifference: '0.00', QuantityDifference: '900' })).toContain(
			'<ValueAdjustment><QuantityDifference>900</QuantityDifference><ValueDifference>0.00</ValueDifference></ValueAdjustment>',
		);
		expect(adjust({ LotNumberAdjustment: { LotNumber: '7', CountAdjustment: 2 } })).toContain(
			'<LotNumberAdjustment><LotNumber>7</LotNumber><CountAdjustment>2</CountAdjustment></LotNumberAdjustment>',
		);
	});

	it('the bar code of an item', () => {
		const record = { Name: 'Apples', BarCodeValue: '4006381' };
		expect(textOf({ object: 'ItemSubtotal', operation: 'add', record })).toContain(
			'<BarCode><BarCodeValue>4006381</BarCodeValue></BarCode>',
		);
	});

	it('minutes', () => {
		const record = { EntityRef: { FullName: 'x' }, Duration: 75 };
		expect(textOf({ object: 'TimeTracking', operation: 'add', record })).toContain(
			'<Duration>PT1H15M</Duration>',
		);
	});
});

describe('custom fields', () => {
	const customer: RetRecord = {
		object: 'Customer',
		ret: 'CustomerRet',
		record: {
			DataExtRet: [
				{ OwnerID: '0', DataExtName: 'Colour', DataExtType: 'STR255TYPE', DataExtValue: 'red' },
				{ OwnerID: '0', DataExtName: 'Size', DataExtType: 'STR255TYPE', DataExtValue: '5' },
			],
		},
	};
	const texts = (record: JsonRecord, known?: RetRecord, object = 'Customer') =>
		writeCustomFields({ version: '13.0', object, id: '8-1', record, present: known }).map(
			({ name, text }) => [name, text.replace(/<\/?[A-Za-z]+Rq[^>]*>/g, '')],
		);

	it('are no part of the request of the record', () => {
		const record = { Name: 'x', DataExtRet: [{ DataExtName: 'Colour', DataExtValue: 'red' }] };
		expect(textOf({ object: 'Customer', operation: 'add', record })).not.toContain('DataExt');
	});

	it('become a request for each that changes', () => {
		const DataExtRet = [
			{ DataExtName: 'Colour', DataExtValue: 'blue' },
			{ OwnerID: '0', DataExtName: 'Size', DataExtValue: '5' },
			{ DataExtName: 'Shape', DataExtValue: 'round' },
		];
		expect(texts({ DataExtRet }, customer)).toEqual([
			[
				'DataExtMod',
				'<DataExtMod><OwnerID>0</OwnerID><DataExtName>Colour</DataExtName><ListDataExtType>Customer</ListDataExtType><ListObjRef><ListID>8-1</ListID></ListObjRef><DataExtValue>blue</DataExtValue></DataExtMod>',
			],
			['DataExtMod', expect.stringContaining('<DataExtName>Shape</DataExtName>')],
		]);
	});

	it('are emptied by a deletion, where there is a value', () => {
		const DataExtRet = [
			{ DataExtName: 'Colour', DataExtValue: null },
			{ DataExtName: 'Shape', DataExtValue: '' },
		];
		expect(texts({ DataExtRet }, customer)).toEqual([
			[
				'DataExtDel',
				'<DataExtDel><OwnerID>0</OwnerID><DataExtName>Colour</DataExtName><ListDataExtType>Customer</ListDataExtType><ListObjRef><ListID>8-1</ListID></ListObjRef></DataExtDel>',
			],
		]);
	});

	it('of an application are added the first time', () => {
		const OwnerID = '{12345678-90AB-CDEF-1234-567890ABCDEF}';
		const [[name]] = texts({ DataExtRet: [{ OwnerID, DataExtName: 'Key', DataExtValue: '1' }] });
		expect(name).toBe('DataExtAdd');
	});

	it('belong to an item as such, and to a line of a transaction', () => {
		const field = { DataExtName: 'Colour', DataExtValue: 'red' };
		expect(texts({ DataExtRet: [field] }, undefined, 'ItemService')[0][1]).toContain(
			'<ListDataExtType>Item</ListDataExtType>',
		);
		const lines = [{ TxnLineID: 'A-1', DataExtRet: [field] }];
		expect(texts({ InvoiceLineRet: lines }, undefined, 'Invoice')).toEqual([
			[
				'DataExtMod',
				expect.stringContaining(
					'<TxnDataExtType>Invoice</TxnDataExtType><TxnID>8-1</TxnID><TxnLineID>A-1</TxnLineID>',
				),
			],
		]);
	});

	it('go with the line of a new transaction', () => {
		const field = {
			OwnerID: '0',
			DataExtName: 'Colour',
			DataExtType: 'STR255TYPE',
			DataExtValue: 'red',
		};
		const record = {
			CustomerRef: { ListID: '8-1' },
			InvoiceLineRet: [{ Desc: 'x', DataExtRet: [field] }],
		};
		expect(textOf({ object: 'Invoice', operation: 'add', record })).toContain(
			'<Desc>x</Desc><DataExt><OwnerID>0</OwnerID><DataExtName>Colour</DataExtName><DataExtValue>red</DataExtValue></DataExt>',
		);
	});

	it('are checked before the record is sent', () => {
		const DataExtRet = [
			{ DataExtName: 'x'.repeat(32) },
			{ DataExtName: 'y', DataExtValue: 'z', Extra: 1 },
		];
		expect(
			faultsOf({ object: 'Customer', operation: 'add', record: { Name: 'x', DataExtRet } }),
		).toEqual({
			'DataExtRet[0].DataExtName': 'has 32 characters; QuickBooks takes at most 31',
			'DataExtRet[0].DataExtValue': 'is required',
			'DataExtRet[1].Extra': expect.stringMatching(/^is not a member/),
		});
		expect(() => texts({ DataExtRet: [{ DataExtName: 'x' }] }, undefined, 'Class')).toThrow(
			'QuickBooks has no custom fields for Class.',
		);
	});
});
