import { NodeHelpers, type INodeParameters, type INodeProperties } from 'n8n-workflow';

import { validateRecord } from '../../../nodes/QuickBooksEnterprise/catalogue/validation/validateRecord';
import { partyOf } from '../../../nodes/QuickBooksEnterprise/catalogue/parties';
import { loadFields } from '../../../nodes/QuickBooksEnterprise/catalogue/fields';
import { RESOURCES } from '../../../nodes/QuickBooksEnterprise/catalogue/resources';
import type { Field } from '../../../nodes/QuickBooksEnterprise/catalogue/types';
import { Problems } from '../../../nodes/QuickBooksEnterprise/common/problems';
import { BodyBuilder } from '../../../nodes/QuickBooksEnterprise/records/input/recordBody';
import { loadNode } from '../../support/builtPackage';
import { openEditor } from '../../support/engine';

const METHODS = { create: 'getRecordFields', update: 'getRecordUpdateFields' } as const;

/** Asks the built node for the fields of its mapper, as the editor does. */
async function mapperFields(resource: string, operation: keyof typeof METHODS = 'create') {
	const editor = openEditor({ credential: {}, parameters: { resource, operation } });
	const method = loadNode().methods!.resourceMapping![METHODS[operation]];
	return (await method.call(editor)).fields;
}

async function field(resource: string, id: string, operation: keyof typeof METHODS = 'create') {
	const found = (await mapperFields(resource, operation)).find((each) => each.id === id);
	if (!found) throw new Error(`There is no ${id}.`);
	return found;
}

/** The parameters that the editor shows. */
function shown(parameters: INodeParameters): INodeProperties[] {
	const { description } = loadNode();
	return description.properties.filter((property) =>
		NodeHelpers.displayParameter(parameters, property, null, description),
	);
}

/** Something that a person could fill in. */
function sampleOf({ type }: Field, shape: string | undefined, choice: unknown): unknown {
	if (shape === 'options') return choice;
	if (shape === 'dateTime') return '2026-11-24T10:30:00';
	switch (type) {
		case 'object':
			return '[{}]';
		case 'reference':
			return 'A:B';
		case 'guid':
			return '{3f2504e0-4f89-41d3-9a0c-0305e82c3301}';
		case 'id':
			return '3EA2-1495189990';
		default:
			return '12';
	}
}

const writes = RESOURCES.flatMap((resource) =>
	(['create', 'update'] as const)
		.filter((operation) => resource.operations.includes(operation))
		.map((operation) => ({ resource, of: resource.value, operation })),
);

