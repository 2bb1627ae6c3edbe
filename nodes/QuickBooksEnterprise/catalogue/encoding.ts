import { labelOf } from './labels';
import type {
	Field,
	FieldSet,
	FieldType,
	FieldUse,
	LineGroupName,
	OneOf,
	WriteOperation,
} from './types';

/**
 * The written form of the fields: one text for a field, one for a group of alternatives.
 *
 * Field: `<path> <type> <use> [list] [unseen] [max=…] [min=…] [of=A|B] [for=A|B]`, where `<use>` is a letter
 * for create and one for update: `R` required, `o` optional, `-` not taken. `unseen` marks what no answer
 * has. `for` names the kinds of product that have it.
 *
 * Alternatives: `<on> <how many> <where> <A|B> [for=A|B]`, where `<on>` is `c`, `u` or `cu`, how many
 * is `0..1`, `1` or `1..n`, and `.` stands for the record or line itself.
 */
export interface EncodedSet {
	fields: string[];
	oneOf?: string[];
}

const USES: Readonly<Record<string, FieldUse>> = { R: 'required', o: 'optional', '-': 'none' };

/** Takes the named remarks, such as `max=41`, off a list of parts. */
function remarks(parts: readonly string[]): Map<string, string> {
	return new Map(parts.map((part) => part.split('=') as [string, string]));
}

function numberOf(text: string | undefined): number | undefined {
	return text === undefined ? undefined : Number(text);
}

/** Reads the written form of a field. */
export function decodeField(text: string): Field {
	const [path, type, use, ...rest] = text.split(' ');
	const named = remarks(rest);
	return {
		path,
		label: labelOf(path, type === 'reference'),
		type: type as FieldType,
		create: USES[use[0]],
		update: USES[use[1]],
		readOnly: use === '--',
		isUnseen: named.has('unseen') || undefined,
		repeatable: named.has('list'),
		maxLength: numberOf(named.get('max')),
		minimum: numberOf(named.get('min')),
		values: named.get('of')?.split('|'),
		variants: named.get('for')?.split('|'),
	};
}

/** Reads the written form of a group of alternatives. */
export function decodeOneOf(text: string): OneOf {
	const [on, many, at, options, ...rest] = text.split(' ');
	const operations: WriteOperation[] = ['create', 'update'];
	return {
		at: at === '.' ? '' : at,
		on: operations.filter((operation) => on.includes(operation[0])),
		required: many.startsWith('1'),
		several: many.endsWith('n'),
		options: options.split('|'),
		variants: remarks(rest).get('for')?.split('|'),
	};
}

/** Reads the written form of fields that stand together. */
export function decodeSet({ fields, oneOf = [] }: EncodedSet): FieldSet {
	return { fields: fields.map(decodeField), oneOf: oneOf.map(decodeOneOf) };
}

/** A file of `fields/`. */
export interface EncodedResource extends EncodedSet {
	source: string;
	lines?: Partial<Record<LineGroupName, EncodedSet>>;
}
