import type { FailureSubject } from '../../../nodes/QuickBooksEnterprise/transport/errors/describeAnswer';
import { describeFailure } from '../../../nodes/QuickBooksEnterprise/transport/errors/describeFailure';
import type { FailureDetails } from '../../../nodes/QuickBooksEnterprise/transport/errors/failure';
import { isInDoubt, mayRepeat } from '../../../nodes/QuickBooksEnterprise/transport/retry';

const SUBJECT: FailureSubject = { action: 'create the invoice', record: { noun: 'invoice' } };

const SAYINGS: ReadonlyArray<[string, string, RegExp]> = [
	['3100', 'The name "abc" of the list element is already in use.', /already uses the name 'abc'/],
	[
		'3120',
		'Object "1-2" specified in the request cannot be found. QuickBooks error message: Invalid argument.',
		/no such record/,
	],
	[
		'3140',
		'There is an invalid reference to QuickBooks Customer "X, Inc." in the Invoice. QuickBooks error message: Invalid argument. The specified record does not exist in the list.',
		/no Customer 'X, Inc\.'/,
	],
	['3170', 'There was an error when modifying: The record is locked.', /close its window/],
	['3175', 'The record is in use by another user.', /close its window/],
	['3180', 'The list has been modified by another user.', /close its window/],
	['3200', 'The provided edit sequence "1416315972" is out-of-date. ', /in the meantime/],
	['3210', 'The "PaymentAmount" field has an invalid value "5".', /PaymentAmount/],
	['3250', 'This feature is not enabled or not available in this version.', /switch it on/],
	['3260', 'Insufficient permission level to perform this action.', /permission/],
	['3261', 'The integrated application has no permission to do this.', /application/],
	['a code alone', 'The request ended with status code 3250', /switch it on/],
	['a closed period', 'The date is on or before the closing date of the company.', /closed/],
	['3000', 'The given object ID "abc" in the field "TxnID" is invalid.', /'abc' is no ID/],
	['a GUID twice', 'The external GUID "{1}" is already in use.', /ExternalGUID/],
];

function failure(text: string, status: number): FailureDetails {
	return { kind: 'answered', status, text, providerMessage: text, isHub: true, isService: true };
}

describe("QuickBooks' own words", () => {
	it.each(SAYINGS)('%s: says what to do, whatever the HTTP status', (_name, text, expected) => {
		for (const status of [400, 403, 404, 409, 500]) {
			const { message, description } = describeFailure(failure(text, status), SUBJECT);
			expect(message).toMatch(expected);
			expect(message).not.toMatch(/\b(error|problem|failure|mistake)/i);
			expect(message).not.toContain('\n');
			expect(description).toContain(`QuickBooks or its connector said: ${text}`);
		}
	});

	it.each(SAYINGS)('%s: nothing was done, so a create is not in doubt', (_name, text) => {
		for (const status of [400, 409, 500, 502]) expect(isInDoubt(failure(text, status))).toBe(false);
	});

	it('repeats only what somebody is using just now, also a create', () => {
		const repeated = SAYINGS.filter(([, text]) => mayRepeat(failure(text, 409), 'create'));
		expect(repeated.map(([name]) => name)).toEqual(['3170', '3175', '3180']);
	});

	it('names the record by its id where that is not there', () => {
		const { message } = describeFailure(
			{
				...failure('Object "1-2" specified in the request cannot be found.', 404),
				isMissing: true,
			},
			{ action: 'read the invoice', record: { noun: 'invoice', id: '1-2' } },
		);
		expect(message).toBe('There is no invoice with ID 1-2 in this company file: pick another one');
	});

	it('takes no secret or quota of the platform for a refusal of QuickBooks', () => {
		for (const status of [401, 429]) {
			const { message } = describeFailure(failure('agent tunnel connector', status), SUBJECT);
			expect(message).not.toMatch(/tunnel/);
		}
	});

	it('does not read a common code of HTTP as one of QuickBooks', () => {
		const { message } = describeFailure(
			failure('Request failed with status code 500', 500),
			SUBJECT,
		);
		expect(message).toMatch(/check that the connector and QuickBooks are running/);
	});
});
