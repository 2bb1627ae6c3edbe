import type { CompanyFile } from '../books/companyFile';
import type { QbRecord } from '../record';
import { amountText, cents } from '../books/money';
import { seeded } from './lists';
import { dayAfter, itemRow, pick, putTransaction } from './transactions';

type SeedLine = readonly [item: string, quantity: string, price: string];

/** Customers of the year's invoices. Those that the first documents are about keep the balances that these give them. */
const CUSTOMERS = [
	'Adeyemi, Tola:Garden Wall',
	'Baker, Chris',
	'Birch Street School:Gymnasium Floor',
	'Castellano, Rita:Attic Conversion',
	'Dvorak, Milan',
	'Ekström, Saga:Sauna',
	'Farrow & Daughters:Shop Front',
	'Gupta, Neel:Second Storey Addition',
	'Harbour View Clinic:Laboratory',
	'Kimura, Aiko:Tea House',
	'Lakeside Rowing Club:Boat House',
	'Melton, Johnny:Dental office',
	'Prentice, Adelaide',
	'Quinn, Orla:Windows',
	'St. Brigid Parish:Parish Hall',
	'Vance, Theo:Pool House',
	'Westgate Housing Trust:Block A',
];

/** What is sold; things are taxed, work is not. */
const WORK: SeedLine[] = [
	['Framing', '12', '55.00'],
	['Installation', '6', '35.00'],
	['Demolition', '8', '48.00'],
	['Design Consultation', '3', '95.00'],
	['Electrical Subcontract', '5', '72.50'],
	['Painting', '16', '35.00'],
	['Plumbing Subcontract', '4', '80.00'],
];
const THINGS: SeedLine[] = [
	['Ceramic Tile', '140', '4.20'],
	['Drywall Panel', '24', '14.75'],
	['Floor Oil', '3', '31.40'],
	['Oak Flooring', '65.5', '9.85'],
	['Roof Shingle', '48', '27.30'],
	['Window, Double', '4', '260.00'],
	['Wood Door', '2', '120.00'],
	['Hardware:Door Lock', '5', '38.95'],
	['Door Frame', '1', '150.00'],
];
const CLASSES = ['Remodel', 'New Construction', 'Service'];
const RATES = ['San Tomas', 'East Bayshore', 'Out of State'];
const METHODS = ['Check', 'Visa', 'Cash'];

function saleRow(company: CompanyFile, date: string, line: SeedLine): QbRecord {
	const code = THINGS.includes(line) ? 'Tax' : 'Non';
	const more = { SalesTaxCodeRef: seeded(company, 'SalesTaxCode', code) };
	return itemRow(company, date, line, 'Rate', more);
}

/** A document to a customer with one, two or three lines; its number decides what stands on it. */
function putSale(
	company: CompanyFile,
	value: string,
	key: string,
	number: string,
	date: string,
	index: number,
	more: QbRecord = {},
): QbRecord {
	const lines = [pick(WORK, index), pick(THINGS, index * 2), pick(THINGS, index * 2 + 1)];
	return putTransaction(company, value, date, {
		CustomerRef: seeded(company, 'Customer', pick(CUSTOMERS, index * 3)),
		ClassRef: seeded(company, 'Class', pick(CLASSES, index)),
		RefNumber: number,
		ItemSalesTaxRef: seeded(company, 'ItemSalesTax', pick(RATES, index)),
		...more,
		[key]: lines.slice(0, (index % 3) + 1).map((line) => saleRow(company, date, line)),
	});
}

/** A payment of one invoice. In: how much of it, of four parts. */
export function putPayment(
	company: CompanyFile,
	invoice: QbRecord,
	number: string,
	date: string,
	quarters: bigint,
	index: number,
): void {
	const worth = cents(invoice.Subtotal) + cents(invoice.SalesTaxTotal);
	const amount = amountText((worth * quarters) / 4n);
	putTransaction(company, 'ReceivePayment', date, {
		CustomerRef: invoice.CustomerRef,
		ARAccountRef: seeded(company, 'Account', 'Accounts Receivable'),
		RefNumber: number,
		TotalAmount: amount,
		PaymentMethodRef: seeded(company, 'PaymentMethod', pick(METHODS, index)),
		DepositToAccountRef: seeded(
			company,
			'Account',
			index % 2 === 0 ? 'Checking' : 'Undeposited Funds',
		),
		AppliedToTxnAdd: [{ TxnID: invoice.TxnID, PaymentAmount: amount }],
	});
}

