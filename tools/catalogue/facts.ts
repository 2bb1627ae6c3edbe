import type {
	Field,
	FieldType,
	OneOf,
	WriteOperation,
} from '../../nodes/QuickBooksEnterprise/catalogue/types';
import type { SourceAlternatives } from './source';

/** A field on its way into the catalogue: without what follows from the rest. */
export type FieldFacts = Omit<Field, 'label' | 'readOnly' | 'repeatable' | 'isUnseen'> & {
	repeatable?: boolean;
	/** Whether an answer has it. */
	isShown?: boolean;
};

/** A group of alternatives on its way into the catalogue. */
export type Alternatives = OneOf;

/** The types of qbXML in the catalogue's words. */
const TYPES: Readonly<Record<string, FieldType>> = {
	AMT: 'amount',
	BOOL: 'boolean',
	DATE: 'date',
	DATETIME: 'dateTime',
	ENUM: 'enumeration',
	FLOAT: 'number',
	GUID: 'guid',
	ID: 'id',
	INT: 'integer',
	PERCENT: 'percent',
	PRICE: 'price',
	QUAN: 'quantity',
	STR: 'text',
	TIMEINTERVAL: 'duration',
	object: 'object',
};

/** What one entry of the tables says. */
export interface Remark {
	type: FieldType;
	required: boolean;
	repeatable: boolean;
	maxLength?: number;
	minimum?: number;
	values?: string[];
}

/**
 * Reads an entry such as `ENUM req since=13 enum=Zero|BasePrice`.
 *
 * @throws Error on an unknown type.
 */
export function readRemark(text: string): Remark {
	const [word, ...rest] = text.split(' ');
	const type = TYPES[word];
	if (!type) throw new Error(`The tables hold a type that this script does not know: ${text}`);
	const named = new Map(rest.map((part) => part.split('=') as [string, string | undefined]));
	const number = (key: string) => (named.has(key) ? Number(named.get(key)) : undefined);
	return {
		type,
		required: named.has('req'),
		repeatable: named.has('rep'),
		maxLength: number('max'),
		minimum: number('min'),
		values: named.get('enum')?.split('|'),
	};
}

const CARDINALITY: Readonly<Record<string, { required: boolean; several: boolean }>> = {
	'0..1': { required: false, several: false },
	'0..n': { required: false, several: true },
	'1': { required: true, several: false },
	'1..n': { required: true, several: true },
};

/**
 * Reads a group of alternatives; its paths are still those of qbXML.
 *
 * @returns undefined where fewer than two plain members are left to choose between.
 * @throws Error on an unknown form.
 */
export function readAlternatives(
	source: SourceAlternatives,
	on: WriteOperation,
): Alternatives | undefined {
	const cardinality = CARDINALITY[source.cardinality];
	if (!cardinality) throw new Error(`Unknown cardinality in the tables: ${source.cardinality}`);
	const options = source.options.filter((option) => /^\w+$/.test(option));
	if (options.length < 2) return undefined;
	return { at: source.at === '(root)' ? '' : source.at, on: [on], ...cardinality, options };
}
