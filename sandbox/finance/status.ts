import { ApiError } from '../errors';

/** What stands in `message` of every refusal by QuickBooks; its own text is in `providerMessage` (our choice). */
const MESSAGE = 'The endpoint returned an error.';

/**
 * Status codes of qbXML as HTTP statuses. How the service maps them is not public: this is our choice. The code itself
 * is in neither text, as a client must not count on it.
 */
function httpStatus(code: number): number {
	if (code === 500 || code === 3120) return 404;
	if (code === 3100 || code === 3200 || (code >= 3170 && code <= 3180)) return 409;
	if (code >= 3250 && code <= 3261) return 403;
	return code >= 3000 ? 400 : 500;
}

/** A refusal by QuickBooks with the text of its own. */
export const refusal = (code: number, text: string) =>
	new ApiError(httpStatus(code), MESSAGE, text);

/** 3100: the text is observed. */
export const nameTaken = (name: string) =>
	refusal(3100, `The name "${name}" of the list element is already in use.`);

/** The code and the text are our choice: nothing is known of a GUID that comes twice. */
export const guidTaken = (guid: string) =>
	refusal(3100, `The external GUID "${guid}" is already in use.`);

/** 3000: the text is observed. */
export const malformedId = (id: string, field: string) =>
	refusal(3000, `The given object ID "${id}" in the field "${field}" is invalid.`);

/** 3120: the wording varies (documented). */
export const notFound = (id: string) =>
	refusal(
		3120,
		`Object "${id}" specified in the request cannot be found. QuickBooks error message: Invalid argument. The specified record does not exist in the list.`,
	);

/** 500, a query that found nothing: the code is documented, the text ours. */
export const queryFoundNothing = (id: string) =>
	refusal(
		500,
		`The query request has not been fully completed. There was a required element ("${id}") that could not be found in QuickBooks.`,
	);

/** 3140: the text is observed. */
export const badReference = (noun: string, name: string, record: string) =>
	refusal(
		3140,
		`There is an invalid reference to QuickBooks ${noun} "${name}" in the ${record}. QuickBooks error message: Invalid argument. The specified record does not exist in the list.`,
	);

/** 3200: the text is observed, its last space included. */
export const staleSequence = (sequence: string) =>
	refusal(3200, `The provided edit sequence "${sequence}" is out-of-date. `);

/** 3070: the text is our choice. */
export const tooLong = (text: string, field: string) =>
	refusal(3070, `The string "${text}" in the field "${field}" is too long.`);

/** 3010 to 3045, by type: the codes of booleans and dates are documented, the rest and the text ours. */
export const badValue = (type: string, text: string, field: string) =>
	refusal(
		type === 'boolean' ? 3010 : type === 'date' ? 3020 : 3045,
		`There was an error when converting the ${type} value "${text}" in the field "${field}".`,
	);

/** What the schema of qbXML does not allow; the end of the text is our choice, to help whoever reads it. */
export const parseError = (what: string) =>
	refusal(3001, `QuickBooks found an error when parsing the provided XML text stream. (${what})`);

/** 3210: a field that is invalid in its context, such as a payment that is more than what is due. */
export const invalidInContext = (field: string, value: string, why: string) =>
	refusal(
		3210,
		`The "${field}" field has an invalid value "${value}". QuickBooks error message: ${why}`,
	);

/** Which of the codes says that something is being used just now; a later try may succeed (observed). */
export type InUseCode = 3170 | 3175 | 3176 | 3180;

const IN_USE: Record<InUseCode, string> = {
	3170: 'There was an error when modifying a record. QuickBooks error message: The record is locked.',
	3175: 'There was an error when saving a record. QuickBooks error message: The record is in use by another user.',
	3176: 'There was an error when saving a record. QuickBooks error message: A related record is in use by another user.',
	3180: 'There was an error when saving a record. QuickBooks error message: The list has been modified by another user.',
};

export const inUse = (code: InUseCode = 3175) => refusal(code, IN_USE[code]);
