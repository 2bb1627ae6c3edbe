import type { CompanyFile } from './companyFile';
import { idOf, kindOf, resourceAt, rowsOf, type FinanceRecord, type Kind } from './kinds';
import { worthOf } from './ledger';
import { amountText, cents, sum } from './money';

/** Types of accounts whose balance is what was credited. */
const CREDIT_ACCOUNTS = [
	'AccountsPayable',
	'CreditCard',
	'Equity',
	'Income',
	'LongTermLiability',
	'OtherCurrentLiability',
	'OtherIncome',
];

/** What changes without the record being written: balances, and what was paid (our choice: no new `EditSequence`). */
function current(company: CompanyFile, kind: Kind, record: FinanceRecord): FinanceRecord {
	const { ledger } = company;
	const id = idOf(record);
	const applied = ledger.appliedTo(id);
	const open = worthOf(kind.value, record) - applied;
	const links = ledger.links(id);
	const linked = links.length > 0 ? { LinkedTxn: links } : {};
	switch (kind.value) {
		case 'customer':
			return {
				Balance: amountText(ledger.entities.of(id)),
				TotalBalance: amountText(ledger.entities.totalOf(id)),
			};
		case 'vendor':
			return { Balance: amountText(ledger.entities.of(id)) };
		case 'ledgerAccount': {
			const sign = CREDIT_ACCOUNTS.includes(String(record.AccountType)) ? -1n : 1n;
			return {
				Balance: amountText(sign * ledger.accounts.of(id)),
				TotalBalance: amountText(sign * ledger.accounts.totalOf(id)),
			};
		}
		case 'invoice':
			return {
				AppliedAmount: amountText(-applied),
				BalanceRemaining: amountText(open),
				IsPaid: String(open === 0n),
				...linked,
			};
		case 'bill':
			return { OpenAmount: amountText(open), IsPaid: String(open === 0n), ...linked };
		case 'vendorCredit':
			return { OpenAmount: amountText(open), ...linked };
		case 'creditMemo':
			return { CreditRemaining: amountText(open), ...linked };
		case 'payment': {
			const used = sum(rowsOf(record, 'AppliedToTxn').map((row) => cents(row.Amount)));
			return { UnusedPayment: amountText(cents(record.TotalAmount) - used) };
		}
		default:
			return {};
	}
}

/** A record as the service shows it: `id` repeats the native id (observed). In: whether members without a value are there. */
export function shown(
	company: CompanyFile,
	kind: Kind,
	record: FinanceRecord,
	withNulls = false,
): FinanceRecord {
	const known: FinanceRecord = { id: idOf(record), ...record, ...current(company, kind, record) };
	if (!withNulls) return known;
	const top = kind.facts.fields.filter(({ path }) => !path.includes('.'));
	return Object.fromEntries([
		...Object.entries(known),
		...top.filter(({ path }) => !(path in known)).map(({ path }) => [path, null] as const),
	]);
}

/** All records of a resource, for tests. */
export async function recordsOf(company: CompanyFile, path: string): Promise<FinanceRecord[]> {
	const resource = resourceAt(path);
	if (!resource) throw new Error(`There is no resource "${path}".`);
	const kind = await kindOf(resource);
	return company.all(kind).map((record) => shown(company, kind, record));
}
