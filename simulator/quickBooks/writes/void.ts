import { requireOpenPeriod } from '../books/closing';
import type { CompanyFile } from '../books/companyFile';
import { isGroupLine, memberLine, objectNamed, retName } from '../objects';
import { has, merged, rowsOf, without, type QbRecord } from '../record';
import { cannotVoid } from '../refusals/status';
import { depositOf } from '../transactions/deposits';
import { totals } from '../transactions/totals';
import { requireRecord } from './change';
import { modified, touchLinked } from './touch';

const ZERO: Readonly<Record<string, string>> = {
	Amount: '0.00',
	Quantity: '0',
	QuantityDifference: '0',
	TotalAmount: '0.00',
	ValueDifference: '0.00',
};

/** A line of nothing. What it took from an order, or paid in, is free again. */
function emptied(row: QbRecord): QbRecord {
	const zero = Object.entries(ZERO).filter(([member]) => has(row, member));
	return { ...without(row, ['#link', 'TxnID', 'TxnType']), ...Object.fromEntries(zero) };
}

function emptiedLines(name: string, record: QbRecord): QbRecord {
	const members: QbRecord = {};
	for (const kind of objectNamed(name).lines.flat()) {
		const rows = rowsOf(record, retName(kind));
		if (rows.length === 0) continue;
		const inner = retName(memberLine(kind));
		members[retName(kind)] = rows.map((row) =>
			isGroupLine(kind)
				? { ...emptied(row), [inner]: rowsOf(row, inner).map(emptied) }
				: emptied(row),
		);
	}
	return members;
}

/** Members of the transaction itself that become nothing. */
function emptiedHeader(name: string, record: QbRecord): QbRecord {
	const memo = record.Memo === undefined ? 'VOID:' : `VOID: ${String(record.Memo)}`;
	return {
		...(name === 'JournalEntry' || name === 'Charge' ? {} : { Memo: memo }),
		...(has(record, 'AppliedToTxnRet') ? { AppliedToTxnRet: [] } : {}),
		...(has(record, 'RefundAppliedToTxnRet') ? { RefundAppliedToTxnRet: [] } : {}),
		...(name === 'Charge' ? { Amount: '0.00', Quantity: '0' } : {}),
		...(has(record, 'CashBackInfoRet')
			? { CashBackInfoRet: { ...(record.CashBackInfoRet as QbRecord), Amount: '0.00' } }
			: {}),
	};
}

/**
 * Sets the amounts of a transaction to zero and keeps it.
 *
 * @throws StatusError 3120, 3171, or 3185 where others were applied to it, or where it has been paid in.
 */
export function voidRecord(file: CompanyFile, name: string, id: string, at: Date): QbRecord {
	const old = requireRecord(file, name, id);
	if (!objectNamed(name).canVoid) throw cannotVoid(id, `A ${name} cannot be voided.`);
	requireOpenPeriod(file, name, 3171, old.TxnDate);
	if (file.ledger.appliedBy(id).some((each) => each !== id)) {
		throw cannotVoid(id, 'Other transactions were applied to it.');
	}
	if (depositOf(file, id)) throw cannotVoid(id, 'It has been paid in.');
	const bare = without(old, ['#credits', '#applied']);
	const record = merged(bare, { ...emptiedHeader(name, old), ...emptiedLines(name, old) });
	const isPayment = name === 'BillPaymentCheck' || name === 'BillPaymentCreditCard';
	const result = file.without(name, old, () => ({
		...merged(record, isPayment ? { Amount: '0.00' } : totals(file, name, record, {})),
		...modified(old, at),
	}));
	file.replace(name, old, result);
	touchLinked(file, result, rowsOf(old, 'AppliedToTxnRet'), at);
	file.isChanged = true;
	return result;
}
