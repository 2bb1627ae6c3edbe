import { validateRecord, type RecordProblem } from '../../catalogue/validation/validateRecord';
import type { Members } from '../../catalogue/validation/walk';
import type { Resource, ResourceFields } from '../../catalogue/types';
import type { Problems } from '../../common/problems';
import { otherTypeComplaint } from '../matching/itemType';
import { isBlank } from '../matching/sameValue';

/** What a record is about to be used for. */
export interface RecordUse {
	operation: 'create' | 'update' | 'upsert';
	/** Whether the lines given are all that the record is going to have. */
	linesAreComplete: boolean;
}

/**
 * Holds a record against the catalogue before it is sent and notes in `problems` what QuickBooks would
 * refuse. A Create or Update is checked as a create, since it may have to create.
 *
 * @returns remarks on what is sent although it may be of no use.
 */
export function noteValidation(
	resource: Resource,
	fields: ResourceFields,
	record: Members,
	{ operation, linesAreComplete }: RecordUse,
	problems: Problems,
): string[] {
	const { label } = resource;
	const check = validateRecord({
		resource,
		fields,
		record,
		operation: operation === 'update' ? 'update' : 'create',
		linesAreComplete,
	});
	for (const finding of check.problems) {
		if (operation === 'update' && isFilledIn(finding, record)) continue;
		if (isPlainlyMissing(finding)) problems.addMissing(finding.label, finding.path);
		else problems.add(finding.message.replace(/\.$/, ''));
	}
	const remarks: string[] = [];
	for (const { path, suggestion } of check.unknownFields) {
		if (suggestion) problems.add(`${path} is not a field of ${label}; write ${suggestion}`);
		else {
			remarks.push(
				`${withoutRows(path)} is no field of ${label} that this node knows. It is sent as it is; QuickBooks may ignore or refuse it.`,
			);
		}
	}
	for (const { path, label: named, reason } of check.unusedFields) {
		const finding =
			reason === 'otherItemType' ? otherTypeFinding(fields, record, named, path) : undefined;
		if (finding !== undefined) problems.add(finding);
		// What an update cannot carry is compared with the record first, and named where it differs. An upsert
		// that finds its record is an update.
		if (reason !== 'updateOnly' || operation === 'upsert') continue;
		remarks.push(
			`${withoutRowLabel(named)} (${withoutRows(path)}) of ${label} is used when a record is updated only. It is sent as it is; QuickBooks may ignore or refuse it.`,
		);
	}
	return remarks;
}

/** QuickBooks refuses a whole request for a member that its type of product does not have (qbXML). */
export function otherTypeFinding(
	{ fields }: ResourceFields,
	record: Members,
	label: string,
	path: string,
): string | undefined {
	const variants = fields.find((field) => field.path === path)?.variants ?? [];
	if (isBlank(record[path])) return undefined;
	return otherTypeComplaint(label, path, variants, String(record.ItemType));
}

/** What an update calls for and the user did not give is taken from the record as it is. */
function isFilledIn({ problem, path }: RecordProblem, record: Members): boolean {
	return problem === 'missing' && /^\w+$/.test(path) && !(path in record);
}

/** One member alone; of several, the finding's own message tells. */
function isPlainlyMissing({ problem, label, path, message }: RecordProblem): boolean {
	return problem === 'missing' && message === `${label} (${path}) is required.`;
}

/** The same remark for every row is one remark. */
function withoutRows(path: string): string {
	return path.replace(/\[\d+\]/g, '');
}

function withoutRowLabel(label: string): string {
	return label.replace(/, row \d+:/, ':');
}
