import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { isQuotable } from '../../../../nodes/QuickBooksEnterprise/ceql/quoting';
import { parseCeql } from '../../../../gateway/ceql';
import { HOSTILE } from '../../../ceql/values';
import { byId, useSandbox } from '../../../support/sandboxed';

const bench = useSandbox();

const OPERATORS = { equals: '=', notEquals: '!=', greaterThan: '>', like: 'LIKE', in: 'IN' };
type Operator = keyof typeof OPERATORS;

interface Row {
	field: string;
	operator: Operator;
	value: string;
}

const row: fc.Arbitrary<Row> = fc.record({
	field: fc.constantFrom('Name', 'FullName', 'CompanyName', 'BillAddress.City'),
	operator: fc.constantFrom<Operator>('equals', 'notEquals', 'greaterThan', 'like', 'in'),
	// Half of a surrogate pair has no encoding in an address.
	value: HOSTILE.filter((text) => text !== '' && !/\p{Surrogate}/u.test(text)),
});

describe('Any value in a condition', () => {
	it('reaches the service as that value and nothing else, or is refused before anything is sent', async () => {
		const instance = bench.sandbox.addInstance({ name: 'Store 12' }).id;
		await fc.assert(
			fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }), async (rows) => {
				bench.sandbox.resetRequests();
				const { outputs } = await bench.run({
					parameters: {
						resource: 'customer',
						operation: 'getAll',
						instanceId: byId(instance),
						limit: 1,
						conditions: {
							values: [
								{
									field: '={{ $json.field }}',
									operator: '={{ $json.operator }}',
									value: '={{ $json.operator === "in" ? [$json.value] : $json.value }}',
								},
							],
						},
						options: { maxAttempts: 1 },
					},
					items: rows as unknown as IDataObject[],
					settings: { onError: 'continueRegularOutput' },
				});
				const received = bench.sandbox.requests
					.filter(({ path }) => path.startsWith('/hubs/'))
					.map(({ query }) => parseCeql(String(query.where)));
				const sendable = rows.filter(({ value }) => isQuotable(value));
				const expected = sendable.map(({ field, operator, value }) => ({
					type: 'compare',
					field,
					operator: OPERATORS[operator],
					values: [value],
				}));
				expect(received).toHaveLength(expected.length);
				expect(received).toEqual(expect.arrayContaining(expected));
				const refused = outputs.flat().filter(({ json, error }) => json.error ?? error);
				expect(refused).toHaveLength(rows.length - sendable.length);
			}),
			{ numRuns: 20 },
		);
	}, 60_000);
});

describe('Any id of a record', () => {
	const hostileIds = fc.oneof(
		fc.constantFrom(
			'../x',
			'a/b',
			'..',
			'.',
			'%2e%2e',
			'%2F',
			'..%2f..%2finstances',
			'1?where=x',
			'1#x',
			'a\\b',
			'8000-1 ',
			' ',
			'-',
			'8000-1\n',
			'é',
		),
		HOSTILE,
		fc.webPath(),
	);

	it.each(['get', 'delete'])(
		'stays in its path, or is refused before anything is sent: %s',
		async (operation) => {
			const instance = bench.sandbox.addInstance({ name: 'Store 12' }).id;
			await fc.assert(
				fc.asyncProperty(fc.array(hostileIds, { minLength: 1, maxLength: 8 }), async (ids) => {
					bench.sandbox.resetRequests();
					await bench.run({
						parameters: {
							resource: 'customer',
							operation,
							instanceId: byId(instance),
							recordId: byId('={{ $json.id }}'),
							options: { maxAttempts: 1 },
						},
						items: ids.map((id) => ({ id })),
						settings: { onError: 'continueRegularOutput' },
					});
					const sent = bench.sandbox.requests.map(({ url }) => url.replace(/^.*\/api-v2/, ''));
					const calls = sent.filter((url) => url !== `/instances/${instance}`);
					const plain = ids
						.map((id) => id.trim())
						.filter((id) => /^[0-9A-Za-z]+(-[0-9A-Za-z]+)*$/.test(id));
					expect(calls.sort()).toEqual(plain.map((id) => `/hubs/finance/customers/${id}`).sort());
				}),
				{ numRuns: 10 },
			);
		},
		60_000,
	);
});
