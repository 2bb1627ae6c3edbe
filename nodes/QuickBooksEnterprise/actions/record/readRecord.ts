import { suggestionFor } from '../../catalogue/validation/names';
import { isEmpty, type Members } from '../../catalogue/validation/walk';
import { labelOf } from '../../catalogue/labels';
import type { Resource } from '../../catalogue/types';
import type { Problems } from '../../common/problems';
import type { ValueContext } from '../../records/input/fieldValue';
import { BodyBuilder, readMapper } from '../../records/input/recordBody';
import { keepableText } from '../../records/input/characters/keepableText';
import { withCleared } from '../../records/input/clearFields';
import { noteValidation } from '../../records/input/validateInput';
import { PARTY, withParty } from '../../records/input/party';
import { withParent, withReferences } from '../../records/input/references';
import { isSound, readRecordJson } from '../../records/input/recordJson';
import { withoutSpaceAround } from '../../records/input/spaceAround';
import { underOwnNames } from '../../records/input/spellings';
import { asText } from '../../records/typedValues';
import { linesFromRows, withNewLineIds } from '../../records/lines/recordLines';
import { readCharacterRules } from '../fields/characterOptions';
import type { ItemInput } from '../run/itemInput';
import type { ItemFacts, RecordFacts } from './recordFacts';
import { isRecord } from '../../common/json/isRecord';

const JSON_LABEL = 'Record JSON (recordJson)';
const FIELDS_NAME = 'Fields';
const FIELDS_LABEL = `${FIELDS_NAME} (fields)`;

/**
 * Reads the record that an item wants to write, and checks it. What cannot be used goes to the item's
 * problems as an error, what is of no use as a warning.
 *
 * @returns Nested JSON as it is sent, with lines under the service's keys; not to be used where an error
 * was noted. What was not filled in is not in it.
 */
export function readRecord(
	item: ItemInput,
	facts: ItemFacts,
	operation: 'create' | 'update' | 'upsert',
): Members {
	const { problems } = item;
	const isJson = item.get('fieldsMode', 'mapped') === 'json';
	const { resource, fields } = facts;
	const read = isJson
		? readRecordJson(item.get('recordJson'), JSON_LABEL, problems)
		: readMapped(item, facts);
	if (!read) return {};
	const given = isJson
		? withReferences(
				underOwnNames(asText(read), resource, fields, JSON_LABEL, problems),
				resource,
				fields,
				facts.idLike,
			)
		: read;
	const isUpdate = operation === 'update';
	const placed = operation === 'upsert' ? withParent(given, resource) : given;
	const kept = keepableText(placed, resource, readCharacterRules(item), problems);
	const trimmed = withoutSpaceAround(kept, resource);
	const named = isUpdate ? withNewLineIds(resource, trimmed) : trimmed;
	const record =
		operation === 'create'
			? named
			: withCleared(named, item.get('clearFields', []), resource, fields, problems);
	const linesAreComplete = !isUpdate || item.get('lineMode', 'merge') === 'replace';
	const remarks = noteValidation(
		resource,
		fields,
		record,
		{ operation, linesAreComplete },
		problems,
	);
	for (const remark of remarks) problems.warn(remark);
	return record;
}

function readMapped(item: ItemInput, facts: ItemFacts): Members | undefined {
	const { problems } = item;
	const { resource, fields, timeZone, idLike } = facts;
	const context: ValueContext = { timeZone, problems, idLike };
	const mapper = readMapper(item.get('fields', {}));
	const given = mapper.isAutomatic ? item.json : mapper.values;
	const names: readonly string[] = resource.lines.map(({ name }) => name);
	const isRows = ([name]: [string, unknown]) => names.includes(name);
	const values = Object.fromEntries(Object.entries(given).filter((entry) => !isRows(entry)));
	const rows = Object.fromEntries(Object.entries(given).filter(isRows));
	const { record: inFields, unknown } = new BodyBuilder(fields, context).build(values);
	const record = withParty(inFields, item.get(PARTY, ''), resource, context);
	noteTwins(fields, Object.keys(values), problems);
	if (mapper.isAutomatic) warnOfIgnored(facts, unknown, problems);
	else noteStrangers(facts, [...mapper.hidden, ...unknown], problems);
	const inEditor: unknown = names.length > 0 ? item.get('lines', {}) : {};
	const lines = {
		...linesFromRows(rows, resource, fields, context),
		...linesFromRows(inEditor, resource, fields, context),
	};
	noteTwofold(resource, rows, inEditor, problems);
	const whole = {
		...(mapper.isAutomatic ? chosen(withParent(record, resource), facts) : record),
		...lines,
	};
	return isSound(whole, FIELDS_LABEL, problems) ? whole : undefined;
}

