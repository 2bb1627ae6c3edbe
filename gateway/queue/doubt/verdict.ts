import {
	asksNoChange,
	isRecord,
	objectFacts,
	readDocument,
	recordIdOf,
	type JsonRecord,
	type ReadMessage,
	type RetRecord,
} from '../../qbxml';
import { hasGuid, SLACK_MS, type Mark } from './mark';

/** A record that a write may have made or changed: never what is in it. */
export interface Candidate {
	id: string;
	/** Its name or number, where it has one. */
	name?: string;
	createdAt?: string;
}

/** How QuickBooks answers. */
interface Status {
	statusCode: number;
	statusSeverity: string;
	statusMessage: string;
}

/** What a look at the books says of a write in doubt. `again`: it is not there, and may be sent once more. */
export type Verdict =
	| { kind: 'again' }
	| { kind: 'goesOn' }
	| { kind: 'done'; recordId?: string; record?: RetRecord }
	| { kind: 'refused'; status: Status }
	| { kind: 'unknown'; reason: string; candidates: Candidate[] };

/** What there is to judge by. */
export interface Evidence {
	mark: Mark;
	/** The document in which the write left. */
	document: string;
	sentAtMs: number;
	/** What QuickBooks answered to the look. */
	answer: ReadMessage;
	/** Whether a record was seen in this company that came back with its GUID. */
	hasReturnedGuids: boolean;
	/** Whether it left so recently that it may be sent once more. */
	isRecent: boolean;
	/** Records of earlier parts of the answer that may be what the write made. */
	candidates: readonly Candidate[];
}

const CANDIDATES = 20;
/** Found nothing: a warning of a list, an error of a record that was asked for by its id. */
const NOTHING = [1, 500];

/** @returns what is certain of a write after a look at the books, and what to do */
export function verdictOn(evidence: Evidence): Verdict {
	const { mark, answer } = evidence;
	const { statusCode = 0, statusMessage = '' } = answer;
	if (statusCode !== 0 && !NOTHING.includes(statusCode)) {
		return unknown(`QuickBooks could not be asked what became of it: ${statusMessage}`);
	}
	const records = answer.records.filter(({ object }) => object === mark.object);
	if (mark.kind === 'absence') return onDeletion(evidence, records);
	return mark.kind === 'sequence' ? onChange(evidence, records) : onAddition(evidence, records);
}

/** @returns the records of an answer that a new record may be, as {@link Candidate} */
export function candidatesIn({ mark, sentAtMs, answer, candidates }: Evidence): Candidate[] {
	const made = answer.records.filter(
		({ object, record }) => object === mark.object && isMadeSince(record, sentAtMs),
	);
	return [...candidates, ...made.map(candidateOf)].slice(0, CANDIDATES);
}

function onAddition(evidence: Evidence, records: RetRecord[]): Verdict {
	const { mark, answer } = evidence;
	const isNamed = mark.kind === 'name';
	const found = records.find(
		({ record }) => isMarked(record, mark) && (!isNamed || hasParent(evidence, record)),
	);
	if (found) return isNamed ? onNamesake(evidence, found) : done(found);
	if ((answer.iteratorRemainingCount ?? 0) > 0) return { kind: 'goesOn' };
	const isCertain = isNamed || evidence.hasReturnedGuids;
	if (isCertain && evidence.isRecent) return { kind: 'again' };
	return unknown(isCertain ? NOT_FOUND_LATE : NOT_FOUND, candidatesIn(evidence));
}

/** Somebody else may have made it, at any time. */
function onNamesake(evidence: Evidence, found: RetRecord): Verdict {
	if (!isMadeSince(found.record, evidence.sentAtMs)) return { kind: 'refused', status: NAME_TAKEN };
	return isOtherwise(evidence, found.record)
		? unknown(NAMESAKE, [candidateOf(found)])
		: done(found);
}

