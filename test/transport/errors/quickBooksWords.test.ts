import {
	CALLS,
	useHostileService,
	type HostileAnswer,
} from '../../promises/security/support/hostileService';

const service = useHostileService();

const CREATE = CALLS['customer create'];

const said = (status: number, providerMessage: string): HostileAnswer => ({
	status,
	body: { requestId: 'a1', message: 'The endpoint returned an error.', providerMessage },
});

const posts = () => service.requests.filter(({ method }) => method === 'POST').length;

/** Answers the first requests that write something in this way, and all others well. */
function answerWrites(answer: HostileAnswer, times = Infinity): void {
	let left = times;
	service.answer = ({ method, body }) => {
		if (method !== 'POST') return undefined;
		if (left-- > 0) return answer;
		return {
			body: { ...JSON.parse(body), ListID: '80000002-1484947875', id: '80000002-1484947875' },
		};
	};
}

/** Refusals by QuickBooks, with what the message has to say. */
const REFUSALS: Array<[string, RegExp]> = [
	[
		'The name "Grand Travel Agent" of the list element is already in use.',
		/already uses the name 'Grand Travel Agent'/,
	],
	[
		'The name &quot;Agent tunnel&quot; of the list element is already in use.',
		/already uses the name 'Agent tunnel'/,
	],
	[
		'The name "Pipe 6" copper" of the list element is already in use.',
		/already uses the name 'Pipe 6" copper'/,
	],
	[
		'There is an invalid reference to QuickBooks Item "HDMI connector 2m" in the Invoice. QuickBooks error message: Invalid argument. The specified record does not exist in the list.',
		/no Item 'HDMI connector 2m'/,
	],
	[
		'Error 3180: There was an error when saving a Customers list, element "Ada". QuickBooks error message: The credit limit for this customer has been exceeded.',
		/own rules stands against it/,
	],
	[
		'There was an error when saving a Invoice. QuickBooks error message: You cannot use a job that is closed.',
		/own rules stands against it/,
	],
	[
		'There was an error when modifying a Customers list, element "The record is locked". QuickBooks error message: It is inactive.',
		/own rules stands against it/,
	],
	['Status code 3170: The name belongs to another record.', /own rules stands against it/],
	[
		'The string "The list is in use by another user" in the field "Name" is too long.',
		/text for Name is too long/,
	],
	[
		'There was an error when converting the amount "1.999" in the field "Amount".',
		/'1.999' is no amount that QuickBooks takes for Amount/,
	],
	[
		'There was an error when converting the date value "31.12.2025" in the field "TxnDate".',
		/'31.12.2025' is no date that QuickBooks takes for TxnDate/,
	],
	[
		'The enumerated value "Foo" in the field "AccountType" is unknown.',
		/does not know 'Foo' as a value of AccountType/,
	],
	[
		'An attempt was made to modify a Invoice with a date that is on or before the closing date of the company.',
		/books are closed/,
	],
	['This feature is not enabled or not available in this version of QuickBooks.', /switch it on/],
	['Insufficient permission level to perform this action.', /give that user the permission/],
	[
		'The "PaymentAmount" field has an invalid value "5". QuickBooks error message: The amount is more than what is due.',
		/value of PaymentAmount/,
	],
	[
		'QuickBooks found an error when parsing the provided XML text stream.',
		/cannot use these fields together/,
	],
	[
		'statusCode="3150" statusSeverity="Error" statusMessage="There is a missing element: \\"Name\\"."',
		/cannot use these fields together/,
	],
	['The request ended with error code 3250', /switch it on/],
	['A query request did not find a matching object in QuickBooks', /no such record/],
];

describe('A refusal in QuickBooks’ words', () => {
	it.each(REFUSALS)('%s is certain whatever the HTTP status', async (text, message) => {
		for (const status of [400, 404, 409, 500, 502]) {
			service.requests.length = 0;
			answerWrites(said(status, text));
			const { error } = await service.run(CREATE);
			expect(error?.message).toMatch(message);
			expect(error?.message).not.toMatch(/Outcome unknown|address|tunnel to|connector on/);
			expect(posts()).toBe(1);
		}
	});
});

const LOCKS = [
	'The record is in use by another user.',
	'There was an error when saving a Invoice. QuickBooks error message: failed to acquire the lock on the object.',
	'Error 3176: There was an error when saving a Invoice.',
	'Status code 3175',
	'Error 3180: There was an error when saving a Customers list, element "Ada". QuickBooks error message: The list has been modified by another user.',
	'There was an error when modifying a Customers list, element "Ada". QuickBooks error message: The record is locked.',
	'The file could not be locked because it is open elsewhere.',
];

describe('What QuickBooks has locked', () => {
	it.each(LOCKS)('%s: is tried again, a new record too', async (text) => {
		for (const status of [409, 500]) {
			service.requests.length = 0;
			answerWrites(said(status, text), 1);
			const { error, json } = await service.run(CREATE, {}, 3);
			expect(error).toBeUndefined();
			expect(json).toMatchObject([{ id: '80000002-1484947875' }]);
			expect(posts()).toBe(2);
		}
	});
});

describe('What is no word of QuickBooks', () => {
	it.each([
		'The endpoint failed while storing "The record is in use by another user."',
		'Could not store \'name "x" of the list element is already in use\'',
		'Internal failure for memo “failed to acquire the lock”',
		'java.lang.NullPointerException at Lock.java:3180',
		'Upstream error 503: is being used',
	])('%s leaves it open whether the record is there', async (text) => {
		answerWrites(said(500, text));
		const { error } = await service.run(CREATE, {}, 3);
		expect(error?.message).toMatch(/^Outcome unknown/);
		expect(posts()).toBe(1);
	});
});

describe('Words of QuickBooks about a new instance', () => {
	it.each([
		'The company file is being used by another application.',
		'The record is in use by another user.',
		'The name "Store 12" of the list element is already in use.',
		'Error 3176: failed to acquire the lock',
		'There is an invalid reference to QuickBooks Customer "X" in the Invoice.',
		'Insufficient permission level to perform this action.',
	])('%s with 500 leave it open whether it is there', async (text) => {
		const created = { id: 4712, token: 'given' };
		let stored: object | undefined;
		service.answer = ({ method, body }) => {
			if (method === 'POST') {
				// The first one took effect.
				stored ??= { ...JSON.parse(body), ...created, createdDate: new Date() };
				return said(500, text);
			}
			return { body: stored ? [stored] : [] };
		};
		const { json } = await service.run(CALLS['instance create'], {}, 3);
		expect(json).toMatchObject([{ id: 4712, recovered: true }]);
		expect(posts()).toBe(1);
	});

	it.each([
		'The record is in use by another user.',
		'The name "Store 12" of the list element is already in use.',
		'The books are closed for that period: closed accounting period.',
		'Object "1-1" specified in the request cannot be found.',
	])('%s do not explain a 400', async (text) => {
		answerWrites(said(400, text));
		const { error } = await service.run(CALLS['instance create']);
		expect(error?.message).toMatch(/could not use the values given to create the instance/);
	});
});
