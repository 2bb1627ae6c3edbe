import type { Edition } from '../../schema/compiled';
import { valuesOf, type Element } from '../../schema/elements';
import { asKept, characterFault, type CodePage } from './characters';
import { compareDecimals, decimalText, parseDecimal } from './decimals';

/** The QuickBooks that a request is for. */
export interface Target {
	/** Version of qbXML, such as `13.0`; `HostQuery` says which ones a QuickBooks speaks. */
	version: string;
	/** `US` when left out. */
	edition?: Edition;
	/** `windows-1252` when left out; for another one characters are not checked, since nobody tells which it is. */
	codePage?: CodePage;
}

/** The text of a value, or what is wrong with it. */
export type Checked = { text: string } | { fault: string };

const fault = (message: string): Checked => ({ fault: message });

/** Decimals that a number of each type may have (qbXML; five of a price and a quantity are from the SDK's practice). */
const DECIMALS: Record<string, number> = { AMT: 2, PRICE: 5, QUAN: 5, PERCENT: 5, FLOAT: Infinity };

const FORMS: Record<string, string> = {
	AMT: 'an amount such as 12.50',
	PRICE: 'a price such as 0.00125',
	QUAN: 'a quantity such as 1.5',
	PERCENT: 'a percentage such as 8.25, without the sign',
	FLOAT: 'a number such as 1.2345',
	INT: 'a whole number',
};

function numberFault({ from, to, type }: Element, text: string): string | undefined {
	const value = parseDecimal(text)!;
	const least = from === undefined ? undefined : parseDecimal(from);
	const greatest = to === undefined ? undefined : parseDecimal(to);
	if (least && compareDecimals(value, least) < 0) return `is ${text}; the least is ${from}`;
	if (greatest && compareDecimals(value, greatest) > 0) return `is ${text}; the greatest is ${to}`;
	if (type === 'INT' && text.replace('-', '').length > 10) return 'is too long for a whole number';
	return undefined;
}

function numberText(element: Element, given: string): Checked {
	const { type } = element;
	const value = parseDecimal(given);
	const allowed = type === 'INT' ? 0 : DECIMALS[type];
	if (!value) return fault(`must be ${FORMS[type]}, with a point and no other signs`);
	if (value.fraction.length > allowed) {
		return fault(
			allowed === 0
				? 'must be a whole number'
				: `has ${value.fraction.length} decimals; QuickBooks takes at most ${allowed}`,
		);
	}
	// A price of 35.00 stays one: QuickBooks gives back what it was given.
	const asGiven = Math.min(allowed, given.split('.')[1]?.length ?? 0);
	const text = decimalText(value, type === 'AMT' ? 2 : type === 'PRICE' ? asGiven : 0);
	const wrong = numberFault(element, text);
	return wrong ? fault(wrong) : { text };
}

function dateExists(year: string, month: string, day: string): boolean {
	const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.getUTCDate() === Number(day);
}

/** From 1901 to 9999 (Intuit, developer pages on qbXML types). */
function dateText(given: string): Checked {
	const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(given) ?? [];
	if (year === undefined || !dateExists(year, month, day) || year < '1901') {
		return fault('must be a date such as 2024-05-31, from the year 1901 on');
	}
	return { text: given };
}

const DATE_TIME =
	/^(\d{4})-(\d\d)-(\d\d)(?:T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.\d+)?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?)?$/;

/**
 * From 1970 to 19 January 2038 (Intuit), to the second. `Z` is not safe in QuickBooks and becomes `+00:00`; without an
 * offset it is the time of the computer that QuickBooks runs on.
 */
function dateTimeText(given: string): Checked {
	const [, year, month, day, hour, minute, second, offset] = DATE_TIME.exec(given) ?? [];
	const date = `${year}-${month}-${day}`;
	if (
		year === undefined ||
		!dateExists(year, month, day) ||
		date < '1970-01-01' ||
		date > '2038-01-19'
	) {
		return fault('must be a time such as 2024-05-31T13:45:00-08:00, from 1970 to 2038');
	}
	if (hour === undefined) return { text: date };
	const zone = offset === 'Z' ? '+00:00' : (offset ?? '');
	return { text: `${date}T${hour}:${minute}:${second}${zone}` };
}

