import type { CompanyFile } from '../books/companyFile';
import { amountText } from '../books/money';
import { objectAt, STOCK_ITEMS } from '../objects';
import type { QbRecord } from '../record';
import { retOf } from '../view/ret';
import { accrualEntries, cashEntries, nameOf, referenceIn, type Entry, type Txn } from './entries';
import { narrowed } from './narrow';
import { yearOf, yearPeriod, within, BEGINNING, type Period } from './period';
import type { ReportRequest } from './request';

/** What a report is made from: the request, the records, and the entries that the request leaves. */
export class ReportBooks {
	readonly isCash: boolean;
	/** Entries that pass the filters, of all dates. */
	readonly entries: Entry[];

	constructor(
		readonly company: CompanyFile,
		readonly request: ReportRequest,
	) {
		this.isCash = this.word('ReportBasis') === 'Cash';
		const all = this.isCash ? cashEntries(company) : accrualEntries(company);
		this.entries = all.filter(narrowed(this));
	}

	/** QuickBooks' word for an enumeration that was sent. */
	word(field: string): string | undefined {
		return this.request.values.get(field)?.[0];
	}

	/** The period, with a beginning: comparisons need one, which is 1 January unless given. */
	get boundedPeriod(): Period {
		const { from, to } = this.request.period;
		return from === BEGINNING ? { from: yearPeriod(yearOf(to)).from, to } : { from, to };
	}

	list(name: string): QbRecord[] {
		return this.company.all(name);
	}

	/** A record of an object, or of a table of several (`Item`). */
	record(name: string, id: unknown): QbRecord | undefined {
		return this.company.get(name, String(id));
	}

	/** Which of the kinds of items one is. */
	itemKind(id: unknown): string | undefined {
		return this.company.item(String(id))?.object.name;
	}

	/** Items whose quantity is followed, as they are shown. */
	stockItems(): QbRecord[] {
		return STOCK_ITEMS.flatMap((name) =>
			this.company.all(name).map((record) => retOf(this.company, name, record)),
		);
	}

	accountType(id: string): string {
		return String(this.record('Account', id)?.AccountType ?? '');
	}

	within(period: Period, { date }: { date: string }): boolean {
		return within(date, period);
	}

	/** The customer or job that an entry is about. */
	customerOf({ row, txn }: Entry): string | undefined {
		const named = referenceIn(row, 'CustomerRef') ?? referenceIn(row, 'EntityRef') ?? txn.entity;
		return this.record('Customer', named?.ListID) ? nameOf(named) : undefined;
	}

	classOf({ row, txn }: Entry): string | undefined {
		return nameOf(referenceIn(row, 'ClassRef') ?? referenceIn(txn.record, 'ClassRef'));
	}
}

/** What QuickBooks prints for a type of transaction where that is not its name. */
const TITLES: Readonly<Record<string, string>> = {
	BillPaymentCheck: 'Bill Pmt -Check',
	BillPaymentCreditCard: 'Bill Pmt -CCard',
	JournalEntry: 'General Journal',
	ReceivePayment: 'Payment',
	VendorCredit: 'Bill Credit',
};

/** What a transaction is called on a report. */
export const typeTitle = ({ name }: Txn) =>
	TITLES[name] ?? (objectAt(name)?.name ?? name).replace(/(?<=[a-z])(?=[A-Z])/g, ' ');

/** An amount as a cell. */
export const cell = amountText;
