import { freeName, generatedName } from './columns';
import { isScalar, leavesOf, plainName, type JsonObject } from './json';
import type { JsonValue } from './types';

/** What a cell can hold. */
export type Scalar = boolean | number | string | null;

/** What stands under a column: its value, or something else that the cell says. */
export const nameFor = (column: string, path: string) =>
	path === '' ? column : `${column}.${path}`;

/** Paths that read the same, such as `a.b` of two levels and of one, get names of their own. */
export function uniquely(leaves: Array<[string, Scalar]>): Record<string, Scalar> {
	const known = new Map<string, Scalar>();
	for (const [path, value] of leaves) {
		known.set(
			freeName(path || generatedName(0), (each) => known.has(each)),
			value,
		);
	}
	// Through entries, as an assignment to a column of the name __proto__ would be lost.
	return Object.fromEntries(known);
}

/** A cell that is an object: its column, its value, and whatever else it says. */
export function cellOf(cell: JsonObject): {
	id?: string;
	value?: Scalar;
	more: Array<[string, Scalar]>;
} {
	let id: string | undefined;
	let value: Scalar | undefined;
	const more: Array<[string, JsonValue]> = [];
	for (const [member, inner] of Object.entries(cell)) {
		const name = plainName(member);
		if (name === 'colid' && id === undefined && isScalar(inner)) id = String(inner);
		else if (['value', 'text'].includes(name) && value === undefined && isScalar(inner)) {
			value = inner;
		} else more.push([member, inner]);
	}
	return { id, value, more: leavesOf(Object.fromEntries(more)) };
}
