import { requireOpenPeriod } from '../books/closing';
import { timeText, type CompanyFile } from '../books/companyFile';
import type { Deletion } from '../company';
import { objectNamed } from '../objects';
import { nameOf, rowsOf, type QbRecord } from '../record';
import { cannotDelete } from '../refusals/status';
import { depositOf } from '../transactions/deposits';
import { requireRecord } from './change';
import { modified } from './touch';

/**
 * Refuses to delete what others stand on. A paid invoice or bill can go: its payments can be used again then (our
 * choice).
 *
 * @throws StatusError 3160
 */
function requireUnused(file: CompanyFile, name: string, id: string, record: QbRecord): void {
	const { canDelete, kind } = objectNamed(name);
	const what = nameOf(record) ?? id;
	if (!canDelete) throw cannotDelete(what, `A ${name} cannot be deleted.`);
	if (kind === 'list') {
		if (file.isUsed(name, id)) throw cannotDelete(what, 'It is in use. Make it inactive instead.');
		if (record.IsUserDefinedCurrency === 'false') {
			throw cannotDelete(
				what,
				'A currency that comes with QuickBooks stays. Make it inactive instead.',
			);
		}
		return;
	}
	if (depositOf(file, id))
		throw cannotDelete(id, 'It has been paid in. Take it off the deposit first.');
	if (file.orders.documentsOf(name, record).some((each) => file.transaction(each))) {
		throw cannotDelete(id, 'Other transactions were made from it.');
	}
}

const SETTLES = ['AppliedToTxnRet', '#credits', '#applied', 'RefundAppliedToTxnRet'];

const names = (row: QbRecord, id: string) => row.TxnID === id || row.CreditTxnID === id;

/** A record with nothing that was taken off a transaction, or of a credit. */
function freed(record: QbRecord, id: string): QbRecord {
	const members = SETTLES.flatMap((member): Array<[string, QbRecord[]]> => {
		if (!Array.isArray(record[member])) return [];
		const rows = rowsOf(record, member).filter((row) => !names(row, id));
		return [[member, rows.map((row) => (row['#credits'] ? freed(row, id) : row))]];
	});
	return { ...record, ...Object.fromEntries(members) };
}

/**
 * Removes a record.
 *
 * @throws StatusError 3120 where it is not there, 3160 where it is in use, 3161 in a closed period.
 */
export function deleteRecord(file: CompanyFile, name: string, id: string, at: Date): Deletion {
	const record = requireRecord(file, name, id);
	requireOpenPeriod(file, name, 3161, record.TxnDate);
	requireUnused(file, name, id, record);
	const users = file.ledger.appliedBy(id).filter((each) => each !== id);
	file.remove(name, record);
	for (const userId of users) {
		const user = file.transaction(userId);
		if (!user) continue;
		const after = { ...freed(user.record, id), ...modified(user.record, at) };
		file.replace(user.object.name, user.record, after);
	}
	file.isChanged = true;
	return logged(file, name, id, record, at);
}

/** Notes that a record is there no more. */
export function logged(
	file: CompanyFile,
	name: string,
	id: string,
	record: QbRecord,
	at: Date,
): Deletion {
	const fullName = nameOf(record);
	const deletion: Deletion = {
		object: name,
		id,
		TimeCreated: String(record.TimeCreated),
		TimeDeleted: timeText(at),
		...(record.ListID && fullName !== undefined ? { FullName: fullName } : {}),
		...(record.TxnID && record.RefNumber ? { RefNumber: String(record.RefNumber) } : {}),
	};
	file.deletions.push(deletion);
	return deletion;
}
