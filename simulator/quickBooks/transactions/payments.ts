import type { Holder } from '../books/books';
import type { CompanyFile } from '../books/companyFile';
import { worthOf } from '../books/ledger';
import { amountText, cents, smaller, sum } from '../books/money';
import { has, idOf, referenceIn, rowsOf, type QbRecord } from '../record';
import { invalidInContext, malformedId, notFound } from '../refusals/status';

const ID = /^[0-9A-F]+-\d+$/i;

/**
 * Refuses what cannot be an id at all.
 *
 * @throws StatusError 3000
 */
export function requireId(id: string, field: string): void {
	if (!ID.test(id)) throw malformedId(id, field);
}

/** What can be paid, and whose it is. */
const PAYABLE: Readonly<Record<string, readonly string[]>> = {
	ReceivePayment: ['Invoice', 'Charge'],
	BillPaymentCheck: ['Bill'],
	BillPaymentCreditCard: ['Bill'],
};

const ownerOf = (record: QbRecord) =>
	referenceIn(record, 'CustomerRef') ?? referenceIn(record, 'VendorRef');

/** A customer pays for its jobs too. */
function isSameOrJob(txn: QbRecord, payer: QbRecord): boolean {
	const owner = ownerOf(txn);
	if (!owner) return false;
	const name = String(owner.FullName).toLowerCase();
	return (
		owner.ListID === payer.ListID || name.startsWith(`${String(payer.FullName).toLowerCase()}:`)
	);
}

/** What is still to be paid of a transaction, or left of a credit, in cents. */
export const openAmount = (file: CompanyFile, { object, record }: Holder): bigint =>
	worthOf(object.name, record) - file.ledger.appliedTo(idOf(record));

const isUsable = ({ object }: Holder) =>
	['CreditMemo', 'ReceivePayment', 'VendorCredit'].includes(object.name);

/**
 * Credits that are set against a transaction: each at most what is left of it.
 *
 * @returns the rows with what they come to.
 * @throws StatusError
 */
export function creditsIn(file: CompanyFile, rows: QbRecord[], payer: QbRecord) {
	const credits = rows.map((row) => {
		const id = String(row.CreditTxnID);
		requireId(id, 'CreditTxnID');
		const credit = file.transaction(id);
		if (!credit || !isUsable(credit)) throw notFound(id);
		const owner = ownerOf(credit.record);
		const isOwn =
			isSameOrJob(credit.record, payer) ||
			(owner !== undefined && isSameOrJob({ CustomerRef: payer }, owner));
		if (!isOwn) throw invalidInContext('CreditTxnID', id, 'It belongs to somebody else.');
		const amount = cents(row.AppliedAmount);
		if (amount > openAmount(file, credit)) {
			throw invalidInContext('AppliedAmount', amountText(amount), 'It is more than is left of it.');
		}
		return { CreditTxnID: id, AppliedAmount: amountText(amount) };
	});
	return { credits, total: sum(credits.map((row) => cents(row.AppliedAmount))) };
}

/** What is open of a customer's invoices, or a vendor's bills, the oldest first. */
function openOf(file: CompanyFile, name: string, payer: QbRecord): QbRecord[] {
	return PAYABLE[name]
		.flatMap((target) => file.all(target))
		.filter((txn) => isSameOrJob(txn, payer))
		.filter((txn) => openAmount(file, file.transaction(idOf(txn))!) > 0n)
		.sort((a, b) => (String(a.TxnDate) < String(b.TxnDate) ? -1 : 1))
		.map((txn) => ({ TxnID: txn.TxnID }));
}

interface Applying {
	file: CompanyFile;
	name: string;
	payer: QbRecord;
	/** What is left of the payment; undefined where it is as much as it pays. */
	rest: bigint | undefined;
	/** Rows that the request does not name give way when less is paid. */
	isKept: boolean;
}

