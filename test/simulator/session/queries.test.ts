/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { QbRecord } from '../../../simulator/qbxml/record';
import { request } from '../qbxml/documents';
import { Desk, type Reply } from './shelf';

const desk = new Desk();
const { shelf } = desk;

const list = (
	object: string,
	id: string,
	members: QbRecord,
	modified = '2024-03-01T08:00:00+00:00',
) =>
	shelf.put(object, {
		ListID: id,
		TimeCreated: '2024-01-01T08:00:00+00:00',
		TimeModified: modified,
		EditSequence: '1',
		IsActive: 'true',
		...members,
	});

const txn = (object: string, id: string, members: QbRecord) =>
	shelf.put(object, {
		TxnID: id,
		TimeCreated: '2024-01-01T08:00:00+00:00',
		TimeModified: '2024-03-01T08:00:00+00:00',
		EditSequence: '1',
		...members,
	});

const ref = (id: string, name: string) => ({ ListID: id, FullName: name });
const customer = (id: string, name: string, more: QbRecord = {}, modified?: string) =>
	list(
		'Customer',
		id,
		{ Name: name.split(':').pop(), FullName: name, Sublevel: '0', ...more },
		modified,
	);

beforeAll(() => {
	list('Account', 'A1-1', {
		Name: 'Sales',
		FullName: 'Sales',
		AccountType: 'Income',
		Sublevel: '0',
	});
	list('Account', 'A2-1', { Name: 'Bank', FullName: 'Bank', AccountType: 'Bank', Sublevel: '0' });
	list('Account', 'A3-1', {
		Name: 'Safe',
		FullName: 'Bank:Safe',
		AccountType: 'Bank',
		Sublevel: '1',
	});
	list('Class', 'C1-1', { Name: 'New', FullName: 'New', Sublevel: '0' });
	customer(
		'1-1',
		'Adams',
		{ TotalBalance: '10.00', ClassRef: ref('C1-1', 'New') },
		'2024-03-01T08:00:00+00:00',
	);
	customer('2-1', 'Adams:Kitchen', { TotalBalance: '5.00' }, '2024-03-02T08:00:00+00:00');
	customer('3-1', 'Brown', { IsActive: 'false' }, '2024-03-03T08:00:00+00:00');
	customer('4-1', 'Zorn', { TotalBalance: '-3.50' }, '2024-03-04T08:00:00+00:00');
	list('ItemService', '11-1', { Name: 'Work', FullName: 'Work', Sublevel: '0' });
	list('ItemInventory', '12-1', { Name: 'Door', FullName: 'Door', Sublevel: '0' });
	const line = (item: string) => ({ TxnLineID: '99-1', ItemRef: ref(item, 'x') });
	const invoice = (id: string, day: string, number: string, more: QbRecord) =>
		txn('Invoice', id, { TxnDate: day, RefNumber: number, IsPaid: 'false', ...more });
	invoice('101-1', '2024-02-28', '99', {
		CustomerRef: ref('1-1', 'Adams'),
		InvoiceLineRet: [line('11-1')],
		LinkedTxn: [
			{
				TxnID: '301-1',
				TxnType: 'ReceivePayment',
				TxnDate: '2024-03-01',
				LinkType: 'AMTTYPE',
				Amount: '-1.00',
			},
		],
	});
	invoice('102-1', '2024-03-01', '100', {
		CustomerRef: ref('2-1', 'Adams:Kitchen'),
		IsPaid: 'true',
		InvoiceLineRet: [line('12-1')],
	});
	invoice('103-1', '2024-04-01', 'INV-7a', { CustomerRef: ref('4-1', 'Zorn') });
	txn('JournalEntry', '201-1', {
		TxnDate: '2024-03-01',
		JournalDebitLine: [
			{
				TxnLineID: '1-1',
				AccountRef: ref('A2-1', 'Bank'),
				Amount: '1.00',
				EntityRef: ref('4-1', 'Zorn'),
			},
		],
		JournalCreditLine: [{ TxnLineID: '2-1', AccountRef: ref('A3-1', 'Bank:Safe'), Amount: '1.00' }],
	});
});

