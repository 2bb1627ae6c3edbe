import type { CompanyFile } from '../books/companyFile';
import { worthOf } from '../books/ledger';
import { amountText, cents, smaller } from '../books/money';
import { idOf, rowsOf, type QbRecord } from '../record';
import { modified } from './touch';

/** Takes an excess back from rows that were applied to a transaction, the last ones first. */
function lowered(record: QbRecord, id: string, excess: bigint): QbRecord {
	let rest = excess;
	const take = (row: QbRecord, member: string): QbRecord => {
		const amount = smaller(cents(row[member]), rest);
		rest -= amount;
		return { ...row, [member]: amountText(cents(row[member]) - amount) };
	};
	const credits = (rows: QbRecord[], targetId: string) =>
		rows.map((row) =>
			targetId === id || row.CreditTxnID === id ? take(row, 'AppliedAmount') : row,
		);
	const paid = [...rowsOf(record, 'AppliedToTxnRet')]
		.reverse()
		.map((row) => {
			const own = row['#credits']
				? { ...row, '#credits': credits(rowsOf(row, '#credits'), String(row.TxnID)) }
				: row;
			return row.TxnID === id ? take(own, 'Amount') : own;
		})
		.reverse();
	return {
		...record,
		...(record.AppliedToTxnRet ? { AppliedToTxnRet: paid } : {}),
		...(record['#credits']
			? { '#credits': credits(rowsOf(record, '#credits'), idOf(record)) }
			: {}),
	};
}

/**
 * A transaction that is worth less than what was applied to it gives the rest back: payments and credits have it to be
 * used again.
 */
export function giveBack(file: CompanyFile, name: string, record: QbRecord, at: Date): void {
	const id = idOf(record);
	const worth = worthOf(name, record);
	for (const userId of file.ledger.appliedBy(id).reverse()) {
		const excess = file.ledger.appliedTo(id) - worth;
		if (excess <= 0n || worth < 0n) return;
		const user = file.transaction(userId);
		if (!user) continue;
		const after = lowered(user.record, id, excess);
		file.replace(user.object.name, user.record, { ...after, ...modified(user.record, at) });
	}
}
