import { StatusError } from '../statusError';

/** 3090: the text is ours. */
export const invalidName = (name: string) =>
	new StatusError(3090, `The object name "${name}" is invalid. A name cannot hold a colon.`);

/** 3100: the text is observed. */
export const nameTaken = (name: string) =>
	new StatusError(3100, `The name "${name}" of the list element is already in use.`);

/** The code and the text are our choice: nothing is known of a GUID that comes twice. */
export const guidTaken = (guid: string) =>
	new StatusError(3100, `The external GUID "${guid}" is already in use.`);

/** 3000: the text is observed. */
export const malformedId = (id: string, field: string) =>
	new StatusError(3000, `The given object ID "${id}" in the field "${field}" is invalid.`);

/** 3120: the wording varies (documented). */
export const notFound = (id: string) =>
	new StatusError(
		3120,
		`Object "${id}" specified in the request cannot be found. QuickBooks error message: Invalid argument. The specified record does not exist in the list.`,
	);

/** 3130: the text is ours. */
export const badParent = (name: string, why: string) =>
	new StatusError(3130, `There is an invalid reference to the parent "${name}". ${why}`);

/** 3140: the text is observed. */
export const badReference = (noun: string, name: string, record: string) =>
	new StatusError(
		3140,
		`There is an invalid reference to QuickBooks ${noun} "${name}" in the ${record}. QuickBooks error message: Invalid argument. The specified record does not exist in the list.`,
	);

/** 3160: the text is ours. */
export const cannotDelete = (name: string, why: string) =>
	new StatusError(3160, `The object "${name}" cannot be deleted. QuickBooks error message: ${why}`);

/** 3185: the text is ours. */
export const cannotVoid = (id: string, why: string) =>
	new StatusError(
		3185,
		`The transaction "${id}" could not be voided. QuickBooks error message: ${why}`,
	);

/** 3200: the text is observed, its last space included. */
export const staleSequence = (sequence: string) =>
	new StatusError(3200, `The provided edit sequence "${sequence}" is out-of-date. `);

/** 3210: a field that is invalid in its context, such as a payment that is more than what is due. */
export const invalidInContext = (field: string, value: string, why: string) =>
	new StatusError(
		3210,
		`The "${field}" field has an invalid value "${value}". QuickBooks error message: ${why}`,
	);

/** The text is QuickBooks' own, shortened; the code is our choice, so that a retry is not suggested. */
/** The wording is our choice. */
export const cannotClear = (field: string) =>
	new StatusError(3190, `The field "${field}" cannot be cleared: it must have a value.`);

export const notBalanced = (value: string) =>
	invalidInContext(
		'Amount',
		value,
		'The transaction is not in balance. Make sure the amounts in the Debit column equal the amounts in the Credit column.',
	);

/** 3290: the text was seen in the wild, shortened. */
export const wrongOrder = (lineId: string) =>
	new StatusError(
		3290,
		`The transaction line "${lineId}" has been placed in the request in incorrect order. Lines have to stand in the order in which a query returns them.`,
	);

/** Which of the codes says that something is being used just now; a later try may succeed (observed). */
export type InUseCode = 3170 | 3175 | 3176 | 3180;

const IN_USE: Record<InUseCode, string> = {
	3170: 'There was an error when modifying a record. QuickBooks error message: The record is locked.',
	3175: 'There was an error when saving a record. QuickBooks error message: The record is in use by another user.',
	3176: 'There was an error when saving a record. QuickBooks error message: A related record is in use by another user.',
	3180: 'There was an error when saving a record. QuickBooks error message: The list has been modified by another user.',
};

export const inUse = (code: InUseCode = 3175) => new StatusError(code, IN_USE[code]);
