import {
	InvalidRequestError,
	objectFacts,
	objectNames,
	readDocument,
	reportFamily,
	writeDocument,
	writeRequest,
	type JsonRecord,
} from '../../../gateway/qbxml';
import { faultsOf, textOf } from './support/faultsOf';

const query = (object: string, record: JsonRecord, more: object = {}) =>
	({ object, operation: 'query', record, ...more }) as const;

describe('a query', () => {
	it('has its filters in the order of qbXML', () => {
		const record = {
			OwnerID: '0',
			IncludeLineItems: true,
			PaidStatus: 'NotPaidOnly',
			RefNumberFilter: { RefNumber: '12', MatchCriterion: 'StartsWith' },
			EntityFilter: { FullName: ['Blue, Dale', 'Burch, Jason'] },
			TxnDateRangeFilter: { ToTxnDate: '2024-12-31', FromTxnDate: '2024-01-01' },
			MaxReturned: 100,
			IncludeRetElement: ['TxnID', 'RefNumber'],
		};
		expect(textOf(query('Invoice', record))).toBe(
			'<InvoiceQueryRq><MaxReturned>100</MaxReturned>' +
				'<TxnDateRangeFilter><FromTxnDate>2024-01-01</FromTxnDate><ToTxnDate>2024-12-31</ToTxnDate></TxnDateRangeFilter>' +
				'<EntityFilter><FullName>Blue, Dale</FullName><FullName>Burch, Jason</FullName></EntityFilter>' +
				'<RefNumberFilter><MatchCriterion>StartsWith</MatchCriterion><RefNumber>12</RefNumber></RefNumberFilter>' +
				'<PaidStatus>NotPaidOnly</PaidStatus><IncludeLineItems>true</IncludeLineItems>' +
				'<IncludeRetElement>TxnID</IncludeRetElement><IncludeRetElement>RefNumber</IncludeRetElement>' +
				'<OwnerID>0</OwnerID></InvoiceQueryRq>',
		);
	});

	it('asks by id or by filter', () => {
		expect(faultsOf(query('Invoice', { TxnID: ['1-1'], PaidStatus: 'All' }))).toEqual({
			TxnID: 'cannot go with PaidStatus; give one of them',
		});
		expect(
			textOf(query('Invoice', { TxnID: '1-1', IncludeLineItems: true, PaidStatus: null })),
		).toBe(
			'<InvoiceQueryRq><TxnID>1-1</TxnID><IncludeLineItems>true</IncludeLineItems></InvoiceQueryRq>',
		);
	});

	it('takes one range of time and one filter of names', () => {
		const faults = faultsOf(
			query('Invoice', {
				ModifiedDateRangeFilter: { FromModifiedDate: '2024-01-01' },
				TxnDateRangeFilter: { FromTxnDate: '2024-01-01' },
			}),
		);
		expect(Object.keys(faults)).toEqual(['ModifiedDateRangeFilter']);
		expect(Object.keys(faultsOf(query('SalesRep', { IncludeLineItems: true })))).toEqual([
			'IncludeLineItems',
		]);
	});

	it.each([
		['2024-05-31T13:45:00.123Z', '2024-05-31T13:45:00+00:00'],
		['2024-05-31T13:45:00-08:00', '2024-05-31T13:45:00-08:00'],
		['2024-05-31T13:45:00', '2024-05-31T13:45:00'],
		['2024-05-31', '2024-05-31'],
	])('writes the time %s so that QuickBooks reads it as it is meant', (given, written) => {
		expect(textOf(query('Customer', { FromModifiedDate: given }))).toContain(
			`<FromModifiedDate>${written}</FromModifiedDate>`,
		);
	});

	it.each([
		'2024-05-31 13:45',
		'2024-13-01',
		'1969-12-31',
		'2039-01-01',
		'2024-05-31T24:00:00',
		'now',
	])('refuses the time %s', (given) => {
		expect(Object.keys(faultsOf(query('Customer', { FromModifiedDate: given })))).toEqual([
			'FromModifiedDate',
		]);
	});

	it('goes on with an iterator, where QuickBooks has one', () => {
		const start = { iterator: { step: 'Start' }, requestId: 'a"1' };
		expect(textOf(query('Customer', { MaxReturned: 50 }, start))).toBe(
			'<CustomerQueryRq requestID="a&quot;1" iterator="Start"><MaxReturned>50</MaxReturned></CustomerQueryRq>',
		);
		const next = { iterator: { step: 'Continue', id: '{12}' } };
		expect(textOf(query('Customer', { MaxReturned: 50 }, next))).toContain(
			'<CustomerQueryRq iterator="Continue" iteratorID="{12}">',
		);
		expect(faultsOf(query('Customer', {}, { iterator: { step: 'Continue' } }))).toEqual({
			MaxReturned: 'is required with an iterator',
			'iterator.id': 'is required to go on; the answer before gave it',
		});
		expect(faultsOf(query('Account', { MaxReturned: 5 }, start))).toEqual({
			iterator: 'is not possible: QuickBooks gives Account out whole',
		});
		expect(
			faultsOf(query('Customer', {}, { requestId: 'x'.repeat(51), metaData: 'MetaDataOnly' })),
		).toEqual({
			requestId: 'has 51 characters; QuickBooks takes at most 50',
		});
	});

	it('finds deleted records', () => {
		const range = { FromDeletedDate: '2024-01-01', ToDeletedDate: '2024-02-01' };
		const record = { DeletedDateRangeFilter: range, TxnDelType: ['Invoice', 'Bill'] };
		expect(textOf(query('TxnDeleted', record))).toMatch(
			/^<TxnDeletedQueryRq><TxnDelType>Invoice<\/TxnDelType><TxnDelType>Bill<\/TxnDelType><DeletedDateRangeFilter>/,
		);
	});
});

