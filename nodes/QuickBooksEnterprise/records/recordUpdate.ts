import type { IDataObject } from 'n8n-workflow';

import { checkRecord } from '../catalogue/checks';
import { isEmpty, type Members } from '../catalogue/checking/walk';
import type { Resource, ResourceFields } from '../catalogue/types';
import { nounOf } from '../catalogue/words';
import { InputFault, OutcomeUnknown, RequestFailure } from '../transport/failure';
import { isStaleSequence } from '../transport/quickBooksStatus';
import { isInDoubt } from '../transport/retry';
import { settle } from '../transport/settle';
import { addsLines, linesAfter, mergeLines, replaceLines } from './lineMerge';
import { withoutLines } from './lineRows';
import { recordIdOf, type RecordApi, type RecordJson } from './recordApi';

export type LineMode = 'merge' | 'replace';

/** How a record is to be changed. */
export interface RecordChange {
	id: string;
	/** The record as it was read, where it was. */
	present?: RecordJson;
	/**
	 * What is to be sent for the record as it is; nothing where it is as wanted already. It is asked anew
	 * after somebody else changed the record.
	 */
	plan(present: RecordJson): Members | undefined;
	/** The user's own `EditSequence`: used as it is. */
	editSequence?: unknown;
	/** Whether carrying the plan out a second time, on what the first one left, does nothing more. */
	converges: boolean;
}

/** A record after an update, and whether anything was written. */
export interface UpdatedRecord {
	record: RecordJson;
	isWritten: boolean;
}

/** What an update sends: the given members, those that QuickBooks insists on, and the lines. */
export function planUpdate(
	resource: Resource,
	fields: ResourceFields,
	given: Members,
	lineMode: LineMode,
	present: RecordJson,
): Members {
	const lines =
		lineMode === 'replace'
			? replaceLines(resource, fields, present, given)
			: mergeLines(resource, present, given);
	return assembled(resource, fields, withoutLines(resource, given), lines, present);
}

/**
 * Puts together what is sent. Members that QuickBooks wants in every update, such as the kind of a
 * product, are taken from the record where they were not given.
 * Errors: InputFault for a journal entry whose debits would not equal its credits.
 */
export function assembled(
	resource: Resource,
	fields: ResourceFields,
	members: Members,
	lines: Members,
	present: RecordJson,
): Members {
	requireBalance(resource, fields, present, lines);
	const needed = fields.fields.filter(
		({ path, update }) => update === 'required' && !path.includes('.') && isEmpty(members[path]),
	);
	const filled = needed
		.filter(({ path }) => !isEmpty(present[path]))
		.map(({ path }) => [path, present[path]] as const);
	return { ...Object.fromEntries(filled), ...members, ...lines };
}

/**
 * Changes a record with its current `EditSequence`, and once more on a fresh read where somebody changed
 * it in between. It is known by QuickBooks' words; the HTTP status of it is not documented.
 * Errors: RequestFailure; OutcomeUnknown where trying again might do the same thing twice.
 */
export async function changeRecord(api: RecordApi, change: RecordChange): Promise<UpdatedRecord> {
	const { id, plan, editSequence } = change;
	const isOwnSequence = !isEmpty(editSequence);
	let present = change.present ?? (await api.get(id));
	let mayHaveLanded = false;
	for (let attempt = 1; ; attempt++) {
		const members = plan(present);
		if (!members) return { record: present, isWritten: mayHaveLanded };
		const sequence = isOwnSequence ? editSequence : present.EditSequence;
		const body = { ...members, EditSequence: sequence } as IDataObject;
		const outcome = await settle(api.patch(id, body));
		if (outcome.ok) return { record: await whole(api, id, outcome.value), isWritten: true };
		if (!(outcome.error instanceof RequestFailure)) throw outcome.error;
		const { details } = outcome.error;
		const { wasInDoubt = false } = details;
		const isStale = isStaleSequence(details.text);
		const mayDouble = !change.converges && addsLines(api.resource, members);
		const isLost = mayDouble && (wasInDoubt || isInDoubt(details));
		if (isLost || (isStale && wasInDoubt && isOwnSequence)) {
			throw unknownUpdate(api, id, outcome.error, isStale);
		}
		if (!isStale || isOwnSequence || attempt > 1) throw outcome.error;
		mayHaveLanded = wasInDoubt;
		present = await api.get(id);
	}
}

/** What an update answers is not documented; where it is no record, that is read. */
async function whole(api: RecordApi, id: string, answer: RecordJson): Promise<RecordJson> {
	return recordIdOf(answer) === undefined ? await api.get(id) : answer;
}

function unknownUpdate(
	{ resource }: RecordApi,
	id: string,
	{ details }: RequestFailure,
	isStale: boolean,
): OutcomeUnknown {
	const noun = nounOf(resource);
	const reason = isStale
		? 'One attempt brought no readable answer, and after it the record had changed: that may be its own doing.'
		: undefined;
	return new OutcomeUnknown({ noun, named: `${noun} ${id}`, write: 'update' }, details, { reason });
}

/** Debits equal credits, in the lines as they will be: those that were only mentioned count too. */
function requireBalance(
	resource: Resource,
	fields: ResourceFields,
	present: RecordJson,
	lines: Members,
): void {
	if (Object.keys(lines).length === 0) return;
	const record = linesAfter(resource, present, lines);
	const { findings } = checkRecord({
		resource,
		fields,
		record,
		operation: 'update',
		linesAreComplete: true,
	});
	const found = findings.filter(({ problem }) => problem === 'balance');
	if (found.length === 0) return;
	throw new InputFault(
		found.map(({ message }) => message.replace(/\.$/, '')),
		'The lines that the update does not name were counted as they are. Nothing was changed.',
	);
}