function applied(applying: Applying, asked: QbRecord): QbRecord {
	const { file, name, payer, rest, isKept } = applying;
	const { PaymentAmount: sent, SetCredit: _credits, ...row } = asked;
	void _credits;
	const id = String(row.TxnID);
	requireId(id, 'TxnID');
	const txn = file.transaction(id);
	if (!txn || !PAYABLE[name].includes(txn.object.name)) throw notFound(id);
	if (!isSameOrJob(txn.record, payer)) {
		throw invalidInContext('TxnID', id, 'It belongs to somebody else.');
	}
	const { credits, total } = creditsIn(file, rowsOf(asked, 'SetCredit'), payer);
	const other = cents(row.DiscountAmount) + total;
	const due = openAmount(file, txn) - other;
	const possible = rest === undefined ? due : smaller(rest, due);
	const wanted = has(asked, 'PaymentAmount') ? sent : row.Amount;
	const isSettledOtherwise = other > 0n && wanted === undefined && rest === undefined;
	const amount =
		wanted === undefined || wanted === null
			? isSettledOtherwise
				? 0n
				: possible
			: isKept
				? smaller(cents(wanted), possible)
				: cents(wanted);
	if (amount > due || due < 0n || (rest !== undefined && amount > rest)) {
		throw invalidInContext(
			'payment amount',
			amountText(amount),
			'It is more than the amount due or received.',
		);
	}
	const { '#credits': _old, ...plain } = row;
	void _old;
	return {
		...plain,
		TxnType: txn.object.name,
		TxnDate: txn.record.TxnDate,
		...(txn.record.RefNumber ? { RefNumber: txn.record.RefNumber } : {}),
		BalanceRemaining: amountText(due - amount),
		Amount: amountText(amount),
		...(credits.length > 0 ? { '#credits': credits } : {}),
	};
}

/** Whether a row does anything. */
const doesSomething = (row: QbRecord) =>
	cents(row.Amount) !== 0n ||
	cents(row.DiscountAmount) !== 0n ||
	rowsOf(row, '#credits').length > 0;

/**
 * A payment with what it pays: each row gets its amount, which is at most what is due and what is left of the payment.
 * Rows that a Mod does not name stay, and give way from the last on when less is paid than before.
 *
 * @throws StatusError
 */
export function paymentAfter(
	file: CompanyFile,
	name: string,
	record: QbRecord,
	given: QbRecord,
): QbRecord {
	const isReceived = name === 'ReceivePayment';
	const payer = (referenceIn(record, 'CustomerRef') ?? referenceIn(record, 'PayeeEntityRef'))!;
	const told = [...rowsOf(given, 'AppliedToTxnAdd'), ...rowsOf(given, 'AppliedToTxnMod')];
	const isKept = told.length === 0 && given.IsAutoApply !== 'true';
	const old = rowsOf(record, 'AppliedToTxnRet');
	const asked =
		given.IsAutoApply === 'true'
			? openOf(file, name, payer)
			: isKept
				? old.map((row) => ({ ...row, SetCredit: rowsOf(row, '#credits') }))
				: told.map((row) => withOldAmount(row, old));
	const total = isReceived ? record.TotalAmount : isKept ? given.Amount : undefined;
	let rest = total === undefined || total === null ? undefined : cents(total);
	const rows = asked.map((row) => {
		const after = applied({ file, name, payer, rest, isKept }, row);
		if (rest !== undefined) rest -= cents(after.Amount);
		return after;
	});
	const paid = sum(rows.map(({ Amount: amount }) => cents(amount)));
	const lines = { AppliedToTxnRet: rows.filter(doesSomething) };
	if (!isReceived) return { ...lines, Amount: amountText(paid) };
	return { ...lines, TotalAmount: amountText(rest === undefined ? paid : paid + rest) };
}

/** What is only mentioned keeps its amount. */
function withOldAmount(row: QbRecord, old: QbRecord[]): QbRecord {
	const known = old.find(({ TxnID: id }) => id === row.TxnID);
	const isMentionedOnly = ['PaymentAmount', 'DiscountAmount', 'SetCredit'].every(
		(each) => !has(row, each),
	);
	if (!known || !isMentionedOnly) return row;
	return { ...known, ...row, PaymentAmount: known.Amount, SetCredit: rowsOf(known, '#credits') };
}
