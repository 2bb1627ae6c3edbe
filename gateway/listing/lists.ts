import { encodeCursor, requestedPage, type Cursor, type Query } from '../api/paging';
import { ApiError } from '../api/errors';
import { CallFailure, type Clock } from '../queue';
import { targetOf, type CompanyPort } from '../records';
import { digestOf, newReadingId } from './cursor';
import { Reading, type AnswerSizes, type Subject } from './reading';
import { Spool } from './spool';

/** Maximum of hub lists; documented for the generic object lists, for these our choice. */
export const MAXIMUM_PAGE_SIZE = 5000;
export const DEFAULT_PAGE_SIZE = 200;

/** How long a list is kept after its last page was asked for. */
const KEPT_MS = 300_000;
/** More are not kept: the one that was asked for longest ago goes. */
const READINGS_KEPT = 200;

/** A list that somebody asks for. */
export interface ListCall extends Subject {
	instanceId: number;
	query: Query;
	port: CompanyPort;
}

/** A page of a list. */
export interface ListPage {
	/** The records as texts of JSON. */
	lines: string[];
	/** The cursor of the page behind it: always there, as an empty page may follow (documented). */
	next: string;
	/** How many records there are in all, where that is known. */
	total?: number;
}

/** A cursor says besides which list it is of, and which reading of that. */
interface ListCursor extends Cursor {
	list?: string;
	reading?: string;
}

interface Kept {
	reading: Reading;
	spool: Spool;
	usedAtMs: number;
	/** How many callers read in it. */
	readers: number;
}

export interface ListParts {
	clock: Clock;
	/** Where lists that are long are kept. */
	folder: string;
	/** How long a caller waits for a page. */
	waitMs: number;
	/** How much is asked of QuickBooks at once; usual where it is left out. */
	answers?: AnswerSizes;
}

/** Lists through instances, page by page. What was read of a list is kept for some minutes, for its next page. */
export class Lists {
	private readonly kept = new Map<string, Kept>();

	private callOff?: () => void;

	constructor(private readonly parts: ListParts) {}

	/**
	 * @returns the page that a call asks for
	 * @throws ApiError for a query that is wrong, takes too long or is refused by QuickBooks
	 * @throws CallFailure where there is no answer
	 */
	async page(call: ListCall): Promise<ListPage> {
		const list = digestOf(call);
		const cursor = cursorOf(call.query, list);
		const reading = cursor.reading ?? newReadingId();
		const kept = this.keptFor(`${list}/${reading}`, call);
		kept.readers += 1;
		try {
			const { page, pageSize } = cursor;
			await this.readUpTo(kept.reading, page * pageSize, call);
			const lines = await kept.spool.read((page - 1) * pageSize, pageSize);
			const next = encodeCursor({ ...cursor, page: page + 1, list, reading } as ListCursor);
			return { lines, next, total: kept.reading.total };
		} finally {
			kept.readers -= 1;
			kept.usedAtMs = this.parts.clock.now();
		}
	}

	/**
	 * Reads a list to its end and keeps nothing of it. Each step may take as long as a page.
	 *
	 * @returns all records as texts of JSON
	 * @throws ApiError for a query that is wrong, takes too long or is refused by QuickBooks
	 * @throws CallFailure where there is no answer
	 */
	async all({ port, ...subject }: Subject & Pick<ListCall, 'port'>): Promise<string[]> {
		const { clock, folder, waitMs } = this.parts;
		const spool = new Spool(folder);
		try {
			const reading = this.reading(subject, port, spool);
			while (!reading.isComplete) await inTime(clock, waitMs, reading.more(Infinity, port));
			return await spool.read(0, spool.count);
		} finally {
			await spool.remove();
		}
	}

	/** Forgets all lists. */
	async close(): Promise<void> {
		this.callOff?.();
		this.callOff = undefined;
		await this.forget(() => true);
	}

	private async readUpTo(reading: Reading, count: number, { port }: ListCall): Promise<void> {
		const { clock, waitMs } = this.parts;
		const untilMs = clock.now() + waitMs;
		while (!reading.isComplete && reading.count < count) {
			const leftMs = untilMs - clock.now();
			if (leftMs <= 0) throw tooLong();
			const isOwn = !reading.isUnderWay;
			const more = reading.more(count - reading.count, port);
			await inTime(clock, leftMs, more).catch((error: unknown) => {
				// Another caller with the same cursor hung up; this one goes on.
				const isLeft = error instanceof CallFailure && error.kind === 'hungUp';
				if (isOwn || !isLeft) throw error;
			});
		}
	}

	private keptFor(key: string, call: ListCall): Kept {
		const known = this.kept.get(key);
		if (known) return known;
		const spool = new Spool(this.parts.folder);
		const reading = this.reading(subjectOf(call), call.port, spool);
		const kept = { reading, spool, usedAtMs: this.parts.clock.now(), readers: 0 };
		this.kept.set(key, kept);
		this.callOff ??= this.parts.clock.after(KEPT_MS, () => this.sweep());
		if (this.kept.size > READINGS_KEPT) this.dropOldest();
		return kept;
	}

	private reading(subject: Subject, port: CompanyPort, spool: Spool): Reading {
		return new Reading(subject, targetOf(port), spool, this.parts.answers);
	}

	private sweep(): void {
		this.callOff = undefined;
		const before = this.parts.clock.now() - KEPT_MS;
		void this.forget(({ usedAtMs, readers }) => readers === 0 && usedAtMs <= before);
		if (this.kept.size > 0) this.callOff = this.parts.clock.after(KEPT_MS, () => this.sweep());
	}

	private dropOldest(): void {
		const idle = [...this.kept.values()].filter(({ readers }) => readers === 0);
		const oldestMs = Math.min(...idle.map(({ usedAtMs }) => usedAtMs));
		const oldest = idle.find(({ usedAtMs }) => usedAtMs === oldestMs);
		void this.forget((kept) => kept === oldest);
	}

	private async forget(isIt: (kept: Kept) => boolean): Promise<void> {
		const gone = [...this.kept].filter(([, kept]) => isIt(kept));
		for (const [key] of gone) this.kept.delete(key);
		await Promise.all(gone.map(async ([, { spool }]) => await spool.remove()));
	}
}

const subjectOf = ({ resource, expression, parent, withNulls }: ListCall): Subject => ({
	resource,
	expression,
	parent,
	withNulls,
});

/** A cursor of another list would show what nobody asked for. */
function cursorOf(query: Query, list: string): ListCursor {
	const cursor: ListCursor = requestedPage(query, MAXIMUM_PAGE_SIZE, DEFAULT_PAGE_SIZE);
	const token = query.nextPage;
	const isGiven = token !== undefined && token !== '';
	if (isGiven && cursor.list !== list) throw new ApiError(400, 'Invalid nextPage token.');
	return { ...cursor, pageSize: Math.min(cursor.pageSize, MAXIMUM_PAGE_SIZE) };
}

const tooLong = (): ApiError =>
	new ApiError(
		504,
		'The list takes too long to read. Narrow the filter or use bulk.',
		undefined,
		'unknown',
	);

/** @throws ApiError when it takes longer; what was begun goes on, and is there for the next caller */
async function inTime(clock: Clock, withinMs: number, work: Promise<void>): Promise<void> {
	let callOff = (): void => {};
	const late = new Promise<never>((_, reject) => {
		callOff = clock.after(withinMs, () => reject(tooLong()));
	});
	try {
		await Promise.race([work, late]);
	} finally {
		callOff();
		// Where it fails later, nobody waits for it any more.
		work.catch(() => undefined);
	}
}
