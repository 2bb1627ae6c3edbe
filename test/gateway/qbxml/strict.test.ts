import {
	InvalidRequestError,
	UnsupportedOperationError,
	writeRequest,
	type JsonRecord,
} from '../../../gateway/qbxml';
import { faultsOf, textOf } from './support/faultsOf';

const CUSTOMER = { FullName: 'Blue, Dale' };
const LINE = { ItemRef: { FullName: 'Deposit' }, Quantity: '3' };

const invoice = (record: JsonRecord, more: object = {}) =>
	faultsOf({
		object: 'Invoice',
		operation: 'add',
		record: { CustomerRef: CUSTOMER, ...record },
		...more,
	});

describe('what QuickBooks would refuse', () => {
	it('is named all at once, each with its path', () => {
		const record = {
			RefNumber: '123456789012',
			TxnDate: '2024-02-30',
			Memo: 'bell \u0007',
			Colour: 'red',
			InvoiceLineRet: [LINE, { ...LINE, Rate: '1,50' }, { ...LINE, SalesTaxCodeRef: 'Non' }],
		};
		const call = { object: 'Invoice', operation: 'add', record, version: '13.0' } as const;
		expect(() => writeRequest(call)).toThrow(InvalidRequestError);
		expect(faultsOf(call)).toEqual({
			CustomerRef: 'is required',
			RefNumber: 'has 12 characters; QuickBooks takes at most 11',
			TxnDate: 'must be a date such as 2024-05-31, from the year 1901 on',
			Memo: 'holds the character U+0007, which XML or QuickBooks does not take; leave it out',
			Colour: 'is not a member that QuickBooks has here; leave it out or correct its name',
			'InvoiceLineRet[1].Rate': 'must be a price such as 0.00125, with a point and no other signs',
			'InvoiceLineRet[2].SalesTaxCodeRef': 'must be an object with a ListID or a FullName',
		});
		expect(() => writeRequest(call)).toThrow(
			/^InvoiceAdd was not sent to QuickBooks\. Colour is not .* InvoiceLineRet\[1\]\.Rate must be/s,
		);
	});

	it.each<[string, unknown, string | RegExp]>([
		['Memo', 'x'.repeat(4096), 'has 4096 characters; QuickBooks takes at most 4095'],
		['Memo', 'to \u2192', /^holds "\u2192" \(U\+2192\), which QuickBooks cannot keep/],
		['Memo', 'half \ud83d', /U\+D83D/],
		['Memo', '\u{1f600}', /U\+1F600/],
		['Memo', '\u0000', /U\+0000/],
		['Memo', '\u0085', /U\+0085/],
		['Memo', { text: 'x' }, 'must be a single value, neither an object nor a list'],
		['Memo', ['a', 'b'], 'must be one value, not a list'],
		['Memo', true, 'must be text'],
		['IsPending', 'yes', 'must be true or false'],
		['DueDate', '31.05.2024', /^must be a date/],
		['DueDate', '1900-12-31', /1901/],
		['DueDate', '2024-05-31T00:00:00', /^must be a date/],
		['ExchangeRate', 'NaN', /^must be a number/],
		['ExchangeRate', 1e21, 'is a number that has no plain form; give it as text'],
		['ExchangeRate', 2 ** 60, /no plain form/],
		['ExternalGUID', '0', /^must be a GUID/],
		['CustomerRef', { Name: 'x' }, 'must name a ListID or a FullName'],
		['CustomerRef', { FullName: 'x'.repeat(210) }, undefined as never],
		['TermsRef', { FullName: 'x', Days: 30 }, undefined as never],
	])('%s: %j is refused', (member, value, wanted) => {
		const faults = invoice({ [member]: value });
		const message = faults[member];
		if (wanted instanceof RegExp) expect(message).toMatch(wanted);
		else if (wanted !== undefined) expect(message).toBe(wanted);
		else expect(Object.keys(faults)[0]).toMatch(new RegExp(`^${member}\\.`));
	});

	it.each<[string, unknown, string]>([
		['0.1', '0.1', '0.10'],
		['five', 5, '5.00'],
		['leading zeros', '00.01', '0.01'],
		['no whole part', '.5', '0.50'],
		['trailing zeros', '7.50000', '7.50'],
		['negative', '-3', '-3.00'],
		['a long amount', '12345678901234567.89', '12345678901234567.89'],
		['minus zero', '-0', '0.00'],
	])('an amount keeps its digits: %s', (_name, value, text) => {
		const request = textOf({
			object: 'Invoice',
			operation: 'add',
			record: { CustomerRef: CUSTOMER, InvoiceLine: { Amount: value } },
		});
		expect(request).toContain(`<Amount>${text}</Amount>`);
	});

	it.each(['1.234', '1,234.00', '$5', '5 ', '1e3', '--5', '.', '0x10', 'Infinity', 0.1 + 0.2])(
		'an amount is not rounded or guessed: %j',
		(value) => {
			expect(Object.keys(invoice({ InvoiceLine: [{ Amount: value }] }))).toEqual([
				'InvoiceLine[0].Amount',
			]);
		},
	);

	it('a price has five decimals, a quantity loses its zeros', () => {
		const record = { CustomerRef: CUSTOMER, InvoiceLine: [{ Quantity: '2.500', Rate: 0.00125 }] };
		const text = textOf({ object: 'Invoice', operation: 'add', record });
		expect(text).toContain('<Quantity>2.5</Quantity><Rate>0.00125</Rate>');
		expect(invoice({ InvoiceLine: [{ Rate: '0.001255' }] })).toEqual({
			'InvoiceLine[0].Rate': 'has 6 decimals; QuickBooks takes at most 5',
		});
	});

	it('numbers have bounds', () => {
		const terms = (day: unknown) =>
			faultsOf({
				object: 'DateDrivenTerms',
				operation: 'add',
				record: { Name: 'Monthly', DayOfMonthDue: day },
			});
		expect(terms('31')).toEqual({});
		expect(terms(32)).toEqual({ DayOfMonthDue: 'is 32; the greatest is 31' });
		expect(terms('0')).toEqual({ DayOfMonthDue: 'is 0; the least is 1' });
		expect(terms('1.5')).toEqual({ DayOfMonthDue: 'must be a whole number' });
	});

	it('choices take one, and say which', () => {
		expect(invoice({ InvoiceLine: [{ Rate: '1', RatePercent: '5' }] })).toEqual({
			'InvoiceLine[0].Rate': 'cannot go with InvoiceLine[0].RatePercent; give one of them',
		});
		const payment = (record: JsonRecord) =>
			faultsOf({
				object: 'ReceivePayment',
				operation: 'add',
				record: { CustomerRef: CUSTOMER, ...record },
			});
		expect(payment({})).toEqual({ IsAutoApply: 'is required, or AppliedToTxn' });
		const applied = { AppliedToTxn: [{ TxnID: '1-1' }] };
		expect(payment({ IsAutoApply: 'false', ...applied })).toEqual({});
		expect(Object.keys(payment({ IsAutoApply: true, ...applied }))).toEqual(['IsAutoApply']);
	});

	it('enumerations are exact', () => {
		const account = (AccountType: string) =>
			faultsOf({ object: 'Account', operation: 'add', record: { Name: 'x', AccountType } });
		expect(account('bank')).toEqual({ AccountType: 'must be written Bank' });
		expect(account('Money').AccountType).toMatch(
			/^must be one of AccountsPayable, .*, OtherIncome$/,
		);
	});

	it('a list of lines that has to be there is asked for', () => {
		const order = { CustomerRef: CUSTOMER, SalesOrderLine: [] };
		expect(faultsOf({ object: 'SalesOrder', operation: 'add', record: order })).toEqual({
			SalesOrderLine: 'is required: at least one of SalesOrderLine, SalesOrderLineGroup',
		});
	});

	it('version and edition decide what there is', () => {
		expect(invoice({ Other: 'x' }, { version: '5.0' })).toEqual({
			Other: 'needs qbXML 6.0; this QuickBooks speaks 5.0',
		});
		expect(invoice({ IsTaxIncluded: true })).toEqual({
			IsTaxIncluded: 'is not there in the US edition of QuickBooks',
		});
		expect(invoice({ IsTaxIncluded: true }, { edition: 'CA' })).toEqual({});
		const code = { CustomerSalesTaxCodeRef: { FullName: 'Longer' } };
		expect(invoice(code)).toEqual({
			'CustomerSalesTaxCodeRef.FullName': 'has 6 characters; QuickBooks takes at most 3',
		});
		expect(invoice(code, { edition: 'AU' })).toEqual({});
		const wage = { Name: 'x', WageType: 'HourlyOvertime', ExpenseAccountRef: { FullName: 'x' } };
		expect(
			faultsOf({ object: 'PayrollItemWage', operation: 'add', record: wage, version: '4.0' }),
		).toEqual({ WageType: 'is HourlyOvertime, which qbXML 4.0 does not know yet' });
	});

	it('a version that is none is refused', () => {
		expect(invoice({}, { version: 'latest' })).toEqual({
			version: 'must be a version of qbXML such as 13.0',
		});
	});

	it.each([
		['Gadget', 'add', 'QuickBooks has no object Gadget.'],
		['constructor', 'add', 'QuickBooks has no object constructor.'],
		['ShipMethod', 'mod', 'QuickBooks cannot change ShipMethod.'],
		['Transfer', 'delete', 'QuickBooks cannot delete Transfer.'],
		['Customer', 'void', 'QuickBooks cannot void Customer.'],
		['SalesTaxReturn', 'query', 'The US edition of QuickBooks has no SalesTaxReturnQuery.'],
	] as const)('%s: %s is not possible', (object, operation, message) => {
		const call = () => textOf({ object, operation, record: {} });
		expect(call).toThrow(UnsupportedOperationError);
		expect(call).toThrow(message);
	});

	it('a request that came later is not there before', () => {
		const call = { object: 'Lead', operation: 'add', record: { FullName: 'x' } } as const;
		expect(() => textOf({ ...call, version: '12.0' })).toThrow('LeadAdd needs qbXML 13.0');
		const merge = { object: 'Class', operation: 'merge', record: {} } as const;
		expect(() => textOf({ ...merge, version: '7.0' })).toThrow('qbXML 7.0 cannot merge Class');
	});
});

