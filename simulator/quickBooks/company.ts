import type { QbRecord } from '../qbxml/record';
import type { CompanyMemory } from './session/memory';

export type { QbRecord } from '../qbxml/record';

/** What was deleted, for `ListDeletedQuery` and `TxnDeletedQuery`. Times are as in records. */
export interface Deletion {
	/** The qbXML object, `Customer` or `Invoice`. */
	object: string;
	id: string;
	TimeCreated: string;
	TimeDeleted: string;
	/** Of a list. */
	FullName?: string;
	/** Of a transaction. */
	RefNumber?: string;
}

/** A report that is asked for. */
export interface ReportQuery {
	/** `GeneralSummaryReport`: the request without `QueryRq`. */
	family: string;
	/** `ProfitAndLossStandard`; for a family without types it is the family's only one. */
	type: string;
	/** The whole request: periods, filters, columns. */
	query: QbRecord;
}

/** A report: the first column names the rows. */
export interface ReportTable {
	title: string;
	subtitle: string;
	basis: 'Accrual' | 'Cash' | 'None';
	/** `type` is qbXML's `dataType`; an empty title stands above the names of rows. */
	columns: Array<{ title: string; type: string; colType?: string }>;
	rows: Array<{
		kind: 'data' | 'subtotal' | 'text' | 'total';
		/** What stands in the first column. */
		label: string;
		/** Of the other columns; empty text is an empty cell. */
		cells: string[];
		/** qbXML's `rowType`, as `account`. */
		about?: string;
	}>;
}

/**
 * The company file behind a QuickBooks: records, names, rules, postings, seeds and reports. The face in front of it
 * has checked the whole document against the schema, and it alone knows versions, filters, sessions and XML.
 *
 * An object is named as in qbXML: `Customer`, `Invoice`, `ItemService`; each of the twelve kinds of items, of the two
 * kinds of terms and so on is one of its own.
 *
 * A record that comes out has every member that QuickBooks would show, under the names of its `…Ret` block, with
 * `LinkedTxn` and lines always: the face leaves out what was not asked for. Members that the block lacks are dropped.
 * Times are UTC, `2017-01-20T21:33:37+00:00`; the face shows them as the computer of QuickBooks would.
 */
export interface Company {
	now(): Date;
	/** Transactions up to this day, `yyyy-MM-dd`, cannot be touched. */
	readonly closingDate?: string;
	/** About the company itself, under the names of `CompanyRet`. */
	info(): QbRecord;

	/** @returns undefined where no such record is there, for objects too that this company has none of. */
	get(object: string, id: string): QbRecord | undefined;
	/** By `FullName` (of lists without one by `Name`, of a `SalesRep` by `Initial`), whatever the case. */
	named(object: string, fullName: string): QbRecord | undefined;
	/** All of them, inactive ones too, in the order of the list or, transactions, by date. */
	list(object: string): Iterable<QbRecord>;

	/**
	 * @param record the content of `…Add`, under the names of that block.
	 * @throws StatusError
	 */
	add(object: string, record: QbRecord): QbRecord;
	/**
	 * @param record the content of `…Mod`, with its id. The face has seen that `EditSequence` is the current one.
	 * @throws StatusError
	 */
	mod(object: string, record: QbRecord): QbRecord;
	/** @throws StatusError 3120 where it is not there, 3160 or 3170 where it is in use. */
	delete(object: string, id: string): Deletion;
	/** @throws StatusError */
	void(object: string, id: string): QbRecord;
	/**
	 * Moves all that names one record of a list to another one and deletes the first.
	 *
	 * @returns the record that stays.
	 * @throws StatusError
	 */
	merge(object: string, fromId: string, toId: string): QbRecord;
	/**
	 * Marks a transaction, or one of its lines, as cleared by the bank.
	 *
	 * @throws StatusError
	 */
	clear(txnId: string, lineId: string | undefined, status: string): void;
	/** Another `TimeModified` and `EditSequence` and nothing else: what writing a custom field does to its record. */
	touch(object: string, id: string): void;

	/** What was deleted or merged away, oldest first. */
	deletions(): Iterable<Deletion>;
	/** List ids of the accounts that a transaction posts to, those of its items too. */
	accountsOf(object: string, txnId: string): Iterable<string>;
	/** @throws StatusError */
	report(query: ReportQuery): ReportTable;

	/** Custom fields and answered message sets: kept with the company file, filled by the face. */
	readonly memory: CompanyMemory;
}
