import type { CompanyFile } from '../books/companyFile';
import { worthOf } from '../books/ledger';
import { amountText, cents, sum } from '../books/money';
import { idOf, referenceIn, rowsOf, type QbRecord } from '../record';
import { invalidInContext, notFound } from '../refusals/status';
import { creditsIn, openAmount, requireId } from './payments';

/** Members of requests that say what is settled by a transaction. */
export const SETTLING = [
	'AppliedToTxnAdd',
	'AppliedToTxnMod',
	'ApplyCheckToTxnAdd',
	'ApplyCheckToTxnMod',
	'RefundAppliedToTxnAdd',
	'SetCredit',
];

/**
 * Credits that an invoice uses, and what a check pays back: named in a request and shown as linked transactions.
 *
 * @throws StatusError
 */
export function creditsOf(
	file: CompanyFile,
	name: string,
	record: QbRecord,
	given: QbRecord,
): QbRecord {
	const members: QbRecord = {};
	const payer = referenceIn(record, 'CustomerRef');
	const asked = rowsOf(given, 'SetCredit');
	if (asked.length > 0 && payer && name === 'Invoice') {
		const { credits } = creditsIn(file, asked, payer);
		members['#credits'] = [...rowsOf(record, '#credits'), ...credits];
	}
	const applied = [...rowsOf(given, 'ApplyCheckToTxnAdd'), ...rowsOf(given, 'ApplyCheckToTxnMod')];
	if (applied.length > 0) {
		members['#applied'] = applied.map(({ TxnID: id, Amount: amount }) => {
			const holder = file.transaction(String(id));
			if (!holder) throw notFound(String(id));
			const open = openAmount(file, holder);
			const taken = amount === undefined || amount === null ? open : cents(amount);
			if (taken > open) {
				throw invalidInContext('Amount', amountText(taken), 'It is more than is left of it.');
			}
			return { TxnID: String(id), Amount: amountText(taken) };
		});
	}
	return members;
}

/**
 * The credits that a refund pays back.
 *
 * @throws StatusError
 */
export function refundRows(file: CompanyFile, record: QbRecord, given: QbRecord): QbRecord {
	const asked = rowsOf(given, 'RefundAppliedToTxnAdd');
	if (asked.length === 0) return {};
	const payer = referenceIn(record, 'CustomerRef');
	const rows = asked.map((row): QbRecord => {
		const id = String(row.TxnID);
		requireId(id, 'TxnID');
		const holder = file.transaction(id);
		if (!holder) throw notFound(id);
		if (payer) {
			creditsIn(file, [{ CreditTxnID: id, AppliedAmount: row.RefundAmount }], payer);
		}
		return {
			TxnID: id,
			TxnType: holder.object.name,
			TxnDate: holder.record.TxnDate,
			...(holder.record.RefNumber ? { RefNumber: holder.record.RefNumber } : {}),
			CreditRemaining: amountText(openAmount(file, holder) - cents(row.RefundAmount)),
			RefundAmount: amountText(cents(row.RefundAmount)),
		};
	});
	return { RefundAppliedToTxnRet: rows };
}

/** Refuses credits that are more than the invoice that uses them. */
export function requireCreditsFit(file: CompanyFile, name: string, record: QbRecord): void {
	const used = sum(rowsOf(record, '#credits').map(({ AppliedAmount: each }) => cents(each)));
	const worth = worthOf(name, record);
	if (used > 0n && used > worth - file.ledger.appliedTo(idOf(record))) {
		throw invalidInContext('AppliedAmount', amountText(used), 'It is more than the amount due.');
	}
}