/** A length of time; a whole number is minutes, as the API takes it (observed). */
function intervalText(given: string): Checked {
	if (/^\d{1,9}$/.test(given)) {
		const minutes = Number(given);
		return { text: `PT${Math.floor(minutes / 60)}H${String(minutes % 60).padStart(2, '0')}M` };
	}
	if (/^PT(?=\d)(?:\d{1,7}H)?(?:\d{1,7}M)?(?:\d{1,7}S)?$/.test(given)) return { text: given };
	return fault('must be a length of time such as PT1H30M, or minutes as a whole number');
}

/** In braces; `0` is the owner of the custom fields that users see. */
function guidText({ name }: Element, given: string): Checked {
	if (given === '0' && name === 'OwnerID') return { text: given };
	const [, digits] = /^\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?$/i.exec(given) ?? [];
	if (digits) return { text: `{${digits}}` };
	return fault(
		`must be a GUID such as {12345678-90AB-CDEF-1234-567890ABCDEF}${name === 'OwnerID' ? ', or 0' : ''}`,
	);
}

function booleanText(given: string): Checked {
	if (given === 'true' || given === '1') return { text: 'true' };
	if (given === 'false' || given === '0') return { text: 'false' };
	return fault('must be true or false');
}

/** So many values are named in an error; some enumerations have over a hundred. */
const VALUES_NAMED = 20;

function enumText(element: Element, given: string, version: number): Checked {
	const name = element.enum!;
	const values = valuesOf(name, version);
	if (values.includes(given)) return { text: given };
	if (valuesOf(name, Infinity).includes(given)) {
		return fault(`is ${given}, which qbXML ${version.toFixed(1)} does not know yet`);
	}
	const meant = values.find((value) => value.toLowerCase() === given.toLowerCase());
	if (meant) return fault(`must be written ${meant}`);
	const named = values.slice(0, VALUES_NAMED).join(', ');
	return fault(`must be one of ${named}${values.length > VALUES_NAMED ? ' and others' : ''}`);
}

function stringText(text: string, max: number | undefined): Checked {
	if (max !== undefined && text.length > max) {
		return fault(`has ${text.length} characters; QuickBooks takes at most ${max}`);
	}
	return { text };
}

/** The greatest length of an element's text in one edition. */
export function lengthOf({ max, maxOf }: Element, { edition = 'US' }: Target): number | undefined {
	return maxOf[edition] ?? max;
}

/** A scalar of JSON as text; undefined when it is none that says exactly what is meant. */
function plainText(value: unknown): string | undefined {
	if (typeof value === 'string') return asKept(value);
	if (typeof value === 'boolean') return String(value);
	// A number of JSON keeps its digits as long as it is written plainly: 0.1 is "0.1", 1e21 is not taken.
	if (typeof value !== 'number' || Math.abs(value) > Number.MAX_SAFE_INTEGER) return undefined;
	const text = String(value);
	return /^-?\d+(\.\d+)?$/.test(text) ? text : undefined;
}

/**
 * @param element what the value is for
 * @param value a string, number or boolean, as JSON has it
 * @param target the QuickBooks that it is for
 * @returns the text as qbXML demands it, not yet escaped; or what is wrong with the value
 */
export function scalarText(element: Element, value: unknown, target: Target): Checked {
	const text = plainText(value);
	if (text === undefined) {
		return fault(
			typeof value === 'number'
				? 'is a number that has no plain form; give it as text'
				: 'must be a single value, neither an object nor a list',
		);
	}
	const wrong = characterFault(text, target.codePage);
	if (wrong) return fault(wrong);
	switch (element.type) {
		case 'STR':
			return typeof value === 'boolean'
				? fault('must be text')
				: stringText(text, lengthOf(element, target));
		case 'ENUM':
			return enumText(element, text, Number(target.version));
		case 'BOOL':
			return booleanText(text);
		case 'DATE':
			return dateText(text);
		case 'DATETIME':
			return dateTimeText(text);
		case 'TIMEINTERVAL':
			return intervalText(text);
		case 'GUID':
			return guidText(element, text);
		case 'ID':
			return text.trim() === '' ? fault('must be an id of QuickBooks') : { text };
		default:
			return numberText(element, text);
	}
}
