import type { INodeParameters } from 'n8n-workflow';

import { openEditor, type NodeRun } from '../../support/engine';
import { loadNode } from '../../support/builtPackage';
import { byId, useSandbox } from '../../support/sandboxed';

const bench = useSandbox();

let instance: number;
beforeEach(() => {
	instance = bench.sandbox.addInstance({ name: 'Store 12' }).id;
});

const named = (value: string) => ({ __rl: true, mode: 'id', value });

async function object(
	operation: string,
	objectName: string,
	parameters: INodeParameters = {},
	more: Partial<NodeRun> = {},
) {
	return await bench.run({
		...more,
		parameters: {
			resource: 'otherObject',
			operation,
			instanceId: byId(instance),
			objectName: named(objectName),
			simplify: false,
			...parameters,
		},
	});
}

async function all(objectName: string) {
	return (await object('getAll', objectName, { returnAll: true })).json;
}

const calls = (method: string) =>
	bench.sandbox.requests.filter(
		(request) => request.method === method && request.path.startsWith('/hubs/'),
	);

const ESTIMATE = {
	CustomerRef: { FullName: 'Blue, Dale' },
	RefNumber: '9001',
	EstimateLineRet: [{ ItemRef: { FullName: 'Painting' }, Quantity: '2', Rate: '35.00' }],
};

