import fc from 'fast-check';

import { loadFields } from '../../../../nodes/QuickBooksEnterprise/catalogue/fields';
import { RESOURCES } from '../../../../nodes/QuickBooksEnterprise/catalogue/resources';
import {
	isKept,
	nearestTo,
} from '../../../../nodes/QuickBooksEnterprise/records/input/characters/nearestLetters';
import { payloads } from '../../../catalogue/payloads';
import { byId } from '../../../support/sandboxed';
import { INVOICE, named, useBooks, type Row } from '../support/books';

const books = useBooks();

const ID = '80000001-1484947875';
const writable = RESOURCES.filter(({ operations }) => operations.includes('create'));

const recordOf = (resource: string) =>
	payloads.find((each) => each.resource === resource && each.operation === 'create')!.record;

/** A text field that holds a few characters, of the record or of its first kind of lines. */
async function textOf(resource: string): Promise<string> {
	const { fields } = await loadFields({ value: resource });
	const isText = fields.filter(
		({ path, type, create, readOnly }) =>
			type === 'text' && create !== 'none' && !readOnly && !path.includes('.'),
	);
	return (isText.find(({ path }) => /^(Memo|Name|Notes|FirstName)$/.test(path)) ?? isText[0]).path;
}

const everySaid = (outputs: Awaited<ReturnType<typeof books.write>>['outputs']) =>
	outputs[0].map(({ error }) => [error?.message, error?.description].join('\n'));

describe('Characters that QuickBooks cannot keep', () => {
	it.each(writable.map(({ value }) => value))('are named before any request: %s', async (value) => {
		const { operations } = RESOURCES.find((each) => each.value === value)!;
		const field = await textOf(value);
		const texts = ['a\u0007b', 'a\ud800b', 'Łódź'];
		const codes = ['U+0007', 'U+D800', "'Ł' (U+0141), 'ź' (U+017A)"];
		for (const operation of ['create', 'update', 'upsert'] as const) {
			if (!operations.includes(operation)) continue;
			const { outputs } = await books.write({
				resource: value,
				operation,
				records: texts.map((text) => ({
					...(operation === 'update' ? {} : recordOf(value)),
					[field]: text,
				})),
				ids: texts.map(() => ID),
				settings: { onError: 'continueRegularOutput' },
			});
			everySaid(outputs).forEach((said, index) => {
				expect(said).toContain(`(${field}) holds what`);
				expect(said).toContain(codes[index]);
			});
		}
		expect(books.bench.sandbox.requests.filter(({ path }) => path.startsWith('/hubs'))).toEqual([]);
	});

	it('are named in lines, mapped fields and other objects', async () => {
		const wrong = {
			...INVOICE,
			BillAddress: { City: 'Plze\u0148' },
			InvoiceLineRet: [{ ItemRef: named('Painting'), Desc: '木' }],
		};
		const json = await books.create('invoice', wrong);
		const said = [json.error?.message, json.error?.description].join('\n');
		expect(said).toContain(
			"Bill Address: City (BillAddress.City) holds what QuickBooks does not keep: 'ň' (U+0148)",
		);
		expect(said).toContain(
			"Item Lines, row 1: Description (InvoiceLineRet[0].Desc) holds what QuickBooks does not keep: '木' (U+6728)",
		);
		const mapped = await books.create('invoice', {}, {
			fieldsMode: 'mapped',
			fields: { mappingMode: 'defineBelow', value: { CustomerRef: 'Žižkov \u0416' }, schema: [] },
			lines: { itemLines: [{ item: 'Painting', description: 'x\u000b' }] },
		} as never);
		const saidMapped = [mapped.error?.message, mapped.error?.description].join('\n');
		expect(saidMapped).toContain(
			"(CustomerRef.FullName) holds what QuickBooks does not keep: 'Ж' (U+0416)",
		);
		expect(saidMapped).toContain(
			'(InvoiceLineRet[0].Desc) holds what no request can carry: U+000B',
		);
		const other = await books.bench.run({
			parameters: {
				resource: 'otherObject',
				operation: 'create',
				instanceId: byId(books.instanceId),
				objectName: { __rl: true, mode: 'name', value: 'Estimate' },
				recordJson: JSON.stringify({ Memo: '✓', EstimateLine: [{ Desc: 'ő' }] }),
			},
		});
		const saidOther = [other.error?.message, other.error?.description].join('\n');
		expect(saidOther).toContain("(Memo) holds what QuickBooks does not keep: '✓' (U+2713)");
		expect(saidOther).toContain(
			"(EstimateLineRet[0].Desc) holds what QuickBooks does not keep: 'ő' (U+0151)",
		);
		expect(books.sent('POST')).toHaveLength(0);
	});

	it('are written as the nearest letters where that is asked for, and found again', async () => {
		const record: Row = {
			Name: 'Łukasz Dvořák \u200b‐ Жанна',
			CompanyName: 'Ａ\u0301½ © “x” €\u0000',
			BillAddress: { Addr1: 'e\u0301tage', City: 'Łódź' },
		};
		const parameters = { options: { transliterate: true } };
		const { json, error } = await books.upsert('customer', record, parameters);
		expect(error?.message).toBeUndefined();
		expect(json[0]).toMatchObject({
			outcome: 'created',
			Name: 'Lukasz Dvorák - Zhanna',
			CompanyName: 'A½ © “x” €',
			BillAddress: { Addr1: 'étage', City: 'Lódz' },
		});
		const again = await books.upsert('customer', record, parameters);
		expect(again.json[0]).toMatchObject({ outcome: 'unchanged', id: json[0].id });
		const picture = await books.upsert('customer', { Name: '木' }, parameters);
		expect(picture.error?.message).toContain("'木' (U+6728)");
	});

	it('are sent where the code page is another one, but for broken ones', async () => {
		const parameters = { options: { codePage: 'other' } };
		const fine = await books.create('customer', { Name: 'Łódź' }, parameters);
		expect(fine.json[0]).toMatchObject({ Name: 'Łódź' });
		const broken = await books.create('customer', { Name: 'A\u0001' }, parameters);
		expect(broken.error?.message).toContain('(Name) holds what no request can carry: U+0001');
	});

	it('have nearest letters that QuickBooks keeps', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }), (character) => {
				const nearest = nearestTo(character);
				if (!isKept(character) && nearest !== undefined) expect(isKept(nearest)).toBe(true);
			}),
			{ seed: 8, numRuns: 5000 },
		);
	});
});
