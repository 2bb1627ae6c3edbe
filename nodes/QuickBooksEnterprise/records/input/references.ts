import { referenceFrom } from '../../catalogue/references';
import { isEmpty, type Members } from '../../catalogue/validation/walk';
import type { FieldSet, Resource, ResourceFields } from '../../catalogue/types';
import { isRecord } from '../../common/json/isRecord';

/**
 * Takes a plain text for a reference, as simplified records have them: `"CustomerRef": "Blue, Dale"`. In fields it is
 * taken as well.
 *
 * @param idLike Takes down texts that could be an ID or a name.
 * @returns A record of its own, with lines.
 */
export function withReferences(
	record: Members,
	{ lines }: Resource,
	fields: ResourceFields,
	idLike: Set<string>,
): Members {
	const entries = Object.entries(record).map(([name, value]) => {
		const group = lines.find(({ key }) => key === name);
		const set = group && fields.lines[group.name];
		if (!set || !Array.isArray(value)) return [name, value] as const;
		const rows = value.map((row: unknown) => (isRecord(row) ? inSet(row, set, '', idLike) : row));
		return [name, rows] as const;
	});
	return inSet(Object.fromEntries(entries), fields, '', idLike);
}

function inSet(members: Members, set: FieldSet, prefix: string, idLike: Set<string>): Members {
	const entries = Object.entries(members).map(([name, value]) => {
		const path = prefix + name;
		const field = set.fields.find((each) => each.path === path);
		const isOne = field?.type === 'reference' && !field.repeatable;
		if (isOne && typeof value === 'string' && !isEmpty(value)) {
			return [name, referenceFrom(value, idLike)] as const;
		}
		if (field?.type !== 'object') return [name, value] as const;
		if (isRecord(value)) return [name, inSet(value, set, `${path}.`, idLike)] as const;
		if (!Array.isArray(value)) return [name, value] as const;
		const rows = value.map((row: unknown) =>
			isRecord(row) ? inSet(row, set, `${path}.`, idLike) : row,
		);
		return [name, rows] as const;
	});
	return Object.fromEntries(entries);
}

/**
 * Says of a record that was read without its parent what its full name says: simplified records have that alone.
 * Without it the record would be taken for another one of the same name, or be created at the top.
 */
export function withParent(record: Members, { match }: Resource): Members {
	const { nested } = match ?? {};
	const fullName = nested && record[nested.field];
	if (!nested || typeof fullName !== 'string' || !isEmpty(record[nested.parent])) return record;
	const at = fullName.lastIndexOf(':');
	const isOwn = fullName.slice(at + 1).toLowerCase() === String(record.Name).toLowerCase();
	if (at < 0 || !isOwn) return record;
	return { ...record, [nested.parent]: { FullName: fullName.slice(0, at) } };
}
