import { millisecondsOf } from '../ceql';

/** One end of a range, as a where clause says it. */
export interface Bound {
	operator: string;
	value: string;
}

/** A range as QuickBooks is asked for it: both ends are in it, an open one is undefined. */
export interface Range {
	from?: string;
	to?: string;
	/** Whether nothing can be in it; QuickBooks refuses such a range (documented). */
	isEmpty: boolean;
}

/** @returns undefined where none of the bounds is one that can be compared */
function rangeOf(bounds: readonly Bound[]): Range | undefined {
	const ends = (...operators: string[]) =>
		bounds.filter(({ operator }) => operators.includes(operator)).map(({ value }) => value);
	const from = ends('=', '>', '>=').sort().pop();
	const [to] = ends('=', '<', '<=').sort();
	if (from === undefined && to === undefined) return undefined;
	return { from, to, isEmpty: from !== undefined && to !== undefined && from > to };
}

const DATE = /^(?:19|20|21)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const isDate = (text: string): boolean =>
	DATE.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);

/** Dates are compared as they stand there. */
export const datesOf = (bounds: readonly Bound[]): Range | undefined =>
	rangeOf(bounds.filter(({ value }) => isDate(value)));

/** Offsets that QuickBooks shows are an hour wrong where clocks change (observed), so an hour more is looked at. */
const SLACK_MS = 3_600_000;
/** What a time in qbXML can be (documented). */
const EARLIEST_MS = Date.UTC(1970, 0, 2);
const LATEST_MS = Date.UTC(2038, 0, 18);

/** Times, with an hour more at either end; in UTC, as QuickBooks would take one without an offset for its own. */
export function momentsOf(bounds: readonly Bound[]): Range | undefined {
	const widened = bounds.flatMap(({ operator, value }): Bound[] => {
		const atMs = millisecondsOf(value);
		if (Number.isNaN(atMs)) return [];
		const steps = { '=': [-1, 1], '>': [-1], '>=': [-1], '<': [1], '<=': [1] }[operator] ?? [];
		return steps.flatMap((step) => {
			const widenedMs = atMs + step * SLACK_MS;
			// Beyond, it leaves nothing out, or everything; that is for the test of each record to say.
			if (widenedMs < EARLIEST_MS || widenedMs > LATEST_MS) return [];
			return [{ operator: step < 0 ? '>=' : '<=', value: textOf(widenedMs) }];
		});
	});
	return rangeOf(widened);
}

const textOf = (atMs: number): string => `${new Date(atMs).toISOString().slice(0, 19)}+00:00`;
