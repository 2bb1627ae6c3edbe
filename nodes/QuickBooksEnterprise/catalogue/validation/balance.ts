import { isDecimal, sumDecimals } from './decimal';
import { isEmpty } from './walk';
import { isRecord } from '../../common/json/isRecord';

/**
 * The exact sum of the amounts of rows.
 *
 * @param missingIsZero Whether a row without an amount counts as zero.
 * @returns undefined where an amount is missing or is no plain number; other checks report that.
 */
export function decimalSum(rows: unknown, missingIsZero: boolean): string | undefined {
	if (rows === undefined || rows === null) return '0';
	if (!Array.isArray(rows) || !rows.every(isRecord)) return undefined;
	const amounts = rows.map(({ Amount: amount }) =>
		isEmpty(amount) && missingIsZero ? '0' : String(amount),
	);
	return amounts.every(isDecimal) ? sumDecimals(amounts) : undefined;
}
