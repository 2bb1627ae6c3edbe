import type { UnusedReason } from '../catalogue/checking/report';
import { checkRecord, type Finding } from '../catalogue/checks';
import type { Members } from '../catalogue/checking/walk';
import type { Resource, ResourceFields } from '../catalogue/types';
import type { Findings } from '../provisioning/findings';

/** What a record is about to be used for. */
export interface RecordUse {
	operation: 'create' | 'update' | 'upsert';
	/** Whether the lines given are all that the record is going to have. */
	linesAreComplete: boolean;
}

/** Why QuickBooks leaves a member out, as the end of a sentence. */
const REASONS: Readonly<Record<Exclude<UnusedReason, 'readOnly'>, string>> = {
	createOnly: 'when a record is created only',
	updateOnly: 'when a record is updated only',
	otherItemType: 'for another Item Type only',
};

/**
 * Holds a record against the catalogue before it is sent and notes in `findings` what QuickBooks would
 * refuse. A Create or Update is checked as a create, since it may have to create.
 * Out: remarks on what is sent although it may be of no use.
 */
export function noteChecks(
	resource: Resource,
	fields: ResourceFields,
	record: Members,
	{ operation, linesAreComplete }: RecordUse,
	findings: Findings,
): string[] {
	const { label } = resource;
	const check = checkRecord({
		resource,
		fields,
		record,
		operation: operation === 'update' ? 'update' : 'create',
		linesAreComplete,
	});
	for (const finding of check.findings) {
		if (operation === 'update' && isFilledIn(finding, record)) continue;
		if (isPlainlyMissing(finding)) findings.addMissing(finding.label, finding.path);
		else findings.add(finding.message.replace(/\.$/, ''));
	}
	const remarks: string[] = [];
	for (const { path, suggestion } of check.unknownFields) {
		if (suggestion) findings.add(`${path} is not a field of ${label}; write ${suggestion}`);
		else {
			remarks.push(
				`${withoutRows(path)} is no field of ${label} that this node knows. It is sent as it is; QuickBooks may ignore or refuse it.`,
			);
		}
	}
	for (const { path, label: named, reason } of check.unusedFields) {
		// An upsert that finds its record is an update.
		if (reason === 'readOnly' || (operation === 'upsert' && reason === 'updateOnly')) continue;
		remarks.push(
			`${withoutRowLabel(named)} (${withoutRows(path)}) of ${label} is used ${REASONS[reason]}. It is sent as it is; QuickBooks may ignore or refuse it.`,
		);
	}
	return remarks;
}

/** What an update calls for and the user did not give is taken from the record as it is. */
function isFilledIn({ problem, path }: Finding, record: Members): boolean {
	return problem === 'missing' && /^\w+$/.test(path) && !(path in record);
}

/** One member alone; of several, the finding's own message tells. */
function isPlainlyMissing({ problem, label, path, message }: Finding): boolean {
	return problem === 'missing' && message === `${label} (${path}) is required.`;
}

/** The same remark for every row is one remark. */
function withoutRows(path: string): string {
	return path.replace(/\[\d+\]/g, '');
}

function withoutRowLabel(label: string): string {
	return label.replace(/, row \d+:/, ':');
}
