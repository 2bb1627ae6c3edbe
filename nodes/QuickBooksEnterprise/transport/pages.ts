import { isRecord } from '../common/json/isRecord';
import { InputError } from '../common/problems';
import type { CloudElementsClient } from './client';
import type { ApiRequest } from './request';
import { hasStatus, isMissing } from './errors/failure';
import { settle } from '../common/settle';
import {
	firstPlace,
	isUsualPageSize,
	numberedPlace,
	placeBehind,
	type PagePlace,
} from './pagePlace';
import { hashOf } from './queueing/pause';

/** Most entries that the platform gives in one page (documented). */
export const MAX_PAGE_SIZE = 200;

const NEXT_PAGE_HEADER = 'elements-next-page-token';

/** Entries of the whole list, where the service says so (observed). */
const TOTAL_HEADER = 'elements-total-count';

/**
 * After so many pages without anything new a list counts as endless (our choice). One such page comes by
 * itself, where an entry was added at the front meanwhile.
 */
const MAX_STALE_PAGES = 3;

/** An entry of a list, as the service gives it. */
export type ListEntry = Record<string, unknown>;

/** One page of a list. */
export interface Page<Entry = ListEntry> {
	entries: Entry[];
	/** Cursor of the page after this one; undefined at the end. */
	nextPage?: string;
	/** Entries of the whole list, where the service says so. */
	total?: number;
}

/** How the pages of a list are turned. */
export interface PageTurning {
	/** Entries per page, at most. */
	pageSize: number;
	/** What the page before gave as `nextPage`; the first page without. */
	from?: string;
	/** Whether a full page always has a cursor (documented for lists of the platform): without, it was cut. */
	alwaysCursor?: boolean;
}

/**
 * The pages of a list, read one after the other as they are asked for; nothing of a page is kept.
 * Iterating throws a RequestFailure where a page cannot be read or is no list.
 */
export class Pages<Entry = ListEntry> implements AsyncIterable<Page<Entry>> {
	private cause: string | undefined;
	private readonly seen = new Set<string>();
	private stalePages = 0;
	private longestPage = 0;
	/** Whether a page by number brought something new. */
	private knowsNumbers = false;
	private count = 0;
	/** Entries that came, each counted once; those without an id cannot be told apart. */
	private distinct = 0;
	/** Whether an entry came twice, so that another one may have been passed over. */
	private hasRepeated = false;
	private mayHavePassedOver = false;
	private readonly totals = new Set<number>();

	/**
	 * @param client - the client of the run
	 * @param list - the request for the list, without paging
	 * @param turning - how its pages are turned
	 * @param parse - reads an entry; one that it gives undefined for is left out
	 */
	constructor(
		private readonly client: CloudElementsClient,
		private readonly list: ApiRequest,
		private readonly turning: PageTurning,
		private readonly parse: (entry: ListEntry) => Entry | undefined = (entry) => entry as Entry,
	) {}

	/** False where the list may hold more than was read to its end. */
	get complete(): boolean {
		return this.cause === undefined;
	}

	/** Why the list may hold more, part of a sentence. */
	get gap(): string | undefined {
		return this.cause;
	}

	/** Whether entries came or went while it was read, so that reading it again may bring all. */
	get hasChanged(): boolean {
		return this.totals.size > 1 || this.mayHavePassedOver;
	}

	/** Whether the service said how many entries there are, and that many came. */
	get isCounted(): boolean {
		return this.total !== undefined && this.complete;
	}

	/** How many entries there are, as the service says; undefined where it does not, or gave more. */
	private get total(): number | undefined {
		const total = Math.max(...this.totals);
		return total >= this.distinct ? total : undefined;
	}

	async *[Symbol.asyncIterator](): AsyncGenerator<Page<Entry>> {
		const { pageSize, from } = this.turning;
		const seenCursors = new Set(from === undefined ? [] : [from]);
		let place = firstPlace(pageSize, from);
		let page = await this.read(place);
		for (;;) {
			const { entries, nextPage } = page;
			this.note(page);
			const leadsOn = nextPage !== undefined && !seenCursors.has(nextPage);
			yield { entries: this.parsed(entries), nextPage: leadsOn ? nextPage : undefined };
			if (nextPage !== undefined && !leadsOn) this.cause ??= REPEATED;
			if (leadsOn) {
				seenCursors.add(nextPage);
				place = placeBehind(place, nextPage);
				page = await this.read(place);
				continue;
			}
			if (!this.complete) return;
			const next = this.placeWithoutCursor(place, page);
			if (next === undefined) return this.noteEnd(page);
			const numbered = await this.readNumbered(next);
			if (!numbered) return this.noteRepeated(page);
			if (numbered.entries.length === 0) return this.noteEnd(page);
			[place, page] = [next, numbered];
			this.knowsNumbers = true;
		}
	}

	/**
	 * Where to ask for the page after one without a cursor. A service may give fewer entries than it is asked for, so a
	 * short page alone is no end; after cursors it is one (observed). Numbers count in pages of the size that came:
	 * where the service counts in pages of the size asked for, it would pass over what lies between.
	 */
	private placeWithoutCursor({ number }: PagePlace, { entries }: Page): PagePlace | undefined {
		const { pageSize, alwaysCursor } = this.turning;
		if (number === undefined || entries.length === 0) return undefined;
		if (entries.length < this.longestPage && !this.knowsNumbers) return undefined;
		const { total } = this;
		if (total !== undefined && (alwaysCursor || this.count >= total)) return undefined;
		return numberedPlace(number + 1, Math.min(pageSize, this.longestPage));
	}