describe('Objects by name', () => {
	it.each(['Estimate', 'Check', 'Deposit', 'SalesRep', 'CustomerType'])(
		'%s: are listed and read',
		async (objectName) => {
			const records = await all(objectName);
			expect(records.length).toBeGreaterThan(0);
			const id = String(records[0].ListID ?? records[0].TxnID);
			const { json } = await object('get', objectName, { recordId: named(id) });
			expect(json).toEqual([records[0]]);
		},
	);

	it('are simplified to ten flat members, the id first', async () => {
		const { json } = await object('getAll', 'Estimate', { simplify: true });
		for (const item of json) {
			expect(Object.keys(item).length).toBeLessThanOrEqual(10);
			expect(Object.keys(item)[0]).toBe('id');
			expect(typeof item.CustomerRef).toBe('string');
		}
	});

	it('have booleans and numbers when simplified, and take them as QuickBooks has them', async () => {
		const raw = await all('Estimate');
		const { json } = await object('getAll', 'Estimate', { simplify: true, returnAll: true });
		expect(json.map(({ TotalAmount, IsActive }) => [TotalAmount, IsActive])).toEqual(
			raw.map(({ TotalAmount, IsActive }) => [Number(TotalAmount), IsActive === 'true']),
		);
		expect(json.map(({ RefNumber }) => RefNumber)).toEqual(raw.map(({ RefNumber }) => RefNumber));
		const [line] = raw[0].EstimateLineRet as Array<Record<string, unknown>>;
		const change = {
			IsActive: false,
			RefNumber: '0815',
			EstimateLineRet: [{ TxnLineID: line.TxnLineID, Quantity: 2, Amount: 5397 }],
		};
		bench.sandbox.resetRequests();
		const updated = await object('update', 'Estimate', {
			recordId: named(String(raw[0].TxnID)),
			recordJson: JSON.stringify(change),
			simplify: true,
		});
		expect(updated.error?.message).toBeUndefined();
		expect(calls('PATCH').map((request) => request.json)).toMatchObject([
			{
				IsActive: 'false',
				RefNumber: '0815',
				EstimateLineRet: [{ TxnLineID: line.TxnLineID, Quantity: '2', Amount: '5397.00' }],
			},
		]);
		expect(updated.json[0]).toMatchObject({ IsActive: false, RefNumber: '0815' });
		const lines = await object('getChildren', 'Estimate', {
			recordId: named(String(raw[0].TxnID)),
			childObjectName: 'EstimateLineRet',
			simplify: true,
		});
		expect(lines.json[0]).toMatchObject({ Quantity: 2, Amount: 5397 });
	});

	it('are filtered by conditions with free field names, and by CEQL', async () => {
		const [wanted] = await all('Estimate');
		const value = wanted.RefNumber as string;
		const byCondition = await object('getAll', 'Estimate', {
			conditions: { values: [{ field: 'RefNumber', operator: 'equals', value }] },
		});
		const byCeql = await object('getAll', 'Estimate', {
			filterMode: 'ceql',
			ceql: `RefNumber = '${value}'`,
		});
		expect(byCondition.json).toEqual([wanted]);
		expect(byCeql.json).toEqual([wanted]);
	});

	it('take new records, changes with the present EditSequence, and go', async () => {
		const { json } = await object('create', 'Estimate', { recordJson: ESTIMATE });
		expect(json[0]).toMatchObject({ RefNumber: '9001', Subtotal: '70.00' });
		const recordId = named(String(json[0].TxnID));
		const changed = await object('update', 'Estimate', {
			recordId,
			recordJson: '{"Memo": "By Friday"}',
		});
		expect(changed.json[0]).toMatchObject({ RefNumber: '9001', Memo: 'By Friday' });
		expect(calls('PATCH').map(({ json: body }) => body)).toEqual([
			{ Memo: 'By Friday', EditSequence: json[0].EditSequence },
		]);
		expect((await object('delete', 'Estimate', { recordId })).json).toEqual([{ deleted: true }]);
		expect((await object('delete', 'Estimate', { recordId })).json).toEqual([{ deleted: true }]);
		const gone = await object('get', 'Estimate', { recordId });
		expect(gone.error?.message).toContain(`There is no estimate with ID ${recordId.value}`);
	});

	it('take values by field, nested by their dots, without those that were not filled in', async () => {
		const value = {
			'AccountRef.FullName': 'Checking',
			RefNumber: '9002',
			Memo: '',
			IsActive: null,
		};
		const { json } = await object('create', 'Check', {
			fieldsMode: 'mapped',
			fields: { mappingMode: 'defineBelow', value },
		});
		expect(json[0]).toMatchObject({ RefNumber: '9002' });
		expect(calls('POST').map(({ json: body }) => body)).toEqual([
			{ AccountRef: { FullName: 'Checking' }, RefNumber: '9002' },
		]);
	});

	it('are changed once more on a fresh read when somebody else was faster', async () => {
		const [{ TxnID }] = await all('Estimate');
		bench.sandbox.addFault({
			method: 'PATCH',
			path: '/hubs/**',
			times: 1,
			fault: { kind: 'staleSequence' },
		});
		const { json } = await object('update', 'Estimate', {
			recordId: named(String(TxnID)),
			recordJson: { Memo: 'Mine' },
		});
		expect(json[0]).toMatchObject({ Memo: 'Mine' });
		expect(calls('PATCH')).toHaveLength(2);
	});

	it('are never created twice when no answer comes', async () => {
		bench.sandbox.addFault({
			method: 'POST',
			path: '/hubs/**',
			times: 1,
			fault: { kind: 'drop', when: 'after' },
		});
		const { error } = await object('create', 'Estimate', { recordJson: ESTIMATE });
		expect(error?.message).toMatch(/^Outcome unknown: look for an estimate/);
		expect(calls('POST')).toHaveLength(1);
		const created = (await all('Estimate')).filter(({ RefNumber }) => RefNumber === '9001');
		expect(created).toHaveLength(1);
		expect(error?.description).toContain(String(created[0].TxnID));
	});

	it('are not updated twice with new lines when no answer comes', async () => {
		const [{ TxnID }] = await all('Estimate');
		bench.sandbox.addFault({
			method: 'PATCH',
			path: '/hubs/**',
			times: 1,
			fault: { kind: 'drop', when: 'after' },
		});
		const { error } = await object('update', 'Estimate', {
			recordId: named(String(TxnID)),
			recordJson: { EstimateLineRet: [{ TxnLineID: '-1', ItemRef: { FullName: 'Painting' } }] },
		});
		expect(error?.message).toMatch(/^Outcome unknown/);
	});

	it('list what belongs to them', async () => {
		const [{ TxnID, EstimateLineRet }] = await all('Estimate');
		const { json } = await object('getChildren', 'Estimate', {
			recordId: named(String(TxnID)),
			childObjectName: 'EstimateLineRet',
			returnAll: true,
		});
		expect(json).toEqual(EstimateLineRet);
		const [{ ListID }] = await bench.sandbox.records(instance, 'customers');
		const limited = await object('getChildren', 'customers', {
			recordId: named(String(ListID)),
			childObjectName: 'invoices',
			limit: 1,
		});
		expect(limited.json.length).toBeLessThanOrEqual(1);
	});

	it('are refused before anything is sent when what names them is no name', async () => {
		const { error } = await object('getChildren', '={{ "../instances" }}', {
			recordId: named('={{ "a/b" }}'),
			childObjectName: '={{ "x?y" }}',
			limit: 0,
			conditions: { values: [{ field: '1 OR 1', operator: 'equals', value: 'x' }] },
		});
		expect(error?.message.split('; ')).toEqual([
			"Object (objectName) must be a name such as Estimate, not '../instances'",
			"Record (recordId) must be an ID such as 80000002-1484947875, not 'a/b'",
			"Child Object (childObjectName) must be a name such as Estimate, not 'x?y'",
			'Limit (limit) must be a whole number, 1 or more',
			"Condition 1: Field (field) '1 OR 1' must be the name of a field such as TimeModified",
		]);
		expect(bench.calls()).toEqual([]);
	});

	it('are refused without anything to send', async () => {
		const { error } = await object('create', 'Estimate', { recordJson: '{}' });
		expect(error?.message).toBe('Nothing to send was given: fill in at least one field');
	});
});