describe('the fields of the mapper', () => {
	it.each(writes)('are those that QuickBooks takes: $operation $of', async (write) => {
		const { resource, operation } = write;
		const fields = await mapperFields(resource.value, operation);
		const { fields: facts } = await loadFields(resource);
		expect(fields.length).toBeGreaterThan(2);
		expect(new Set(fields.map(({ id }) => id)).size).toBe(fields.length);
		expect(new Set(fields.map(({ displayName }) => displayName)).size).toBe(fields.length);
		for (const { id, type, defaultMatch, canBeUsedToMatch, display } of fields) {
			const isRows = resource.lines.some(({ name }) => name === id);
			const fact = facts.find(({ path }) => path === id);
			if (!isRows) {
				expect([id, fact?.readOnly, fact?.[operation] === 'none']).toEqual([id, false, false]);
			}
			// n8n would fill these in with false, or lead an amount through floating point.
			expect(['boolean', 'number']).not.toContain(type);
			expect([defaultMatch, canBeUsedToMatch, display]).toEqual([false, false, true]);
		}
		expect(fields.map(({ id }) => id)).not.toContain('ExternalGUID');
	});

	it.each(writes)('begin with the required ones: $operation $of', async (write) => {
		const { resource, operation } = write;
		const fields = await mapperFields(resource.value, operation);
		const { fields: facts } = await loadFields(resource);
		const required = facts
			.filter(({ path, create }) => create === 'required' && !path.includes('.'))
			// Whom a transaction is with has a field of its own.
			.filter(({ path }) => path !== partyOf(resource)?.member)
			.map(({ path }) => path);
		const expected = operation === 'create' ? required : [];
		expect(fields.filter((each) => each.required).map(({ id }) => id)).toEqual(expected);
		expect(fields.slice(0, expected.length).map(({ id }) => id)).toEqual(expected);
		// The others are added where they are needed; a form with nothing in it would help nobody.
		const first = fields.filter(({ removed }) => !removed);
		const needed = fields.filter(
			({ required: isRequired, displayName }) =>
				isRequired || displayName.includes('needed unless'),
		);
		const extra = first.filter((field) => !needed.includes(field)).map(({ id }) => id);
		expect(first).toEqual(expect.arrayContaining(needed));
		const names = ['FirstName', 'MiddleName', 'LastName'];
		const expectedExtra = resource.value === 'employee' ? names : ['TxnDate', 'RefNumber'];
		if (operation === 'create') expect(first.length).toBeGreaterThan(0);
		if (operation === 'update' || needed.length > 0) expect(extra).toEqual([]);
		else expect(extra).toEqual(expectedExtra);
		if (operation === 'update') expect(fields[fields.length - 1].id).toBe('EditSequence');
	});

	it('are in human words', async () => {
		const labels = async (resource: string, ids: string[]) =>
			(await mapperFields(resource))
				.filter(({ id }) => ids.includes(id))
				.map(({ displayName }) => displayName);
		expect(
			await labels('invoice', ['CustomerRef', 'itemLines', 'BillAddress.Addr1', 'SetCredit']),
		).toEqual([
			'Bill Address: Line 1',
			'Set Credit (list as JSON)',
			'Customer (name or ID, in place of the field above)',
			'Item Lines as JSON (rows of an expression, with item, description, quantity, rate, amount, …)',
		]);
		expect(await labels('payment', ['IsAutoApply'])).toEqual([
			'Auto Apply (needed unless Applied Payments is given)',
		]);
		expect(await labels('timeActivity', ['Duration'])).toEqual(['Duration (minutes)']);
		expect(await labels('product', ['IncomeAccountRef', 'SalesOrPurchase.Price'])).toEqual([
			'Income Account (name or ID; Inventory Part)',
			'Sales or Purchase: Price (Service, Non-Inventory Part)',
		]);
	});

	it.each(writes)('end with what has a field of its own: $operation $of', async (write) => {
		const { resource, operation } = write;
		const ids = (await mapperFields(resource.value, operation)).map(({ id }) => id);
		const own = [partyOf(resource)?.member, ...resource.lines.map(({ name }) => String(name))];
		const last = ids.filter((id) => own.includes(id));
		const rest = ids.filter((id) => id !== 'EditSequence' && !last.includes(id));
		expect(ids.slice(rest.length)).toEqual([
			...last,
			...(ids.includes('EditSequence') ? ['EditSequence'] : []),
		]);
	});

	it('put first of which some have to be there, then what shows in a simplified record', async () => {
		const ids = async (resource: string, count: number) =>
			(await mapperFields(resource)).slice(0, count).map(({ id }) => id);
		expect(await ids('payment', 3)).toEqual(['IsAutoApply', 'TxnDate', 'RefNumber']);
		expect(await ids('employee', 3)).toEqual(['FirstName', 'MiddleName', 'LastName']);
		expect(await ids('customer', 4)).toEqual(['Name', 'IsActive', 'CompanyName', 'Phone']);
	});

	it('show from the start what Create or Update finds the record by', async () => {
		const shownFields = async (resource: string) => {
			const editor = openEditor({ credential: {}, parameters: { resource, operation: 'upsert' } });
			const { fields } = await loadNode().methods!.resourceMapping!.getRecordFields.call(editor);
			// n8n's editor shows no other from the start.
			return fields.filter(({ removed, required }) => !removed && required).map(({ id }) => id);
		};
		expect(await shownFields('invoice')).toEqual(['RefNumber']);
		expect(await shownFields('journalEntry')).toEqual(['RefNumber']);
		expect(await shownFields('customer')).toEqual(['Name']);
		expect(await shownFields('employee')).toEqual([]);
	});

	it('offer the id where a record is found again by nothing else', async () => {
		const parameters = { resource: 'timeActivity', operation: 'upsert' };
		const editor = openEditor({ credential: {}, parameters });
		const { fields } = await loadNode().methods!.resourceMapping!.getRecordFields.call(editor);
		expect(fields.map(({ id }) => id).slice(0, 2)).toEqual(['Duration', 'TxnID']);
		expect(fields[1]).toMatchObject({
			displayName: 'Transaction ID (of the record to update; without it a new one is created)',
			required: false,
		});
		const ids = (await mapperFields('timeActivity')).map(({ id }) => id);
		expect(ids).not.toContain('TxnID');
	});

	it('are of the type that keeps what was written', async () => {
		expect(await field('invoice', 'TxnDate')).toMatchObject({ type: 'dateTime' });
		expect(await field('customer', 'CreditLimit')).toMatchObject({ type: 'string' });
		expect(await field('invoice', 'SetCredit')).toMatchObject({ type: 'array' });
		expect(await field('customer', 'IsActive')).toMatchObject({
			type: 'options',
			options: [
				{ name: 'Yes', value: 'true' },
				{ name: 'No', value: 'false' },
			],
		});
		const kinds = (await field('product', 'ItemType')).options!;
		expect(kinds[0]).toEqual({ name: 'Inventory Part', value: 'ItemInventory' });
	});

	it.each(writes)('take what they ask for: $operation $of', async ({ resource, operation }) => {
		const facts = await loadFields(resource);
		const lineNames: string[] = resource.lines.map(({ name }) => name);
		for (const { id, type, options } of await mapperFields(resource.value, operation)) {
			if (lineNames.includes(id)) continue;
			const fact = facts.fields.find(({ path }) => path === id)!;
			const given = sampleOf(fact, type, options?.[0]?.value);
			const problems = new Problems();
			const builder = new BodyBuilder(facts, { timeZone: 'America/Denver', problems });
			const { record, unknown } = builder.build({ [id]: given });
			expect([id, unknown, problems.isEmpty]).toEqual([id, [], true]);
			const check = validateRecord({ resource, fields: facts, record, operation });
			const about = check.problems.filter(
				({ problem, path }) => problem !== 'missing' && path.startsWith(id),
			);
			expect([id, record, about]).toEqual([id, record, []]);
			expect(check.unknownFields).toEqual([]);
		}
	});

	it('hold no data of credit cards', async () => {
		for (const { resource, operation } of writes) {
			const ids = (await mapperFields(resource.value, operation)).map(({ id }) => id);
			expect(ids.filter((id) => id.startsWith('CreditCard') && id.includes('.'))).toEqual([]);
		}
	});

	it('are not there for what is no record', async () => {
		await expect(mapperFields('instance')).rejects.toThrow("There is no resource 'instance'");
	});
});

