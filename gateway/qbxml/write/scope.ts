import type { Block, Element } from '../schema/elements';
import type { JsonRecord } from '../record';
import type { Fault } from './faults';
import type { Target } from './values/scalarText';

/** A line of the present record, and its place among all lines. */
export interface PresentLine {
	position: number;
	record: JsonRecord;
}

/** What holds for a whole request while it is written. */
export interface Scope {
	target: Target;
	version: number;
	/** The object that the request is about, such as `Invoice`. */
	object: string;
	/** In a change, null and empty text empty a field; in what is new they are left out. */
	change: boolean;
	/** The lines that the record has, by id; undefined when the present record is not known. */
	lines?: ReadonlyMap<string, PresentLine>;
	faults: Fault[];
}

/** A block that is written, and what is known of it. */
export interface Place {
	block: Block;
	/** Its name, such as `InvoiceLineAdd`; empty for a reference. */
	name: string;
	/** The block in which QuickBooks gives the same thing back. */
	ret?: Block;
	/** The same thing in the present record. */
	present?: JsonRecord;
	/** In the caller's spelling; empty for the record itself. */
	path: string;
}

/** A value and where the caller gave it. */
export interface Given {
	path: string;
	value: unknown;
}

/** What is given for each element of a block, in the order of the record. */
export type Members = Map<Element, Given[]>;

export const pathOf = (path: string, member: string): string =>
	path ? `${path}.${member}` : member;

export function addFault(scope: Scope, path: string, message: string): void {
	scope.faults.push({ path, message });
}

/** Nothing, as JSON and forms say it. */
export const isNothing = (value: unknown): boolean => value === null || value === '';

/** Whether a value says nothing, at any depth. */
export function isEmpty(value: unknown): boolean {
	if (Array.isArray(value)) return value.every(isEmpty);
	if (typeof value !== 'object' || value === null) return isNothing(value) || value === undefined;
	return Object.values(value).every(isEmpty);
}

/** A member of a record of QuickBooks, under whichever spelling it stands there. */
export function memberOf(record: JsonRecord | undefined, stem: string): unknown {
	if (!record) return undefined;
	return record[stem] ?? record[`${stem}Ret`] ?? record[`${stem}Mod`] ?? record[`${stem}Add`];
}