describe('characters that QuickBooks keeps', () => {
	it('are written in ASCII, whatever they are', () => {
		const Memo = 'R&D <5\u00a0\u20ac "caf\u00e9"\r\nnext\tline\u2019s';
		const text = textOf({
			object: 'Invoice',
			operation: 'add',
			record: { CustomerRef: CUSTOMER, Memo },
		});
		expect(text).toContain(
			'<Memo>R&amp;D &lt;5&#160;&#8364; &quot;caf&#233;&quot;&#10;next&#9;line&#8217;s</Memo>',
		);
	});

	it('accents that stand apart are joined with their letter', () => {
		const text = textOf({
			object: 'Customer',
			operation: 'add',
			record: { Name: 'Cafe\u0301' },
		});
		expect(text).toContain('<Name>Caf&#233;</Name>');
	});
});

describe('spellings', () => {
	const texts = ['InvoiceLine', 'InvoiceLineRet', 'InvoiceLineAdd', 'InvoiceLineMod'].map((key) =>
		textOf({
			object: 'Invoice',
			operation: 'add',
			record: { CustomerRef: CUSTOMER, [key]: [LINE] },
		}),
	);

	it('Ret, Add, Mod and none are the same', () => {
		expect(new Set(texts).size).toBe(1);
		expect(texts[0]).toContain('<InvoiceLineAdd><ItemRef>');
	});

	it('two at once are refused', () => {
		expect(invoice({ InvoiceLine: [LINE], InvoiceLineRet: [LINE] })).toEqual({
			InvoiceLineRet: 'is the same as InvoiceLine; give one of them',
		});
	});

	it('what QuickBooks only shows is left out, at every depth', () => {
		const record = {
			CustomerRef: CUSTOMER,
			TxnID: '1-1',
			EditSequence: '1',
			TimeCreated: '2017-01-20T21:33:37+00:00',
			Subtotal: '82.00',
			BillAddressBlock: { Addr1: 'x' },
			LinkedTxn: [{ TxnID: '1-2' }],
			InvoiceLineRet: [{ ...LINE, TxnLineID: '2-1', OverrideUOMSetRef: { FullName: 'x' } }],
			InvoiceLineGroupRet: [
				{ ItemGroupRef: { FullName: 'Set' }, TotalAmount: '5', InvoiceLineRet: [LINE] },
			],
		};
		const text = textOf({ object: 'Invoice', operation: 'add', record });
		expect(text).toBe(
			'<InvoiceAddRq><InvoiceAdd><CustomerRef><FullName>Blue, Dale</FullName></CustomerRef>' +
				'<InvoiceLineAdd><ItemRef><FullName>Deposit</FullName></ItemRef><Quantity>3</Quantity></InvoiceLineAdd>' +
				'<InvoiceLineGroupAdd><ItemGroupRef><FullName>Set</FullName></ItemGroupRef></InvoiceLineGroupAdd>' +
				'</InvoiceAdd></InvoiceAddRq>',
		);
	});

	it('what no record of this kind has is refused, and a slip of case is told', () => {
		expect(
			faultsOf({ object: 'JournalEntry', operation: 'add', record: { Memo: 'x' } }).Memo,
		).toMatch(/^is not a member/);
		expect(invoice({ refnumber: '1' }).refnumber).toBe(
			'is not a member that QuickBooks has here; write RefNumber',
		);
		const inherited = JSON.parse('{"__proto__":{"Memo":"x"},"constructor":1}') as JsonRecord;
		expect(Object.keys(invoice(inherited)).sort()).toEqual(['__proto__', 'constructor']);
	});
});