describe('a report', () => {
	it('is asked for in its family', () => {
		const family = reportFamily('ProfitAndLossStandard')!;
		expect(family).toEqual({
			object: 'GeneralSummaryReport',
			typeElement: 'GeneralSummaryReportType',
		});
		const record = {
			ReportBasis: 'Cash',
			ReportPeriod: { FromReportDate: '2024-01-01' },
			[family.typeElement]: 'ProfitAndLossStandard',
		};
		expect(textOf(query(family.object, record))).toBe(
			'<GeneralSummaryReportQueryRq><GeneralSummaryReportType>ProfitAndLossStandard</GeneralSummaryReportType>' +
				'<ReportPeriod><FromReportDate>2024-01-01</FromReportDate></ReportPeriod><ReportBasis>Cash</ReportBasis></GeneralSummaryReportQueryRq>',
		);
		expect(reportFamily('Horoscope')).toBeUndefined();
	});

	it('of its own columns says what it lacks', () => {
		expect(faultsOf(query('CustomDetailReport', {}))).toEqual({
			CustomDetailReportType: 'is required',
			SummarizeRowsBy: 'is required',
			IncludeColumn: 'is required',
		});
	});
});

describe('what removes', () => {
	it.each([
		[
			'Invoice',
			'delete',
			{ TxnID: '1-1' },
			'TxnDel',
			'<TxnDelType>Invoice</TxnDelType><TxnID>1-1</TxnID>',
		],
		[
			'ItemService',
			'delete',
			{ ListID: '1-1' },
			'ListDel',
			'<ListDelType>ItemService</ListDelType><ListID>1-1</ListID>',
		],
		[
			'Invoice',
			'void',
			{ TxnID: '1-1' },
			'TxnVoid',
			'<TxnVoidType>Invoice</TxnVoidType><TxnID>1-1</TxnID>',
		],
	] as const)('%s: %s', (object, operation, record, name, inner) => {
		expect(textOf({ object, operation, record })).toBe(`<${name}Rq>${inner}</${name}Rq>`);
		const whole = { ...record, Memo: 'all of the record', EditSequence: '1' };
		expect(textOf({ object, operation, record: whole })).toBe(`<${name}Rq>${inner}</${name}Rq>`);
		expect(Object.values(faultsOf({ object, operation, record: {} }))).toEqual(['is required']);
	});
});

