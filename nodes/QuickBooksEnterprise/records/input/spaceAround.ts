import { labelOf } from '../../catalogue/labels';
import type { Members } from '../../catalogue/validation/walk';
import type { Resource } from '../../catalogue/types';
import { isRecord } from '../../common/json/isRecord';
import { keyFieldsOf } from '../matching/recordKey';

/** Members by which a record, a line or another record is known. */
const NAMES: readonly string[] = ['FullName', 'ListID', 'Name', 'RefNumber', 'TxnID', 'TxnLineID'];

/**
 * Takes white space off both ends of names, numbers and IDs. Spreadsheets leave it there, QuickBooks would take it for a
 * part of the name (inferred), and the record would not be found again.
 *
 * @returns A record of its own.
 */
export function withoutSpaceAround(record: Members, resource: Resource): Members {
	return withNames(record, resource, (text) => text.trim());
}

/** @returns A finding for each name with white space around it, of a record that is sent as it stands. */
export function spaceAround(record: Members, resource: Resource): string[] {
	const findings: string[] = [];
	withNames(record, resource, (text, path) => {
		if (text !== text.trim() && text.trim() !== '') {
			findings.push(
				`${labelOf(path)} (${path}) has white space around it, which would be part of it`,
			);
		}
		return text;
	});
	return findings;
}

/** A record of its own with other names, each made of the one that is there. */
function withNames(
	record: Members,
	resource: Resource,
	nameFor: (text: string, path: string) => string,
): Members {
	const names = new Set([...NAMES, ...keyFieldsOf(resource)]);
	const read = (members: Members, prefix: string): Members =>
		Object.fromEntries(
			Object.entries(members).map(([name, value]) => {
				const path = prefix + name;
				if (typeof value === 'string')
					return [name, names.has(name) ? nameFor(value, path) : value];
				if (isRecord(value)) return [name, read(value, `${path}.`)];
				if (!Array.isArray(value)) return [name, value];
				return [
					name,
					value.map((each: unknown) => (isRecord(each) ? read(each, `${path}.`) : each)),
				];
			}),
		);
	return read(record, '');
}
