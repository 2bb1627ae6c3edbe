import {
	CALLS,
	INSTANCE_ID,
	useHostileService,
	type HostileAnswer,
} from '../../promises/security/support/hostileService';

const service = useHostileService();

const RECORD_ID = '80000001-1484947875';

/** A 404 that is not the service's word for what was asked for. */
const FOREIGN: Array<[string, HostileAnswer]> = [
	['a page of a proxy', { body: '<html><body><h1>404 Not Found</h1></body></html>' }],
	['plain text', { body: '404 page not found' }],
	['nothing at all', { body: '' }],
	['JSON of a gateway', { body: { message: 'no Route matched with those values' } }],
	['JSON of a framework', { body: { status: 404, error: 'Not Found', path: '/elements' } }],
	['a route that is not found', { body: { message: 'No route found' } }],
	['words without a thing', { body: { requestId: 'a1', message: 'Not Found' } }],
	['a request id alone', { headers: { 'elements-request-id': 'a1' }, body: {} }],
	[
		'another thing',
		{ body: { requestId: 'a1', message: `No account found with ID ${INSTANCE_ID}` } },
	],
	[
		'another instance',
		{ body: { requestId: 'a1', message: 'No element instance found with ID 99' } },
	],
	[
		'another record',
		{
			body: {
				requestId: 'a1',
				providerMessage: 'Object "1-1" specified in the request cannot be found.',
			},
		},
	],
	['a resource of a framework', { body: { message: 'No static resource instances found' } }],
].map(([name, answer]) => [name as string, { status: 404, ...(answer as HostileAnswer) }]);

/** The service answers well but for the requests of this kind below these paths. */
function answerOn(method: string, path: RegExp, answer: HostileAnswer): void {
	service.answer = (request) => {
		const [address] = request.url.split('?');
		if (request.method === method && path.test(address)) return answer;
		return address.endsWith('/status') ? { body: { id: '12', jobStatus: 'COMPLETED' } } : undefined;
	};
}

const DELETIONS: Array<[string, RegExp]> = [
	['instance delete', /\/instances\/4711$/],
	['customer delete', /\/customers\/[^/]+$/],
	['other object delete', /\/estimates\/[^/]+$/],
];
const LISTS: Array<[string, RegExp]> = [
	['instance getAll', /\/instances$/],
	['customer getAll', /\/customers$/],
	['other object getAll', /\/estimates$/],
	['bulk getErrors', /\/errors$/],
];
const READS: Array<[string, RegExp]> = [
	['instance get', /\/instances\/4711$/],
	['customer get', /\/customers\/[^/]+$/],
	['other object get', /\/estimates\/[^/]+$/],
	['bulk getStatus', /\/status$/],
];
const CALLS_WITH = {
	...CALLS,
	'other object delete': {
		...CALLS['other object get'],
		operation: 'delete',
	},
};

describe.each(FOREIGN)('A 404 with %s', (_name, answer) => {
	it.each(DELETIONS)('is no %s that succeeded', async (call, path) => {
		answerOn('DELETE', path, answer);
		const { error, json } = await service.run(CALLS_WITH[call as keyof typeof CALLS_WITH]);
		expect(json).toEqual([]);
		expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '404' });
		expect(error?.message).not.toMatch(/There is no/);
	});

	it.each([...LISTS, ...READS])('is no answer to %s', async (call, path) => {
		answerOn('GET', path, answer);
		const { error, json } = await service.run(CALLS_WITH[call as keyof typeof CALLS_WITH]);
		expect(json).toEqual([]);
		expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '404' });
		expect(error?.message).not.toMatch(/There is no/);
	});

	it('leaves it open whether an instance was created, which is then found', async () => {
		let stored: object | undefined;
		service.answer = ({ method, url, body }) => {
			if (method === 'POST') {
				stored = { ...JSON.parse(body), id: 4712, token: 'given', createdDate: new Date() };
				return answer;
			}
			return url.includes('/instances?') || url.endsWith('/instances')
				? { body: stored ? [stored] : [] }
				: { body: stored };
		};
		const { error, json } = await service.run(CALLS['instance upsert']);
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ id: 4712, outcome: 'created', recovered: true }]);
		expect(service.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
	});

	it('leaves it open whether a record was created', async () => {
		// QuickBooks did not find what the new record refers to: that is certain.
		if (_name === 'another record') return;
		answerOn('POST', /\/customers$/, answer);
		const { error, json } = await service.run(CALLS['customer create']);
		expect(json).toEqual([]);
		expect(error?.message).toMatch(/^Outcome unknown/);
		expect(service.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
	});
});

