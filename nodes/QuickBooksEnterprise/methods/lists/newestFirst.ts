import type { INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

import { toExpression } from '../../ceql/expression';
import type { RecordApi, RecordJson } from '../../hub/recordApi';
import { firstPageWithItems, MANY_ENTRIES } from './searchPages';

/** A record with what the editor's list shows for it. */
export interface RecordEntry {
	record: RecordJson;
	item: INodeListSearchItems;
}

/** What people look for is most often from the last three months (our choice). */
const RECENT_DAYS = 90;
const DAY_MS = 86_400_000;

/** Stands before the cursor where the older ones are shown: `older:2026-01-31:<cursor>`. */
const OLDER = /^older:(\d{4}-\d\d-\d\d):(.*)$/s;

/**
 * Transactions for the editor's list, the newest first. The service takes no order for lists (not known to), so the recent
 * ones are asked for first, and each answer is sorted here.
 */
export class NewestFirst {
	/** @param where What was searched for; all transactions without, in two steps. */
	constructor(
		private readonly api: RecordApi,
		private readonly where: string | undefined,
	) {}

	/**
	 * @param toEntries What of the records is shown.
	 * @param token What the part before gave as its cursor; the first part without.
	 */
	async page(
		toEntries: (records: readonly RecordJson[]) => RecordEntry[],
		token?: string,
	): Promise<INodeListSearchResult> {
		const { resource } = this.api;
		const isInSteps = this.where === undefined && resource.filterDocumented;
		if (!isInSteps) return await this.part(toEntries, this.where, token);
		const [, knownDay, cursor] = OLDER.exec(token ?? '') ?? [];
		const day = knownDay ?? new Date(Date.now() - RECENT_DAYS * DAY_MS).toISOString().slice(0, 10);
		if (knownDay === undefined) {
			const recent = { field: 'TxnDate', operator: 'greaterOrEqual', values: [day] } as const;
			// A service that heeds no filter would give all of them in both steps.
			const found = await this.part(
				(records) => toEntries(records.filter((record) => isFrom(record, day))),
				toExpression([recent], 'and'),
				token,
			);
			if (found.paginationToken !== undefined) return found;
			if (found.results.length > 0) return { ...found, paginationToken: `older:${day}:` };
		}
		const older = { field: 'TxnDate', operator: 'lessThan', values: [day] } as const;
		const found = await this.part(
			(records) => toEntries(records.filter((record) => !isFrom(record, day))),
			toExpression([older], 'and'),
			cursor || undefined,
		);
		const next = found.paginationToken as string | undefined;
		return next === undefined ? found : { ...found, paginationToken: `older:${day}:${next}` };
	}

	private async part(
		toEntries: (records: readonly RecordJson[]) => RecordEntry[],
		where: string | undefined,
		from: string | undefined,
	): Promise<INodeListSearchResult> {
		const pages = this.api.list({ where }, { from });
		const { results, paginationToken } = await firstPageWithItems(pages, toEntries, MANY_ENTRIES);
		results.sort((a, b) => (newness(a) < newness(b) ? 1 : newness(a) > newness(b) ? -1 : 0));
		return { results: results.map(({ item }) => item), paginationToken };
	}
}

/** Whether a transaction is of a day or later. */
function isFrom({ TxnDate }: RecordJson, day: string): boolean {
	return String(TxnDate ?? '') >= day;
}

/** A transaction counts by its own day, within a day by when it was entered; ISO text sorts by itself. */
function newness({ record: { TxnDate, TimeCreated } }: RecordEntry): string {
	return `${String(TxnDate ?? '')} ${String(TimeCreated ?? '')}`;
}
