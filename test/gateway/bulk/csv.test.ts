import fc from 'fast-check';

import { parseCsv, recordOf, toCsv } from '../../../gateway/bulk/files/csv';
import type { JsonRecord } from '../../../gateway/qbxml';

async function textOf(records: JsonRecord[]): Promise<string> {
	let text = '';
	const each = async function* () {
		yield* records;
	};
	for await (const piece of toCsv(each)) text += piece;
	return text;
}

const back = (text: string) => {
	const [columns, ...rows] = parseCsv(text)!;
	return rows.map((cells) => recordOf(columns, cells));
};

describe('CSV', () => {
	it('comes back as it went', async () => {
		const cell = fc.string({ minLength: 1 }).filter((text) => !/^\s*[[{]/.test(text));
		const record = fc.dictionary(fc.stringMatching(/^[A-Z][a-z]{0,5}$/), cell, { minKeys: 1 });
		await fc.assert(
			fc.asyncProperty(fc.array(record, { minLength: 1 }), async (records) => {
				expect(back(await textOf(records))).toEqual(records);
			}),
		);
	});

	it('has groups as columns and lists as JSON', async () => {
		const records = [{ A: { B: 'x', C: { D: 'y' } }, Lines: [{ E: '1,2' }] }, { F: 'z' }];
		const text = await textOf(records);
		expect(text.split('\r\n')[0]).toBe('A.B,A.C.D,Lines,F');
		expect(back(text)).toEqual(records);
	});

	it.each([
		[
			'a,b\r\n"x ""y""",\r\n',
			[
				['a', 'b'],
				['x "y"', ''],
			],
		],
		['a\n\nb\n', [['a'], ['b']]],
		['a\r"1\n2"', [['a'], ['1\n2']]],
		['', []],
		['a\nb"c', undefined],
		['"a', undefined],
	])('%j', (text, cells) => expect(parseCsv(text)).toEqual(cells));

	it('takes any heading as a member', () => {
		const record = recordOf(['__proto__.x', 'constructor', 'A.B', 'A'], ['1', '2', '3', '']);
		expect(Object.keys(record)).toEqual(['__proto__', 'constructor', 'A']);
		expect(({} as JsonRecord).x).toBeUndefined();
	});
});
