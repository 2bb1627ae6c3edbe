/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeParameters } from 'n8n-workflow';

import { sourceFolder } from '../../../../tools/catalogue/source';
import { loadFields } from '../../../../nodes/QuickBooksEnterprise/catalogue/fields';
import { RESOURCES } from '../../../../nodes/QuickBooksEnterprise/catalogue/resources';
import type {
	Resource,
	WriteOperation,
} from '../../../../nodes/QuickBooksEnterprise/catalogue/types';
import { isSameScalar } from '../../../../nodes/QuickBooksEnterprise/records/matching/sameValue';
import { payloads } from '../../../catalogue/payloads';
import { sayAbsent, type Samples } from '../../../catalogue/source';
import { byId } from '../../../support/sandboxed';
import { useBooks, type Row } from '../support/books';

const books = useBooks();

/** Runs an operation of the node and gives its output; fails with what the node said. */
async function run(resource: Resource, operation: string, parameters: INodeParameters) {
	const { error, json } = await books.bench.run({
		parameters: {
			resource: resource.value,
			operation,
			instanceId: byId(books.instanceId),
			simplify: false,
			...parameters,
		},
	});
	const said = error && [error.message, error.description].join('\n');
	return { said, json: json as Row[] };
}

async function succeed(resource: Resource, operation: string, parameters: INodeParameters) {
	const { said, json } = await run(resource, operation, parameters);
	expect([resource.value, operation, said]).toEqual([resource.value, operation, undefined]);
	return json;
}

const asJson = (record: Row): INodeParameters => ({
	fieldsMode: 'json',
	recordJson: JSON.stringify(record),
});

/** They tell QuickBooks what to do, and are in no record. */
const INSTRUCTIONS = ['ClearExpenseLines', 'IsAutoApply'];

/** Expects that a record shows every plain value that was written and that QuickBooks takes. */
async function expectKept(
	resource: Resource,
	operation: WriteOperation,
	shown: Row,
	written: Row,
): Promise<void> {
	const { fields } = await loadFields(resource);
	const lost = Object.entries(written).filter(([name, value]) => {
		const field = fields.find(({ path }) => path === name);
		if (!field || field.readOnly || field[operation] === 'none') return false;
		if (typeof value === 'object' || INSTRUCTIONS.includes(name)) return false;
		return !isSameScalar(field, value, shown[name]);
	});
	expect([resource.value, operation, lost]).toEqual([resource.value, operation, []]);
}

/** An update whose lines have the IDs of the record's: those that a sample names are of other books. */
function withLineIdsOf(created: Row, update: Row): Row {
	return Object.fromEntries(
		Object.entries(update).map(([name, value]) => {
			if (!Array.isArray(value)) return [name, value];
			const lines = (created[name] ?? []) as Row[];
			const rows = (value as Row[]).map((row, index) =>
				'TxnLineID' in row ? { ...row, TxnLineID: lines[index].TxnLineID } : row,
			);
			return [name, rows];
		}),
	);
}

/** Leads a record through everything that its resource can do. */
async function walk(resource: Resource, record: Row, updates: readonly Row[]): Promise<void> {
	const { idField, operations, path } = resource;
	const [created] = await succeed(resource, 'create', asJson(record));
	const id = created[idField] as string;
	expect(id).toMatch(/^[0-9A-F]+-\d+$/);
	await expectKept(resource, 'create', created, record);
	const at = { recordId: byId(id) };
	expect((await succeed(resource, 'get', at))[0][idField]).toBe(id);
	const filter = { values: [{ field: idField, operator: 'equals', value: id }] };
	const listed = await succeed(resource, 'getAll', { returnAll: true, conditions: filter });
	expect(listed.map((each) => each[idField])).toEqual([id]);
	for (const given of operations.includes('update') ? updates : []) {
		const update = withLineIdsOf(created, given);
		const [updated] = await succeed(resource, 'update', { ...at, ...asJson(update) });
		expect(updated[idField]).toBe(id);
		expect(updated.EditSequence).not.toBe(created.EditSequence);
		await expectKept(resource, 'update', updated, update);
	}
	expect(await succeed(resource, 'delete', at)).toEqual([{ deleted: true }]);
	expect((await books.all(path)).map((each) => each[idField])).not.toContain(id);
	expect((await run(resource, 'get', at)).said).toBeDefined();
}

const writable = RESOURCES.filter(({ operations }) => operations.includes('create'));

describe('a record of our own goes through all that its resource can do', () => {
	it.each(writable.map((resource) => ({ resource, path: resource.path })))(
		'$path',
		async ({ resource }) => {
			const own = payloads.filter((payload) => payload.resource === resource.value);
			const records = own.filter(({ operation }) => operation === 'create');
			const updates = own.filter(({ operation }) => operation === 'update');
			expect(records).toHaveLength(1);
			expect(updates.length > 0).toBe(resource.operations.includes('update'));
			await walk(
				resource,
				records[0].record,
				updates.map(({ record }) => record),
			);
		},
	);
});

const SAMPLE_FILE = join(sourceFolder(), 'quickbooksonprem-sample-payloads.json');

/** The vendor's own payloads are no part of the repository; undefined in a plain clone. */
function readSamples(): Samples | undefined {
	try {
		return JSON.parse(readFileSync(SAMPLE_FILE, 'utf8')) as Samples;
	} catch {
		return undefined;
	}
}

/** Payments stand for an invoice that was made before; the vendor's sample has blanks there. */
async function fillBlanks(samples: Samples, path: string, record: Row): Promise<Row> {
	if (path !== 'payments') return record;
	const invoice = RESOURCES.find((resource) => resource.value === 'invoice')!;
	const [made] = await succeed(invoice, 'create', asJson(samples.invoices.create as Row));
	const [applied] = record.AppliedToTxn as Row[];
	return {
		...record,
		CustomerRef: { ListID: (made.CustomerRef as Row).ListID },
		AppliedToTxn: [{ ...applied, TxnID: made.TxnID }],
	};
}

const samples = readSamples();

if (samples) {
	describe("a record of the vendor's goes through all that its resource can do", () => {
		it.each(Object.keys(samples))('%s', async (path) => {
			const resource = RESOURCES.find((each) => each.path === path)!;
			const { create, update } = samples[path];
			const record = await fillBlanks(samples, path, create as Row);
			await walk(resource, record, update ? [update] : []);
		});

		it('for every resource that can be written', () => {
			const paths = writable.map(({ path }) => path).sort();
			expect(Object.keys(samples).sort()).toEqual(paths);
		});
	});
} else {
	sayAbsent("The vendor's records were");
	it.skip(`records of the vendor are absent and were not looked at: ${SAMPLE_FILE}`, () => {});
}
