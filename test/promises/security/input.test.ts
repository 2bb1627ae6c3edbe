import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { createFields } from '../../support/sandboxed';
import { CALLS, INSTANCE_ID, sharedKeys, useHostileService } from './support/hostileService';

const service = useHostileService();

const LOCATOR = { __rl: true, mode: 'id' };
const KEEP_GOING = { onError: 'continueRegularOutput' } as const;
const instanceId = { ...LOCATOR, value: INSTANCE_ID };

/** Text that would be more than a value where it is not encoded. */
const hostileText = fc.oneof(
	fc.constantFrom(
		'..',
		'.',
		'../instances',
		'..%2f..%2finstances',
		'a/b',
		'a\\b',
		'a?x=1',
		'a#b',
		'a&b=1',
		'%00',
		'a\r\nX-Injected: 1',
		"' OR '1'='1",
		'@evil.example.com',
		'//evil.example.com',
		'http://evil.example.com/',
		';jsessionid=1',
	),
	fc.string({ maxLength: 30 }),
	fc.string({ unit: 'binary', maxLength: 20 }),
);

/** Items of one run, which costs less than a run for each. */
const hostileItems = fc
	.array(hostileText, { minLength: 1, maxLength: 30, size: 'max' })
	.map((values) => values.map((value) => ({ value })));
const RUNS = { numRuns: 5 };

/**
 * Every parameter that becomes a part of an address: how many parts that address has, a value that is as it should
 * be, and the call.
 */
const IN_PATH: Array<[string, number, string, (value: string) => INodeParameters]> = [
	['the ID of an instance', 2, '12', (value) => ({ operation: 'get', instanceId: rl(value) })],
	[
		'the ID of a record',
		4,
		'80000001-1484947875',
		(value) => ({ resource: 'customer', operation: 'get', recordId: rl(value), instanceId }),
	],
	[
		'the name of an object',
		3,
		'estimates',
		(value) => ({
			resource: 'otherObject',
			operation: 'getAll',
			objectName: rl(value),
			limit: 1,
			instanceId,
		}),
	],
	[
		'the ID of a bulk job',
		5,
		'12',
		(value) => ({ resource: 'bulk', operation: 'getStatus', jobId: value, instanceId }),
	],
	[
		'the name of a report',
		3,
		'ProfitAndLossStandard',
		(value) => ({ resource: 'report', operation: 'get', reportType: rl(value), instanceId }),
	],
];

function rl(value: string) {
	return { ...LOCATOR, value };
}

/** The value as a field of the item: read as it is, never as an expression. */
const FIELD = '={{ $json.value }}';