const customers = (filters: string, attributes = '') =>
	desk.one(`<CustomerQueryRq${attributes}>${filters}</CustomerQueryRq>`);
const invoices = (filters: string, attributes = '') =>
	desk.one(`<InvoiceQueryRq${attributes}>${filters}</InvoiceQueryRq>`);
const rows = ({ content }: Reply, ret: string) => (content[ret] ?? []) as QbRecord[];
const names = (reply: Reply) => rows(reply, 'CustomerRet').map(({ FullName }) => FullName);
const numbers = (reply: Reply) => rows(reply, 'InvoiceRet').map(({ RefNumber }) => RefNumber);
const tag = (name: string, ...inner: string[]) => `<${name}>${inner.join('')}</${name}>`;

test.each([
	['active ones where nothing is said', '', ['Adams', 'Adams:Kitchen', 'Zorn']],
	['all', tag('ActiveStatus', 'All'), ['Adams', 'Adams:Kitchen', 'Brown', 'Zorn']],
	['inactive ones', tag('ActiveStatus', 'InactiveOnly'), ['Brown']],
	['the first ones', tag('MaxReturned', '2'), ['Adams', 'Adams:Kitchen']],
	[
		'those changed since a second, that one included',
		tag('FromModifiedDate', '2024-03-02T08:00:00+00:00'),
		['Adams:Kitchen', 'Zorn'],
	],
	[
		'those changed since a time of the computer',
		tag('FromModifiedDate', '2024-03-02T08:00:01'),
		['Zorn'],
	],
	['those changed until a day', tag('ToModifiedDate', '2024-03-02'), ['Adams']],
	[
		'those whose names begin so',
		tag('NameFilter', tag('MatchCriterion', 'StartsWith'), tag('Name', 'ad')),
		['Adams'],
	],
	[
		'those whose names end so',
		tag('NameFilter', tag('MatchCriterion', 'EndsWith'), tag('Name', 'N')),
		['Adams:Kitchen', 'Zorn'],
	],
	[
		'those whose names hold it',
		tag('NameFilter', tag('MatchCriterion', 'Contains'), tag('Name', 'or')),
		['Zorn'],
	],
	[
		'those in a range of names',
		tag('NameRangeFilter', tag('FromName', 'B'), tag('ToName', 'l')),
		['Adams:Kitchen'],
	],
	['those from a name on', tag('NameRangeFilter', tag('FromName', 'L')), ['Zorn']],
	[
		'those who owe more',
		tag('TotalBalanceFilter', tag('Operator', 'GreaterThan'), tag('Amount', '5.00')),
		['Adams'],
	],
	[
		'those who owe less',
		tag('TotalBalanceFilter', tag('Operator', 'LessThan'), tag('Amount', '0')),
		['Zorn'],
	],
	['those of a class', tag('ClassFilter', tag('FullName', 'new')), ['Adams']],
])('a query of a list finds %s', (_, filters, expected) => {
	expect(names(customers(filters))).toEqual(expected);
});

