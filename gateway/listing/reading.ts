/* eslint-disable @n8n/community-nodes/require-node-api-error -- these errors never reach a node */
import type { ApiError } from '../api';
import { testOf, type Expression, type Test } from '../ceql';
import {
	hasIterator,
	InvalidRequestError,
	queryParameters,
	writeRequest,
	type JsonRecord,
	type ReadMessage,
	type RequestMessage,
	type RetRecord,
	type Target,
} from '../qbxml';
import { recordView, refusedBy, requireDone, type CompanyPort, type Resource } from '../records';
import { namesParent, type Parent } from './naming';
import { listQuery, type ListQuery } from './query';
import { searchedOf } from './searched';
import type { Spool } from './spool';

/** How many records of each kind one answer holds at most. */
export type AnswerSizes = Record<Resource['kind'], number>;

/** Some 0.5 to 1 MB, far from what QuickBooks can no longer give (observed). */
const USUAL_ANSWERS: AnswerSizes = { list: 500, other: 100, transaction: 100 };

/** What is read, and how it is shown. */
export interface Subject {
	resource: Resource;
	expression?: Expression;
	/** The record that all of them name. */
	parent?: Parent;
	/** Whether members without a value are shown too. */
	withNulls?: boolean;
}

/** Where an iterator is; undefined before its start. */
interface Iterator {
	id: string;
	remaining: number;
}

/**
 * One reading of a list, from its start to its end, as far as somebody has asked for it. It goes on where it was: also
 * where the iterator of QuickBooks was lost with its session. Then it starts anew and leaves out what it had.
 */
export class Reading {
	private readonly test: Test;

	private query: ListQuery;

	private readonly isIterated: boolean;

	private iterator?: Iterator;

	/** Ids of records that came before the iterator was lost; undefined as long as none was. */
	private seen?: Set<string>;

	/** Whether the iterator has ever gone on: one that never does is not started again and again. */
	private hasGoneOn = false;

	isComplete: boolean;

	/** The step that is under way. */
	private step?: Promise<void>;

	/** @param target the QuickBooks that is read */
	constructor(
		private readonly subject: Subject,
		private readonly target: Target,
		private readonly spool: Spool,
		private readonly answers: AnswerSizes = USUAL_ANSWERS,
	) {
		const { resource, expression, parent } = subject;
		const { object } = resource;
		const test = expression ? testOf(searchedOf(resource), expression) : () => true;
		this.test = parent ? (record) => namesParent(record, parent.id) && test(record) : test;
		this.query = listQuery(resource, target, expression, parent);
		this.isIterated = hasIterator(object) && queryParameters(object, target).has('MaxReturned');
		this.isComplete = this.query.isEmpty;
	}

	/** How many records have been found by now. */
	get count(): number {
		return this.spool.count;
	}

	/** How many records there are in all; undefined as long as that cannot be known. */
	get total(): number | undefined {
		if (this.isComplete) return this.count;
		const { resource } = this.subject;
		const isAll = !this.isSearched && resource.objects.length === 1;
		const isFirst = isAll && this.iterator !== undefined && this.seen === undefined;
		return isFirst ? this.count + this.iterator!.remaining : undefined;
	}

	/** Whether somebody is asking for more. */
	get isUnderWay(): boolean {
		return this.step !== undefined;
	}

	/**
	 * Asks QuickBooks for more, once for all who wait for that.
	 *
	 * @param missing how many records are wanted
	 * @throws CallFailure where there is no answer, ApiError where QuickBooks refuses the query
	 */
	async more(missing: number, port: CompanyPort): Promise<void> {
		this.step ??= this.next(missing, port).finally(() => (this.step = undefined));
		await this.step;
	}

	private async next(missing: number, port: CompanyPort): Promise<void> {
		const answer = await this.ask(this.chunk(missing), port);
		if (!answer) return;
		const { iteratorId, iteratorRemainingCount: remaining, records } = answer;
		const lines = records.flatMap((record) => this.lineOf(record) ?? []);
		await this.spool.append(lines);
		const isOver = !this.isOpen || !remaining;
		if (isOver) this.isComplete = true;
		else if (iteratorId === undefined || records.length === 0) throw stuck(answer);
		else this.iterator = { id: iteratorId, remaining };
	}

	private get isSearched(): boolean {
		return this.subject.expression !== undefined || this.subject.parent !== undefined;
	}

	private get isOpen(): boolean {
		return this.isIterated && !this.query.isNamed;
	}

	/** All that is wanted at once; with a filter nobody can tell how many come to that. */
	private chunk(missing: number): number {
		const most = this.answers[this.subject.resource.kind];
		return this.isSearched || this.seen ? most : Math.min(most, missing);
	}

	/** @returns undefined where the iterator was lost: the next step starts anew */
	private async ask(chunk: number, port: CompanyPort): Promise<ReadMessage | undefined> {
		const { iterator } = this;
		const message = this.message(chunk, port.newRequestId());
		const answer = await port.run(message, { mayBeLong: !this.query.isNamed });
		try {
			requireDone(answer);
		} catch (refusal) {
			if (iterator && (this.hasGoneOn || !this.seen)) await this.restart();
			// A filter that QuickBooks refuses, as one for a customer that is gone: whatever is there is looked at here.
			else if (!iterator && this.query.isFiltered) this.query = this.unfiltered();
			else throw refusal;
			return undefined;
		}
		this.hasGoneOn ||= iterator !== undefined;
		// An answer that was cut and does not go on must not pass for the whole list.
		const isFull = this.isOpen && answer.records.length >= chunk;
		if (isFull && answer.iteratorRemainingCount === undefined) throw stuck(answer);
		return answer;
	}

	private async restart(): Promise<void> {
		this.iterator = undefined;
		this.hasGoneOn = false;
		const lines = await this.spool.read(0, this.spool.count);
		this.seen = new Set(lines.map((line) => idIn(JSON.parse(line) as JsonRecord)));
	}

	private unfiltered(): ListQuery {
		return listQuery(this.subject.resource, this.target, undefined);
	}

	private message(chunk: number, requestId: string): RequestMessage {
		try {
			return this.written(chunk, requestId);
		} catch (error) {
			// A text that QuickBooks cannot hold, or not so long.
			if (!(error instanceof InvalidRequestError) || !this.query.isFiltered) throw error;
			this.query = this.unfiltered();
			return this.written(chunk, requestId);
		}
	}

	private written(chunk: number, requestId: string): RequestMessage {
		const { iterator } = this;
		const step = iterator ? 'Continue' : 'Start';
		return writeRequest({
			object: this.subject.resource.object,
			operation: 'query',
			...this.target,
			requestId,
			record: { ...this.query.record, ...(this.isOpen ? { MaxReturned: String(chunk) } : {}) },
			...(this.isOpen ? { iterator: { step, id: iterator?.id } } : {}),
		});
	}

	private lineOf(ret: RetRecord): string | undefined {
		const { resource, withNulls } = this.subject;
		if (!resource.objects.includes(ret.object)) return undefined;
		const record = recordView(resource, ret, withNulls);
		if (!this.test(record)) return undefined;
		if (this.seen?.has(idIn(record))) return undefined;
		return JSON.stringify(record);
	}
}

/** What tells one record from the others. */
const idIn = (record: JsonRecord): string =>
	String(record.id ?? record.TxnID ?? JSON.stringify(record));

const stuck = ({ records }: ReadMessage): ApiError =>
	refusedBy(
		1_000,
		`QuickBooks gave ${records.length} records of a longer list and did not say how to go on.`,
	);
