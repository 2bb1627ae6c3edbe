import type { CompanyFile } from '../books/companyFile';
import { cents } from '../books/money';
import { has, idIn, idOf, referenceTo, rowsOf, without, type QbRecord } from '../record';
import { invalidInContext, notFound } from '../refusals/status';
import type { Write } from '../writes/write';

/** The deposit that a payment was paid in with. */
export const depositOf = (file: CompanyFile, txnId: string): QbRecord | undefined =>
	file
		.all('Deposit')
		.find((deposit) => rowsOf(deposit, 'DepositLineRet').some(({ TxnID: id }) => id === txnId));

/** Payments and receipts that wait to be paid in. */
export function toDeposit(file: CompanyFile): Array<{ name: string; record: QbRecord }> {
	const waiting = String(file.special('UndepositedFunds')?.ListID);
	const deposited = new Set(
		file
			.all('Deposit')
			.flatMap((deposit) => rowsOf(deposit, 'DepositLineRet').map(({ TxnID: id }) => String(id))),
	);
	return ['ReceivePayment', 'SalesReceipt'].flatMap((name) =>
		file
			.all(name)
			.filter((record) => (idIn(record, 'DepositToAccountRef') ?? waiting) === waiting)
			.filter((record) => !deposited.has(idOf(record)) && cents(record.TotalAmount) !== 0n)
			.map((record) => ({ name, record })),
	);
}

/** A line that pays in what a customer paid, as an answer shows it. */
function paidIn({ file }: Write, row: QbRecord): QbRecord {
	const id = String(row.PaymentTxnID);
	const holder = file.transaction(id);
	if (!holder) throw notFound(id);
	const { object, record } = holder;
	if (!toDeposit(file).some((each) => each.record === record)) {
		throw invalidInContext('PaymentTxnID', id, 'It does not wait to be paid in.');
	}
	const account = file.special('UndepositedFunds');
	const given = without(row, [
		'PaymentTxnID',
		'OverrideMemo',
		'OverrideCheckNumber',
		'OverrideClassRef',
	]);
	const memo = row.OverrideMemo ?? record.Memo;
	const number = row.OverrideCheckNumber ?? record.CheckNumber ?? record.RefNumber;
	return {
		...given,
		TxnType: object.name,
		TxnID: id,
		...(has(record, 'CustomerRef') ? { EntityRef: record.CustomerRef } : {}),
		...(account ? { AccountRef: referenceTo(account) } : {}),
		...(memo ? { Memo: memo } : {}),
		...(number ? { CheckNumber: number } : {}),
		...(has(record, 'PaymentMethodRef') ? { PaymentMethodRef: record.PaymentMethodRef } : {}),
		...(has(row, 'OverrideClassRef') ? { ClassRef: row.OverrideClassRef } : {}),
		Amount: String(record.TotalAmount),
	};
}

/**
 * A deposit's request with the payments that it pays in put in.
 *
 * @throws StatusError 3120 for a payment that is not there, 3210 for one that does not wait.
 */
export function depositLines(write: Write, given: QbRecord): QbRecord {
	if (write.object.name !== 'Deposit') return given;
	const member = `DepositLine${write.on}`;
	const rows = rowsOf(given, member);
	if (rows.length === 0) return given;
	return {
		...given,
		[member]: rows.map((row) => (has(row, 'PaymentTxnID') ? paidIn(write, row) : row)),
	};
}