describe('The service’s own words', () => {
	it.each([
		'No element instance found with ID 4711',
		'No instance found with id: 4711.',
		'Instance with ID 4711 does not exist',
		'Element instance 4711 was not found',
		'The requested instance was not found.',
		'No such element instance found',
	])('%p: the instance is gone', async (message) => {
		answerOn('DELETE', /\/instances\/4711$/, { status: 404, body: { requestId: 'a1', message } });
		const deletion = await service.run(CALLS['instance delete']);
		expect(deletion.json).toEqual([{ deleted: true }]);
		for (const [call, method] of [
			['instance get', 'GET'],
			['customer get', 'GET'],
			['instance update', 'PATCH'],
		] as const) {
			answerOn(method, /\/instances\/4711$/, { status: 404, body: { requestId: 'a1', message } });
			const { error } = await service.run(CALLS[call]);
			expect(error?.message).toBe('There is no instance with ID 4711: pick another one');
		}
	});

	it.each([
		[`Object "${RECORD_ID}" specified in the request cannot be found.`, 404],
		[
			`Object "${RECORD_ID}" specified in the request cannot be found. QuickBooks error message: Invalid argument. The specified record does not exist in the list.`,
			400,
		],
		['A query request did not find a matching object in QuickBooks.', 500],
		[
			`The query request has not been fully completed. There was a required element ("${RECORD_ID}") that could not be found in QuickBooks.`,
			404,
		],
	])('%p with %d: the record is gone', async (providerMessage, status) => {
		const body = { requestId: 'a1', message: 'The endpoint returned an error.', providerMessage };
		for (const [call, path] of DELETIONS.slice(1)) {
			answerOn('DELETE', path, { status, body });
			const deletion = await service.run(CALLS_WITH[call as keyof typeof CALLS_WITH]);
			expect(deletion.json).toEqual([{ deleted: true }]);
		}
		answerOn('GET', /\/customers\/[^/]+$/, { status, body });
		const { error } = await service.run(CALLS['customer get']);
		expect(error?.message).toBe(
			`There is no customer with ID ${RECORD_ID} in this company file: pick another one`,
		);
	});

	it.each([
		['instance getAll', 'No element instances found'],
		['instance getAll', 'No instances were found.'],
		['instance getAll', 'No results found'],
		['customer getAll', 'No customers found'],
		['customer getAll', 'No matching records found'],
		['customer getAll', 'No customer records found'],
		['other object getAll', 'No estimates found'],
		['bulk getErrors', 'No errors found'],
	] as const)('%s, %p: the list is empty', async (call, message) => {
		const [, path] = LISTS.find(([name]) => name === call)!;
		answerOn('GET', path, { status: 404, body: { requestId: 'a1', message } });
		const { error, json } = await service.run(CALLS[call]);
		expect(error).toBeUndefined();
		expect(json).toEqual([]);
	});

	it.each([400, 404, 500, 502])('of QuickBooks with %d: the list is empty', async (status) => {
		const providerMessage = 'A query request did not find a matching object in QuickBooks';
		answerOn('GET', /\/customers$/, {
			status,
			body: { requestId: 'a1', message: 'The endpoint returned an error.', providerMessage },
		});
		const { error, json } = await service.run(CALLS['customer getAll']);
		expect(error).toBeUndefined();
		expect(json).toEqual([]);
	});

	it.each([
		"No element found with key or ID 'quickbooksonprem'",
		'This API is not currently supported for this element',
	])('%p: nothing was created', async (message) => {
		service.answer = ({ method }) =>
			method === 'POST' ? { status: 404, body: { requestId: 'a1', message } } : undefined;
		for (const call of ['instance create', 'customer create']) {
			const { error } = await service.run(CALLS[call]);
			expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '404' });
			expect(error?.message).not.toMatch(/Outcome unknown/);
			expect(error?.description).toContain(message);
		}
	});
});
