import { calendarDay } from '../catalogue/validation/dates';
import { reportValueOf, type ReportField } from '../catalogue/reports';
import { isQuotable, NOT_QUOTABLE } from '../ceql/quoting';

/** What was given for a field in the service's form, or what is wrong with it as the end of a sentence. */
export type FilterReading = { values: string[] } | { complaint: string };

const WALL_CLOCK = /^\d{4}-\d\d-\d\d[T ](\d\d:\d\d:\d\d)/;

/**
 * Reads what a user gave for a field of a report's query.
 *
 * @param given A text, a number, or a list for fields that take several.
 * @param timeZone IANA name of the time zone in which dates are meant.
 * @returns The values; an empty list where nothing was given.
 */
export function readReportFilter(
	field: ReportField,
	given: unknown,
	timeZone: string,
): FilterReading {
	const parts = partsOf(field, given).filter((part) => part !== '');
	if (parts.length > 1 && !field.isList) return { complaint: 'takes one value only' };
	const values: string[] = [];
	for (const part of parts) {
		const value = toServiceForm(field, part, timeZone);
		if ('complaint' in value) return value;
		values.push(value.text);
	}
	return { values };
}

function partsOf({ isList }: ReportField, given: unknown): unknown[] {
	if (given === undefined || given === null) return [];
	if (Array.isArray(given)) return given.map((part: unknown) => trimmed(part));
	// QuickBooks' names of jobs hold colons and those of people commas, so lines part the values.
	if (isList && typeof given === 'string') return given.split('\n').map(trimmed);
	return [trimmed(given)];
}

const trimmed = (value: unknown) => (typeof value === 'string' ? value.trim() : value);

function toServiceForm(
	field: ReportField,
	given: unknown,
	timeZone: string,
): { text: string } | { complaint: string } {
	const text = String(given);
	switch (field.type) {
		case 'enumeration': {
			const value = reportValueOf(field, text);
			if (value) return { text: String(value.code) };
			return { complaint: `must be one of ${field.values.map(({ label }) => label).join(', ')}` };
		}
		case 'year':
			return /^\d{4}$/.test(text)
				? { text }
				: { complaint: 'must be a year with four digits such as 2025' };
		case 'moment':
			return toMoment(field, given, timeZone);
		default:
			return isQuotable(text) ? { text } : { complaint: NOT_QUOTABLE };
	}
}

/**
 * Dates and times go without a zone (documented). A period is of whole days: it begins as its first one
 * does and ends as its last one does (our choice; QuickBooks' own periods have days only). Other times
 * are taken as they are written.
 */
function toMoment(
	{ name }: ReportField,
	given: unknown,
	timeZone: string,
): { text: string } | { complaint: string } {
	const day = calendarDay(given, timeZone);
	if (day === undefined) return { complaint: 'must be a day such as 2025-01-31' };
	if (name === 'ReportPeriodStart') return { text: `${day}T00:00:00` };
	if (name === 'ReportPeriodEnd') return { text: `${day}T23:59:59` };
	const time = typeof given === 'string' ? WALL_CLOCK.exec(given)?.[1] : undefined;
	return { text: `${day}T${time ?? '00:00:00'}` };
}
