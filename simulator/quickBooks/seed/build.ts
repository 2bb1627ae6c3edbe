import { putObjects } from './objects';
import { CompanyFile } from '../books/companyFile';
import type { QbRecord } from '../record';
import { putFurther } from './further';
import { putGeneral, putOpening } from './general';
import { putLists, seeded } from './lists';
import { putPurchases } from './purchases';
import { putPayment, putSales } from './sales';
import { itemRow, putTransaction } from './transactions';

type SeedLine = [item: string, quantity: string, price: string];

interface SeedDocument {
	value: 'Bill' | 'Invoice' | 'SalesOrder';
	number: string;
	whom: string;
	date: string;
	lines: SeedLine[];
	/** The transaction id that samples refer to. */
	txnId?: string;
}

const DOCUMENTS: SeedDocument[] = [
	{
		value: 'Bill',
		number: '201',
		whom: 'Patton Hardware Supplies',
		date: '2017-05-19',
		lines: [['Hardware:Brass hinges', '100', '8.50']],
		txnId: '3EA2-1495189990',
	},
	{
		value: 'Bill',
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
			value: 'Invoice',
			number: String(101 + index),
			whom,
			date: `2017-06-${String(10 + index)}`,
			lines: [[item, quantity, price]],
		};
	}),
	{
		value: 'SalesOrder',
		number: '7001',
		whom: 'Violette, Mike:Workshop',
		date: '2017-07-03',
		lines: [
			['Wood Door', '2', '120.00'],
			['Installation', '6', '35.00'],
		],
	},
];

const LINES = {
	Bill: 'ItemLineRet',
	Invoice: 'InvoiceLineRet',
	SalesOrder: 'SalesOrderLineRet',
};

function putDocument(company: CompanyFile, document: SeedDocument): QbRecord {
	const { value, number, whom, date, lines, txnId } = document;
	const isBill = value === 'Bill';
	const rows = lines.map((line) => itemRow(company, date, line, isBill ? 'Cost' : 'Rate'));
	const members = {
		[isBill ? 'VendorRef' : 'CustomerRef']: seeded(company, isBill ? 'Vendor' : 'Customer', whom),
		RefNumber: number,
		...(value === 'SalesOrder' ? {} : { DueDate: date }),
		[LINES[value]]: rows,
	};
	return putTransaction(company, value, date, members, { txnId });
}

/**
 * A company file with a year of a small builder's books: about 450 connected records, those that samples of the
 * service refer to among them. It is the same for every instance; what is computed is computed as for any other
 * record. In: how many further customers it has.
 */
export function seedFile(extraCustomers: number): CompanyFile {
	const company = new CompanyFile();
	putLists(company, extraCustomers);
	const documents = DOCUMENTS.map((document) => putDocument(company, document));
	putPayment(company, documents[documents.length - 2], '5501', '2017-06-30', 4n, 1);
	putOpening(company);
	putSales(company);
	putPurchases(company);
	putGeneral(company);
	putObjects(company);
	putFurther(company);
	return company;
}
