/**
 * Days and moments of a workflow in the forms that QuickBooks takes. A day stays a day: it is never
 * led through UTC, where it would become the one before or after.
 */

/** A day, and perhaps a time of it, and perhaps a zone, as n8n's picker and its expressions write them. */
const ISO =
	/^(\d{4})-(\d{2})-(\d{2})(?:[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:[.,]\d+)?)?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

interface Reading {
	/** What calendar and clock on the wall say, as milliseconds as if they stood in UTC. */
	wallMs: number;
	/** Minutes east of UTC, where the text says so. */
	offsetMinutes?: number;
}

/**
 * The calendar day of a value, as `yyyy-MM-dd`.
 *
 * @param value A text, or a Date or DateTime of an expression. Without a zone it is the day that it names,
 * whatever its time (n8n's picker adds one). With a zone, or as an object, it is the day in `timeZone`.
 * @param timeZone An IANA name.
 * @returns undefined for anything else, and for a day that is not in the calendar.
 * @throws RangeError for a time zone that does not exist.
 */
export function calendarDay(value: unknown, timeZone: string): string | undefined {
	const reading = read(value);
	if (!reading) return undefined;
	const { wallMs, offsetMinutes } = reading;
	if (offsetMinutes === undefined) return isoText(wallMs)?.slice(0, 10);
	const instantMs = wallMs - offsetMinutes * MINUTE_MS;
	return isoText(instantMs + zoneOffsetMs(instantMs, timeZone))?.slice(0, 10);
}

/**
 * The moment of a value in UTC, as `yyyy-MM-ddTHH:mm:ss+00:00` (the form that the service shows and its
 * poller asks with; observed, documented). Fractions of a second are dropped.
 *
 * @param value As for `calendarDay`. Without a zone it is a time on the clocks of `timeZone`; a day alone is
 * its midnight there. A time that comes twice when clocks are set back is the first one; a time that is left
 * out when they are set forward is as much later.
 * @param timeZone An IANA name.
 * @returns undefined for anything else, and for a day that is not in the calendar.
 * @throws RangeError for a time zone that does not exist.
 */
export function moment(value: unknown, timeZone: string): string | undefined {
	const reading = read(value);
	if (!reading) return undefined;
	const { wallMs, offsetMinutes } = reading;
	const instantMs =
		offsetMinutes === undefined
			? instantOfWallTime(wallMs, timeZone)
			: wallMs - offsetMinutes * MINUTE_MS;
	const text = isoText(instantMs);
	return text === undefined ? undefined : `${text}+00:00`;
}

/**
 * A moment on the clocks of a zone, as `yyyy-MM-ddTHH:mm:ss-07:00`.
 *
 * @param instantMs Milliseconds since 1970.
 * @param timeZone An IANA name.
 * @throws RangeError for a time zone that does not exist.
 */
export function zonedMoment(instantMs: number, timeZone: string): string {
	const minutes = Math.round(zoneOffsetMs(instantMs, timeZone) / MINUTE_MS);
	const size = Math.abs(minutes);
	const two = (value: number) => String(value).padStart(2, '0');
	const offset = `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
	return `${isoText(instantMs + minutes * MINUTE_MS)}${offset}`;
}

function read(value: unknown): Reading | undefined {
	if (value instanceof Date) {
		const wallMs = value.getTime();
		return Number.isNaN(wallMs) ? undefined : { wallMs, offsetMinutes: 0 };
	}
	if (isLuxon(value)) return read(value.toISO());
	const found = typeof value === 'string' ? ISO.exec(value.trim()) : null;
	if (!found) return undefined;
	const [year, month, day] = found.slice(1, 4).map(Number);
	const [hour, minute, second] = found.slice(4, 7).map((part) => Number(part ?? 0));
	// Date.UTC takes years below 100 for ones of the twentieth century.
	const date = new Date(0);
	date.setUTCFullYear(year, month - 1, day);
	if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
	date.setUTCHours(hour, minute, second);
	return { wallMs: date.getTime(), offsetMinutes: readOffset(found[7]) };
}

/** An expression such as `$now` gives an object of this kind. */
function isLuxon(value: unknown): value is { toISO(): string | null } {
	return (
		typeof value === 'object' &&
		value !== null &&
		'toISO' in value &&
		typeof value.toISO === 'function'
	);
}

function readOffset(zone: string | undefined): number | undefined {
	if (zone === undefined) return undefined;
	if (/^z$/i.test(zone)) return 0;
	const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3).replace(':', ''));
	return zone.startsWith('-') ? -minutes : minutes;
}

/** A time as ISO text without a zone; undefined past the years that have four digits. */
function isoText(ms: number): string | undefined {
	const text = new Date(ms).toISOString();
	return /^\d{4}-/.test(text) ? text.slice(0, 19) : undefined;
}

/** Tries the offset that holds a day before and the one that holds a day after. */
function instantOfWallTime(wallMs: number, timeZone: string): number {
	const [before, after] = [wallMs - DAY_MS, wallMs + DAY_MS].map((ms) =>
		zoneOffsetMs(ms, timeZone),
	);
	for (const offsetMs of [before, after]) {
		if (zoneOffsetMs(wallMs - offsetMs, timeZone) === offsetMs) return wallMs - offsetMs;
	}
	return wallMs - before;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** How far the clocks of a zone are ahead of UTC at an instant, in milliseconds. */
function zoneOffsetMs(instantMs: number, timeZone: string): number {
	let clock = clocks.get(timeZone);
	if (!clock) {
		clock = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
			timeZone,
			hourCycle: 'h23',
			era: 'short',
			year: 'numeric',
			month: 'numeric',
			day: 'numeric',
			hour: 'numeric',
			minute: 'numeric',
			second: 'numeric',
		});
		clocks.set(timeZone, clock);
	}
	const parts = new Map(clock.formatToParts(instantMs).map(({ type, value }) => [type, value]));
	const number = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type));
	const date = new Date(0);
	const year = parts.get('era') === 'BC' ? 1 - number('year') : number('year');
	date.setUTCFullYear(year, number('month') - 1, number('day'));
	date.setUTCHours(number('hour'), number('minute'), number('second'));
	return date.getTime() - Math.floor(instantMs / 1000) * 1000;
}
