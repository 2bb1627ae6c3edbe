import { suggestionFor } from '../../catalogue/checking/names';
import { isEmpty, isMembers, type Members } from '../../catalogue/checking/walk';
import type { Resource } from '../../catalogue/types';
import type { Findings } from '../../provisioning/findings';
import type { ValueContext } from '../../records/fieldValue';
import { BodyBuilder, readMapper } from '../../records/recordBody';
import { noteChecks } from '../../records/recordChecks';
import { isSound, readRecordJson } from '../../records/recordJson';
import { linesFromRows, withNewLineIds } from '../../records/recordLines';
import type { Run } from '../operation';
import type { RecordFacts } from './recordOperation';

const JSON_LABEL = 'Record JSON (recordJson)';
const FIELDS_NAME = 'Fields';
const FIELDS_LABEL = `${FIELDS_NAME} (fields)`;

/**
 * Reads the record that an item wants to write, and checks it. What is missing or wrong is noted in
 * `findings`; what is of no use is remarked on.
 * Out: nested JSON as it is sent, with lines under the service's keys; not to be used where anything
 * was noted. What was not filled in is not in it.
 */
export function readRecord(
	run: Run,
	itemIndex: number,
	facts: RecordFacts,
	operation: 'create' | 'update' | 'upsert',
	findings: Findings,
): Members {
	const isJson = run.parameters.get('fieldsMode', itemIndex, 'mapped') === 'json';
	const given = isJson
		? readRecordJson(run.parameters.get('recordJson', itemIndex), JSON_LABEL, findings)
		: readMapped(run, itemIndex, facts, findings);
	if (!given) return {};
	const { resource, fields } = facts;
	const isUpdate = operation === 'update';
	const record = isUpdate ? withNewLineIds(resource, given) : given;
	const linesAreComplete =
		!isUpdate || run.parameters.get('lineMode', itemIndex, 'merge') === 'replace';
	const remarks = noteChecks(resource, fields, record, { operation, linesAreComplete }, findings);
	for (const remark of remarks) run.hint(remark);
	return record;
}

function readMapped(
	run: Run,
	itemIndex: number,
	facts: RecordFacts,
	findings: Findings,
): Members | undefined {
	const { resource, fields, timeZone } = facts;
	const context: ValueContext = { timeZone, findings };
	const mapper = readMapper(run.parameters.get('fields', itemIndex, {}));
	const given = mapper.isAutomatic ? itemOf(run, itemIndex) : mapper.values;
	const names: readonly string[] = resource.lines.map(({ name }) => name);
	const isRows = ([name]: [string, unknown]) => names.includes(name);
	const values = Object.fromEntries(Object.entries(given).filter((entry) => !isRows(entry)));
	const rows = Object.fromEntries(Object.entries(given).filter(isRows));
	const { record, unknown } = new BodyBuilder(fields, context).build(values);
	if (mapper.isAutomatic) remarkOnIgnored(run, facts, unknown);
	else noteStrangers(run, facts, [...mapper.hidden, ...unknown], findings);
	const inEditor: unknown = names.length > 0 ? run.parameters.get('lines', itemIndex, {}) : {};
	const lines = {
		...linesFromRows(rows, resource, fields, context),
		...linesFromRows(inEditor, resource, fields, context),
	};
	noteTwofold(resource, rows, inEditor, findings);
	const whole = { ...(mapper.isAutomatic ? chosen(record, facts) : record), ...lines };
	return isSound(whole, FIELDS_LABEL, findings) ? whole : undefined;
}

/** Rows may stand in 'Lines' or come out of an expression in 'Fields', but not both. */
function noteTwofold(
	{ lines }: Resource,
	inMapper: Members,
	inEditor: unknown,
	findings: Findings,
): void {
	for (const { name, label } of lines) {
		if (isEmpty(inMapper[name]) || !isMembers(inEditor) || isEmpty(inEditor[name])) continue;
		findings.add(`${label} (${name}) are given in 'Lines' and in '${FIELDS_NAME}'; leave out one`);
	}
}

function itemOf(run: Run, itemIndex: number): Members {
	return run.node.getInputData()[itemIndex]?.json ?? {};
}

/**
 * An item that came from the service holds what QuickBooks only gives; nobody chose to send that. An id
 * by which the record is found again stays.
 */
function chosen(record: Members, { resource, fields }: RecordFacts): Members {
	const given = fields.fields.filter(
		({ readOnly, path }) => readOnly && path !== resource.match?.field,
	);
	const names = new Set(given.map(({ path }) => path));
	return Object.fromEntries(Object.entries(record).filter(([name]) => !names.has(name)));
}

/** A field that is written a little differently would be missed; others are of another resource. */
function noteStrangers(
	run: Run,
	{ resource, fields }: RecordFacts,
	paths: readonly string[],
	findings: Findings,
): void {
	const known = fields.fields.map(({ path }) => path);
	const strangers = paths.filter((path) => {
		const suggestion = known.includes(path) ? undefined : suggestionFor(path, known);
		if (suggestion)
			findings.add(`${path} is not a field of ${resource.label}; write ${suggestion}`);
		return !suggestion;
	});
	if (strangers.length === 0) return;
	run.hint(
		`Not sent, as '${FIELDS_NAME}' of ${resource.label} does not show it: ${strangers.join(', ')}. Refresh the list of fields, add the field there, or write the record as JSON.`,
	);
}

function remarkOnIgnored(run: Run, { resource }: RecordFacts, names: readonly string[]): void {
	if (names.length === 0) return;
	const isLine = resource.lines.some(({ readKeys }) => readKeys.some((key) => names.includes(key)));
	run.hint(
		`Not sent, as ${resource.label} has no such field: ${names.join(', ')}.${isLine ? " Rows go under 'Lines'." : ''}`,
	);
}
