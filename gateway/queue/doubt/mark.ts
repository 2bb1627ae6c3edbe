import {
	blockOf,
	contentOf,
	elementsOf,
	hasIterator,
	objectFacts,
	queryParameters,
	wholeRecords,
	writeRequest,
	type JsonRecord,
	type Operation,
	type ReadMessage,
	type RequestMessage,
	type Target,
} from '../../qbxml';

/**
 * By what a write can be found in the books. `guid`: the ExternalGUID of a new record, the
 * gateway's or its caller's own. `name`: the
 * name of a new record, unique in its list. `sequence`: the EditSequence that a record had before it was changed.
 * `absence`: the record is gone.
 */
export interface Mark extends Pick<Target, 'edition' | 'version'> {
	kind: 'absence' | 'guid' | 'name' | 'sequence';
	/** Such as `Invoice`. */
	object: string;
	/** The GUID, the name or the EditSequence; empty for an absence. */
	value: string;
	/** The record, where it has one already. */
	id?: string;
}

/** A write before it is sent. */
export interface Write extends Pick<Target, 'edition' | 'version'> {
	object: string;
	operation: Operation;
	/** As it is sent. */
	record: JsonRecord;
}

const addMembers = (object: string) => {
	const [element] = elementsOf(contentOf(`${objectFacts(object)?.add}Rq`)?.entries ?? []);
	return element && blockOf(element)?.byName;
};

/** @returns whether a new record of this kind can carry a GUID */
export function takesGuid(object: string, { version, edition = 'US' }: Target): boolean {
	const guid = addMembers(object)?.get('ExternalGUID');
	if (!guid || guid.notIn.includes(edition)) return false;
	return guid.since === undefined || guid.since <= Number(version);
}

/** Names that are there once in a list; the notes of a to-do are none. */
const NAMES = ['FullName', 'Initial', 'Name'];

/** @returns by what the write can be found; undefined where there is nothing */
export function markOf({ object, operation, record, ...at }: Write): Mark | undefined {
	const { key, nameField, kind } = objectFacts(object) ?? {};
	const { version, edition } = at;
	const target = { object, version, edition };
	const id = key && record[key] !== undefined ? String(record[key]) : undefined;
	if (operation === 'delete' && id !== undefined) {
		return { kind: 'absence', ...target, value: '', id };
	}
	if (operation === 'mod' && id !== undefined) {
		return { kind: 'sequence', ...target, value: String(record.EditSequence ?? ''), id };
	}
	if (operation !== 'add') return undefined;
	const guid = record.ExternalGUID;
	// 0 stands for none.
	if (typeof guid === 'string' && /\w{8}-/.test(guid)) {
		return { kind: 'guid', ...target, value: guid };
	}
	const name = NAMES.includes(nameField ?? '') ? record[nameField!] : undefined;
	if (kind !== 'list' || typeof name !== 'string' || name === '') return undefined;
	return { kind: 'name', ...target, value: name };
}

/** @returns whether an answer has the record with the GUID that it was given */
export const isReturned = ({ kind, value }: Mark, { records }: ReadMessage): boolean =>
	kind === 'guid' && records.some(({ record }) => hasGuid(record, value));

export const hasGuid = ({ ExternalGUID: guid }: JsonRecord, value: string): boolean =>
	typeof guid === 'string' && guid.toLowerCase() === value.toLowerCase();

/** QuickBooks shows times an hour wrong where clocks change (observed). */
export const SLACK_MS = 3_600_000;
const RECORDS = 100;

/** Which records a look asks for. */
export interface Look {
	mark: Mark;
	requestId: string;
	/** When the write left. */
	sentAtMs: number;
	/** Where the list goes on. */
	iteratorId?: string;
}

/**
 * What QuickBooks is asked to find out whether a write is in the books. No query finds a record by its GUID, so that all
 * of that kind is read that was changed since an hour before the write left.
 *
 * @returns undefined where this QuickBooks cannot be asked
 */
export function lookFor({
	mark,
	requestId,
	sentAtMs,
	iteratorId,
}: Look): RequestMessage | undefined {
	const { object, version, edition, id } = mark;
	const target: Target = { version, edition };
	const { key } = objectFacts(object) ?? {};
	const parameters = queryParameters(object, target);
	const ask = (
		record: JsonRecord,
		more: { iterator?: { step: 'Continue' | 'Start'; id?: string } },
	) =>
		writeRequest({
			object,
			operation: 'query',
			record: { ...record, ...wholeRecords(object) },
			requestId,
			...target,
			...more,
		});
	if (id !== undefined) return key && parameters.has(key) ? ask({ [key]: [id] }, {}) : undefined;
	const changed = changedSince(parameters, sentAtMs - SLACK_MS);
	if (parameters.size === 0) return undefined;
	if (!hasIterator(object) || !parameters.has('MaxReturned')) return ask(changed, {});
	const step = iteratorId === undefined ? 'Start' : 'Continue';
	return ask({ ...changed, MaxReturned: String(RECORDS) }, { iterator: { step, id: iteratorId } });
}

function changedSince(parameters: ReadonlySet<string>, sinceMs: number): JsonRecord {
	const from = { FromModifiedDate: `${new Date(sinceMs).toISOString().slice(0, 19)}+00:00` };
	const all = parameters.has('ActiveStatus') ? { ActiveStatus: 'All' } : {};
	if (parameters.has('ModifiedDateRangeFilter')) return { ModifiedDateRangeFilter: from };
	return parameters.has('FromModifiedDate') ? { ...all, ...from } : all;
}
