import { listValues } from '../../nodes/QuickBooksEnterprise/ceql/listValues';
import { byId } from '../support/sandboxed';
import { useBooks } from '../actions/record/support/books';

const books = useBooks();

const NAMES = ['Blue, Dale', 'Baker, Chris', "O'Brien"];

async function find(value: unknown, further: object = {}) {
	return await books.bench.run({
		items: [{ value } as never],
		parameters: {
			resource: 'customer',
			operation: 'getAll',
			instanceId: byId(books.instanceId),
			returnAll: true,
			conditions: {
				values: [{ field: 'FullName', operator: 'in', value: '={{ $json.value }}' }],
			},
			...further,
		},
	});
}

describe("The operator 'Is One Of'", () => {
	it.each<[string, unknown]>([
		['a list', ['Blue, Dale', 'Baker, Chris']],
		['JSON', '["Blue, Dale", "Baker, Chris"]'],
		['lines', 'Blue, Dale\nBaker, Chris\n'],
		['values in quotation marks', `"Blue, Dale", 'Baker, Chris'`],
	])('takes names with commas as %s', async (_form, value) => {
		const { json, hints } = await find(value);
		expect(json.map(({ FullName }) => FullName).sort()).toEqual(['Baker, Chris', 'Blue, Dale']);
		expect(hints).toEqual([]);
	});

	it('says where it split a text at commas, but for IDs', async () => {
		const { json, hints } = await find('Blue, Dale');
		expect(json).toEqual([]);
		expect(hints.map(({ message }) => message).join()).toContain(
			'Condition 1: the value of FullName was split at its commas into 2 values',
		);
		const conditions = {
			values: [{ field: 'ListID', operator: 'in', value: '1-1484947875,2-1484947875' }],
		};
		expect((await find('', { conditions })).hints).toEqual([]);
	});

	it.each([
		['with one condition', 'and', []],
		['with a further one', 'and', [{ field: 'IsActive', operator: 'equals', value: 'true' }]],
		['with an alternative', 'or', [{ field: 'FullName', operator: 'equals', value: 'Blue, Dale' }]],
	])('asks for many values in several requests, %s', async (_case, combinator, further) => {
		const all = await books.all('customers');
		const names = all.map(({ FullName }) => String(FullName));
		const absent = Array.from({ length: 600 - names.length }, (_, index) => `Nobody, No. ${index}`);
		// Each name that is there stands in another request than the one before.
		const values = names.flatMap((name, index) => [
			name,
			...absent.slice(index * 9, index * 9 + 9),
		]);
		const rest = absent.slice(names.length * 9);
		const conditions = {
			values: [{ field: 'FullName', operator: 'in', value: '={{ $json.value }}' }, ...further],
		};
		const given = { combinator, conditions };
		const { json, error } = await find([...values, ...rest, names[0]], given);
		expect(error?.message).toBeUndefined();
		const found = json.map(({ FullName }) => String(FullName));
		const active = all
			.filter(({ IsActive }) => IsActive === 'true')
			.map(({ FullName }) => FullName);
		const wanted = further.some(({ field }) => field === 'IsActive') ? active : names;
		expect([...found].sort()).toEqual([...wanted].sort());
		const asked = books.sent('GET').map(({ query }) => String(query.where));
		expect(asked.length).toBeGreaterThan(2);
		expect(Math.max(...asked.map((where) => encodeURIComponent(where).length))).toBeLessThan(4200);
		const limited = await find(values, { ...given, returnAll: false, limit: 3 });
		expect(limited.json.map(({ FullName }) => FullName)).toEqual(found.slice(0, 3));
	});

	it.each<[string, unknown, unknown[]]>([
		['an apostrophe within a name is none of its marks', "O'Brien, Pat", ["O'Brien", 'Pat']],
		['a doubled mark stands for itself', `"6"" pipe", 'O''Brien'`, ['6" pipe', "O'Brien"]],
		['a mark without partner is a part of the name', `'70s, Big`, ["'70s", 'Big']],
		['marks and plain values mix', `"A, B", C`, ['A, B', 'C']],
		['a list stays one', NAMES, NAMES],
	])('%s', (_case, given, values) => {
		expect(listValues(given).values).toEqual(values);
	});
});
