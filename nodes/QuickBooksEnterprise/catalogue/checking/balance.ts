import { isDecimal, sumDecimals } from '../decimal';
import { isEmpty, isMembers } from './walk';

/**
 * The exact sum of the amounts of rows. In: whether a row without an amount counts as nothing.
 * Out: undefined when an amount is missing or is no plain number, which other checks report.
 */
export function decimalSum(rows: unknown, missingIsZero: boolean): string | undefined {
	if (rows === undefined || rows === null) return '0';
	if (!Array.isArray(rows) || !rows.every(isMembers)) return undefined;
	const amounts = rows.map(({ Amount: amount }) =>
		isEmpty(amount) && missingIsZero ? '0' : String(amount),
	);
	return amounts.every(isDecimal) ? sumDecimals(amounts) : undefined;
}
