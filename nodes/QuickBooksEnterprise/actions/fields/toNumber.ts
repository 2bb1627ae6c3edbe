/**
 * Reads a number, or a text that is one, as an expression may give it. JavaScript itself would take an
 * empty text, a list or a switch for one, too.
 *
 * @returns NaN for anything else.
 */
export function toNumber(given: unknown): number {
	if (typeof given === 'number') return given;
	if (typeof given !== 'string' || given.trim() === '') return NaN;
	return Number(given);
}