/** It was there to be changed, and its sequence tells whether anything has changed it since. */
function onChange(evidence: Evidence, [found]: RetRecord[]): Verdict {
	const { mark } = evidence;
	if (!found) return unknown('The record is not there any more.');
	if (String(found.record.EditSequence) === mark.value) {
		return evidence.isRecent ? { kind: 'again' } : unknown(UNCHANGED_LATE, [candidateOf(found)]);
	}
	if (hasAll(evidence, found.record)) return done(found);
	return unknown('Something else than this has changed the record since.', [candidateOf(found)]);
}

function onDeletion({ mark, isRecent }: Evidence, [found]: RetRecord[]): Verdict {
	if (!found) return { kind: 'done', recordId: mark.id };
	return isRecent ? { kind: 'again' } : unknown(THERE_LATE, [candidateOf(found)]);
}

/** What was sent of the record itself. */
function sentIn({ mark, document }: Evidence, request: 'Add' | 'Mod'): JsonRecord {
	const [message] = readDocument(document).messages;
	const sent = message?.content[`${mark.object}${request}`];
	return isRecord(sent) ? sent : {};
}

const hasAll = (evidence: Evidence, record: JsonRecord): boolean =>
	asksNoChange(withoutNew(sentIn(evidence, 'Mod')), record);

/** A name is unique among those with the same parent. */
const hasParent = (evidence: Evidence, record: JsonRecord): boolean =>
	asksNoChange(sentIn(evidence, 'Add').ParentRef, record.ParentRef);

/** Whether it holds another value than was sent. What QuickBooks gives back in another form, or not at all, tells nothing. */
const isOtherwise = (evidence: Evidence, record: JsonRecord): boolean =>
	Object.entries(sentIn(evidence, 'Add')).some(([name, sent]) => {
		const there = record[name];
		if (typeof sent !== 'string' || typeof there !== 'string') return false;
		return !asksNoChange(sent.trim(), there.trim());
	});

/** Without what QuickBooks changes itself: the sequence, and the place where a new line has no id yet. */
function withoutNew(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutNew);
	if (!isRecord(value)) return value;
	const members = Object.entries(value).filter(
		([name, inner]) => name !== 'EditSequence' && !(name === 'TxnLineID' && inner === '-1'),
	);
	return Object.fromEntries(members.map(([name, inner]) => [name, withoutNew(inner)]));
}

function isMarked(record: JsonRecord, { kind, object, value }: Mark): boolean {
	if (kind === 'guid') return hasGuid(record, value);
	const { nameField = '' } = objectFacts(object) ?? {};
	const there = record[nameField];
	return typeof there === 'string' && there.toLowerCase() === value.toLowerCase();
}

const isMadeSince = ({ TimeCreated: made }: JsonRecord, sentAtMs: number): boolean =>
	Date.parse(String(made)) >= sentAtMs - SLACK_MS;

function candidateOf(found: RetRecord): Candidate {
	const { record } = found;
	const name = record.FullName ?? record.Name ?? record.RefNumber;
	return {
		id: recordIdOf(found),
		...(typeof name === 'string' ? { name } : {}),
		...(typeof record.TimeCreated === 'string' ? { createdAt: record.TimeCreated } : {}),
	};
}

const done = (record: RetRecord): Verdict => ({
	kind: 'done',
	recordId: recordIdOf(record),
	record,
});

const unknown = (reason: string, candidates: Candidate[] = []): Verdict => ({
	kind: 'unknown',
	reason,
	candidates,
});

/** As QuickBooks says that a name is taken. */
const NAME_TAKEN: Status = {
	statusCode: 3100,
	statusSeverity: 'Error',
	statusMessage: 'The list had a record of this name before.',
};
const NOT_FOUND =
	'It was not found in the books, and it is not known whether QuickBooks would have shown its mark.';
const NAMESAKE =
	'A record of this name was made at about that time, but it holds something else than was sent.';
const NOT_FOUND_LATE =
	'It was not found in the books, and too much time had passed to send it again.';
const UNCHANGED_LATE = 'The record is as it was, and too much time had passed to send this again.';
const THERE_LATE = 'The record is still there, and too much time had passed to send this again.';
