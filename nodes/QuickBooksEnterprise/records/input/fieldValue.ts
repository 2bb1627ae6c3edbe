import { isEmpty } from '../../catalogue/validation/walk';
import { calendarDay, moment } from '../../catalogue/validation/dates';
import { referenceFrom } from '../../catalogue/references';
import type { Field } from '../../catalogue/types';
import type { Problems } from '../../common/problems';
import { isRecord } from '../../common/json/isRecord';
import { textOf } from '../typedValues';

/** What the reading of values needs to know besides the field. */
export interface ValueContext {
	/** The workflow's time zone, an IANA name. */
	timeZone: string;
	problems: Problems;
	/** Takes down texts that could be an ID or a name. */
	idLike?: Set<string>;
}

const BOOLEANS: Readonly<Record<string, string>> = { yes: 'true', no: 'false' };

/**
 * A value that the user gave for a field, as the service's JSON wants it. Scalars become text, as the
 * vendor's own requests have them (observed), and numbers exactly as they are written, amounts with their two decimals; only whole
 * minutes of a duration stay a number (observed). What cannot be read stays as it is, so that the
 * checks name it and show the right form: nothing is guessed.
 *
 * @param named the field for the reader: "Amount (Amount)".
 */
export function toJsonValue(
	field: Field,
	value: unknown,
	named: string,
	context: ValueContext,
): unknown {
	if (!field.repeatable) return scalar(field, value, named, context);
	const values = Array.isArray(value) ? value : splitList(field, value);
	return values.filter((each) => !isEmpty(each)).map((each) => scalar(field, each, named, context));
}

/** Ids hold no comma, so several may stand in one text; names hold some ("Blue, Dale"). */
function splitList({ type }: Field, value: unknown): unknown[] {
	return type === 'id' && typeof value === 'string' ? value.split(',') : [value];
}

function scalar(field: Field, value: unknown, named: string, context: ValueContext): unknown {
	if (isInexact(value)) context.problems.add(inexactFinding(named));
	switch (field.type) {
		case 'amount':
			return plainText(textOf(value, 'amount'));
		case 'text':
			return typeof value === 'number' ? String(value) : value;
		case 'reference':
			return isRecord(value) || Array.isArray(value)
				? value
				: referenceFrom(String(value), context.idLike);
		case 'date':
			return calendarDay(value, context.timeZone) ?? value;
		case 'dateTime':
			return moment(value, context.timeZone) ?? value;
		case 'duration': {
			const text = plainText(value);
			// Longer rows of digits are no length of time; the checks would not see it in a number.
			return typeof text === 'string' && /^\d{1,9}$/.test(text) ? Number(text) : text;
		}
		case 'boolean': {
			const text = plainText(value);
			if (typeof text !== 'string') return text;
			const small = text.toLowerCase();
			return BOOLEANS[small] ?? (/^(true|false)$/.test(small) ? small : text);
		}
		default:
			return plainText(value);
	}
}

/** White space around a number, a choice or an id is no part of it; around a text it may be. */
function plainText(value: unknown): unknown {
	if (typeof value === 'string') return value.trim();
	return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}

/**
 * Whether a whole number has more digits than JavaScript keeps: what was meant is lost already, such as
 * the last digits of a long account number.
 */
export function isInexact(value: unknown): boolean {
	return typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value);
}

/** The finding about such a number. */
export function inexactFinding(named: string): string {
	return `${named} is a number with more digits than a number holds exactly; give it as text`;
}