describe('The editor', () => {
	const parameters = (objectName: string): INodeParameters => ({
		resource: 'otherObject',
		instanceId: byId(instance),
		objectName: named(objectName),
	});

	it('lists objects without a resource of their own, by the words of their names', async () => {
		const { results } = await bench.searchWith('searchObjects', parameters(''));
		const names = results.map(({ name }) => name);
		expect(names).toEqual(expect.arrayContaining(['Estimate', 'Check', 'Deposit']));
		expect(names).not.toContain('invoices');
		const found = await bench.searchWith('searchObjects', parameters(''), 'sales rep');
		expect(found.results.map(({ value }) => value)).toEqual(['SalesRep']);
	});

	it('offers what people look for where the service lists nothing', async () => {
		bench.sandbox.addFault({
			path: '/hubs/finance/objects',
			fault: { kind: 'status', status: 404, message: 'Not found.' },
		});
		const { results } = await bench.searchWith('searchObjects', parameters(''));
		expect(results.map(({ value }) => value)).toContain('Estimate');
	});

	it('lists the records of the object that is picked', async () => {
		const records = await all('SalesRep');
		const { results } = await bench.searchWith('searchObjectRecords', parameters('SalesRep'));
		expect(results.map(({ value }) => value)).toEqual(records.map(({ ListID }) => ListID));
		await expect(bench.searchWith('searchObjectRecords', parameters(''))).rejects.toThrow(
			"Pick an 'Object' first",
		);
	});

	it('shows the fields that the service tells of, without those that cannot be written', async () => {
		const ask = async (method: string, objectName: string) =>
			await loadNode().methods!.resourceMapping![method].call(
				openEditor({ credential: bench.credential(), parameters: parameters(objectName) }),
			);
		const { fields } = await ask('getObjectFields', 'Estimate');
		const ids = fields.map(({ id }) => id);
		expect(ids).toEqual(expect.arrayContaining(['RefNumber', 'TxnDate', 'IsActive']));
		expect(ids).not.toContain('TotalAmount');
		expect(fields.find(({ id }) => id === 'IsActive')).toMatchObject({ type: 'options' });
		const update = await ask('getObjectUpdateFields', 'Estimate');
		expect(update.fields.some(({ required }) => required)).toBe(false);
		const unknown = await ask('getObjectFields', 'Nothing');
		expect(unknown).toMatchObject({
			fields: [],
			emptyFieldsNotice: expect.stringContaining('JSON'),
		});
	});
});
