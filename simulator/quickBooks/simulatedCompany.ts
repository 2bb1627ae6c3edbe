import { timeText, type CompanyFile } from './books/companyFile';
import type { Company, Deletion, QbRecord, ReportQuery, ReportTable } from './company';
import { objectAt } from './objects';
import { idOf, rowsOf } from './record';
import { notFound } from './refusals/status';
import { makeReport } from './reports/make';
import { requestOf } from './reports/query';
import { COMPUTED } from './view/computed';
import { companyInfo } from './view/info';
import { retOf } from './view/ret';
import { addRecord } from './writes/add';
import { changeRecord, requireRecord } from './writes/change';
import { mergeRecords } from './writes/merge';
import { deleteRecord } from './writes/remove';
import { touch } from './writes/touch';
import { voidRecord } from './writes/void';

const dateOf = (record: QbRecord) => String(record.TxnDate ?? record.TripEndDate ?? '');

/** A company file as QuickBooks works with it: every write goes by its rules, every record comes with what it computes. */
export class SimulatedCompany implements Company {
	/** @param now the clock of the computer that QuickBooks runs on. */
	constructor(
		readonly file: CompanyFile,
		readonly now: () => Date,
	) {}

	get closingDate(): string | undefined {
		return this.file.closingDate;
	}

	get memory() {
		return this.file.memory;
	}

	/** Closes the books up to a day, `yyyy-MM-dd`; undefined opens them. */
	close(day: string | undefined): void {
		this.file.closingDate = day;
		this.file.isChanged = true;
	}

	info(): QbRecord {
		return companyInfo();
	}

	get(object: string, id: string): QbRecord | undefined {
		const computed = COMPUTED[object];
		if (computed) return computed(this.file).find((record) => idOf(record) === id);
		const record = this.file.get(object, id);
		return record && objectAt(object) ? retOf(this.file, object, record) : undefined;
	}

	named(object: string, fullName: string): QbRecord | undefined {
		if (!objectAt(object)) return undefined;
		const holder = this.file.named(object, fullName);
		return holder?.object.name === object ? retOf(this.file, object, holder.record) : undefined;
	}

	*list(object: string): Iterable<QbRecord> {
		const computed = COMPUTED[object];
		if (computed) return yield* computed(this.file);
		const kind = objectAt(object)?.kind;
		const records = kind ? this.file.all(object) : [];
		const sorted =
			kind === 'transaction'
				? [...records].sort((a, b) => (dateOf(a) < dateOf(b) ? -1 : dateOf(a) > dateOf(b) ? 1 : 0))
				: records;
		for (const record of sorted) yield retOf(this.file, object, record);
	}

	add(object: string, record: QbRecord): QbRecord {
		return this.shown(object, addRecord(this.file, object, record, this.now()));
	}

	mod(object: string, record: QbRecord): QbRecord {
		return this.shown(object, changeRecord(this.file, object, record, this.now()));
	}

	delete(object: string, id: string): Deletion {
		return deleteRecord(this.file, object, id, this.now());
	}

	void(object: string, id: string): QbRecord {
		return this.shown(object, voidRecord(this.file, object, id, this.now()));
	}

	merge(object: string, fromId: string, toId: string): QbRecord {
		return this.shown(object, mergeRecords(this.file, object, fromId, toId, this.now()));
	}

	clear(txnId: string, lineId: string | undefined, status: string): void {
		const holder = this.file.transaction(txnId);
		if (!holder) throw notFound(txnId);
		const { object, record } = holder;
		const rows = Object.keys(record).flatMap((member) => rowsOf(record, member));
		const isThere = lineId === undefined || rows.some(({ TxnLineID: id }) => id === lineId);
		if (!isThere) throw notFound(lineId);
		const cleared = { ...(record['#cleared'] as QbRecord | undefined), [lineId ?? txnId]: status };
		touch(this.file, object.name, { ...record, '#cleared': cleared }, this.now());
		this.file.isChanged = true;
	}

	touch(object: string, id: string): void {
		touch(this.file, object, requireRecord(this.file, object, id), this.now());
		this.file.isChanged = true;
	}

	deletions(): Iterable<Deletion> {
		return this.file.deletions;
	}

	accountsOf(_object: string, txnId: string): Iterable<string> {
		return new Set(this.file.ledger.postingsOf(txnId).map(({ accountId }) => accountId));
	}

	report(query: ReportQuery): ReportTable {
		return makeReport(this.file, requestOf(query, timeText(this.now()).slice(0, 10)));
	}

	private shown(object: string, record: QbRecord): QbRecord {
		return retOf(this.file, object, this.file.get(object, idOf(record)) ?? record);
	}
}
