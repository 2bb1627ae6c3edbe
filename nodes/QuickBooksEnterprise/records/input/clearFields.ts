import { clearableFields } from '../../catalogue/emptying';
import { labelOf } from '../../catalogue/labels';
import { isEmpty, type Members } from '../../catalogue/validation/walk';
import type { Resource, ResourceFields } from '../../catalogue/types';
import type { Problems } from '../../common/problems';
import { parseJson } from '../../common/json/parseJson';
import { isRecord } from '../../common/json/isRecord';

const LABEL = 'Fields to Empty (clearFields)';

/**
 * Puts the fields that are to be emptied into a record, as `null`.
 *
 * @param given Names of fields: a list, or a text with commas, lines or a JSON list.
 * @param problems Where names are noted that cannot be used: unknown ones, those that QuickBooks cannot empty, and
 * those that the record fills in as well.
 * @returns A record of its own.
 */
export function withCleared(
	record: Members,
	given: unknown,
	resource: Resource,
	fields: ResourceFields,
	problems: Problems,
): Members {
	const clearable = clearableFields(fields).map(({ path }) => path);
	const cleared: Members = { ...record };
	for (const name of namesOf(given, problems)) {
		const path = clearable.find((each) => each.toLowerCase() === name.toLowerCase());
		if (path === undefined) problems.add(complaintOf(name, resource, fields));
		else if (!empty(cleared, path.split('.'))) {
			problems.add(`${LABEL}: ${labelOf(path)} (${path}) is filled in as well; leave out one`);
		}
	}
	return cleared;
}

function namesOf(given: unknown, problems: Problems): string[] {
	if (isEmpty(given)) return [];
	const isJson = typeof given === 'string' && given.trim().startsWith('[');
	const read = isJson ? parseJson(given, LABEL, problems) : given;
	const parts: unknown[] = Array.isArray(read) ? read : String(read ?? '').split(/[,\n]/);
	if (!parts.every((part) => typeof part === 'string')) {
		problems.add(`${LABEL} must be names of fields, as a list or separated by commas`);
		return [];
	}
	return [...new Set((parts as string[]).map((part) => part.trim()))].filter((part) => part !== '');
}

function complaintOf(name: string, { label }: Resource, { fields }: ResourceFields): string {
	const field = fields.find(({ path }) => path.toLowerCase() === name.toLowerCase());
	if (!field) return `${LABEL}: '${name}' is not a field of ${label} that can be named here`;
	return `${LABEL}: ${labelOf(field.path)} (${field.path}) cannot be emptied: QuickBooks always has a value there, or takes none in an update`;
}

/**
 * Sets a member to null.
 *
 * @returns false where something is given there.
 */
function empty(record: Members, [name, ...rest]: readonly string[]): boolean {
	const held = record[name];
	if (rest.length === 0) {
		if (!isEmpty(held)) return false;
		record[name] = null;
		return true;
	}
	if (held !== undefined && held !== null && !isRecord(held)) return false;
	const inner: Members = { ...(held ?? {}) };
	record[name] = inner;
	return empty(inner, rest);
}
