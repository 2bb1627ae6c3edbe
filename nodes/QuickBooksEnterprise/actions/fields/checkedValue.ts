import type { INodeProperties } from 'n8n-workflow';

import { isRecord } from '../../common/json/isRecord';
import type { Problems } from '../../common/problems';

/** Longer values are cut in a message; they may be anything that an expression gives. */
const MAX_SHOWN = 40;

/**
 * Checks a value against the description of its field. n8n does so for values that are picked in the
 * editor, not for those that an expression gives. Switches, option lists and collections of them are
 * checked; a list that the editor loads, and all other fields, are their readers' to check.
 *
 * @param problems Where to note what is wrong.
 * @returns The value, a switch as a boolean and a list of options as a list; the field's default in place
 * of what cannot be used.
 */
export function checkedValue(value: unknown, field: INodeProperties, problems: Problems): unknown {
	switch (field.type) {
		case 'boolean':
			return checkedSwitch(value, field, problems);
		case 'options':
			return isLoaded(field) ? value : checkedOption(value, field, problems);
		case 'multiOptions':
			return isLoaded(field) ? value : checkedOptions(value, field, problems);
		case 'collection':
			return checkedCollection(value, field, problems);
		default:
			return value;
	}
}

function checkedSwitch(value: unknown, field: INodeProperties, problems: Problems): unknown {
	if (typeof value === 'boolean') return value;
	const text = typeof value === 'string' ? value.trim().toLowerCase() : undefined;
	if (text === 'true' || text === 'false') return text === 'true';
	note(value, field, 'true or false', problems);
	return field.default;
}

function checkedOption(value: unknown, field: INodeProperties, problems: Problems): unknown {
	const known = valuesOf(field);
	if (known.includes(value)) return value;
	note(value, field, `one of ${known.map(shown).join(', ')}`, problems);
	return field.default;
}

/** An expression may give a text with commas in place of a list. */
function checkedOptions(value: unknown, field: INodeProperties, problems: Problems): unknown {
	const known = valuesOf(field);
	const expected = `among ${known.map(shown).join(', ')}`;
	if (!Array.isArray(value) && (typeof value !== 'string' || value.trim() === '')) {
		note(value, field, expected, problems);
		return field.default;
	}
	const given: unknown[] = Array.isArray(value) ? value : value.split(',');
	const values = given.map((each) => (typeof each === 'string' ? each.trim() : each));
	const unknown = values.filter((each) => !known.includes(each));
	if (unknown.length > 0) {
		problems.add(
			`${nameOf(field)} must be ${expected}, not ${unknown.map(quoted).join(', ')}`,
			field.name,
		);
	}
	return values.filter((each) => known.includes(each));
}

function checkedCollection(value: unknown, field: INodeProperties, problems: Problems): unknown {
	if (value === undefined || value === null || value === '') return {};
	if (!isRecord(value)) {
		note(value, field, 'an object with its fields', problems);
		return {};
	}
	const checked = Object.entries(value).map(([name, member]) => {
		const inner = fieldsOf(field).find((each) => each.name === name);
		return [name, inner ? checkedValue(member, inner, problems) : member] as const;
	});
	return Object.fromEntries(checked);
}

function note(value: unknown, field: INodeProperties, expected: string, problems: Problems): void {
	const isEmpty = value === undefined || value === null || value === '';
	problems.add(
		isEmpty
			? `${nameOf(field)} is empty; it must be ${expected}`
			: `${nameOf(field)} must be ${expected}, not ${quoted(value)}`,
		field.name,
	);
}

function nameOf({ displayName, name }: INodeProperties): string {
	return `${displayName} (${name})`;
}

function isLoaded({ typeOptions }: INodeProperties): boolean {
	return typeOptions?.loadOptionsMethod !== undefined;
}

function valuesOf({ options = [] }: INodeProperties): unknown[] {
	return options.flatMap((option) => ('value' in option ? [option.value] : []));
}

function fieldsOf({ options = [] }: INodeProperties): INodeProperties[] {
	return options.filter((option): option is INodeProperties => 'type' in option);
}

function shown(value: unknown): string {
	return value === '' ? "''" : String(value);
}

function quoted(value: unknown): string {
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'object' && value !== null) return 'an object';
	const text = String(value);
	return `'${text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text}'`;
}
