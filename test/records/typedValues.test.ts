import fc from 'fast-check';

import { compareDecimals } from '../../nodes/QuickBooksEnterprise/catalogue/validation/decimal';
import { asText, withTypes } from '../../nodes/QuickBooksEnterprise/records/typedValues';

const NUMBERS = ['Amount', 'Balance', 'Quantity', 'Rate', 'TaxRate', 'ExchangeRate', 'Sublevel'];

describe('The values of a record', () => {
	it('have their types, as deep as they stand, and texts stay texts', () => {
		const record = {
			Name: '5397.00',
			RefNumber: '1042',
			Phone: '5550100',
			AccountNumber: '4711',
			IsActive: 'true',
			Balance: '5397.00',
			Sublevel: '0',
			Memo: 'true',
			BillAddress: { PostalCode: '94587', Addr1: '12' },
			CustomerRef: { ListID: '80000002-1484947875', FullName: '12' },
			InvoiceLineRet: [{ Quantity: '2.5', Rate: '0.00125', Amount: '-3.10', Desc: '7' }],
			InvoiceLineGroupRet: [{ IsPrintItemsInGroup: 'false', InvoiceLineRet: [{ Amount: '0.00' }] }],
			DataExtRet: [{ DataExtName: 'Points', DataExtType: 'AMTTYPE', DataExtValue: '12.00' }],
		};
		const kept = JSON.stringify(record);
		expect(withTypes(record)).toEqual({
			...record,
			IsActive: true,
			Balance: 5397,
			Sublevel: 0,
			InvoiceLineRet: [{ Quantity: 2.5, Rate: 0.00125, Amount: -3.1, Desc: '7' }],
			InvoiceLineGroupRet: [{ IsPrintItemsInGroup: false, InvoiceLineRet: [{ Amount: 0 }] }],
		});
		expect(JSON.stringify(record)).toBe(kept);
	});

	it.each([
		['123456789012345', 123456789012345],
		['9999999999999.99', 9999999999999.99],
		['-9999999999999.99', -9999999999999.99],
		['0.000001', 0.000001],
		['10', 10],
		['100.10', 100.1],
	])('are the number that the text is: %s', (text, number) => {
		expect(withTypes({ Amount: text })).toEqual({ Amount: number });
	});

	it.each([
		...['1234567890123456', '99999999999999.99', '0.1234567890123456', '0.0000001'],
		...['-0', '-0.00', '007', '00.5', '.5', '5.', '+5', ' 5', '5 ', '1e3', '0x10', '1,000.00'],
		...['12.00%', '$5', 'NaN', 'Infinity', '', '-', '5\n', '٥'],
	])('stay text where that is no plain number: %j', (text) => {
		expect(withTypes({ Amount: text, Quantity: text })).toEqual({ Amount: text, Quantity: text });
	});

	it.each<[given: unknown, expected: unknown]>([
		['true', true],
		['false', false],
		['TRUE', true],
		['1', true],
		['0', false],
		...['', 'yes', 'constructor', ' true', '2'].map((text): [unknown, unknown] => [text, text]),
		[null, null],
		[true, true],
		[5, 5],
	])('are the boolean that QuickBooks means: %j', (given, expected) => {
		expect(withTypes({ IsActive: given })).toEqual({ IsActive: expected });
	});

	it('are looked at in no time, however long they are', () => {
		const long = `0.${'0'.repeat(2_000_000)}1`;
		expect(withTypes({ Amount: long, IsActive: long })).toEqual({ Amount: long, IsActive: long });
	});

	it('stay what else a service sent', () => {
		const odd = {
			Amount: null,
			Quantity: 5.5,
			Balance: [],
			Rate: {},
			IsPaid: [{}],
			__proto__x: '5',
		};
		expect(withTypes(odd)).toEqual(odd);
		const trap = JSON.parse('{"__proto__": {"Amount": "5.00"}, "Amount": "1.00"}') as object;
		expect(JSON.stringify(withTypes({ ...trap }))).toBe('{"__proto__":{"Amount":5},"Amount":1}');
		expect(Object.getPrototypeOf(withTypes({ ...trap }))).toBe(Object.prototype);
	});
});

describe('The way back', () => {
	it('writes what QuickBooks takes, and leaves alone what is text to it', () => {
		expect(
			asText({
				RefNumber: 1042,
				IsToBePrinted: false,
				Duration: 480,
				CreditLimit: 5397,
				ExpenseLineRet: [{ Amount: 0.5, Memo: 12 }, { Amount: '7.1' }, { Amount: -3.25 }],
				ItemLineRet: [{ Quantity: 3, Cost: 0.00125 }],
			}),
		).toEqual({
			RefNumber: 1042,
			IsToBePrinted: 'false',
			Duration: 480,
			CreditLimit: '5397.00',
			ExpenseLineRet: [{ Amount: '0.50', Memo: 12 }, { Amount: '7.1' }, { Amount: '-3.25' }],
			ItemLineRet: [{ Quantity: '3', Cost: '0.00125' }],
		});
	});

	it('rounds nothing and hides nothing', () => {
		expect(asText({ Amount: 0.1 + 0.2, Balance: 1e21, CreditLimit: Number.NaN })).toEqual({
			Amount: '0.30000000000000004',
			Balance: '1e+21',
			CreditLimit: 'NaN',
		});
	});

	const decimal = fc
		.tuple(
			fc.constantFrom('', '-'),
			fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 17 }),
			fc.string({ unit: fc.constantFrom(...'0000123456789'), maxLength: 8 }),
		)
		.map(([sign, whole, part]) => `${sign}${whole}${part === '' ? '' : `.${part}`}`);

	it('gives the same value, to the last digit, for any decimal text', () => {
		let converted = 0;
		fc.assert(
			fc.property(fc.constantFrom(...NUMBERS), decimal, (name, text) => {
				const { [name]: typed } = withTypes<Record<string, unknown>>({ [name]: text });
				const { [name]: again } = asText<Record<string, unknown>>({ [name]: typed });
				expect(['string', 'number']).toContain(typeof typed);
				expect(compareDecimals(String(again), text)).toBe(0);
				if (typeof typed === 'string') expect(again).toBe(text);
				else converted += 1;
			}),
			{ numRuns: 3000 },
		);
		expect(converted).toBeGreaterThan(1000);
	});

	it('gives the same text for amounts as QuickBooks writes them', () => {
		const cents = fc.bigInt({ min: -(10n ** 15n) + 1n, max: 10n ** 15n - 1n });
		fc.assert(
			fc.property(cents, (each) => {
				const digits = String(each < 0n ? -each : each).padStart(3, '0');
				const text = `${each < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
				const typed = withTypes<Record<string, unknown>>({ Amount: text });
				expect(typeof typed.Amount).toBe('number');
				expect(asText(typed)).toEqual({ Amount: text });
			}),
			{ numRuns: 2000 },
		);
	});
});
