/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { catalogueFiles, fieldsFile, FIELDS_FOLDER } from '../../tools/catalogue/files';
import { decodeField, decodeOneOf } from '../../nodes/QuickBooksEnterprise/catalogue/encoding';
import { loadFields } from '../../nodes/QuickBooksEnterprise/catalogue/fields';
import { RESOURCES } from '../../nodes/QuickBooksEnterprise/catalogue/resources';
import type { Field, FieldSet } from '../../nodes/QuickBooksEnterprise/catalogue/types';
import { sayAbsent, tables } from './source';

const TYPES =
	`text integer number amount price quantity percent boolean date dateTime duration id guid
enumeration reference object`.split(/\s+/);

/** Paths below `fields/`. */
async function committedFiles(): Promise<string[]> {
	const entries = await readdir(FIELDS_FOLDER, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) => path.relative(FIELDS_FOLDER, path.join(entry.parentPath, entry.name)))
		.sort();
}

async function fieldsOf(value: string) {
	return await loadFields({ value });
}

function find(set: FieldSet | undefined, wanted: string): Field | undefined {
	return set?.fields.find((field) => field.path === wanted);
}

describe('the committed fields', () => {
	it('are what the script makes, where its source is', async () => {
		const source = await tables();
		if (!source) {
			sayAbsent('The fields were');
			return;
		}
		const { files, notes } = catalogueFiles(source);
		expect(notes).toEqual([]);
		expect(await committedFiles()).toEqual([...files.keys()].sort());
		for (const [file, content] of files) {
			const committed = await readFile(path.join(FIELDS_FOLDER, file), 'utf8');
			if (file.endsWith('.json')) expect(JSON.parse(committed)).toEqual(JSON.parse(content));
			else expect(committed.replace(/\s/g, '')).toBe(content.replace(/\s/g, ''));
		}
	});

	it('are there for every resource and no other, with their source named', async () => {
		const files = (await committedFiles()).filter((file) => file.endsWith('.json'));
		expect(files).toEqual(RESOURCES.map(fieldsFile).sort());
		for (const file of files) {
			const { source } = JSON.parse(await readFile(path.join(FIELDS_FOLDER, file), 'utf8'));
			expect(source).toContain('qbXML 13');
		}
	});

	it.each(RESOURCES.map((resource) => [resource.value, resource] as const))(
		'of %s agree with themselves and with the index',
		async (value, resource) => {
			const fields = await fieldsOf(value);
			const sets = [fields, ...Object.values(fields.lines)];
			expect(Object.keys(fields.lines)).toEqual(resource.lines.map(({ name }) => name));
			for (const set of sets) {
				const paths = set.fields.map((field) => field.path);
				expect(new Set(paths).size).toBe(paths.length);
				for (const field of set.fields) {
					expect(TYPES).toContain(field.type);
					expect([field.create, field.update].every(Boolean)).toBe(true);
					expect(field.label).toMatch(/^[A-Z]/);
					expect(field.label).not.toMatch(/undefined|Ref\b|Txn|[a-z][A-Z]/);
					const parent = field.path.slice(0, Math.max(0, field.path.lastIndexOf('.')));
					if (parent !== '') expect(find(set, parent)?.type).toBe('object');
					if (!resource.operations.includes('create')) expect(field.create).toBe('none');
					if (!resource.operations.includes('update')) expect(field.update).toBe('none');
					if (field.type === 'enumeration' && !field.readOnly) {
						expect(field.values?.length).toBeGreaterThan(1);
					}
				}
				const members = [...paths, ...resource.lines.map(({ key }) => key)];
				for (const { at, options } of set.oneOf) {
					for (const option of options) {
						expect(members).toContain(at === '' ? option : `${at}.${option}`);
					}
				}
			}
			const keys = resource.lines.map(({ key }) => key);
			for (const member of resource.simplified) {
				expect(keys.includes(member) || find(fields, member)).toBeTruthy();
			}
			for (const name of resource.filterFields) {
				expect(find(fields, name)?.type).not.toBe('reference');
				expect(find(fields, name)).toBeDefined();
			}
			expect(find(fields, resource.idField)?.readOnly).toBe(true);
			expect(find(fields, 'ExternalGUID')?.create === 'optional').toBe(resource.hasExternalGuid);
			if (resource.match) expect(find(fields, resource.match.field)).toBeDefined();
			for (const part of resource.match?.composedOf ?? []) {
				expect(find(fields, part)?.create).toBe('optional');
			}
			if (resource.match?.nested) {
				expect(find(fields, resource.match.nested.parent)?.type).toBe('reference');
				expect(find(fields, resource.match.nested.field)?.readOnly).toBe(true);
			}
		},
	);

	it('hold the facts of qbXML under the names of the service', async () => {
		const invoice = await fieldsOf('invoice');
		expect(find(invoice, 'CustomerRef')).toMatchObject({
			label: 'Customer (name or ID)',
			type: 'reference',
			create: 'required',
			update: 'optional',
			maxLength: 209,
		});
		expect(find(invoice, 'BillAddress.Addr1')).toMatchObject({
			label: 'Bill Address: Line 1',
			maxLength: 41,
		});
		expect(find(invoice, 'Subtotal')?.readOnly).toBe(true);
		expect(find(invoice.lines.itemLines, 'Rate')).toMatchObject({
			type: 'price',
			create: 'optional',
		});
		expect(find(invoice.lines.itemLines, 'TxnLineID')).toMatchObject({
			create: 'none',
			update: 'required',
		});
		expect(find(invoice.lines.itemGroupLines, 'InvoiceLineRet')?.repeatable).toBe(true);

		const product = await fieldsOf('product');
		expect(find(product, 'COGSAccountRef')?.variants).toEqual(['ItemInventory']);
		expect(find(product, 'Name')?.variants).toBeUndefined();
		expect(find(product, 'ItemType')).toMatchObject({ create: 'required', update: 'required' });
		expect(find(product, 'SalesOrPurchase.Price')?.variants).toEqual([
			'ItemService',
			'ItemNonInventory',
		]);

		const charge = await fieldsOf('creditCardCharge');
		expect(find(charge, 'AccountRef')?.create).toBe('required');
		const journal = await fieldsOf('journalEntry');
		expect(find(journal.lines.debitLines, 'TxnLineID')?.update).toBe('required');
		// 3 characters in the United States, 6 in Australia.
		expect(find(await fieldsOf('taxCode'), 'Name')?.maxLength).toBe(6);
		expect(find(await fieldsOf('timeActivity'), 'Duration')?.type).toBe('duration');
	});

	it('are decoded once', async () => {
		expect(await fieldsOf('bill')).toBe(await fieldsOf('bill'));
	});
});

describe('the written form', () => {
	it('of a field says all about it', () => {
		expect(decodeField('Kind enumeration Ro list unseen max=9 min=1 of=A|B for=X')).toEqual({
			path: 'Kind',
			label: 'Kind',
			type: 'enumeration',
			create: 'required',
			update: 'optional',
			readOnly: false,
			repeatable: true,
			isUnseen: true,
			maxLength: 9,
			minimum: 1,
			values: ['A', 'B'],
			variants: ['X'],
		});
		expect(decodeField('Balance amount --')).toMatchObject({ readOnly: true, repeatable: false });
	});

	it('of alternatives says all about them', () => {
		expect(decodeOneOf('cu 1 . A|B for=X')).toEqual({
			at: '',
			on: ['create', 'update'],
			required: true,
			several: false,
			options: ['A', 'B'],
			variants: ['X'],
		});
		expect(decodeOneOf('u 0..1 Group A|B')).toMatchObject({
			at: 'Group',
			on: ['update'],
			required: false,
			several: false,
		});
		expect(decodeOneOf('c 1..n . A')).toMatchObject({ required: true, several: true });
	});
});
