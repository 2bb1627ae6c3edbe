import type { JsonValue } from './types';

/** Members of an object, in their order. */
export type JsonObject = { [member: string]: JsonValue };

export const isObject = (value: unknown): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Text, numbers, truth values and nothing: what a cell can hold. */
export const isScalar = (value: JsonValue): value is boolean | number | string | null =>
	typeof value !== 'object' || value === null;

export const isEmpty = (value: JsonValue): boolean =>
	value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);

/**
 * A member's name as it is compared: without letter case, and without the marks that libraries put before attributes
 * and text of XML (`@colID`, `$value`, `#text`, `_value`).
 */
export const plainName = (member: string) => member.replace(/^[@$#_]+/, '').toLowerCase();

/** The value of the first member that has one of some plain names. */
export function memberNamed(object: JsonObject, ...names: string[]): JsonValue | undefined {
	for (const name of names) {
		for (const [member, value] of Object.entries(object)) {
			if (plainName(member) === name) return value;
		}
	}
	return undefined;
}

/** A list as it is; anything else as a list of one, since XML libraries write lists of one so. */
export function asList(value: JsonValue | undefined): JsonValue[] {
	if (value === undefined || value === null) return [];
	return Array.isArray(value) ? value : [value];
}

/** Every scalar of a value with its dotted path: `a.b`, `list[0].c`. */
export function leavesOf(
	value: JsonValue,
	path = '',
): Array<[path: string, value: boolean | number | string | null]> {
	if (isScalar(value)) return [[path, value]];
	if (Array.isArray(value)) {
		return value.flatMap((each, index) => leavesOf(each, `${path}[${index}]`));
	}
	return Object.entries(value).flatMap(([member, inner]) =>
		leavesOf(inner, path === '' ? member : `${path}.${member}`),
	);
}
