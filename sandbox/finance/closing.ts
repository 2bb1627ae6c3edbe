import type { Resource } from '../../nodes/QuickBooksEnterprise/catalogue/types';
import type { CompanyFile } from './companyFile';
import { invalidInContext } from './status';

/** They post nothing, so a closing date does not bind them (our choice). */
const UNBOUND = ['salesOrder', 'purchaseOrder', 'timeActivity'];

/**
 * Refuses to touch a transaction of a closed period: one that is dated on or before the closing date. In: the days that
 * it has and is to have. That the code is 3210 and what the text says are our choice.
 *
 * @throws ApiError 400
 */
export function requireOpenPeriod(
	{ closingDate }: CompanyFile,
	{ kind, value }: Resource,
	...days: unknown[]
): void {
	if (closingDate === undefined || kind === 'list' || UNBOUND.includes(value)) return;
	const closed = days.find((day) => day !== undefined && String(day) <= closingDate);
	if (closed === undefined) return;
	throw invalidInContext(
		'TxnDate',
		String(closed),
		`You cannot add, change or delete a transaction that is dated on or before the closing date (${closingDate}) of the company file.`,
	);
}
