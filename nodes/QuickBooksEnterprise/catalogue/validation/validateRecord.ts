import { decimalSum } from './balance';
import { suggestionFor } from './names';
import { Place } from './place';
import type { RecordValidation } from './recordProblems';
import { isEmpty, Walk, type Members } from './walk';
import { compareDecimals, subtractDecimals } from './decimal';
import type { LineGroup, Resource, ResourceFields, WriteOperation } from '../types';

export type { RecordProblem, RecordValidation } from './recordProblems';
import { isRecord } from '../../common/json/isRecord';

export interface ValidationInput {
	resource: Resource;
	/** What `loadFields` gave for it. */
	fields: ResourceFields;
	/** The record as it is going to be sent: nested members, lines under the service's keys. */
	record: Members;
	operation: WriteOperation;
	/**
	 * Whether the lines are all that the record is going to have. A create's are; of an update's, debits
	 * and credits are compared only when the caller says so and every line has its amount.
	 */
	linesAreComplete?: boolean;
}

/**
 * Holds a record against everything the catalogue knows, before it is sent. Nothing is changed or
 * guessed; all that is wrong is reported at once. Members that QuickBooks only gives are tolerated, as
 * the service tolerates them (observed), and so is a line of an inventory adjustment that carries a
 * difference of quantity and one of value (observed).
 */
export function validateRecord(input: ValidationInput): RecordValidation {
	const { resource, fields, record, operation } = input;
	const report: RecordValidation = { problems: [], unknownFields: [], unusedFields: [] };
	const variant = variantOf(fields, record);
	const lineLabels = new Map(resource.lines.map((line) => [line.key, line.label]));
	new Walk(fields, operation, report, variant).group(record, Place.record, lineLabels);
	checkName(input, report);
	for (const line of resource.lines) checkLines(line, input, report);
	checkBalance(input, report);
	suggestLineKeys(resource, report);
	return report;
}

/** The kind of product, when it is one whose fields the catalogue tells apart. */
function variantOf(fields: ResourceFields, { ItemType: type }: Members): string | undefined {
	const isKnown = fields.fields.some((field) => field.variants?.includes(String(type)));
	return isKnown ? String(type) : undefined;
}

/** QuickBooks joins the names of parent and child with a colon, so no name can hold one (inferred). */
function checkName(
	{ resource, fields, record }: ValidationInput,
	{ problems }: RecordValidation,
): void {
	const name = record.Name;
	if (resource.kind !== 'list' || typeof name !== 'string' || !name.includes(':')) return;
	const place = Place.record.member('Name');
	const parent = fields.fields.find(
		({ path, readOnly }) => /^Parent(Site)?Ref$/.test(path) && !readOnly,
	);
	const remedy = parent
		? `; to put it under a parent, name that in ${Place.record.member(parent.path).named}`
		: '';
	problems.push({
		problem: 'name',
		path: place.jsonPath,
		label: place.label,
		message: `${place.named} cannot hold a colon${remedy}.`,
	});
}

function checkLines(line: LineGroup, input: ValidationInput, report: RecordValidation): void {
	const { key, label, name } = line;
	const rows = input.record[key];
	const set = input.fields.lines[name];
	if (rows === undefined || rows === null || !set) return;
	const complain = (path: string, text: string) =>
		report.problems.push({ problem: 'value', path, label, message: `${label} (${path}) ${text}.` });
	if (!Array.isArray(rows)) {
		complain(key, 'must be a list with one object for each row');
		return;
	}
	const walk = new Walk(set, input.operation, report);
	rows.forEach((row: unknown, index) => {
		if (isRecord(row)) walk.group(row, Place.row(label, key, index));
		else complain(`${key}[${index}]`, 'must be an object with the members of the row');
	});
}

/** The debits of a journal entry equal its credits (inferred: the first rule of bookkeeping). */
function checkBalance(input: ValidationInput, { problems }: RecordValidation): void {
	const { resource, record, operation } = input;
	const debits = resource.lines.find((line) => line.name === 'debitLines');
	const credits = resource.lines.find((line) => line.name === 'creditLines');
	const areComplete = input.linesAreComplete ?? operation === 'create';
	if (!debits || !credits || !areComplete) return;
	if (isEmpty(record[debits.key]) && isEmpty(record[credits.key])) return;
	const missingIsZero = operation === 'create';
	const debit = decimalSum(record[debits.key], missingIsZero);
	const credit = decimalSum(record[credits.key], missingIsZero);
	if (debit === undefined || credit === undefined || compareDecimals(debit, credit) === 0) return;
	const difference = subtractDecimals(debit, credit).replace('-', '');
	problems.push({
		problem: 'balance',
		path: debits.key,
		label: debits.label,
		message:
			`${debits.label} (${debits.key}) add up to ${debit} and ${credits.label} (${credits.key}) ` +
			`to ${credit}; they have to be equal and differ by ${difference}.`,
	});
}

/** Lines under the key of another resource or request are the likeliest slip of all. */
function suggestLineKeys(resource: Resource, { unknownFields }: RecordValidation): void {
	for (const unknown of unknownFields) {
		const { path } = unknown;
		const line = resource.lines.find(
			({ readKeys, name }) => suggestionFor(path, [...readKeys, name]) !== undefined,
		);
		const [first] = /^line(item)?s?$/i.test(path) ? resource.lines : [];
		if (line ?? first) unknown.suggestion = (line ?? first)?.key;
	}
}
