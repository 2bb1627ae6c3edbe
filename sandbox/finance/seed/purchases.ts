import type { CompanyFile } from '../companyFile';
import type { FinanceRecord } from '../kinds';
import { seeded } from './lists';
import { accountRow, dayAfter, itemRow, pick, putTransaction } from './transactions';

/** Who delivers what; the price is that of the item's own record. */
const SUPPLIES: Array<[vendor: string, item: string, quantity: string, cost: string]> = [
	['Bayshore Tile & Stone', 'Ceramic Tile', '600', '2.52'],
	['Juniper Paints', 'Floor Oil', '24', '18.84'],
	['Redwood Roofing', 'Roof Shingle', '200', '16.38'],
	['Timberloft Lumber', 'Oak Flooring', '320.5', '5.91'],
	['Thomas Kitchen & Bath', 'Window, Double', '12', '156.00'],
	['Quarry Road Concrete', 'Concrete', '8', '118.00'],
	['Hillside Electrical', 'Electrical Subcontract', '20', '58.00'],
	['Southgate Pipe & Fittings', 'Plumbing Subcontract', '16', '64.00'],
	['Ironbridge Steel', 'Door Frame', '10', '90.00'],
];

/** Bills for what is used up. */
const EXPENSES: Array<[vendor: string, account: string, amount: string]> = [
	['Cal Gas & Electric', 'Utilities', '214.37'],
	['Bayshore Water', 'Utilities', '88.10'],
	['Davis Business Associates', 'Rent', '2400.00'],
	['Fernhill Insurance', 'Insurance', '415.00'],
	['Delta Scaffold Hire', 'Tools and Machinery', '690.00'],
	['City of Middlefield', 'Job Expenses', '125.00'],
];

/** What is bought by card. */
const CARD: Array<[vendor: string, account: string, amount: string]> = [
	['CalOil Company', 'Automobile:Fuel', '71.46'],
	['Corner Office Supply', 'Office Supplies', '129.99'],
	['CalOil Company', 'Automobile:Fuel', '64.02'],
	['East Bayshore Auto Mall', 'Automobile', '318.55'],
];

/** Bills that the samples of an order name. */
const SAMPLE_BILLS: Array<[txnId: string, number: string, date: string, amount: string]> = [
	['5342-1045332232', '4321', '2020-01-18', '175.00'],
	['536C-1045333439', '9809', '2020-12-31', '350.00'],
	['563F-1045357188', '#8907', '2020-12-25', '315.00'],
];

function putBill(company: CompanyFile, index: number): FinanceRecord {
	const date = dayAfter('2017-02-09', index * 11);
	const isSupply = index % 2 === 0;
	const round = Math.floor(index / 2);
	const [supplier, item, quantity, cost] = pick(SUPPLIES, round);
	const [biller, account, amount] = pick(EXPENSES, round);
	const lines = isSupply
		? { ItemLineRet: [itemRow(company, date, [item, quantity, cost], 'Cost')] }
		: { ExpenseLineRet: [accountRow(company, date, account, amount)] };
	return putTransaction(company, 'bill', date, {
		VendorRef: seeded(company, 'vendor', isSupply ? supplier : biller),
		APAccountRef: seeded(company, 'ledgerAccount', 'Accounts Payable'),
		RefNumber: String(8101 + index),
		TermsRef: seeded(company, 'creditTerm', 'Net 30'),
		DueDate: dayAfter(date, 30),
		...lines,
	});
}

/** Pays a bill as a whole: two of three by check, the third by card. */
function payBill(company: CompanyFile, bill: FinanceRecord, index: number): void {
	const isCard = index % 3 === 2;
	const account = isCard ? 'QuickBooks Credit Card' : 'Checking';
	putTransaction(
		company,
		isCard ? 'billPaymentCard' : 'billPaymentCheck',
		dayAfter(String(bill.TxnDate), 21),
		{
			PayeeEntityRef: bill.VendorRef,
			APAccountRef: bill.APAccountRef,
			[isCard ? 'CreditCardAccountRef' : 'BankAccountRef']: seeded(
				company,
				'ledgerAccount',
				account,
			),
			RefNumber: String(2001 + index),
			AppliedToTxn: [{ TxnID: bill.TxnID }],
		},
	);
}

function putSampleOrder(company: CompanyFile): void {
	const vendor = { VendorRef: seeded(company, 'vendor', 'Philip Pump Manufacturing') };
	const order = putTransaction(company, 'purchaseOrder', '2019-12-15', {
		...vendor,
		RefNumber: '3',
		TermsRef: seeded(company, 'creditTerm', 'Net 15'),
		PurchaseOrderLineRet: [
			itemRow(company, '2019-12-15', ['Freight Reimbursement', '1', '175.00'], 'Rate'),
		],
	});
	for (const [txnId, RefNumber, date, amount] of SAMPLE_BILLS) {
		const line = itemRow(company, date, ['Freight Reimbursement', '1', amount], 'Cost');
		const bill = { ...vendor, RefNumber, DueDate: dayAfter(date, 15), ItemLineRet: [line] };
		putTransaction(
			company,
			'bill',
			date,
			{ ...bill, Memo: `Order ${String(order.RefNumber)}` },
			txnId,
		);
	}
}

/** A year of purchases: orders, deliveries, bills with payments, credits and the card. */
export function putPurchases(company: CompanyFile): void {
	for (let index = 0; index < 27; index += 1) {
		const bill = putBill(company, index);
		if (index % 2 === 0 || index % 5 === 0) payBill(company, bill, index);
	}
	putSampleOrder(company);
	for (let index = 0; index < 9; index += 1) {
		const [vendor, item, quantity, cost] = pick(SUPPLIES, index);
		const VendorRef = seeded(company, 'vendor', vendor);
		const date = dayAfter('2017-03-06', index * 29);
		putTransaction(company, 'purchaseOrder', date, {
			VendorRef,
			RefNumber: String(601 + index),
			ExpectedDate: dayAfter(date, 14),
			PurchaseOrderLineRet: [itemRow(company, date, [item, quantity, cost], 'Rate')],
		});
		if (index % 3 !== 0) continue;
		const received = dayAfter(date, 12);
		putTransaction(company, 'itemReceipt', received, {
			VendorRef,
			RefNumber: `D-${601 + index}`,
			ItemLine: [itemRow(company, received, [item, quantity, cost], 'Cost')],
		});
		const returned = dayAfter(date, 20);
		putTransaction(company, 'vendorCredit', returned, {
			VendorRef,
			RefNumber: `R-${601 + index}`,
			ItemLineRet: [itemRow(company, returned, [item, '2', cost], 'Cost')],
		});
	}
	for (let index = 0; index < 10; index += 1) {
		const [vendor, account, amount] = pick(CARD, index);
		const isCredit = index % 5 === 4;
		const date = dayAfter('2017-02-14', index * 30);
		putTransaction(company, isCredit ? 'creditCardCredit' : 'creditCardCharge', date, {
			AccountRef: seeded(company, 'ledgerAccount', 'CalOil Credit Card'),
			PayeeEntityRef: seeded(company, 'vendor', vendor),
			RefNumber: String(901 + index),
			ExpenseLineRet: [accountRow(company, date, account, isCredit ? '12.50' : amount)],
		});
	}
}
