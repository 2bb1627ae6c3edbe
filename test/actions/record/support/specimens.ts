import { named, PAINTING, type Row } from './books';

/** Records of one kind that can be told apart by a mark that they carry. */
export interface Specimen {
	/** Last part of the address. */
	path: string;
	/** The member that carries the mark. */
	mark: string;
	/** Whether Create or Update can find it by the mark. */
	hasKey: boolean;
	/** Whether the service can be asked for the record by a GUID of ours, or by a name of its own. */
	isFound: { byGuid: boolean; byName: boolean };
	record: Row;
}

const byGuid = { byGuid: true, byName: false };
const byBoth = { byGuid: true, byName: true };
const byName = { byGuid: false, byName: true };

/** One kind of record for each way in which it is found again; the mark is put in. */
export const SPECIMENS: Readonly<Record<string, Specimen>> = {
	invoice: {
		path: 'invoices',
		mark: 'RefNumber',
		hasKey: true,
		isFound: byGuid,
		record: { CustomerRef: named('Blue, Dale'), InvoiceLineRet: [PAINTING, PAINTING] },
	},
	bill: {
		path: 'bills',
		mark: 'RefNumber',
		hasKey: true,
		isFound: byGuid,
		record: {
			VendorRef: named('Lew Plumbing'),
			ExpenseLineRet: [{ AccountRef: named('Rent'), Amount: '12.50' }],
		},
	},
	payment: {
		path: 'payments',
		mark: 'RefNumber',
		hasKey: true,
		isFound: byGuid,
		record: { CustomerRef: named('Baker, Chris'), TotalAmount: '5.00', IsAutoApply: true },
	},
	journalEntry: {
		path: 'journal-entries',
		mark: 'RefNumber',
		hasKey: true,
		isFound: byGuid,
		record: {
			JournalDebitLine: [{ AccountRef: named('Rent'), Amount: '10.00' }],
			JournalCreditLine: [{ AccountRef: named('Checking'), Amount: '10.00' }],
		},
	},
	creditCardCharge: {
		path: 'creditcard-charges',
		mark: 'RefNumber',
		hasKey: true,
		isFound: byGuid,
		record: {
			AccountRef: named('CalOil Credit Card'),
			ExpenseLineRet: [{ AccountRef: named('Automobile:Fuel'), Amount: '48.10' }],
		},
	},
	timeActivity: {
		path: 'time-activities',
		mark: 'Notes',
		hasKey: false,
		isFound: byGuid,
		record: { EntityRef: named('Dan T. Miller'), Duration: '480' },
	},
	customer: {
		path: 'customers',
		mark: 'Name',
		hasKey: true,
		isFound: byBoth,
		record: { Phone: '555-0100', BillAddress: { City: 'Visby' } },
	},
	vendor: { path: 'vendors', mark: 'Name', hasKey: true, isFound: byBoth, record: {} },
	currency: {
		path: 'currencies',
		mark: 'Name',
		hasKey: true,
		isFound: byName,
		record: { CurrencyCode: 'TCR' },
	},
	payrollWageItem: {
		path: 'payroll-wage-items',
		mark: 'Name',
		hasKey: false,
		isFound: byName,
		record: { WageType: 'HourlyRegular', ExpenseAccountRef: named('Payroll Expenses') },
	},
};
