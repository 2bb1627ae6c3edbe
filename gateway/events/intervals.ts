const DAY_MS = 86_400_000;

/** Intervals of one length, and a moment at which one begins: weeks begin on a Monday. */
const LENGTHS = new Map([
	['week', { lengthMs: 7 * DAY_MS, originMs: 4 * DAY_MS }],
	['day', { lengthMs: DAY_MS, originMs: 0 }],
	['hour', { lengthMs: 3_600_000, originMs: 0 }],
	['minute', { lengthMs: 60_000, originMs: 0 }],
	['second', { lengthMs: 1_000, originMs: 0 }],
]);

const MONTHS = new Map([
	['year', 12],
	['quarter', 3],
	['month', 1],
]);

/** A way to divide time, in UTC. */
export interface Interval {
	/** When the one began in which a moment is. */
	beginOf(atMs: number): number;
	/** When the next one begins. */
	next(beginMs: number): number;
}

const shifted = (atMs: number, months: (month: number) => number): number => {
	const at = new Date(atMs);
	return Date.UTC(at.getUTCFullYear(), months(at.getUTCMonth()));
};

/** @returns the interval of this name; undefined where there is none */
export function intervalNamed(name: string): Interval | undefined {
	const months = MONTHS.get(name);
	if (months !== undefined) {
		return {
			beginOf: (atMs) => shifted(atMs, (month) => Math.floor(month / months) * months),
			next: (beginMs) => shifted(beginMs, (month) => month + months),
		};
	}
	const length = LENGTHS.get(name);
	if (!length) return undefined;
	const { lengthMs, originMs } = length;
	return {
		beginOf: (atMs) => Math.floor((atMs - originMs) / lengthMs) * lengthMs + originMs,
		next: (beginMs) => beginMs + lengthMs,
	};
}
