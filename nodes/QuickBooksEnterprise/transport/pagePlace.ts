/** Where a page of a list is asked for. */
export interface PagePlace {
	/** What names the page in the request. */
	query: { pageSize: number; nextPage?: string; page?: number };
	/** Which page it is, from 1; undefined where a cursor from elsewhere led here. */
	number?: number;
}

/** @returns The page with which reading begins: the first one, or that of a cursor. */
export function firstPlace(pageSize: number, from: string | undefined): PagePlace {
	if (from === undefined) return { query: { pageSize }, number: 1 };
	return { query: { pageSize, nextPage: from } };
}

/** @returns The page to which a cursor leads. */
export function placeBehind({ query, number }: PagePlace, nextPage: string): PagePlace {
	const next = number === undefined ? {} : { number: number + 1 };
	return { query: { pageSize: query.pageSize, nextPage }, ...next };
}

/** @returns The page of a number, counted in pages of a size. */
export function numberedPlace(number: number, pageSize: number): PagePlace {
	return { query: { pageSize, page: number }, number };
}

/**
 * Whether a service may give so many entries at once and no more: the sizes that services commonly have (our choice).
 */
export function isUsualPageSize(count: number): boolean {
	return count === 10 || count === 20 || (count > 0 && count % 25 === 0);
}