describe('the parameters of a write', () => {
	it.each(writes)('show fields, and rows where there are lines: $operation $of', (write) => {
		const { resource, operation } = write;
		const names = (fieldsMode: string) =>
			shown({ resource: resource.value, operation, fieldsMode })
				.map(({ name }) => name)
				.filter((name) => ['fieldsMode', 'fields', 'lines', 'recordJson'].includes(name));
		const hasLines = resource.lines.length > 0;
		expect(names('mapped')).toEqual(['fieldsMode', 'fields', ...(hasLines ? ['lines'] : [])]);
		expect(names('json')).toEqual(['fieldsMode', 'recordJson']);
		if (!hasLines) return;
		const rows = shown({ resource: resource.value, operation, fieldsMode: 'mapped' }).find(
			({ name }) => name === 'lines',
		)!;
		expect(rows.options!.map(({ name }) => name)).toEqual(resource.lines.map(({ name }) => name));
	});

	it.each(writes)('say how to treat lines in an update alone: $operation $of', (write) => {
		const { resource, operation } = write;
		const names = shown({ resource: resource.value, operation }).map(({ name }) => name);
		expect(names.includes('lineMode')).toBe(operation === 'update' && resource.lines.length > 0);
		const isNumbered = names.filter((name) => name === 'simplify' || name === 'options');
		// What a record is to hold stands above how the node is to go about it.
		expect(names.indexOf('fields')).toBeLessThan(names.indexOf(isNumbered[0]));
	});

	it('ask the method of their operation for the fields', () => {
		const methods = (operation: string) =>
			shown({ resource: 'invoice', operation, fieldsMode: 'mapped' })
				.filter(({ name }) => name === 'fields')
				.map(({ typeOptions }) => typeOptions!.resourceMapper);
		for (const operation of ['create', 'upsert']) {
			expect(methods(operation)).toEqual([
				expect.objectContaining({ resourceMapperMethod: 'getRecordFields', mode: 'add' }),
			]);
		}
		expect(methods('update')).toEqual([
			expect.objectContaining({ resourceMapperMethod: 'getRecordUpdateFields', mode: 'add' }),
		]);
	});

	it('name a line that is there only where one can be', () => {
		const columns = (resource: string, operation: string) => {
			const parameters = { resource, operation, fieldsMode: 'mapped' };
			const rows = shown(parameters).find(({ name }) => name === 'lines')!;
			const [group] = rows.options as Array<{ values: INodeProperties[] }>;
			const { description } = loadNode();
			return group.values
				.filter((column) => NodeHelpers.displayParameter({}, column, null, description, parameters))
				.map(({ name }) => name);
		};
		expect(columns('invoice', 'create')).not.toContain('txnLineId');
		expect(columns('invoice', 'upsert')).toContain('txnLineId');
		expect(columns('invoice', 'update')).toContain('txnLineId');
		expect(columns('inventoryAdjustment', 'create')).toContain('newQuantity');
		expect(columns('inventoryAdjustment', 'update')).not.toContain('newQuantity');
	});

	it('say what to fill in', () => {
		const properties = loadNode().description.properties.filter(({ name }) =>
			['fieldsMode', 'fields', 'lines', 'lineMode', 'recordJson'].includes(name),
		);
		const columns = properties.flatMap(({ name, options = [] }) =>
			name === 'lines'
				? (options as Array<{ values: INodeProperties[] }>).flatMap(({ values }) => values)
				: [],
		);
		expect(columns.length).toBeGreaterThan(100);
		for (const { displayName, description, placeholder } of columns) {
			expect([displayName, description]).toEqual([displayName, expect.stringMatching(/^[A-Z]/)]);
			expect(placeholder ?? 'e.g. ').toMatch(/^e\.g\. /);
			expect(displayName).toMatch(/^[A-Z]/);
		}
		const words = JSON.stringify([...properties, ...columns]);
		expect(words).not.toMatch(/\b(errors?|problems?|failures?|mistakes?)\b/i);
	});
});
