import { compareDecimals, decimalPlaces, isDecimal } from './decimal';
import type { Field, FieldType } from '../types';

/**
 * What is wrong with one value, as the end of a sentence that begins with the field: "must be …".
 * Undefined when nothing is.
 */
export type Complaint = string | undefined;

/** Decimals that QuickBooks keeps: money two, prices and quantities five (inferred). */
const PLACES: Readonly<Partial<Record<FieldType, number>>> = { amount: 2, price: 5, quantity: 5 };

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const MOMENT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d{2}:\d{2})?$/;
const GUID =
	/^(0|\{[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;
const MINUTES = /^\d+$/;
const PERIOD = /^P(?=\d|T\d)(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/;

/** The first day and the last moment that QuickBooks takes (documented). */
const FIRST_DAY = '1901-01-01';
const FIRST_TIME_MS = Date.UTC(1970, 0, 1);
const LAST_TIME_MS = Date.UTC(2038, 0, 19);

function complainOfDay(text: string): Complaint {
	if (!isDay(text)) return complainOfForm('date');
	return text < FIRST_DAY ? `must be ${FIRST_DAY} or later` : undefined;
}

/** What is wrong with a moment; in UTC where it has no offset. */
export function complainOfMoment(text: string): Complaint {
	if (!isDay(MOMENT.exec(text)?.[1] ?? '')) return complainOfForm('dateTime');
	const ms = Date.parse(/(Z|[+-]\d{2}:\d{2})$/.test(text) ? text : `${text}Z`);
	const isKnown = ms >= FIRST_TIME_MS && ms <= LAST_TIME_MS;
	return isKnown ? undefined : 'must be between 1970-01-01 and 2038-01-19';
}

/** Whether a year, month and day are in the calendar: 2023-02-29 is not. */
function isDay(text: string): boolean {
	const [year, month, day] = (DAY.exec(text) ?? []).slice(1).map(Number);
	const date = new Date(Date.UTC(year, month - 1, day));
	return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function complainOfDecimal(text: string, type: FieldType): Complaint {
	if (!isDecimal(text)) {
		return 'must be a plain number such as 1234.50, without currency sign, percent sign or thousands separator';
	}
	const places = PLACES[type];
	if (places !== undefined && decimalPlaces(text) > places) {
		return `can have at most ${places} digits after the point`;
	}
	return undefined;
}

function complainOfInteger(text: string, minimum?: number): Complaint {
	if (!/^-?\d+$/.test(text)) return 'must be a whole number such as 30';
	const isTooSmall = minimum !== undefined && compareDecimals(text, String(minimum)) < 0;
	return isTooSmall ? `must be ${minimum} or more` : undefined;
}

function complainOfChoice(text: string, values: readonly string[] = []): Complaint {
	if (values.length === 0 || values.includes(text)) return undefined;
	const near = values.find((value) => value.toLowerCase() === text.toLowerCase());
	return near
		? `must be written ${near}; capital and small letters count`
		: `must be one of ${values.join(', ')}`;
}

/** Whether a text is longer than QuickBooks takes it; counted in characters, not in bytes. */
export function complainOfLength({ type, maxLength }: Field, value: unknown): Complaint {
	const length = [...String(value)].length;
	if (type !== 'text' || maxLength === undefined || length <= maxLength) return undefined;
	return `can have at most ${maxLength} characters and has ${length}`;
}

/** What is wrong with a value of a type that is neither a group nor a reference. */
export function complainOfScalar(field: Field, value: unknown): Complaint {
	if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
		return complainOfForm(field.type);
	}
	const text = String(value);
	switch (field.type) {
		case 'amount':
		case 'price':
		case 'quantity':
		case 'percent':
		case 'number':
			return complainOfDecimal(text, field.type);
		case 'integer':
			return complainOfInteger(text, field.minimum);
		case 'boolean':
			return /^(true|false|0|1)$/i.test(text) ? undefined : 'must be true or false';
		case 'date':
			return complainOfDay(text);
		case 'dateTime':
			return complainOfMoment(text);
		case 'duration':
			return MINUTES.test(text) || PERIOD.test(text) ? undefined : complainOfForm('duration');
		case 'guid':
			return GUID.test(text) ? undefined : complainOfForm('guid');
		case 'enumeration':
			return complainOfChoice(text, field.values);
		case 'id':
			return /\s/.test(text) || typeof value === 'boolean' ? complainOfForm('id') : undefined;
		default:
			return typeof value === 'boolean' ? complainOfForm('text') : undefined;
	}
}

/** The right form of a type, for a value that is nothing like it. */
function complainOfForm(type: FieldType): string {
	switch (type) {
		case 'date':
			return 'must be a day of the calendar in the form yyyy-MM-dd, such as 2025-01-31';
		case 'dateTime':
			return 'must be a time in the form 2025-01-31T14:05:00+00:00';
		case 'duration':
			return 'must be whole minutes such as 90, or a length of time such as PT1H30M';
		case 'guid':
			return 'must be a GUID such as {3f2504e0-4f89-41d3-9a0c-0305e82c3301}';
		case 'id':
			return 'must be an ID such as 80000002-1484947875';
		case 'boolean':
			return 'must be true or false';
		case 'text':
		case 'enumeration':
			return 'must be text';
		default:
			return 'must be a number such as 1234.50';
	}
}
