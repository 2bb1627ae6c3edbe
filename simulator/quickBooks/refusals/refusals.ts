import { StatusError } from '../statusError';
import {
	badReference,
	inUse,
	invalidInContext,
	malformedId,
	nameTaken,
	notFound,
	staleSequence,
} from './status';

/**
 * A refusal for each status code that a client may want to know, to be had at will. The texts of 1000, 1010 and 3250
 * to 3261 are our choice, after the names that the codes have; the others are those of real refusals.
 */
const REFUSALS = {
	1000: () =>
		new StatusError(1000, 'There has been an internal error when processing the request.'),
	1010: () => new StatusError(1010, 'The system is not available.'),
	3000: () => malformedId('abc', 'ListID'),
	3100: () => nameTaken('abc'),
	3120: () => notFound('80000001-1484947875'),
	3140: () => badReference('Customer', 'X', 'Invoice'),
	3170: () => inUse(3170),
	3175: () => inUse(3175),
	3176: () => inUse(3176),
	3180: () => inUse(3180),
	3200: () => staleSequence('1416315972'),
	3210: () => invalidInContext('payment amount', '9.99', 'It is more than the amount due.'),
	3250: () =>
		new StatusError(
			3250,
			'This feature is not enabled or not available in this version of QuickBooks.',
		),
	3260: () => new StatusError(3260, 'Insufficient permission level to perform this action.'),
	3261: () =>
		new StatusError(3261, 'The application does not have permission to perform this action.'),
};

export type RefusalCode = keyof typeof REFUSALS;

export const REFUSAL_CODES = Object.keys(REFUSALS).map(Number) as RefusalCode[];

/** What QuickBooks says with a status code. In: another text, in place of the usual one. */
export function refusedWith(code: RefusalCode, text?: string): StatusError {
	return text === undefined ? REFUSALS[code]() : new StatusError(code, text);
}
