import type { CompanyFile } from '../books/companyFile';
import { amountText, cents, sum, times } from '../books/money';
import { seeded } from './lists';
import { accountRow, dayAfter, itemRow, pick, putTransaction } from './transactions';

type Side = Array<[account: string, amount: string]>;

function putEntry(
	company: CompanyFile,
	number: string,
	date: string,
	debits: Side,
	credits: Side,
): void {
	const rows = (side: Side) =>
		side.map(([account, amount]) => accountRow(company, date, account, amount));
	putTransaction(company, 'JournalEntry', date, {
		RefNumber: number,
		JournalDebitLine: rows(debits),
		JournalCreditLine: rows(credits),
	});
}

/** What the company had when its books were opened, the things on hand among it. */
export function putOpening(company: CompanyFile): void {
	const items = company.all('ItemInventory');
	const stock = sum(items.map((item) => times(item['#opening'], item.PurchaseCost)));
	const cash: Side = [
		['Checking', '46250.80'],
		['Savings', '18000.00'],
		['Furniture and Equipment', '34326.00'],
	];
	const total = stock + sum(cash.map(([, amount]) => cents(amount)));
	const loan = cents('12000.00');
	putEntry(
		company,
		'1',
		'2017-01-31',
		[...cash, ['Inventory Asset', amountText(stock)]],
		[
			['Note Payable', amountText(loan)],
			['Opening Balance Equity', amountText(total - loan)],
		],
	);
}

const WORKERS = ['Dan T. Miller', 'Gregg O. Schneider', 'Hanna R. Lind', 'Oskar P. Nyberg'];
const JOBS = [
	'Birch Street School:Gymnasium Floor',
	'Gupta, Neel:Second Storey Addition',
	'Kimura, Aiko:Tea House',
	'Lakeside Rowing Club:Boat House',
	'Westgate Housing Trust:Block A',
];
const LABOUR = ['Framing', 'Installation', 'Painting', 'Demolition'];
const DURATIONS = ['PT8H00M', 'PT6H30M', 'PT4H15M'];

function putTime(company: CompanyFile, index: number): void {
	putTransaction(company, 'TimeTracking', dayAfter('2017-09-04', index * 2), {
		EntityRef: seeded(company, 'Employee', pick(WORKERS, index)),
		CustomerRef: seeded(company, 'Customer', pick(JOBS, index)),
		ItemServiceRef: seeded(company, 'Item', pick(LABOUR, index)),
		Duration: pick(DURATIONS, index),
		BillableStatus: 'Billable',
	});
}

/** Entries by hand, hours worked and what was counted. */
export function putGeneral(company: CompanyFile): void {
	for (let quarter = 0; quarter < 4; quarter += 1) {
		const date = ['2017-03-31', '2017-06-30', '2017-09-30', '2017-12-31'][quarter];
		const worn = '857.50';
		const paid: Side = [
			['Checking', '9180.00'],
			['Payroll Liabilities', '3060.00'],
		];
		putEntry(
			company,
			`D${quarter + 1}`,
			date,
			[['Depreciation', worn]],
			[['Accumulated Depreciation', worn]],
		);
		putEntry(company, `P${quarter + 1}`, date, [['Payroll Expenses', '12240.00']], paid);
	}
	for (let index = 0; index < 24; index += 1) putTime(company, index);
	for (const [date, item, difference, value] of [
		['2017-06-30', 'Ceramic Tile', '-12', '-30.24'],
		['2017-12-31', 'Drywall Panel', '-4', '-35.40'],
	] as const) {
		const { TxnLineID, ItemRef } = itemRow(company, date, [item, '1', '0.00'], 'Cost');
		putTransaction(company, 'InventoryAdjustment', date, {
			AccountRef: seeded(company, 'Account', 'Job Expenses:Job Materials'),
			InventorySiteRef: seeded(company, 'InventorySite', 'Main Warehouse'),
			Memo: 'Counted',
			InventoryAdjustmentLineRet: [
				{ TxnLineID, ItemRef, QuantityDifference: difference, ValueDifference: value },
			],
		});
	}
}
