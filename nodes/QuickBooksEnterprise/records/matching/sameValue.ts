import { isEmpty, type Members } from '../../catalogue/validation/walk';
import { compareDecimals, isDecimal } from '../../catalogue/validation/decimal';
import type { Field, FieldType } from '../../catalogue/types';
import { isRecord } from '../../common/json/isRecord';

const DECIMALS: readonly FieldType[] = [
	'amount',
	'integer',
	'number',
	'percent',
	'price',
	'quantity',
];

/** Whether nothing stands in a value, however deep it is. */
export function isBlank(value: unknown): boolean {
	if (Array.isArray(value)) return value.every(isBlank);
	return isRecord(value) ? Object.values(value).every(isBlank) : isEmpty(value);
}

/** Whether two scalars of a field mean the same. All scalars may come as text (observed). */
export function isSameScalar(field: Field | undefined, given: unknown, present: unknown): boolean {
	if (isEmpty(given) || isEmpty(present)) return isEmpty(given) && isEmpty(present);
	const [left, right] = [plainText(given), plainText(present)];
	const type = field?.type;
	if (left === right) return true;
	if (type !== undefined && DECIMALS.includes(type)) return isSameNumber(left, right);
	switch (type) {
		case 'boolean':
			return isTrue(left) === isTrue(right);
		case 'dateTime':
			return Date.parse(left) === Date.parse(right);
		case 'duration':
			// Seconds are taken and never come back (qbXML).
			return Math.abs(minutesOf(left) - minutesOf(right)) < 1;
		case 'guid':
			return isSameGuid(left, right);
		case 'enumeration':
		case 'id':
			return left.toLowerCase() === right.toLowerCase();
		default:
			// QuickBooks compares names without case (inferred).
			return isName(field) && isSameName(left, right);
	}
}

/** Whether two references name the same record: by `ListID` where both have it, else by name. */
export function isSameReference(given: unknown, present: unknown): boolean {
	const [left, right] = [membersOf(given), membersOf(present)];
	// A name can have the form of an ID.
	if (!isEmpty(left.ListID) && isSameName(left.ListID, right.FullName)) return true;
	if (!isEmpty(left.ListID) && !isEmpty(right.ListID)) {
		return plainText(left.ListID).toLowerCase() === plainText(right.ListID).toLowerCase();
	}
	if (!isEmpty(left.FullName) && !isEmpty(right.FullName)) {
		return isSameName(plainText(left.FullName), plainText(right.FullName));
	}
	return isNothing(left) && isNothing(right);
}

/** Whether two names, or two numbers of a document, are one for QuickBooks (inferred: without case). */
export function isSameName(one: unknown, other: unknown): boolean {
	return plainText(one).toLowerCase() === plainText(other).toLowerCase();
}

/** Whether two GUIDs are the same, with braces or without. */
export function isSameGuid(one: unknown, other: unknown): boolean {
	const bare = (guid: unknown) => plainText(guid).replace(/[{}]/g, '').toLowerCase();
	return bare(one) !== '' && bare(one) === bare(other);
}

function isName(field: Field | undefined): boolean {
	return field?.path === 'Name' || field?.path === 'FullName';
}

function isNothing({ ListID: id, FullName: name }: Members): boolean {
	return isEmpty(id) && isEmpty(name);
}

function membersOf(value: unknown): Members {
	return isRecord(value) ? value : {};
}

/** Line ends and white space around a text are not its meaning (our choice). */
function plainText(value: unknown): string {
	return String(value ?? '')
		.replace(/\r\n?/g, '\n')
		.trim();
}

function isSameNumber(left: string, right: string): boolean {
	const [one, other] = [left, right].map((text) => text.replace(/\s*%$/, ''));
	return isDecimal(one) && isDecimal(other) && compareDecimals(one, other) === 0;
}

function isTrue(text: string): boolean {
	return /^(true|1)$/i.test(text);
}

/** Minutes and lengths of time are both taken (observed): `480`, `PT8H00M`. */
function minutesOf(text: string): number {
	if (/^\d+$/.test(text)) return Number(text);
	const [isLength, days, hours, minutes, seconds] =
		/^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/i.exec(text) ?? [];
	if (isLength === undefined) return Number.NaN;
	const [d, h, m, s] = [days, hours, minutes, seconds].map((part) => Number(part ?? 0));
	return d * 1440 + h * 60 + m + s / 60;
}
