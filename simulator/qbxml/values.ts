import { QbxmlRefusal, type Cause } from './refusal';
import type { ElementFacts } from './grammar';

/** What XML 1.0 does not have, written out or as a reference; half a surrogate pair too. */
const NO_CHARACTER = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/** @returns whether a text is made of characters of XML 1.0. */
export const isXmlText = (text: string) => !NO_CHARACTER.test(text);

const decimal = (places: number) =>
	new RegExp(`^-?(\\d+(\\.\\d{1,${places}})?|\\.\\d{1,${places}})$`);

/**
 * The forms of types. Decimals by what reference guides of the SDK say: amounts have at most two places, prices,
 * quantities and percentages at most five.
 */
const FORMS: Readonly<Record<string, RegExp>> = {
	AMT: decimal(2),
	PRICE: decimal(5),
	QUAN: decimal(5),
	PERCENT: decimal(5),
	FLOAT: /^-?(\d+(\.\d+)?|\.\d+)$/,
	INT: /^-?\d{1,10}$/,
	BOOL: /^(true|false|1|0)$/,
	GUID: /^(0|\{[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\})$/,
	DATE: /^(\d{4})-(\d\d)-(\d\d)$/,
	DATETIME:
		/^(\d{4})-(\d\d)-(\d\d)(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?([+-](0\d|1[0-4]):[0-5]\d|Z)?)?$/,
	TIMEINTERVAL: /^P(?=[\dT])(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/,
};

/** The years that QuickBooks takes. A date and time ends with its 32-bit clock, 2038-01-19. */
const YEARS: Readonly<Record<string, [first: string, last: string]>> = {
	DATE: ['1901-01-01', '9999-12-31'],
	DATETIME: ['1970-01-01', '2038-01-19'],
};

function isDay(day: string): boolean {
	const date = new Date(`${day}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

function hasForm(type: string, text: string): boolean {
	const form = FORMS[type];
	if (form && !form.test(text)) return false;
	const years = YEARS[type];
	if (!years) return true;
	const day = text.slice(0, 10);
	return isDay(day) && day >= years[0] && day <= years[1];
}

/** @returns what is wrong with the value of an element; undefined when it can stand there. */
function faultOf(
	{ type, max, min, maxValue, values, newerValues }: ElementFacts,
	text: string,
): [Cause, string] | undefined {
	if (values && !values.has(text)) {
		return newerValues?.has(text)
			? ['newerValue', `"${text}" came with a later version`]
			: ['enumeration', `"${text}" is none of the values`];
	}
	if (!hasForm(type, text)) return ['value', `"${text}" is no ${type}TYPE`];
	if (max !== undefined && text.length > max) {
		return ['tooLong', `${text.length} characters, at most ${max}`];
	}
	if (min !== undefined && Number(text) < min) return ['value', `"${text}" is less than ${min}`];
	if (maxValue !== undefined && Number(text) > maxValue) {
		return ['value', `"${text}" is more than ${maxValue}`];
	}
	return undefined;
}

/**
 * @param text what stands in the element, not empty.
 * @param path for the refusal.
 * @throws QbxmlRefusal where it cannot stand there.
 */
export function checkValue(facts: ElementFacts, text: string, path: () => string): void {
	const fault = faultOf(facts, text);
	if (fault) throw new QbxmlRefusal(fault[0], path(), fault[1]);
}

const ATTRIBUTE_FORMS: Readonly<Record<string, RegExp>> = {
	INT: FORMS.INT,
	UUID: /^\{[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}$/,
};

/** @returns whether an attribute may have a value. */
export function isAttributeValue(
	type: string,
	values: string[] | undefined,
	text: string,
): boolean {
	if (!isXmlText(text)) return false;
	if (values) return values.includes(text);
	return ATTRIBUTE_FORMS[type]?.test(text) ?? true;
}
