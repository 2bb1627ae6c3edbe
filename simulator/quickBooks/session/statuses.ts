import { StatusError } from '../statusError';

/**
 * Texts of statuses that the language itself gives, before the company file is asked. Those of 0, 1, 500, 3000, 3120,
 * 3140, 3180 and 3200 are seen in answers that people have published; the others are worded like them.
 */
export const OK = 'Status OK';
export const NOTHING_FOUND = 'A query request did not find a matching object in QuickBooks';
export const NOT_PROCESSED = 'The request has not been processed.';

export const notAllFound = (missing: string) =>
	`The query request has not been fully completed. There was a required element ("${missing}") that could not be found in QuickBooks.`;

export const malformedId = (id: string, field: string) =>
	new StatusError(3000, `The given object ID "${id}" in the field "${field}" is invalid.`);

export const objectNotFound = (id: string) =>
	new StatusError(
		3120,
		`Object "${id}" specified in the request cannot be found. QuickBooks error message: Invalid argument. The specified record does not exist in the list.`,
	);

export const invalidReference = (noun: string, name: string, request: string) =>
	new StatusError(
		3140,
		`There is an invalid reference to QuickBooks ${noun} "${name}" in the ${request}. QuickBooks error message: Invalid argument. The specified record does not exist in the list.`,
	);

export const staleSequence = (sequence: string) =>
	new StatusError(3200, `The provided edit sequence "${sequence}" is out-of-date. `);

export const notSupported = (request: string) =>
	new StatusError(1030, `This request "${request}" is not supported by this QuickBooks.`);

export const featureIsOff = (name: string) =>
	new StatusError(
		3250,
		`This feature is not enabled or not available in this version of QuickBooks: ${name}.`,
	);

export const contradiction = (what: string) =>
	new StatusError(3152, `Elements of the request contradict each other: ${what}`);

/** @returns the word for a code: below 500 it is information, below 1000 a warning. */
export function severityOf(code: number): 'Info' | 'Warn' | 'Error' {
	if (code < 500) return 'Info';
	return code < 1000 ? 'Warn' : 'Error';
}