test.each([
	[
		'numbers whatever their case',
		tag('RefNumber', 'inv-7A') + tag('RefNumber', '99'),
		['99', 'INV-7a'],
	],
	[
		'numbers by their case',
		tag('RefNumberCaseSensitive', 'INV-7a') + tag('RefNumberCaseSensitive', 'inv-7A'),
		['INV-7a'],
	],
	[
		'numbers that end so',
		tag('RefNumberFilter', tag('MatchCriterion', 'EndsWith'), tag('RefNumber', '0')),
		['100'],
	],
	[
		'numbers in a range, by their value',
		tag('RefNumberRangeFilter', tag('FromRefNumber', '99'), tag('ToRefNumber', '100')),
		['99', '100'],
	],
	[
		'days in a range',
		tag('TxnDateRangeFilter', tag('FromTxnDate', '2024-03-01'), tag('ToTxnDate', '2024-03-31')),
		['100'],
	],
	['days of a macro', tag('TxnDateRangeFilter', tag('DateMacro', 'LastMonth')), ['99']],
	[
		'days of the fiscal year',
		tag('TxnDateRangeFilter', tag('DateMacro', 'NextFiscalYear')),
		['INV-7a'],
	],
	['a customer', tag('EntityFilter', tag('FullName', 'adams')), ['99']],
	['a customer by id', tag('EntityFilter', tag('ListID', '4-1')), ['INV-7a']],
	[
		'a customer with jobs',
		tag('EntityFilter', tag('FullNameWithChildren', 'Adams')),
		['99', '100'],
	],
	[
		'a customer with jobs by id',
		tag('EntityFilter', tag('ListIDWithChildren', '1-1')),
		['99', '100'],
	],
	[
		'an account that is posted to',
		tag('AccountFilter', tag('FullName', 'Sales')),
		['99', '100', 'INV-7a'],
	],
	['an account that is not', tag('AccountFilter', tag('FullName', 'Bank')), []],
	['what is paid', tag('PaidStatus', 'PaidOnly'), ['100']],
	['what is not', tag('PaidStatus', 'NotPaidOnly'), ['99', 'INV-7a']],
])('a query of transactions finds %s', (_, filters, expected) => {
	expect(numbers(invoices(filters))).toEqual(expected);
});

test('accounts, items and entities are found where a transaction has them', () => {
	const journal = (filter: string) =>
		rows(desk.one(`<JournalEntryQueryRq>${filter}</JournalEntryQueryRq>`), 'JournalEntryRet');
	expect(journal(tag('EntityFilter', tag('FullName', 'Zorn')))).toHaveLength(1);
	expect(journal(tag('EntityFilter', tag('FullName', 'Adams')))).toHaveLength(0);
	expect(journal(tag('AccountFilter', tag('FullNameWithChildren', 'Bank')))).toHaveLength(1);
	expect(journal(tag('AccountFilter', tag('FullName', 'Sales')))).toHaveLength(0);
	const accounts = desk.one(
		`<AccountQueryRq>${tag('AccountType', 'Bank')}${tag('AccountType', 'Equity')}</AccountQueryRq>`,
	);
	expect(rows(accounts, 'AccountRet').map(({ FullName }) => FullName)).toEqual([
		'Bank',
		'Bank:Safe',
	]);
});

test('what is asked for by name is found whatever else is said; what is missing is a warning', () => {
	expect(customers(tag('ListID', '3-1'))).toMatchObject({ code: '0' });
	const some = customers(
		tag('FullName', 'BROWN') + tag('FullName', 'Nobody') + tag('FullName', 'Zorn'),
	);
	expect(some).toMatchObject({ code: '500', severity: 'Warn' });
	expect(some.message).toContain('"Nobody"');
	expect(names(some)).toEqual(['Brown', 'Zorn']);
	expect(customers(tag('ListID', '777-1'))).toMatchObject({ code: '500', content: {} });
	expect(customers(tag('ListID', 'nonsense'))).toMatchObject({ code: '3000', severity: 'Error' });
	expect(
		customers(tag('NameFilter', tag('MatchCriterion', 'Contains'), tag('Name', 'qq'))),
	).toMatchObject({
		code: '1',
		severity: 'Info',
		message: 'A query request did not find a matching object in QuickBooks',
		content: {},
	});
	expect(invoices(tag('RefNumber', 'none')).code).toBe('1');
});

test('filters that cannot be are refused', () => {
	expect(invoices(tag('EntityFilter', tag('FullName', 'Nobody'))).code).toBe('3140');
	expect(
		customers(tag('FromModifiedDate', '2024-03-02') + tag('ToModifiedDate', '2024-03-01')).code,
	).toBe('3030');
	expect(customers(tag('NameRangeFilter', tag('FromName', 'Z'), tag('ToName', 'A'))).code).toBe(
		'3031',
	);
});

