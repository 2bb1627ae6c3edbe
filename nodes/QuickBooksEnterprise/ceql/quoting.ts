import { InputError } from '../common/problems';

/**
 * A backslash before a quote, and before the end, where the closing quote follows it. The service does
 * not document how a quote is escaped. If a backslash does it there, such a value would not end where
 * it should; if it does not, a second backslash would be taken for part of the value. So no way of
 * writing is right under both readings.
 */
const AMBIGUOUS = /\\(?='|$)/;

/** What is said of a value that `isQuotable` refuses, as the end of a sentence. */
export const NOT_QUOTABLE =
	'has a backslash at its end or before an apostrophe, which the service cannot be told safely';

/** Whether a text can be written as a CEQL literal without a risk of being read as something else. */
export function isQuotable(text: string): boolean {
	return !AMBIGUOUS.test(text);
}

/**
 * A CEQL literal that holds exactly this text. A quote is doubled (our choice: escaping is not documented).
 * Where the service reads it otherwise, the literal ends and the next begins at once: that is refused as
 * bad syntax, and nothing of the value ever stands outside quotes.
 *
 * @throws InputError for a text that is not `isQuotable`.
 */
export function quote(text: string): string {
	if (!isQuotable(text)) {
		throw new InputError(
			[`'${text}' ${NOT_QUOTABLE}`],
			'Look the record up by its ID, or search for the part before the backslash.',
		);
	}
	return `'${text.replace(/'/g, "''")}'`;
}
