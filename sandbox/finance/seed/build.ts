import { CompanyFile, timeText } from '../companyFile';
import { resourceNamed, type FinanceRecord } from '../kinds';
import { amountText, sum, times } from '../money';
import { putLists, seeded } from './lists';

type SeedLine = [item: string, quantity: string, price: string];

interface SeedDocument {
	value: 'invoice' | 'bill' | 'salesOrder';
	number: string;
	whom: string;
	date: string;
	lines: SeedLine[];
	/** The transaction id that samples refer to. */
	txnId?: string;
}

const DOCUMENTS: SeedDocument[] = [
	{
		value: 'bill',
		number: '201',
		whom: 'Patton Hardware Supplies',
		date: '2017-05-19',
		lines: [['Hardware:Brass hinges', '100', '8.50']],
		txnId: '3EA2-1495189990',
	},
	{
		value: 'bill',
		number: '7764',
		whom: 'Timberloft Lumber',
		date: '2017-06-02',
		lines: [['Lumber', '40', '12.25']],
	},
	...(
		[
			['Blue, Dale', '1 Deposit 250.00'],
			['Keenan, Bridget:Sun Room', '12 Framing 55.00'],
			['Keenan, Bridget:Storage Shed', '4 Wood Door 120.00'],
			['Abercrombie, Kristy:Kitchen', '3 Cabinets:Light Pine 1799.00'],
			['Pretell Real Estate:75 Sunset Rd.', '16 Painting 35.00'],
			['Cook, Brian:Kitchen', '8 Installation 35.00'],
		] as const
	).map(([whom, text], index): SeedDocument => {
		const [, quantity, item, price] = /^(\S+) (.*) (\S+)$/.exec(text)!;
		return {
			value: 'invoice',
			number: String(101 + index),
			whom,
			date: `2017-06-${String(10 + index)}`,
			lines: [[item, quantity, price]],
		};
	}),
	{
		value: 'salesOrder',
		number: '7001',
		whom: 'Violette, Mike:Workshop',
		date: '2017-07-03',
		lines: [
			['Wood Door', '2', '120.00'],
			['Installation', '6', '35.00'],
		],
	},
];

function base(company: CompanyFile, date: string, txnId?: string): FinanceRecord {
	const at = new Date(`${date}T16:00:00Z`);
	return {
		TxnID: txnId ?? company.newTxnId(at),
		TimeCreated: timeText(at),
		TimeModified: timeText(at),
		EditSequence: company.newEditSequence(at),
		TxnNumber: String(company.next('txnNumber')),
		TxnDate: date,
	};
}

function putDocument(company: CompanyFile, document: SeedDocument): FinanceRecord {
	const { value, number, whom, date, lines, txnId } = document;
	const resource = resourceNamed(value);
	const isBill = value === 'bill';
	const record = base(company, date, txnId);
	const rows = lines.map(([item, quantity, price]) => ({
		TxnLineID: company.newTxnId(new Date(`${date}T16:00:00Z`)),
		ItemRef: seeded(company, 'product', item),
		Quantity: quantity,
		[isBill ? 'Cost' : 'Rate']: price,
		Amount: amountText(times(quantity, price)),
	}));
	const total = amountText(sum(lines.map(([, quantity, price]) => times(quantity, price))));
	const worth = isBill
		? { AmountDue: total }
		: { Subtotal: total, SalesTaxPercentage: '0.00', SalesTaxTotal: '0.00' };
	const stored: FinanceRecord = {
		...record,
		[isBill ? 'VendorRef' : 'CustomerRef']: seeded(company, isBill ? 'vendor' : 'customer', whom),
		RefNumber: number,
		...(value === 'salesOrder' ? { TotalAmount: total } : { DueDate: date }),
		...worth,
		[resource.lines[0].key]: rows,
	};
	company.add(resource, stored);
	return stored;
}

/** One invoice is paid, so that there is one of each. */
function putPayment(company: CompanyFile, invoice: FinanceRecord): void {
	const { TxnID, TxnDate, RefNumber, Subtotal, CustomerRef } = invoice;
	company.add(resourceNamed('payment'), {
		...base(company, '2017-06-30'),
		CustomerRef,
		RefNumber: '5501',
		TotalAmount: Subtotal,
		AppliedToTxn: [
			{ TxnID, TxnType: 'Invoice', TxnDate, RefNumber, BalanceRemaining: '0.00', Amount: Subtotal },
		],
	});
}

/**
 * A company file with a small builder's books: about 150 connected records, those that samples of the service
 * refer to among them. It is the same for every instance. In: how many further customers it has.
 */
export function seedCompany(extraCustomers: number): CompanyFile {
	const company = new CompanyFile();
	putLists(company, extraCustomers);
	const documents = DOCUMENTS.map((document) => putDocument(company, document));
	putPayment(company, documents[documents.length - 2]);
	return company;
}
