import { secondsOf, timeText, type CompanyFile } from '../books/companyFile';
import { applicationsIn } from '../books/ledger';
import { idOf, type QbRecord } from '../record';

/**
 * When a record is written: its `EditSequence` is the seconds of its `TimeModified`, so one that is written twice within
 * a second is shown a second later.
 */
export function modified(old: QbRecord, at: Date): QbRecord {
	const seconds = Math.max(secondsOf(at), Number(old.EditSequence) + 1);
	return { TimeModified: timeText(new Date(seconds * 1000)), EditSequence: String(seconds) };
}

/** A record that was changed by something else than a write of its own. */
export function touch(file: CompanyFile, name: string, record: QbRecord, at: Date): QbRecord {
	const touched = { ...record, ...modified(record, at) };
	file.replace(name, record, touched);
	return touched;
}

/** What a payment or credit takes off changes too. In: applied rows that were there before, as well. */
export function touchLinked(
	file: CompanyFile,
	record: QbRecord,
	before: QbRecord[],
	at: Date,
): void {
	const ids = new Set([
		...applicationsIn(record).map(({ targetId }) => targetId),
		...before.map(({ TxnID: id }) => String(id)),
	]);
	ids.delete(idOf(record));
	for (const id of ids) {
		const holder = file.transaction(id);
		if (holder) touch(file, holder.object.name, holder.record, at);
	}
}
