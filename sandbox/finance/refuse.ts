import { checkRecord, type Finding } from '../../nodes/QuickBooksEnterprise/catalogue/checks';
import type { Field, WriteOperation } from '../../nodes/QuickBooksEnterprise/catalogue/types';
import type { FinanceRecord, Kind } from './kinds';
import { fieldsByPath } from './shape';
import { badValue, invalidInContext, parseError, tooLong } from './status';

/** The field that a finding is about, and the value that was sent. */
function lookUp(kind: Kind, record: FinanceRecord, path: string): { field?: Field; value: string } {
	const steps = path.replace(/\[(\d+)\]/g, '.$1').split('.');
	let value: unknown = record;
	for (const step of steps) value = (value as FinanceRecord | undefined)?.[step];
	const line = kind.lines.find(({ key }) => key === steps[0]);
	const set = line ? kind.facts.lines[line.name] : kind.facts;
	const names = steps.slice(line ? 1 : 0).filter((step) => !/^\d+$/.test(step));
	const field = set && fieldsByPath(set).get(names.join('.'));
	return { field, value: typeof value === 'object' ? JSON.stringify(value) : String(value) };
}

function errorFor(kind: Kind, record: FinanceRecord, { problem, path, message }: Finding) {
	const { field, value } = lookUp(kind, record, path);
	const name = field?.path.split('.').pop() ?? path;
	switch (problem) {
		case 'length':
			return tooLong(value, name);
		case 'value':
			if (!field || ['enumeration', 'object', 'reference', 'text'].includes(field.type)) {
				return parseError(message);
			}
			return badValue(field.type, value, name);
		case 'name':
			return invalidInContext(name, value, 'A name cannot hold a colon.');
		case 'balance':
			return notBalanced(value);
		default:
			return parseError(message);
	}
}

/** The text is QuickBooks' own, shortened; the code is our choice, so that a retry is not suggested. */
export const notBalanced = (value: string) =>
	invalidInContext(
		'Amount',
		value,
		'The transaction is not in balance. Make sure the amounts in the Debit column equal the amounts in the Credit column.',
	);

/**
 * Refuses what qbXML does not allow, by the facts of the catalogue. Only the first fault is named, as QuickBooks does.
 *
 * @throws ApiError 400
 */
export function refuseInvalid(kind: Kind, record: FinanceRecord, operation: WriteOperation): void {
	const { findings } = checkRecord({ resource: kind, fields: kind.facts, record, operation });
	if (findings.length > 0) throw errorFor(kind, record, findings[0]);
}
