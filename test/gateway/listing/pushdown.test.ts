/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';

import { parseCeql, testOf } from '../../../gateway/ceql';
import { Lists, searchedOf } from '../../../gateway/listing';
import type { JsonRecord } from '../../../gateway/qbxml';
import { allResources, type Resource } from '../../../gateway/records';
import { seedCompany } from '../../../simulator/quickBooks';
import { ManualClock } from '../support/manualClock';
import { directBooks } from './support/direct';

const NOW = new Date('2017-07-01T12:00:00Z');

/** Those that are only there in another edition, or are asked for with something that has to be named. */
const ELSEWHERE = ['BillToPay', 'ItemAssembliesCanBuild', 'SalesTaxReturn', 'SalesTaxReturnLine'];
const RESOURCES = allResources().filter(({ object }) => !ELSEWHERE.includes(object));

const company = seedCompany({ now: () => NOW });
const { port } = directBooks(company);
const lists = new Lists({
	clock: new ManualClock(),
	folder: path.join(os.tmpdir(), `lists-of-pushdown`),
	waitMs: 50_000,
});
afterAll(async () => await lists.close());

async function listed(resource: Resource, where?: string): Promise<JsonRecord[]> {
	const expression = where === undefined ? undefined : parseCeql(where);
	const call = { instanceId: 1, resource, expression, query: { pageSize: '5000' }, port };
	const { lines } = await lists.page(call);
	return lines.map((line) => JSON.parse(line) as JsonRecord);
}

/** The ids of all records that there are, inactive ones too. */
const idsIn = ({ objects, key }: Resource) =>
	objects.flatMap((object) => [...company.list(object)].map((record) => record[key!]));

const valueAt = (record: JsonRecord, field: string): string | undefined => {
	const value = field
		.split('.')
		.reduce<unknown>((at, step) => (at as JsonRecord | undefined)?.[step], record);
	return value === undefined ? undefined : String(value as string);
};

const FIELDS = [
	'id',
	'ListID',
	'TxnID',
	'Name',
	'Initial',
	'FullName',
	'RefNumber',
	'TimeModified',
	'TimeCreated',
	'TxnDate',
	'CustomerRef.ListID',
	'VendorRef.ListID',
	'PayeeEntityRef.ListID',
	'EntityRef.ListID',
	'ARAccountRef.ListID',
	'APAccountRef.ListID',
	'AccountRef.ListID',
	'BankAccountRef.ListID',
	'DepositToAccountRef.ListID',
	'IsActive',
	'IsPaid',
];

const OPERATORS = ['=', '!=', '<', '>', '<=', '>=', 'LIKE', 'IN'];

describe('What QuickBooks is asked for a list', () => {
	it.each(RESOURCES.map((each) => [each.path, each] as const))(
		'%s: filters find what a look at each record finds',
		async (_, resource) => {
			const all = await listed(resource);
			if (resource.key) expect(all.map(({ id }) => id).sort()).toEqual(idsIn(resource).sort());
			const searched = searchedOf(resource);
			const known = FIELDS.filter((field) =>
				searched.fields.some(({ path }) => path === field.replace(/\.ListID$/, '')),
			).filter((field) => all.some((record) => valueAt(record, field) !== undefined));
			const values = (field: string) => [
				...new Set(all.flatMap((record) => valueAt(record, field) ?? [])),
			];
			const quoted = (text: string) => `'${text.replace(/'/g, "''")}'`;
			const condition = fc
				.record({
					field: fc.constantFrom(...(known.length > 0 ? known : ['id'])),
					operator: fc.constantFrom(...OPERATORS),
					at: fc.nat(),
					more: fc.nat(),
					cut: fc.tuple(fc.nat({ max: 4 }), fc.integer({ min: 1, max: 6 })),
					other: fc.constantFrom('', '80000001-1', 'nothing', '%', 'é', '\u{1F600}', '2017-02-31'),
					isOther: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
				})
				.map(({ field, operator, at, more, cut: [start, length], other, isOther }) => {
					const there = values(field);
					const pick = (index: number) => there[index % there.length] ?? '';
					const isMoment = field.startsWith('Time');
					const value = isOther && !isMoment ? other : pick(at);
					if (operator === 'LIKE' && !isMoment) {
						return `${field} LIKE ${quoted(`%${value.slice(start, start + length)}%`)}`;
					}
					const compared = operator === 'LIKE' ? '>=' : operator;
					if (compared !== 'IN') return `${field} ${compared} ${quoted(value || pick(at))}`;
					return `${field} IN (${quoted(value)}, ${quoted(pick(more))})`;
				})
				.filter((text) => !/Time\w+ .*''/.test(text));
			const where = fc
				.array(condition, { minLength: 1, maxLength: 3 })
				.chain((all) => fc.constantFrom(' AND ', ' AND ', ' OR ').map((how) => all.join(how)));
			await fc.assert(
				fc.asyncProperty(where, async (text) => {
					const test = testOf(searched, parseCeql(text));
					const expected = all.filter(test).map(({ id }) => id);
					expect((await listed(resource, text)).map(({ id }) => id).sort()).toEqual(
						expected.sort(),
					);
				}),
				{ numRuns: 10 },
			);
		},
	);
});