/** Parts of the addresses that were called, decoded, without the ones of the API and of the instance itself. */
function calledPaths(): string[][] {
	return service.requests
		.map(({ url }) =>
			url
				.split('?')[0]
				.replace(/^\/elements\/api-v2\//, '')
				.split('/'),
		)
		.filter((parts) => parts.join('/') !== `instances/${INSTANCE_ID}`)
		.map((parts) => parts.map(decodeURIComponent));
}

describe.each(IN_PATH)('Whatever is given for %s', (_what, parts, plain, parametersOf) => {
	it('stays one part of the address, or nothing is sent', async () => {
		await service.run(parametersOf(FIELD), { items: [{ value: plain }] });
		expect(calledPaths()[0]).toHaveLength(parts);
		await fc.assert(
			fc.asyncProperty(hostileItems, async (items) => {
				service.requests.length = 0;
				await service.run(parametersOf(FIELD), { items, settings: KEEP_GOING });
				for (const path of calledPaths()) {
					expect(path).toHaveLength(parts);
					expect(path[0]).toBe(parts === 2 ? 'instances' : 'hubs');
					expect(path).not.toContain('..');
					expect(path).not.toContain('');
				}
			}),
			RUNS,
		);
	});
});

describe('Whatever is given for any field', () => {
	const calls: Array<[string, INodeParameters]> = [
		[
			'an instance',
			createFields({
				name: FIELD,
				appName: FIELD,
				hostIp: FIELD,
				tags: FIELD,
				additionalFields: {
					events: { enabled: true, callbackUrl: 'https://example.com/x', signatureKey: FIELD },
					configuration: { values: [{ key: FIELD, value: FIELD }] },
				},
			}),
		],
		[
			'an instance to be changed',
			{ operation: 'update', instanceId, updateFields: { name: FIELD } },
		],
		[
			'a record',
			{
				resource: 'customer',
				operation: 'create',
				instanceId,
				fieldsMode: 'mapped',
				fields: { mappingMode: 'defineBelow', value: { Name: FIELD, Notes: FIELD } },
			},
		],
		[
			'a filter',
			{ resource: 'customer', operation: 'getAll', filterMode: 'ceql', ceql: FIELD, instanceId },
		],
	];

	it.each(calls)(
		'of %s, no header is there but the ones that always are',
		async (_what, parameters) => {
			await fc.assert(
				fc.asyncProperty(hostileItems, async (items) => {
					service.requests.length = 0;
					await service.run(parameters, { items, settings: KEEP_GOING });
					for (const { headers } of service.requests) {
						const unexpected = Object.keys(headers).filter((name) => !USUAL.includes(name));
						expect(unexpected).toEqual([]);
						expect(headers.authorization).toMatch(
							/^User \S+, Organization \S+(, Element element-token-of-the-test=)?$/,
						);
					}
				}),
				RUNS,
			);
		},
	);
});

const USUAL = [
	'accept',
	'accept-encoding',
	'authorization',
	'connection',
	'content-length',
	'content-type',
	'host',
	'user-agent',
];

/** A place for JSON of a user, and the parameters that hold it. */
const JSON_PLACES: Array<[string, (value: unknown) => INodeParameters]> = [
	[
		'instance.json',
		(value) => ({
			operation: 'create',
			specifyInstance: 'json',
			instanceJson: value as string,
		}),
	],
	[
		'a record',
		(value) => ({
			resource: 'customer',
			operation: 'create',
			instanceId,
			fieldsMode: 'json',
			recordJson: value as string,
		}),
	],
	[
		'a record of another object',
		(value) => ({
			resource: 'otherObject',
			operation: 'create',
			objectName: { ...LOCATOR, value: 'estimates' },
			instanceId,
			recordJson: value as string,
		}),
	],
];

const POLLUTING = [
	'{"__proto__":{"polluted":1}}',
	'{"constructor":{"prototype":{"polluted":1}}}',
	'{"Name":"A","a":{"__proto__":{"polluted":1}}}',
	'{"__proto__.polluted":1,"constructor.prototype.polluted":1}',
	'[{"__proto__":{"polluted":1}}]',
];

describe.each(JSON_PLACES)('JSON for %s', (_what, parametersOf) => {
	it.each(POLLUTING)(
		'that reaches for what all objects share leaves it alone: %s',
		async (text) => {
			const before = sharedKeys();
			service.answer = { body: { id: 1, ListID: '1' } };
			const { error } = await service.run(parametersOf(text));
			if (text.includes('"__proto__":')) {
				expect(error?.message).toMatch(/__proto__ is not allowed as a key|must be one JSON object/);
				expect(service.requests).toEqual([]);
			}
			await service.run(parametersOf(FIELD), {
				items: [{ value: JSON.parse(text) as IDataObject }],
				settings: KEEP_GOING,
			});
			expect(sharedKeys()).toEqual(before);
			expect(({} as Record<string, unknown>).polluted).toBeUndefined();
		},
	);

	it.each([
		['lists', '['.repeat(50_000) + ']'.repeat(50_000)],
		['objects', '{"a":'.repeat(50_000) + '1' + '}'.repeat(50_000)],
		['a list that is cut off', `{"Name":${'['.repeat(50_000)}`],
	])(
		'that is nested 50,000 deep, %s, is refused in words, and nothing is sent',
		async (_, text) => {
			const { error } = await service.run(parametersOf(text));
			expect(error?.name).toBe('NodeOperationError');
			expect(error?.message).toMatch(
				/nested deeper|must be one JSON object|no valid JSON|must be/i,
			);
			expect(error?.message).not.toContain('call stack');
			expect(service.requests).toEqual([]);
		},
	);

	it('of more than 8 MB is refused before it is sent', async () => {
		service.answer = { body: [] };
		const body = { name: 'A', Name: 'A', Notes: 'x'.repeat(8_500_000), configuration: {} };
		const { error } = await service.run(
			parametersOf(
				JSON.stringify({
					...body,
					element: { key: 'quickbooksonprem' },
					configuration: { 'app.name': 'a', 'host.ip': 'b' },
				}),
			),
		);
		expect(error?.message).toMatch(/8 MB|too long|at most/);
		expect(error?.message.length).toBeLessThan(2000);
		expect(service.requests.filter(({ method }) => method === 'POST')).toEqual([]);
	});
});

describe('Names of fields of another object', () => {
	it.each(['__proto__.polluted', 'a.__proto__.polluted', 'constructor.prototype.polluted'])(
		'that reach for what all objects share leave it alone: %s',
		async (name) => {
			const before = sharedKeys();
			service.answer = { body: { id: 1, ListID: '1' } };
			const value = JSON.parse(`{"${name}":"1","Name":"A"}`) as INodeParameters;
			await service.run({
				resource: 'otherObject',
				operation: 'create',
				objectName: rl('estimates'),
				instanceId,
				fieldsMode: 'mapped',
				fields: { mappingMode: 'defineBelow', value },
			});
			expect(service.requests.map(({ method }) => method)).toContain('POST');
			expect(sharedKeys()).toEqual(before);
			expect(({} as Record<string, unknown>).polluted).toBeUndefined();
		},
	);
});

describe('The address', () => {
	it.each([
		'https://user:pass@api.example.com',
		'http://10.0.0.1',
		'file:///etc/passwd',
		'ftp://api.example.com',
	])('%s in the credential lets no call of any kind leave', async (baseUrl) => {
		for (const parameters of Object.values(CALLS)) {
			const { error } = await service.run(parameters, {
				credential: {
					environment: 'custom',
					baseUrl,
					userSecret: 'uuuu',
					organizationSecret: 'oooo',
				},
			});
			expect(error?.message).toMatch(/^Base URL must/);
		}
		expect(service.requests).toEqual([]);
	});
});