/** Columns that differ in letters or spaces only, such as those of a table, mean one field: one would be lost. */
function noteTwins(
	{ fields }: RecordFacts['fields'],
	names: readonly string[],
	problems: Problems,
): void {
	const coreOf = (name: string) => name.replace(/[\s_-]/g, '').toLowerCase();
	const known = new Map(fields.map(({ path }) => [coreOf(path), path]));
	const byCore = new Map<string, string[]>();
	for (const name of names) byCore.set(coreOf(name), [...(byCore.get(coreOf(name)) ?? []), name]);
	for (const [core, twins] of byCore) {
		const path = known.get(core);
		if (path === undefined || twins.length < 2) continue;
		const quoted = twins.map((name) => `'${name}'`).join(' and ');
		problems.add(`${quoted} are columns of one field, ${labelOf(path)} (${path}); leave out one`);
	}
}

/** Rows may stand in 'Lines' or come out of an expression in 'Fields', but not both. */
function noteTwofold(
	{ lines }: Resource,
	inMapper: Members,
	inEditor: unknown,
	problems: Problems,
): void {
	for (const { name, label } of lines) {
		if (isEmpty(inMapper[name]) || !isRecord(inEditor) || isEmpty(inEditor[name])) continue;
		problems.add(`${label} (${name}) are given in 'Lines' and in '${FIELDS_NAME}'; leave out one`);
	}
}

/**
 * An item that came from the service holds what QuickBooks only gives; nobody chose to send that. An id
 * by which the record is found again stays.
 */
function chosen(record: Members, { resource, fields }: RecordFacts): Members {
	const { idField, match } = resource;
	const keys: unknown[] = match?.field === idField ? [idField, 'id'] : [match?.field];
	const given = fields.fields.filter(({ readOnly, path }) => readOnly && !keys.includes(path));
	const names = new Set(given.map(({ path }) => path));
	return Object.fromEntries(Object.entries(record).filter(([name]) => !names.has(name)));
}

/** A field that is written a little differently would be missed; others are of another resource. */
function noteStrangers(
	{ resource, fields }: RecordFacts,
	paths: readonly string[],
	problems: Problems,
): void {
	const known = fields.fields.map(({ path }) => path);
	const writable = fields.fields.filter(({ readOnly }) => !readOnly).map(({ path }) => path);
	const strangers = paths.filter((path) => {
		const suggestion = known.includes(path) ? undefined : suggestionFor(path, writable);
		if (suggestion)
			problems.add(`${path} is not a field of ${resource.label}; write ${suggestion}`);
		return !suggestion;
	});
	if (strangers.length === 0) return;
	problems.warn(
		`Not sent, as '${FIELDS_NAME}' of ${resource.label} does not show it: ${strangers.join(', ')}. Refresh the list of fields, add the field there, or write the record as JSON.`,
	);
}

function warnOfIgnored(
	{ resource }: RecordFacts,
	names: readonly string[],
	problems: Problems,
): void {
	if (names.length === 0) return;
	const isLine = resource.lines.some(({ readKeys }) => readKeys.some((key) => names.includes(key)));
	problems.warn(
		`Not sent, as ${resource.label} has no such field: ${names.join(', ')}.${isLine ? " Rows go under 'Lines'." : ''}`,
	);
}
