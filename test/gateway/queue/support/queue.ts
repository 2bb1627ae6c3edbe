import { readDocument, writeRequest } from '../../../../gateway/qbxml';
import {
	CompanyQueue,
	Presence,
	type CallFailure,
	type Question,
	type QueueLog,
} from '../../../../gateway/queue';
import { MemoryStore } from '../../../../gateway/store';
import { draft } from '../../store/support/draft';
import { ManualClock, settled } from '../../support/manualClock';

const WAIT_MS = 50_000;

/** Notes what is logged, to look at. */
export class Notes implements QueueLog {
	readonly lines: string[] = [];

	warn = (facts: Record<string, unknown>, message: string): void => this.note(facts, message);

	error = (facts: Record<string, unknown>, message: string): void => this.note(facts, message);

	private note(facts: Record<string, unknown>, message: string): void {
		this.lines.push(`${message} ${JSON.stringify(facts)}`);
	}
}

/** A queue over a store in memory, with a clock of its own and a Web Connector that has just called. */
export async function makeQueue(store = new MemoryStore()) {
	const clock = new ManualClock();
	const log = new Notes();
	const [instance] = await store.instances();
	const { id: instanceId } = instance ?? (await store.addInstance(draft('a')));
	let sets = 0;
	const restart = (): CompanyQueue => {
		const presence = new Presence(clock);
		presence.loggedIn(true);
		presence.opened();
		return new CompanyQueue({
			instanceId,
			store,
			clock,
			presence,
			newMessageSetId: () => `set-${(sets += 1)}`,
			waitMs: WAIT_MS,
			resendMs: 900_000,
			log,
		});
	};
	return { store, clock, log, instanceId, queue: restart(), restart };
}

/** Reads a customer, or many; or adds one. */
export function question(id: string, kind: 'long' | 'read' | 'write', size = 0): Question {
	const isWrite = kind === 'write';
	const record = isWrite
		? { Name: id }
		: {
				ListID:
					size > 0 ? Array.from({ length: size }, (_, at) => `8000000${at}-1`) : ['80000001-1'],
			};
	return {
		id,
		kind: isWrite ? 'write' : 'read',
		method: isWrite ? 'POST' : 'GET',
		path: '/customers',
		message: writeRequest({
			object: 'Customer',
			operation: isWrite ? 'add' : 'query',
			record,
			version: '13.0',
			requestId: id,
		}),
		version: '13.0',
		mayBeLong: kind === 'long',
	};
}

/** A call whose end can be looked at: `ok …` with the name that QuickBooks gave, or why not. */
export function ask(queue: CompanyQueue, asked: Question, signal?: AbortSignal) {
	const call = { end: '' };
	void queue.ask(asked, signal).then(
		({ requestId, statusMessage }) => (call.end = `ok ${requestId ?? statusMessage}`),
		(failure: CallFailure) => (call.end = `${failure.kind} ${failure.outcome}`),
	);
	return call;
}

/** The ids of the requests in a document. */
export const idsIn = (document: string | undefined): string[] =>
	document === undefined ? [] : readDocument(document).messages.map(({ requestId }) => requestId!);

/** What QuickBooks answers: all well. */
export const answerTo = (...ids: string[]): string =>
	`<?xml version="1.0" ?><QBXML><QBXMLMsgsRs>${ids
		.map((id) => `<CustomerQueryRs requestID="${id}" statusCode="0" statusSeverity="Info"/>`)
		.join('')}</QBXMLMsgsRs></QBXML>`;

export { settled };
