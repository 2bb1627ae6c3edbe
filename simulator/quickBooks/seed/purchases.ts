import type { CompanyFile } from '../books/companyFile';
import type { QbRecord } from '../record';
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

function putBill(company: CompanyFile, index: number): QbRecord {
	const date = dayAfter('2017-02-09', index * 11);
	const isSupply = index % 2 === 0;
	const round = Math.floor(index / 2);
	const [supplier, item, quantity, cost] = pick(SUPPLIES, round);
	const [biller, account, amount] = pick(EXPENSES, round);
	const lines = isSupply
		? { ItemLineRet: [itemRow(company, date, [item, quantity, cost], 'Cost')] }
		: { ExpenseLineRet: [accountRow(company, date, account, amount)] };
	return putTransaction(company, 'Bill', date, {
		VendorRef: seeded(company, 'Vendor', isSupply ? supplier : biller),
		APAccountRef: seeded(company, 'Account', 'Accounts Payable'),
		RefNumber: String(8101 + index),
		TermsRef: seeded(company, 'StandardTerms', 'Net 30'),
		DueDate: dayAfter(date, 30),
		...lines,
	});
}

/** Pays a bill as a whole: two of three by check, the third by card. */
function payBill(company: CompanyFile, bill: QbRecord, index: number): void {
	const isCard = index % 3 === 2;
	const account = isCard ? 'QuickBooks Credit Card' : 'Checking';
	putTransaction(
		company,
		isCard ? 'BillPaymentCreditCard' : 'BillPaymentCheck',
		dayAfter(String(bill.TxnDate), 21),
		{
			PayeeEntityRef: bill.VendorRef,
			APAccountRef: bill.APAccountRef,
			[isCard ? 'CreditCardAccountRef' : 'BankAccountRef']: seeded(company, 'Account', account),
			RefNumber: String(2001 + index),
			AppliedToTxnAdd: [{ TxnID: bill.TxnID }],
		},
	);
}

/** The order that samples of the service show, received with three bills. */
function putSampleOrder(company: CompanyFile): void {
	const date = '2019-12-15';
	const VendorRef = seeded(company, 'Vendor', 'Philip Pump Manufacturing');
	const vendor = company.get('Vendor', String(VendorRef.ListID));
	const rows = SAMPLE_BILLS.map(
		([, , , amount], index): QbRecord => ({
			...itemRow(company, date, ['Freight Reimbursement', '1', amount], 'Rate'),
			...(index === 0 ? { TxnLineID: '52ED-1045328953', Desc: 'Rule Pump 1800' } : {}),
			'#received': '1',
		}),
	);
	const order = putTransaction(company, 'PurchaseOrder', date, {
		TxnNumber: '972',
		VendorRef,
		VendorAddress: vendor?.VendorAddress,
		ShipAddress: {
			Addr1: 'Assembly/Wholesale/Distribution Sample',
			Addr2: '110 Sampson Way',
			City: 'Palo Alto',
			State: 'CA',
			PostalCode: '94521',
		},
		RefNumber: '3',
		TermsRef: seeded(company, 'StandardTerms', 'Net 15'),
		DueDate: '2021-12-30',
		ExpectedDate: date,
		IsToBePrinted: 'true',
		'#documents': SAMPLE_BILLS.map(([txnId]) => txnId),
		PurchaseOrderLineRet: rows,
	});
	for (const [txnId, RefNumber, billed, amount] of SAMPLE_BILLS) {
		const line = itemRow(company, billed, ['Freight Reimbursement', '1', amount], 'Cost');
		putTransaction(
			company,
			'Bill',
			billed,
			{
				VendorRef,
				RefNumber,
				DueDate: dayAfter(billed, 15),
				Memo: `Order ${String(order.RefNumber)}`,
				'#orders': [String(order.TxnID)],
				ItemLineRet: [line],
			},
			{ txnId },
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
		const VendorRef = seeded(company, 'Vendor', vendor);
		const date = dayAfter('2017-03-06', index * 29);
		const order = putTransaction(company, 'PurchaseOrder', date, {
			VendorRef,
			RefNumber: String(601 + index),
			ExpectedDate: dayAfter(date, 14),
			PurchaseOrderLineRet: [itemRow(company, date, [item, quantity, cost], 'Rate')],
		});
		if (index % 3 !== 0) continue;
		const received = dayAfter(date, 12);
		const [{ TxnLineID }] = order.PurchaseOrderLineRet as QbRecord[];
		const link = { '#link': { TxnID: order.TxnID, TxnLineID } };
		putTransaction(company, 'ItemReceipt', received, {
			VendorRef,
			RefNumber: `D-${601 + index}`,
			ItemLineRet: [itemRow(company, received, [item, quantity, cost], 'Cost', link)],
		});
		const returned = dayAfter(date, 20);
		putTransaction(company, 'VendorCredit', returned, {
			VendorRef,
			RefNumber: `R-${601 + index}`,
			ItemLineRet: [itemRow(company, returned, [item, '2', cost], 'Cost')],
		});
	}
	for (let index = 0; index < 10; index += 1) {
		const [vendor, account, amount] = pick(CARD, index);
		const isCredit = index % 5 === 4;
		const date = dayAfter('2017-02-14', index * 30);
		putTransaction(company, isCredit ? 'CreditCardCredit' : 'CreditCardCharge', date, {
			AccountRef: seeded(company, 'Account', 'CalOil Credit Card'),
			PayeeEntityRef: seeded(company, 'Vendor', vendor),
			RefNumber: String(901 + index),
			ExpenseLineRet: [accountRow(company, date, account, isCredit ? '12.50' : amount)],
		});
	}
}
