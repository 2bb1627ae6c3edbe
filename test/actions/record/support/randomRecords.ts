import fc, { type Arbitrary } from 'fast-check';

import { resourceByValue } from '../../../../nodes/QuickBooksEnterprise/catalogue/resources';
import { named, type Row } from './books';

let made = 0;

/** Different in every record, and text though it looks like a number. */
const number = () => `0${++made}`;

const bool = fc.constantFrom('true', 'false');
const decimal = (most: number, places: number): Arbitrary<string> =>
	fc.tuple(fc.nat(most), fc.nat(10 ** places - 1)).map(([whole, part]) => {
		const digits = String(part).padStart(places, '0');
		return `${whole}.${digits}`;
	});
const amount = decimal(99_999, 2);
const price = decimal(999, 5);
const quantity = decimal(99, 3);
const text = fc.constantFrom('5.00', 'true', '007', '12', 'Ferry');
const rows = (row: Arbitrary<Row>) => fc.array(row, { minLength: 1, maxLength: 3 });

const sold = rows(
	fc.oneof(
		fc.record({ Desc: text, Quantity: quantity, Rate: price }),
		fc.record({ Desc: text, Amount: amount }),
	),
).map((lines) => lines.map((line) => ({ ItemRef: named('Painting'), ...line })));
const spent = rows(fc.record({ Amount: amount, Memo: text })).map((lines) =>
	lines.map((line) => ({ AccountRef: named('Job Expenses:Job Materials'), ...line })),
);

/** Whole records with values of all kinds; what they refer to is in the sandbox's example company. */
export const RANDOM_RECORDS: Readonly<Record<string, Arbitrary<Row>>> = {
	customer: fc.record({ CreditLimit: amount, Phone: text, AccountNumber: text, Notes: text }),
	vendor: fc.record({ CreditLimit: amount, IsVendorEligibleFor1099: bool, AccountNumber: text }),
	taxCode: fc.record({ IsTaxable: bool, Desc: text }),
	taxRate: fc.record({ TaxRate: decimal(30, 2), ItemDesc: text }),
	product: fc.record({
		SalesOrPurchase: fc.record({ Price: price, Desc: text }),
		ItemType: fc.constant('ItemService'),
	}),
	invoice: fc.record({ IsPending: bool, IsToBePrinted: bool, Memo: text, InvoiceLineRet: sold }),
	creditMemo: fc.record({ IsToBePrinted: bool, CreditMemoLine: sold }),
	salesReceipt: fc.record({ IsPending: bool, SalesReceiptLine: sold }),
	bill: fc.record({ Memo: text, ExpenseLineRet: spent }),
	vendorCredit: fc.record({ Memo: text, ExpenseLineRet: spent }),
	journalEntry: fc
		.record({ IsAdjustment: bool, each: amount })
		.map(({ IsAdjustment, each: Amount }) => ({
			IsAdjustment,
			JournalDebitLine: [{ AccountRef: named('Rent'), Amount, Memo: '1.00' }],
			JournalCreditLine: [{ AccountRef: named('Checking'), Amount }],
		})),
};

const OF: Readonly<Record<string, Row>> = {
	product: {},
	invoice: { CustomerRef: named('Blue, Dale') },
	creditMemo: { CustomerRef: named('Blue, Dale') },
	salesReceipt: { CustomerRef: named('Blue, Dale') },
	bill: { VendorRef: named('Patton Hardware Supplies') },
	vendorCredit: { VendorRef: named('Patton Hardware Supplies') },
	taxRate: { TaxVendorRef: named('State Board of Equalization') },
};

/** A record that Create or Update can find. */
export function keyed(value: string, record: Row): Row {
	const resource = resourceByValue(value)!;
	const mark =
		resource.kind === 'list' ? { Name: `N${number()}`.slice(-3) } : { RefNumber: number() };
	const whole: Row = { ...OF[value], ...mark, ...record };
	if (value !== 'product') return whole;
	const group = record.SalesOrPurchase as Row;
	return { ...whole, SalesOrPurchase: { ...group, AccountRef: named('Construction Income') } };
}
