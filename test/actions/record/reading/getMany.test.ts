import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { RESOURCES } from '../../../../nodes/QuickBooksEnterprise/catalogue/resources';
import { rewritingProxy, type Rewrite } from '../../../support/rewritingProxy';
import { byId, useSandbox } from '../../../support/sandboxed';

const bench = useSandbox({ extraCustomers: 450 });

const newInstance = () => bench.sandbox.addInstance({ name: 'Store 12' }).id;

async function list(instance: number, parameters: INodeParameters, items?: IDataObject[]) {
	bench.sandbox.resetRequests();
	return await bench.run({
		parameters: {
			resource: 'customer',
			operation: 'getAll',
			instanceId: byId(instance),
			...parameters,
		},
		items,
	});
}

/** What was asked of the list, request by request. */
const asked = () =>
	bench.sandbox.requests.filter(({ path }) => path.startsWith('/hubs/')).map(({ query }) => query);

const namesOf = (records: IDataObject[]) => records.map(({ FullName }) => FullName);

const condition = (field: string, operator: string, value: unknown = '') =>
	({ values: [{ field, operator, value }] }) as INodeParameters;

describe('Get Many of records', () => {
	it('returns all, page by page, each record once', async () => {
		const instance = newInstance();
		const all = await bench.sandbox.records(instance, 'customers');
		const { json, hints } = await list(instance, { returnAll: true });
		expect(json.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
		expect(hints).toEqual([]);
		expect(asked()).toHaveLength(Math.ceil(all.length / 200) + 1);
		expect(new Set(asked().map(({ pageSize }) => pageSize))).toEqual(new Set(['200']));
	});

	it.each([
		[1, ['1']],
		[50, ['50']],
		[200, ['200']],
		[201, ['101', '101']],
		[250, ['125', '125']],
		[400, ['200', '200']],
	])('a limit of %d asks for pages of %j and no more', async (limit, pageSizes) => {
		const instance = newInstance();
		const all = await bench.sandbox.records(instance, 'customers');
		const { json } = await list(instance, { limit });
		expect(json.map(({ id }) => id)).toEqual(all.slice(0, limit).map(({ id }) => id));
		expect(asked().map(({ pageSize }) => pageSize)).toEqual(pageSizes);
	});

	it('names no record twice when one slips onto the next page', async () => {
		const instance = newInstance();
		const all = await bench.sandbox.records(instance, 'customers');
		// The second page is the first one once more, as when many were added in front in between.
		bench.sandbox.addFault({
			path: '/hubs/finance/customers',
			times: 1,
			fault: { kind: 'cursorLoop' },
		});
		const { json } = await list(instance, { limit: 300 });
		expect(json.map(({ id }) => id)).toEqual(all.slice(0, 300).map(({ id }) => id));
	});

	it('ends with a hint when the service leads in a circle', async () => {
		const instance = newInstance();
		bench.sandbox.addFault({ path: '/hubs/finance/customers', fault: { kind: 'cursorLoop' } });
		const { json, hints } = await list(instance, { returnAll: true });
		expect(json).toHaveLength(200);
		expect(hints.map(({ message }) => message)).toEqual([
			expect.stringContaining('The list of customers may be incomplete'),
		]);
	});

	it('gives nothing where nothing is found', async () => {
		const instance = newInstance();
		const { json, error } = await list(instance, {
			conditions: condition('Name', 'equals', 'Nobody'),
		});
		expect([json, error]).toEqual([[], undefined]);
	});

	it('asks nothing where there is no condition', async () => {
		await list(newInstance(), { limit: 1 });
		expect(asked()).toEqual([{ pageSize: '1' }]);
	});

	it.each([
		['and', "FullName LIKE 'Keenan%' AND IsActive = 'true'"],
		['or', "FullName LIKE 'Keenan%' OR IsActive = 'true'"],
	])('joins conditions by %s', async (combinator, where) => {
		await list(newInstance(), {
			limit: 5,
			combinator,
			conditions: {
				values: [
					{ field: 'FullName', operator: 'like', value: 'Keenan%' },
					{ field: 'IsActive', operator: 'equals', value: 'TRUE' },
				],
			},
		});
		expect(asked()[0].where).toBe(where);
	});

	it.each([
		['isNull', 'Name IS NULL'],
		['={{ "isNull" }}', 'Name IS NULL'],
		['={{ "equals" }}', "Name = 'Ada'"],
	])('shows no value for %s where the operator takes none', async (operator, where) => {
		const values = [{ field: 'Name', operator, value: 'Ada' }];
		const { hints } = await list(newInstance(), { limit: 5, conditions: { values } });
		expect([asked()[0].where, hints]).toEqual([where, []]);
	});

	it('adds the time of the last change to conditions, in the time zone of the workflow', async () => {
		await list(newInstance(), {
			limit: 5,
			combinator: 'or',
			modifiedSince: '2026-01-31T10:00:00+02:00',
			conditions: {
				values: [
					{ field: 'Name', operator: 'equals', value: 'a' },
					{ field: 'Name', operator: 'equals', value: 'b' },
				],
			},
		});
		expect(asked()[0].where).toBe(
			"(Name = 'a' OR Name = 'b') AND TimeModified >= '2026-01-31T08:00:00+00:00'",
		);
		await list(newInstance(), { limit: 5, modifiedSince: '2026-01-31T10:00:00' });
		// New York is n8n's own time zone where a workflow has none.
		expect(asked()[0].where).toBe("TimeModified >= '2026-01-31T15:00:00+00:00'");
	});

	it('takes a time from an expression of n8n', async () => {
		await list(newInstance(), {
			limit: 5,
			modifiedSince: "={{ DateTime.fromISO('2026-01-31T10:00:00Z').minus({ days: 1 }) }}",
			conditions: condition(
				'TimeCreated',
				'lessThan',
				"={{ DateTime.fromISO('2026-01-31T10:00:00Z') }}",
			),
		});
		expect(asked()[0].where).toBe(
			"TimeCreated < '2026-01-31T10:00:00+00:00' AND TimeModified >= '2026-01-30T10:00:00+00:00'",
		);
	});

	it('sends an expression as it was written', async () => {
		const ceql = "FullName LIKE 'Keenan%' or Balance > 100";
		const { json } = await list(newInstance(), { filterMode: 'ceql', ceql: ` ${ceql} ` });
		expect(asked()[0].where).toBe(ceql);
		expect(namesOf(json)).toContain('Keenan, Bridget');
		await list(newInstance(), {
			filterMode: 'ceql',
			ceql,
			modifiedSince: '2017-01-01T00:00:00Z',
		});
		expect(asked()[0].where).toBe(`(${ceql}) AND TimeModified >= '2017-01-01T00:00:00+00:00'`);
	});

	it('refuses a time that QuickBooks does not know', async () => {
		const { error } = await list(newInstance(), { modifiedSince: '1900-01-01' });
		expect(error?.message).toContain(
			'Modified Since (modifiedSince) must be between 1970-01-01 and 2038-01-19',
		);
	});

	it('says what is wrong with an expression in the words of the service', async () => {
		const { error } = await list(newInstance(), { filterMode: 'ceql', ceql: 'Name ~ 1' });
		expect(error?.message).toContain('list the customers');
		expect(error?.description).toContain('Invalid where clause');
	});

	it('lists everything that is wrong before it sends anything', async () => {
		const { error } = await list(newInstance(), {
			limit: '={{ 0 }}',
			modifiedSince: '={{ "yesterday" }}',
			conditions: {
				values: [
					{ field: 'Balance', operator: 'greaterThan', value: '$5' },
					{ field: "x' OR y", operator: 'equals', value: '' },
				],
			},
		});
		for (const part of [
			'Limit (limit) must be a whole number',
			'Modified Since (modifiedSince) must be a day or a time',
			'Condition 1: Value (value)',
			'without currency sign',
			"Condition 2: Field (field) 'x' OR y' must be the name of a field",
		]) {
			expect(`${error?.message}\n${error?.description}`).toContain(part);
		}
		expect(bench.calls()).toEqual([]);
	});

	it('reads the fields of each item', async () => {
		const { outputs } = await list(
			newInstance(),
			{ conditions: condition('FullName', 'equals', '={{ $json.who }}') },
			[{ who: 'Keenan, Bridget' }, { who: 'Blue, Dale' }],
		);
		expect(outputs[0].map(({ json, pairedItem }) => [json.FullName, pairedItem])).toEqual([
			['Keenan, Bridget', { item: 0 }],
			['Blue, Dale', { item: 1 }],
		]);
	});

	describe('where the vendor documents no filter', () => {
		async function listCharges(instance: number, parameters: INodeParameters) {
			const all = await bench.sandbox.records(instance, 'creditcard-charges');
			const ignoresFilters: Rewrite = (body, _method, path) =>
				path.endsWith('/creditcard-charges') && (body as unknown[]).length > 0 ? all : body;
			const proxy = await rewritingProxy(bench.sandbox.url, ignoresFilters);
			const result = await bench.run({
				credential: bench.credential({ baseUrl: proxy.url }),
				parameters: {
					resource: 'creditCardCharge',
					operation: 'getAll',
					instanceId: byId(instance),
					...parameters,
				},
			});
			await proxy.close();
			return result;
		}

		it('looks at the records too, and turns pages until the limit is reached', async () => {
			const instance = newInstance();
			for (const memo of ['Sand 1', 'Gravel 2', 'Gravel 3']) await addCharge(instance, memo);
			const { json } = await listCharges(instance, {
				conditions: condition('Memo', 'like', 'gravel%'),
				modifiedSince: '2017-01-01T00:00:00Z',
			});
			expect(json.map(({ Memo }) => Memo)).toEqual(['Gravel 2', 'Gravel 3']);
			const [first] = asked().slice(-2);
			expect(first).toEqual({
				where: "Memo LIKE 'gravel%' AND TimeModified >= '2017-01-01T00:00:00+00:00'",
				pageSize: '200',
			});
			const one = await listCharges(instance, {
				conditions: condition('Memo', 'like', '%3'),
				limit: 1,
			});
			expect(one.json.map(({ Memo }) => Memo)).toEqual(['Gravel 3']);
			const none = await listCharges(instance, {
				modifiedSince: '2037-01-01T00:00:00Z',
			});
			expect(none.json).toEqual([]);
		});

		it('says that an expression may not be heeded', async () => {
			const instance = newInstance();
			await addCharge(instance, 'Sand 1');
			const { hints } = await listCharges(instance, {
				filterMode: 'ceql',
				ceql: "Memo LIKE '%1'",
			});
			expect(hints[0].message).toContain('does not document a filter for credit card charges');
		});
	});

	it.each(RESOURCES.map((resource) => [resource.value, resource] as const))(
		'%s: at most ten members when simplified, all of the record when not',
		async (value, { path, filterFields }) => {
			const instance = newInstance();
			const records = (await bench.sandbox.records(instance, path)).slice(0, 3);
			const first = await list(instance, { resource: value, limit: 3 });
			expect(first.error).toBeUndefined();
			expect(first.json.map(({ id }) => id)).toEqual(records.map(({ id }) => id));
			for (const record of first.json) {
				expect(Object.keys(record).length).toBeLessThanOrEqual(10);
			}
			const raw = await list(instance, { resource: value, limit: 3, simplify: false });
			expect(raw.json).toEqual(records);
			// Every field that is offered first, and the time of the last change, can be asked about.
			const filtered = await list(instance, {
				resource: value,
				modifiedSince: '2000-01-01T00:00:00Z',
				conditions: {
					values: filterFields
						.filter((field) => !/^(Time|TxnDate)/.test(field) && field !== 'IsActive')
						.map((field) => ({ field, operator: 'notEquals', value: '0-0' })),
				},
			});
			expect(filtered.error).toBeUndefined();
			expect(filtered.json.length).toBeGreaterThanOrEqual(records.length);
		},
	);
});

async function addCharge(instance: number, memo: string): Promise<void> {
	const accounts = await bench.sandbox.records(instance, 'ledger-accounts');
	const accountOf = (type: string) =>
		accounts.find(({ AccountType }) => AccountType === type)?.ListID;
	const { error } = await bench.run({
		parameters: {
			resource: 'creditCardCharge',
			operation: 'create',
			instanceId: byId(instance),
			fieldsMode: 'json',
			recordJson: JSON.stringify({
				AccountRef: { ListID: accountOf('CreditCard') },
				Memo: memo,
				ExpenseLineRet: [{ AccountRef: { ListID: accountOf('Expense') }, Amount: '10.00' }],
			}),
		},
	});
	expect(error).toBeUndefined();
}
