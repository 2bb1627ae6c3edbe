import type { IDataObject } from 'n8n-workflow';

import { validateRecord } from '../catalogue/validation/validateRecord';
import { isEmpty, type Members } from '../catalogue/validation/walk';
import type { Resource, ResourceFields } from '../catalogue/types';
import { nounOf } from '../catalogue/words';
import { OutcomeUnknown, RequestFailure } from '../transport/errors/failure';
import { InputError } from '../common/problems';
import { isStaleSequence } from '../transport/errors/quickBooksStatus';
import { mayHaveTakenEffect } from '../transport/retry';
import { isRecord } from '../common/json/isRecord';
import { settle } from '../common/settle';
import { addsLines, linesAfter, mergeLines, replaceLines } from './lines/lineMerge';
import { withoutLines } from './lines/lineRows';
import { requireEmptiable, withWholeAddresses } from './matching/emptying';
import { recordIdOf, type RecordApi, type RecordJson } from '../hub/recordApi';

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
 *
 * @throws InputError for a journal entry whose debits would not equal its credits, and for what cannot be emptied.
 */
export function assembled(
	resource: Resource,
	fields: ResourceFields,
	members: Members,
	lines: Members,
	present: RecordJson,
): Members {
	requireBalance(resource, fields, present, lines);
	requireSomeLines(resource, { ...members, ...lines });
	const needed = fields.fields.filter(
		({ path, update }) => update === 'required' && !path.includes('.') && isEmpty(members[path]),
	);
	const filled = needed
		.filter(({ path }) => !isEmpty(present[path]))
		.map(({ path }) => [path, present[path]] as const);
	const whole = { ...Object.fromEntries(filled), ...members, ...lines };
	requireEmptiable(resource, fields, whole, present);
	return withEmptied(withWholeAddresses(fields, whole, present));
}

/** QuickBooks empties a member for an empty element (qbXML), which is an empty text in JSON. */
export function withEmptied(members: Members): Members {
	const emptied = (value: unknown): unknown => {
		if (value === null) return '';
		if (Array.isArray(value)) return value.map(emptied);
		return isRecord(value) ? withEmptied(value) : value;
	};
	return Object.fromEntries(Object.entries(members).map(([name, value]) => [name, emptied(value)]));
}

/**
 * Changes a record with its current `EditSequence`, and once more on a fresh read where somebody changed
 * it in between. It is known by QuickBooks' words; the HTTP status of it is not documented.
 *
 * @throws RequestFailure; OutcomeUnknown where trying again might do the same thing twice.
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
		const outcome = await settle(api.update(id, body));
		if (outcome.ok) return { record: await whole(api, id, outcome.value), isWritten: true };
		if (!(outcome.error instanceof RequestFailure)) throw outcome.error;
		const { details } = outcome.error;
		const { wasInDoubt = false, isGateway = false } = details;
		const isStale = isStaleSequence(details.text);
		// A gateway has the outcome settled, whatever the update does.
		const mayDouble = isGateway || (!change.converges && addsLines(api.resource, members));
		const isLost = mayDouble && mayHaveTakenEffect(details);
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

/** QuickBooks refuses to remove the lines of both kinds at once (documented). */
function requireSomeLines(resource: Resource, members: Members): void {
	const both = ['ClearExpenseLines', 'ClearItemLines'];
	if (!both.every((name) => /^(true|1)$/i.test(String(members[name] ?? '')))) return;
	throw new InputError(
		[
			`${both.join(' and ')} together would leave this ${nounOf(resource)} without lines, which QuickBooks refuses`,
		],
		'Name at least one line that it is to have. Nothing was written.',
	);
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
	const { problems } = validateRecord({
		resource,
		fields,
		record,
		operation: 'update',
		linesAreComplete: true,
	});
	const found = problems.filter(({ problem }) => problem === 'balance');
	if (found.length === 0) return;
	throw new InputError(
		found.map(({ message }) => message.replace(/\.$/, '')),
		'The lines that the update does not name were counted as they are. Nothing was changed.',
	);
}