describe('a document', () => {
	const message = writeRequest({ version: '13.0', object: 'Host', operation: 'query', record: {} });

	it('has the head that QuickBooks asks for', () => {
		const options = { version: '13.0', onError: 'stopOnError', newMessageSetId: 'a1' } as const;
		expect(writeDocument([message], options)).toBe(
			'<?xml version="1.0" encoding="utf-8"?>\n<?qbxml version="13.0"?>\n<QBXML>\n' +
				'<QBXMLMsgsRq newMessageSetID="a1" onError="stopOnError">\n<HostQueryRq></HostQueryRq>\n</QBXMLMsgsRq>\n</QBXML>\n',
		);
		expect(readDocument(writeDocument([], { ...options, oldMessageSetId: 'a0' }))).toEqual({
			version: '13.0',
			set: 'QBXMLMsgsRq',
			attributes: { newMessageSetID: 'a1', oldMessageSetID: 'a0', onError: 'stopOnError' },
			messages: [],
		});
	});

	it('is refused when its options are not for QuickBooks', () => {
		const options = { version: '13', onError: 'stopOnError', newMessageSetId: '' } as const;
		expect(() => writeDocument([message], options)).toThrow(InvalidRequestError);
		expect(() => writeDocument([message], options)).toThrow(
			'newMessageSetId must have 1 to 24 characters. version must be a version of qbXML such as 13.0.',
		);
	});

	it('of subscriptions is one of its own', () => {
		const subscription = writeRequest({
			...{ version: '13.0', object: 'Subscription', operation: 'delete' },
			record: {
				SubscriberID: '{12345678-90AB-CDEF-1234-567890ABCDEF}',
				SubscriptionType: 'Data',
			},
		} as const);
		const options = { version: '13.0', onError: 'stopOnError' } as const;
		expect(writeDocument([subscription], options)).toContain(
			'<QBXMLSubscriptionMsgsRq>\n<SubscriptionDelRq>',
		);
		expect(() => writeDocument([subscription, message], options)).toThrow(
			'a document of their own',
		);
	});

	it('can point from one request at the record of another', () => {
		const add = writeRequest({
			...{ version: '13.0', object: 'Invoice', operation: 'add', defMacro: 'TxnID:New' },
			record: { CustomerRef: { ListID: '8-1' } },
		} as const);
		expect(add.text).toContain('<InvoiceAddRq><InvoiceAdd defMacro="TxnID:New">');
		const record = {
			CustomerRef: { ListID: '8-1' },
			AppliedToTxn: [{ TxnID: { useMacro: 'TxnID:New' }, PaymentAmount: '5' }],
		};
		expect(textOf({ object: 'ReceivePayment', operation: 'add', record })).toContain(
			'<AppliedToTxnAdd><TxnID useMacro="TxnID:New"/><PaymentAmount>5.00</PaymentAmount></AppliedToTxnAdd>',
		);
	});
});

describe('the objects', () => {
	it('are those of qbXML 14', () => {
		const facts = objectNames().map((name) => objectFacts(name)!);
		const records = facts.filter(({ kind }) => ['list', 'other', 'txn'].includes(kind));
		expect(records).toHaveLength(84);
		expect(facts.filter(({ kind }) => kind === 'report')).toHaveLength(10);
		expect(objectFacts('toString')).toBeUndefined();
		expect(objectFacts('Invoice')).toMatchObject({
			key: 'TxnID',
			nameField: 'RefNumber',
			txnDelType: 'Invoice',
		});
	});

	it('can be limited in what an answer of a write shows', () => {
		const record = { Name: 'x' };
		const includeRetElement = ['ListID', 'EditSequence'];
		expect(textOf({ object: 'Customer', operation: 'add', record, includeRetElement })).toMatch(
			/<\/CustomerAdd><IncludeRetElement>ListID<\/IncludeRetElement><IncludeRetElement>EditSequence<\/IncludeRetElement><\/CustomerAddRq>$/,
		);
	});
});