/** When the samples say that their company file got its transactions. */
const SAMPLED = new Date('2017-01-20T21:33:37Z');

/** The receipt that samples of the service show. */
function putWebReceipt(company: CompanyFile): void {
	const date = '2011-06-21';
	const code = { SalesTaxCodeRef: seeded(company, 'SalesTaxCode', 'Non') };
	const row = (id: string, item: string, members: QbRecord): QbRecord => ({
		TxnLineID: `${id}-1484948017`,
		ItemRef: seeded(company, 'Item', item),
		...members,
		...code,
	});
	const sold = (Desc: string, Rate: string) => ({ Desc, Quantity: '1', Rate, Amount: Rate });
	const place = { City: 'Middlefield', State: 'CA', PostalCode: '94471' };
	putTransaction(
		company,
		'SalesReceipt',
		date,
		{
			TxnNumber: '892',
			CustomerRef: seeded(company, 'Customer', 'Barley, Renee'),
			TemplateRef: seeded(company, 'Template', 'Custom Sales Receipt'),
			RefNumber: 'WEB000002',
			BillAddress: { Addr1: 'Renee Barley', Addr2: '4417 N. Sun Valley Rd', ...place },
			ShipAddress: { Addr1: '4417 N. Sun Valley Rd', ...place },
			DueDate: date,
			ShipDate: date,
			ShipMethodRef: seeded(company, 'ShipMethod', 'UPS'),
			DepositToAccountRef: seeded(company, 'Account', 'Undeposited Funds'),
			SalesReceiptLineRet: [
				row('16C6', 'Freight Reimbursement', sold('jjj', '28.00')),
				row('16C7', 'Blueprints', sold('kkj', '54.00')),
				row('16C8', 'San Tomas', {
					Desc: 'CA sales tax, San Tomas County',
					Rate: '0',
					Amount: '0.00',
				}),
			],
		},
		{ txnId: '16C4-1484948017', at: SAMPLED },
	);
}

/** The invoice that samples of the service link to. */
function putWebInvoice(company: CompanyFile): void {
	const date = '2011-06-21';
	putTransaction(
		company,
		'Invoice',
		date,
		{
			CustomerRef: seeded(company, 'Customer', 'Burch, Jason:Room Addition'),
			ClassRef: seeded(company, 'Class', 'Automatic Pool Systems'),
			RefNumber: 'WEB000003',
			TermsRef: seeded(company, 'StandardTerms', '1% 10 Net 30'),
			InvoiceLineRet: [
				itemRow(company, date, ['Hardware:Doorknobs Std', '4', '30.00'], 'Rate'),
				itemRow(company, date, ['Hardware:Lk Doorknobs', '2', '38.00'], 'Rate'),
			],
		},
		{ txnId: '16D1-1484948017', at: SAMPLED },
	);
}

/** A year of sales: 48 invoices with 34 payments, receipts, credits and orders. */
export function putSales(company: CompanyFile): void {
	const terms = { TermsRef: seeded(company, 'StandardTerms', 'Net 30') };
	let payments = 0;
	for (let index = 0; index < 48; index += 1) {
		const date = dayAfter('2017-02-06', index * 6);
		const due = { ...terms, DueDate: dayAfter(date, 30) };
		const number = String(107 + index);
		const invoice = putSale(company, 'Invoice', 'InvoiceLineRet', number, date, index, due);
		const quarters = pick([4n, 2n, 0n, 4n, 4n, 1n, 4n], index);
		if (quarters === 0n) continue;
		payments += 1;
		putPayment(
			company,
			invoice,
			String(5501 + payments),
			dayAfter(date, 5 + (index % 20)),
			quarters,
			index,
		);
	}
	putWebReceipt(company);
	putWebInvoice(company);
	const deposit = { DepositToAccountRef: seeded(company, 'Account', 'Checking') };
	for (let index = 0; index < 9; index += 1) {
		const date = dayAfter('2017-03-01', index * 31);
		const number = String(301 + index);
		putSale(company, 'SalesReceipt', 'SalesReceiptLineRet', number, date, index + 2, deposit);
	}
	for (let index = 0; index < 5; index += 1) {
		const date = dayAfter('2017-04-18', index * 47);
		putSale(company, 'CreditMemo', 'CreditMemoLineRet', String(401 + index), date, index * 3);
	}
	for (let index = 0; index < 8; index += 1) {
		const date = dayAfter('2017-08-02', index * 17);
		const number = String(7002 + index);
		putSale(company, 'SalesOrder', 'SalesOrderLineRet', number, date, index + 4, terms);
	}
}
