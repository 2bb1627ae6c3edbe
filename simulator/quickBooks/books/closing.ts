import { objectNamed } from '../objects';
import { StatusError } from '../statusError';
import type { CompanyFile } from './companyFile';

/** They post nothing, so a closing date does not bind them (our choice). */
const UNBOUND = ['Estimate', 'PurchaseOrder', 'SalesOrder', 'TimeTracking', 'VehicleMileage'];

/**
 * Refuses to touch a transaction of a closed period: one that is dated on or before the closing date. What the text
 * says is our choice.
 *
 * @param code 3161 for what is added or deleted, 3171 for a change.
 * @param days the days that it has and is to have.
 * @throws StatusError
 */
export function requireOpenPeriod(
	{ closingDate }: CompanyFile,
	name: string,
	code: 3161 | 3171,
	...days: unknown[]
): void {
	if (closingDate === undefined) return;
	if (objectNamed(name).kind === 'list' || UNBOUND.includes(name)) return;
	const closed = days.find((day) => day !== undefined && String(day) <= closingDate);
	if (closed === undefined) return;
	throw new StatusError(
		code,
		`The transaction is dated ${String(closed)}. You cannot add, change or delete a transaction that is dated on or before the closing date (${closingDate}) of the company file.`,
	);
}
