import type { CompanyFile } from '../companyFile';
import { resourceNamed, type FinanceRecord } from '../kinds';
import { amountText } from '../money';
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
		/** Products with what is on hand, as they are shown. */
		readonly products: FinanceRecord[],
	) {
		this.isCash = this.word('ReportBasis') === 'rbCash';
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

	list(value: string): FinanceRecord[] {
		return this.company.all(resourceNamed(value));
	}

	record(value: string, id: unknown): FinanceRecord | undefined {
		return this.company.get(resourceNamed(value), String(id));
	}

	accountType(id: string): string {
		return String(this.record('ledgerAccount', id)?.AccountType ?? '');
	}

	within(period: Period, { date }: { date: string }): boolean {
		return within(date, period);
	}

	/** The customer or job that an entry is about. */
	customerOf({ row, txn }: Entry): string | undefined {
		const named = referenceIn(row, 'CustomerRef') ?? referenceIn(row, 'EntityRef') ?? txn.entity;
		return this.record('customer', named?.ListID) ? nameOf(named) : undefined;
	}

	classOf({ row, txn }: Entry): string | undefined {
		return nameOf(referenceIn(row, 'ClassRef') ?? referenceIn(txn.record, 'ClassRef'));
	}
}

/** What a transaction is called on a report. */
export const typeTitle = ({ resource }: Txn) => resource.label;

/** An amount as a cell. */
export const cell = amountText;
