import type { INodeParameters } from 'n8n-workflow';

import { loadFields } from '../../../nodes/QuickBooksEnterprise/catalogue/fields';
import { RESOURCES } from '../../../nodes/QuickBooksEnterprise/catalogue/resources';
import { validateRecord } from '../../../nodes/QuickBooksEnterprise/catalogue/validation/validateRecord';
import { byId, useSandbox } from '../../support/sandboxed';

const bench = useSandbox();

const EXTENSION = { OwnerID: '0', DataExtName: 'Colour', DataExtValue: 'red' };

async function write(
	resource: string,
	operation: string,
	record: object,
	more: INodeParameters = {},
) {
	const instance = bench.sandbox.addInstance({ name: 'Store 12' }).id;
	bench.sandbox.resetRequests();
	return await bench.run({
		parameters: {
			resource,
			operation,
			instanceId: byId(instance),
			fieldsMode: 'json',
			recordJson: JSON.stringify(record),
			...more,
		},
	});
}

describe('Custom fields', () => {
	it.each<[string, string, object, string, INodeParameters]>([
		['customer', 'create', { Name: 'A', DataExt: [EXTENSION] }, 'DataExt', {}],
		['customer', 'upsert', { Name: 'A', DataExtAdd: EXTENSION }, 'DataExtAdd', {}],
		['vendor', 'create', { Name: 'A', 'Custom Fields': { Colour: 'red' } }, 'Custom Fields', {}],
		[
			'invoice',
			'update',
			{ Memo: 'x', DataExtMod: [EXTENSION] },
			'DataExtMod',
			{ recordId: byId('3EA2-1484947875') },
		],
		['product', 'create', { Name: 'A', ItemType: 'Service', customField: 'x' }, 'customField', {}],
	])('of %s are refused by %s in plain words', async (resource, operation, record, name, more) => {
		const { error } = await write(resource, operation, record, more);
		expect(error?.message).toContain(`${name})`);
		expect(error?.message).toContain('is a custom field, which this service cannot write');
		expect(`${error?.message}${error?.description}`).not.toContain('DataExtRet');
		expect(bench.calls().filter((call) => !call.startsWith('GET'))).toEqual([]);
	});

	it('that were read are passed over, as all that QuickBooks only gives', async () => {
		const { error, json } = await write('customer', 'create', {
			Name: 'A',
			DataExtRet: [EXTENSION],
		});
		expect([error, json[0]?.Name]).toEqual([undefined, 'A']);
	});

	it('of a file are refused before anything is sent', async () => {
		const instance = bench.sandbox.addInstance({ name: 'Store 12' }).id;
		const data = Buffer.from('Name,DataExt.DataExtValue\nA,red\n').toString('base64');
		const { error } = await bench.run({
			parameters: {
				resource: 'bulk',
				operation: 'upload',
				instanceId: byId(instance),
				objectName: { __rl: true, mode: 'id', value: 'customers' },
			},
			files: [{ data: { data, mimeType: 'text/csv' } }],
		});
		expect(error?.message).toContain('Row 2: ');
		expect(error?.message).toContain('is a custom field');
	});
});

it.each(RESOURCES.map((resource) => [resource.value, resource] as const))(
	'no advice about %s leads to a member that QuickBooks only gives',
	async (_value, resource) => {
		const fields = await loadFields(resource);
		const byPath = new Map(fields.fields.map((field) => [field.path, field]));
		for (const { path, readOnly } of fields.fields) {
			if (!readOnly || path.includes('.')) continue;
			const stem = path.replace(/(Add|Mod|Ret)$/, '');
			for (const name of [path.toLowerCase(), stem, `${stem}Add`, `${stem}Mod`, `${stem}Ret`]) {
				if (byPath.has(name)) continue;
				for (const operation of ['create', 'update'] as const) {
					const record = { [name]: 'x' };
					const { unknownFields } = validateRecord({ resource, fields, record, operation });
					for (const { suggestion = '' } of unknownFields) {
						expect([name, byPath.get(suggestion)?.readOnly ?? false]).toEqual([name, false]);
					}
				}
			}
		}
	},
);
