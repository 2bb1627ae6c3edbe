import type { CompanyFile } from '../books/companyFile';
import { timeText } from '../books/companyFile';
import { dayAfter, has, idIn, isRecord, referenceTo, type QbRecord } from '../record';
import type { Write } from './write';

/** Transactions that get the next number when none is given (our choice). */
const NUMBERED = [
	'CreditMemo',
	'Estimate',
	'Invoice',
	'JournalEntry',
	'PurchaseOrder',
	'SalesOrder',
	'SalesReceipt',
];
/** Fits behind the numbers of the seed. */
const FIRST_NUMBER = 1001;

/** What members of lists are when a request does not say. */
const LISTS: Readonly<Record<string, QbRecord>> = {
	Currency: { IsUserDefinedCurrency: 'true' },
	Customer: { JobStatus: 'None', PreferredDeliveryMethod: 'None' },
	InventorySite: { IsDefaultSite: 'false' },
	ItemGroup: { IsPrintItemsInGroup: 'false' },
	Vendor: { IsVendorEligibleFor1099: 'false' },
};

const PRINTED = { IsToBePrinted: 'false', IsToBeEmailed: 'false' };

/** What members of transactions are when a request does not say. */
const TRANSACTIONS: Readonly<Record<string, QbRecord>> = {
	CreditMemo: { IsPending: 'false', ...PRINTED },
	Estimate: { IsActive: 'true', IsToBeEmailed: 'false' },
	Invoice: { IsPending: 'false', IsFinanceCharge: 'false', ...PRINTED },
	JournalEntry: { IsAdjustment: 'false' },
	PurchaseOrder: { IsManuallyClosed: 'false', ...PRINTED },
	SalesOrder: { IsManuallyClosed: 'false', ...PRINTED },
	SalesReceipt: { IsPending: 'false', ...PRINTED },
	TimeTracking: { BillableStatus: 'NotBillable' },
	VehicleMileage: { BillableStatus: 'NotBillable' },
};

/** The account that QuickBooks takes when a transaction names none. */
const ACCOUNTS: Readonly<Record<string, readonly [member: string, special: string]>> = {
	ARRefundCreditCard: ['ARAccountRef', 'AccountsReceivable'],
	Bill: ['APAccountRef', 'AccountsPayable'],
	BillPaymentCheck: ['APAccountRef', 'AccountsPayable'],
	BillPaymentCreditCard: ['APAccountRef', 'AccountsPayable'],
	Charge: ['ARAccountRef', 'AccountsReceivable'],
	CreditMemo: ['ARAccountRef', 'AccountsReceivable'],
	Invoice: ['ARAccountRef', 'AccountsReceivable'],
	ItemReceipt: ['APAccountRef', 'AccountsPayable'],
	ReceivePayment: ['ARAccountRef', 'AccountsReceivable'],
	SalesReceipt: ['DepositToAccountRef', 'UndepositedFunds'],
	VendorCredit: ['APAccountRef', 'AccountsPayable'],
};

function usualAccount(file: CompanyFile, name: string): QbRecord {
	const [member, special] = ACCOUNTS[name] ?? [];
	const account = special && file.special(special);
	return member && account ? { [member]: referenceTo(account) } : {};
}

/** When something is to be paid: by its terms, else at once. */
function dueDate(file: CompanyFile, record: QbRecord, date: string): string {
	const terms = file.get('Terms', idIn(record, 'TermsRef') ?? '');
	if (terms?.StdDueDays !== undefined) return dayAfter(date, Number(terms.StdDueDays));
	if (terms?.DayOfMonthDue === undefined) return date;
	const day = String(terms.DayOfMonthDue).padStart(2, '0');
	const isLate = dayAfter(date, Number(terms.DueNextMonthDays ?? 0)).slice(8) > day;
	const month = isLate || date.slice(8) > day ? dayAfter(`${date.slice(0, 7)}-28`, 5) : date;
	const last = new Date(
		Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0),
	).getUTCDate();
	return `${month.slice(0, 7)}-${String(Math.min(Number(day), last)).padStart(2, '0')}`;
}

const WITH_DUE_DATE = ['Bill', 'CreditMemo', 'Invoice', 'SalesReceipt'];

/** What QuickBooks puts into a new record where the request says nothing. */
export function defaults({ file, object, at }: Write, given: QbRecord): QbRecord {
	const { name } = object;
	if (object.kind === 'list') {
		return {
			...(object.hasIsActive ? { IsActive: 'true' } : {}),
			...LISTS[name],
			...listDefaults(name, given, at),
		};
	}
	if (name === 'VehicleMileage') return { ...TRANSACTIONS[name] };
	const date = String(given.TxnDate ?? at.toISOString().slice(0, 10));
	const isNumbered = NUMBERED.includes(name) && !has(given, 'RefNumber');
	return {
		TxnNumber: String(file.next('txnNumber')),
		TxnDate: date,
		...(isNumbered ? { RefNumber: String(file.next(`ref/${name}`, FIRST_NUMBER)) } : {}),
		...usualAccount(file, name),
		...(WITH_DUE_DATE.includes(name) ? { DueDate: dueDate(file, given, date) } : {}),
		...TRANSACTIONS[name],
	};
}

function listDefaults(name: string, given: QbRecord, at: Date): QbRecord {
	switch (name) {
		case 'PriceLevel':
			return {
				PriceLevelType: has(given, 'PriceLevelFixedPercentage') ? 'FixedPercentage' : 'PerItem',
			};
		case 'BillingRate':
			return { BillingRateType: has(given, 'FixedBillingRate') ? 'FixedRate' : 'PerItem' };
		case 'ToDo':
			return { IsDone: 'false', ReminderDate: timeText(at).slice(0, 10), ReminderTime: 'PT9H0M' };
		default:
			return {};
	}
}

const ADDRESSES = [
	'Address',
	'BillAddress',
	'OtherNameAddress',
	'ShipAddress',
	'SiteAddress',
	'VendorAddress',
];

/** An address in the lines in which it is printed. */
function printed(address: QbRecord): QbRecord {
	const { Addr1, Addr2, Addr3, Addr4, Addr5, City, State, PostalCode, Country } = address;
	const region = [State, PostalCode].filter(Boolean).join(' ');
	const place = [City, region].filter(Boolean).join(', ');
	const block: QbRecord = {};
	let line = 0;
	for (const text of [Addr1, Addr2, Addr3, Addr4, Addr5, place, Country]) {
		if (text && line < 5) block[`Addr${(line += 1)}`] = text;
	}
	return block;
}

/** QuickBooks shows an address as lines too. */
export function withBlocks(record: QbRecord): QbRecord {
	const whole = { ...record };
	for (const member of ADDRESSES) {
		const address = whole[member];
		if (isRecord(address)) whole[`${member}Block`] = printed(address);
		else if (`${member}Block` in whole) delete whole[`${member}Block`];
	}
	return whole;
}
