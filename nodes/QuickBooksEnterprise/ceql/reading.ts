import { suggestionFor } from '../catalogue/validation/names';
import { complainOfScalar } from '../catalogue/validation/values';
import { calendarDay, moment } from '../catalogue/validation/dates';
import type { Field, FieldSet, ResourceKind } from '../catalogue/types';
import { isFieldName, type Condition, type ConditionOperator } from './expression';
import { searchableField } from './fields';
import { listValues, type ListValues } from './listValues';
import { isQuotable, NOT_QUOTABLE } from './quoting';

/** A row of conditions as the user filled it in. */
export interface ConditionRow {
	field?: unknown;
	operator?: unknown;
	value?: unknown;
}

/** What the fields of a row are held against. */
export interface ConditionFacts {
	fields: FieldSet;
	kind: ResourceKind;
	/** IANA name of the workflow's time zone. */
	timeZone: string;
}

/** A row that was read: the condition and what to know of it, or what is wrong with it as ends of sentences. */
export type ConditionReading =
	| { condition: Condition; remark?: string; complaints?: undefined }
	| { condition?: undefined; remark?: undefined; complaints: string[] };

/** Operators by their value in workflows, with what the user reads for them; sorted by name. */
export const OPERATORS: ReadonlyArray<{ name: string; value: ConditionOperator }> = [
	{ name: 'Equals', value: 'equals' },
	{ name: 'Greater Than', value: 'greaterThan' },
	{ name: 'Greater Than or Equal', value: 'greaterOrEqual' },
	{ name: 'Is Empty', value: 'isNull' },
	{ name: 'Is One Of', value: 'in' },
	{ name: 'Less Than', value: 'lessThan' },
	{ name: 'Less Than or Equal', value: 'lessOrEqual' },
	{ name: 'Like', value: 'like' },
	{ name: 'Not Equal', value: 'notEquals' },
];

/**
 * Reads a row of conditions: finds its field and brings the value into the form of the field's type.
 * A day becomes `yyyy-MM-dd`, a time its moment in UTC; a text is taken to the letter.
 */
export function readCondition(row: ConditionRow, facts: ConditionFacts): ConditionReading {
	const complaints: string[] = [];
	const operator = OPERATORS.find(({ value }) => value === row.operator)?.value;
	if (!operator) {
		const known = OPERATORS.map(({ value }) => value).join(', ');
		complaints.push(`Operator (operator) must be one of ${known}`);
	}
	const { name, field, complaint } = readField(row.field, facts);
	if (complaint) complaints.push(`Field (field) ${complaint}`);
	if (!operator || name === undefined) return { complaints };

	const { values, isSplit } =
		operator === 'isNull' ? { values: [], isSplit: false } : valuesOf(row.value, operator);
	if (operator !== 'isNull' && values.length === 0) {
		complaints.push("Value (value) is empty; to find what is empty use the operator 'Is Empty'");
	}
	const read = values.map((value) => readValue(value, operator, field, facts.timeZone));
	for (const { complaint: wrong } of read) if (wrong) complaints.push(`Value (value) ${wrong}`);
	if (complaints.length > 0) return { complaints };
	// IDs, numbers and days hold no commas.
	const mayHoldCommas = field === undefined || field.type === 'text';
	return {
		condition: { field: name, operator, values: read.map(({ text }) => text) },
		...(isSplit && mayHoldCommas
			? {
					remark: `the value of ${name} was split at its commas into ${values.length} values. A value that holds a comma itself goes on a line of its own, in quotation marks, or into a list`,
				}
			: {}),
	};
}

function readField(
	given: unknown,
	{ fields, kind }: ConditionFacts,
): { name?: string; field?: Field; complaint?: string } {
	const name = typeof given === 'string' ? given.trim() : '';
	if (name === '') return { complaint: 'is empty' };
	if (!isFieldName(name)) {
		return { complaint: `'${name}' must be the name of a field such as TimeModified` };
	}
	const field = searchableField(name, fields);
	if (!field) {
		const suggestion = suggestionFor(
			name,
			fields.fields.map(({ path }) => path),
		);
		return suggestion
			? { complaint: `'${name}' is not a field here; write ${suggestion}` }
			: { name };
	}
	const { path, type } = field;
	if (type === 'reference') return { complaint: `'${path}' is a record; write ${path}.ListID` };
	if (type === 'object') {
		const inner = fields.fields.find((each) => each.path.startsWith(`${path}.`))?.path;
		return { complaint: `'${path}' is a group of fields; write one of them, such as ${inner}` };
	}
	// Documented for customers of invoices, and taken for true of all transactions (inferred).
	if (kind === 'transaction' && path.endsWith('Ref.FullName')) {
		const byId = path.replace(/FullName$/, 'ListID');
		return { complaint: `'${path}' cannot be searched by the service; write ${byId} with the ID` };
	}
	return { name: path, field };
}

/** The values of a row, those of a list each once. */
function valuesOf(given: unknown, operator: ConditionOperator): ListValues {
	const { values, isSplit } =
		operator === 'in' ? listValues(given) : { values: [given], isSplit: false };
	const filled = values.filter((value) => value !== undefined && value !== null && value !== '');
	return { values: [...new Set(filled)], isSplit };
}

function readValue(
	given: unknown,
	operator: ConditionOperator,
	field: Field | undefined,
	timeZone: string,
): { text: string; complaint?: string } {
	const isTime = field?.type === 'date' || field?.type === 'dateTime';
	if (typeof given === 'object' && !(isTime && given instanceof Date)) {
		return { text: '', complaint: 'must be a text, a number, or true or false' };
	}
	// A pattern need not have the form of a whole value.
	const typed = operator === 'like' ? undefined : field;
	const text = typedText(given, typed, timeZone);
	const complaint = typed && complainOfScalar(typed, text);
	return { text, complaint: complaint ?? (isQuotable(text) ? undefined : NOT_QUOTABLE) };
}

/** A value of a type that it does not fit is left as it is: the check names it. */
function typedText(given: unknown, field: Field | undefined, timeZone: string): string {
	const text = String(given);
	switch (field?.type) {
		case undefined:
		case 'text':
			return text;
		case 'date':
			return calendarDay(given, timeZone) ?? text;
		case 'dateTime':
			return moment(given, timeZone) ?? text;
		case 'boolean':
			return booleanText(text.trim());
		default:
			return text.trim();
	}
}

/** Records hold `true` and `false` (observed). */
function booleanText(text: string): string {
	if (/^(true|1)$/i.test(text)) return 'true';
	return /^(false|0)$/i.test(text) ? 'false' : text;
}