test('lines, links and members come when they are asked for', () => {
	const first = (more: string) => rows(invoices(tag('TxnID', '101-1') + more), 'InvoiceRet')[0];
	expect(Object.keys(first(''))).not.toEqual(
		expect.arrayContaining(['InvoiceLineRet', 'LinkedTxn']),
	);
	expect(first('')).not.toHaveProperty('LinkedTxn');
	expect(first(tag('IncludeLineItems', 'true'))).toHaveProperty('InvoiceLineRet');
	expect(first(tag('IncludeLineItems', '1'))).not.toHaveProperty('LinkedTxn');
	expect(first(tag('IncludeLinkedTxns', 'true'))).toHaveProperty('LinkedTxn');
	const only =
		tag('IncludeLineItems', 'true') +
		tag('IncludeRetElement', 'InvoiceLineRet') +
		tag('IncludeRetElement', 'TxnID');
	expect(Object.keys(first(only))).toEqual(['TxnID', 'InvoiceLineRet']);
	expect(first(tag('IncludeRetElement', 'InvoiceLineRet'))).toEqual({});
});

test('an iterator gives page after page as long as its session lives', () => {
	const filters = tag('ActiveStatus', 'All') + tag('IncludeRetElement', 'FullName');
	const start = customers(tag('MaxReturned', '3') + filters, ' iterator="Start"');
	expect(names(start)).toEqual(['Adams', 'Adams:Kitchen', 'Brown']);
	const { iteratorID, iteratorRemainingCount } = start.attributes;
	expect(iteratorRemainingCount).toBe('1');
	const next = (more: string, id = iteratorID, way = 'Continue') =>
		customers(more, ` iterator="${way}" iteratorID="${id}"`);
	expect(next(tag('MaxReturned', '5') + tag('ActiveStatus', 'InactiveOnly')).severity).toBe(
		'Error',
	);
	expect(next(tag('MaxReturned', '5'), '{00000000-0000-4000-8000-000000000000}').severity).toBe(
		'Error',
	);
	const wrong = desk.one(`<VendorQueryRq iterator="Continue" iteratorID="${iteratorID}"/>`);
	expect(wrong.severity).toBe('Error');
	const last = next(tag('MaxReturned', '5') + filters);
	expect([names(last), last.attributes.iteratorRemainingCount]).toEqual([['Zorn'], '0']);
	expect(next(tag('MaxReturned', '5')).code).toBe('1');
	expect(next('', iteratorID, 'Stop').code).toBe('0');
	expect(next('', iteratorID, 'Stop').severity).toBe('Error');

	const other = customers(tag('MaxReturned', '1'), ' iterator="Start"').attributes.iteratorID;
	desk.session.close();
	desk.session = desk.quickBooks.openSession();
	expect(next('', other).severity).toBe('Error');
});

test('an iterator does not show what was deleted meanwhile', () => {
	const start = invoices(tag('MaxReturned', '1'), ' iterator="Start"');
	const gone = txn('Invoice', '104-1', {
		TxnDate: '2024-05-01',
		RefNumber: '104',
		IsPaid: 'false',
	});
	desk.one('<TxnDelRq><TxnDelType>Invoice</TxnDelType><TxnID>102-1</TxnID></TxnDelRq>');
	const rest = invoices(
		tag('MaxReturned', '9'),
		` iterator="Continue" iteratorID="${start.attributes.iteratorID}"`,
	);
	expect(numbers(rest)).toEqual(['INV-7a']);
	shelf.delete('Invoice', String(gone.TxnID));
});

test('records can be counted', () => {
	const counted = (way: string) => customers('', ` metaData="${way}"`);
	expect(counted('MetaDataOnly')).toMatchObject({ attributes: { retCount: '3' }, content: {} });
	expect(names(counted('MetaDataAndResponseData'))).toHaveLength(3);
	expect(counted('NoMetaData').attributes).not.toHaveProperty('retCount');
	expect(customers('', ' metaData="MetaDataOnly" iterator="Start"').severity).toBe('Error');
});