	/** @returns The page, or undefined where the service knows no page numbers or has nothing new. */
	private async readNumbered(place: PagePlace): Promise<Page | undefined> {
		const outcome = await settle(this.read(place));
		if (!outcome.ok) {
			if (hasStatus(outcome.error, ...NO_SUCH_PAGE)) return undefined;
			throw outcome.error;
		}
		const { entries } = outcome.value;
		const isNew = entries.some((entry) => !this.seen.has(keyOf(entry)));
		return entries.length === 0 || isNew ? outcome.value : undefined;
	}

	/**
	 * Ends a list whose next page brought nothing new. Where numbers led on before, that is how such a service ends.
	 * Where they never did, it may know none, and a page of a usual size may be all that it gives of a longer list.
	 */
	private noteRepeated(page: Page): void {
		const { pageSize, alwaysCursor } = this.turning;
		const count = page.entries.length;
		const isCut = count >= pageSize || (!alwaysCursor && isUsualPageSize(count));
		if (this.knowsNumbers || !isCut) return this.noteEnd(page);
		this.cause ??=
			count >= pageSize ? REPEATED : `the service gave ${count} and no way to the rest`;
	}

	/** Takes down what a page says about the list as a whole; ends a list that brings nothing new. */
	private note({ entries, total }: Page): void {
		const sizeBefore = this.seen.size;
		const isFirst = this.count === 0;
		for (const entry of entries) {
			const key = keyOf(entry);
			const isRepeated = this.seen.has(key) && idOf(entry) !== undefined;
			this.hasRepeated ||= isRepeated;
			if (!isRepeated) this.distinct++;
			this.seen.add(key);
		}
		this.count += entries.length;
		this.longestPage = Math.max(this.longestPage, entries.length);
		// What equals the length of a page may be that alone: only a short first page is sure to be the whole list.
		const { alwaysCursor, pageSize } = this.turning;
		const isOwnLength = total === entries.length && (!isFirst || entries.length >= pageSize);
		if (total !== undefined && !(alwaysCursor && isOwnLength)) this.totals.add(total);
		this.stalePages = this.seen.size > sizeBefore ? 0 : this.stalePages + 1;
		if (this.stalePages < MAX_STALE_PAGES) return;
		throw new InputError(
			['The list never ends: the service gives the same entries again and again'],
			'Try again later, or ask for fewer with a filter. Nothing is concluded from such a list.',
		);
	}

	/** Compares what came with what the service says there is. */
	private noteEnd({ entries }: Page): void {
		const { from, pageSize, alwaysCursor } = this.turning;
		const { total } = this;
		if (alwaysCursor && this.totals.size > 1)
			this.cause ??= 'entries came or went while it was read';
		else if (from === undefined && total !== undefined && total > this.distinct) {
			this.cause ??= `the service counts ${total} and gave ${this.distinct}`;
		} else if (alwaysCursor && total === undefined && entries.length >= pageSize) {
			this.cause ??= 'the service gave a full page and no way to the next one';
		} else if (alwaysCursor && total === undefined && this.hasRepeated) {
			this.cause ??= 'the service gave an entry twice, and may have passed over another one';
		}
		this.mayHavePassedOver = this.hasRepeated && !this.complete;
	}

	private parsed(entries: readonly ListEntry[]): Entry[] {
		return entries.flatMap((entry) => {
			const parsed = this.parse(entry);
			if (parsed === undefined) this.cause ??= 'it holds an entry that cannot be read';
			return parsed === undefined ? [] : [parsed];
		});
	}

	private async read({ query }: PagePlace): Promise<Page> {
		const outcome = await settle(
			this.client.send({
				...this.list,
				query: { ...this.list.query, ...query },
				// An empty body is no empty list: taken for one, it would make everything look missing.
				accepts: Array.isArray,
			}),
		);
		if (!outcome.ok) {
			if (isMissing(outcome.error)) return { entries: [] };
			throw outcome.error;
		}
		const { body, headers } = outcome.value;
		const entries = (body as unknown[]).filter(isRecord);
		const total = Number(headers[TOTAL_HEADER] || NaN);
		// A cursor comes even before an empty page, and a short last page may come without (documented,
		// observed): so the end is an empty page or a missing cursor, whichever is first.
		const cursor = headers[NEXT_PAGE_HEADER];
		return {
			entries,
			nextPage: entries.length > 0 && cursor ? cursor : undefined,
			...(Number.isInteger(total) ? { total } : {}),
		};
	}
}

const REPEATED = 'the service repeated a page';

/** A service that knows no page numbers may refuse to be asked for one. */
const NO_SUCH_PAGE = [400, 404, 405, 422];

/** Tells one entry from another. */
function keyOf(entry: ListEntry): string {
	return idOf(entry) ?? hashOf([JSON.stringify(entry)]);
}

function idOf(entry: ListEntry): string | undefined {
	const id = entry.id ?? entry.ListID ?? entry.TxnID;
	return typeof id === 'string' || typeof id === 'number' ? `${id}` : undefined;
}