test('a query over kinds gives each under its own name', () => {
	const items = desk.one('<ItemQueryRq/>');
	expect(items.content).toMatchObject({
		ItemServiceRet: [{ Name: 'Work' }],
		ItemInventoryRet: [{ Name: 'Door' }],
	});
	expect(
		desk.one('<ItemQueryRq><FullName>door</FullName></ItemQueryRq>').content,
	).not.toHaveProperty('ItemServiceRet');
	expect(desk.one('<ItemServiceQueryRq><FullName>door</FullName></ItemServiceQueryRq>').code).toBe(
		'500',
	);
	const entities = desk.one(`<EntityQueryRq>${tag('MaxReturned', '2')}</EntityQueryRq>`);
	expect(entities.content.CustomerRet).toHaveLength(2);
});

test('all kinds of transactions can be asked for at once, in a few members', () => {
	const all = desk.one(
		'<TransactionQueryRq><TransactionEntityFilter><FullName>Zorn</FullName></TransactionEntityFilter></TransactionQueryRq>',
	);
	expect(rows(all, 'TransactionRet')).toMatchObject([
		{ TxnType: 'Invoice', TxnID: '103-1', EntityRef: ref('4-1', 'Zorn'), RefNumber: 'INV-7a' },
		{ TxnType: 'JournalEntry', TxnID: '201-1' },
	]);
	const bills = desk.one(
		'<TransactionQueryRq><TransactionTypeFilter><TxnTypeFilter>Bill</TxnTypeFilter></TransactionTypeFilter></TransactionQueryRq>',
	);
	expect(bills.code).toBe('1');
	expect(
		desk.one(
			'<TransactionQueryRq><TransactionDetailLevelFilter>All</TransactionDetailLevelFilter></TransactionQueryRq>',
		).code,
	).toBe('1030');
});

test('bills to pay are those of one vendor', () => {
	list('Vendor', '501-1', { Name: 'V', FullName: 'V' });
	list('Vendor', '502-1', { Name: 'W', FullName: 'W' });
	const bill = (id: string, payee: string) => ({
		ListID: id,
		'#payee': payee,
		BillToPay: {
			TxnID: id,
			TxnType: 'Bill',
			APAccountRef: ref('A1-1', 'Sales'),
			TxnDate: '2024-01-01',
			DueDate: '2024-02-01',
			AmountDue: '1.00',
		},
	});
	jest
		.spyOn(shelf, 'list')
		.mockImplementationOnce(() =>
			[bill('601-1', '501-1'), bill('602-1', '502-1')][Symbol.iterator](),
		);
	jest.spyOn(shelf, 'named').mockImplementationOnce(() => shelf.get('Vendor', '501-1'));
	const owed = desk.one(
		'<BillToPayQueryRq><PayeeEntityRef><FullName>V</FullName></PayeeEntityRef></BillToPayQueryRq>',
	);
	expect(rows(owed, 'BillToPayRet')).toMatchObject([{ BillToPay: { TxnID: '601-1' } }]);
	jest.restoreAllMocks();
});

test('a large list is read in time that grows with it', () => {
	const big = new Desk();
	for (let at = 0; at < 20_000; at += 1) {
		big.shelf.put('Customer', {
			ListID: `${(at + 16).toString(16)}-1`,
			TimeCreated: '2024-01-01T08:00:00+00:00',
			TimeModified: '2024-01-01T08:00:00+00:00',
			EditSequence: '1',
			Name: `C${at}`,
			FullName: `C${at}`,
			Sublevel: '0',
			BillAddress: { Addr1: 'Street', City: 'Town' },
		});
	}
	const started = process.cpuUsage();
	const text = big.session.run(request('<CustomerQueryRq/>'));
	expect(text.match(/<CustomerRet>/g)).toHaveLength(20_000);
	expect(process.cpuUsage(started).user / 1e6).toBeLessThan(3);
});
