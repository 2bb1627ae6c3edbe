import fc from 'fast-check';
import { readReport } from '../../nodes/QuickBooksEnterprise/reports/readReport';

/** What is read, with the cells of each row as an object. */
function read(answer: unknown) {
	const report = readReport(answer);
	if (!report) return undefined;
	const rows = report.rows.map((row) => ({ ...row, cells: Object.fromEntries(row.cells) }));
	return { ...report, rows };
}

const cellsOf = (answer: unknown) => read(answer)?.rows.map(({ cells }) => cells);

const HEAD = {
	ReportTitle: 'A/R Aging Summary',
	ReportBasis: 'Accrual',
	ColDesc: [
		{ colID: '1', dataType: 'STRTYPE', ColTitle: [{ titleRow: '1' }], ColType: 'Label' },
		{ colID: '2', ColTitle: [{ titleRow: '1', value: 'Current' }] },
		{
			colID: '3',
			ColTitle: [
				{ titleRow: '1', value: '1' },
				{ titleRow: '2', value: '- 30' },
			],
		},
	],
};

const TEXT = { rowNumber: '1', value: 'Customers' };
const SECOND = { rowNumber: '2', ColData: { colID: '2', value: '1.00' } };
const BLUE = {
	rowNumber: '3',
	RowData: { rowType: 'customer', value: 'Blue' },
	ColData: [
		{ colID: '1', value: 'Blue' },
		{ colID: '3', value: '7.50' },
	],
};
const SUBTOTAL = { rowNumber: '4', ColData: [{ colID: '3', value: '7.50', dataType: 'AMTTYPE' }] };
const TOTAL = { rowNumber: '10', ColData: [{ colID: '9', value: '8.50' }] };

/** Rows in a list for each kind, as XML turns into JSON. */
const BY_KIND = {
	...HEAD,
	ReportData: {
		TextRow: [TEXT],
		DataRow: [BLUE, SECOND],
		SubtotalRow: [SUBTOTAL],
		TotalRow: TOTAL,
	},
};

/** Rows in one list. */
const IN_ORDER = {
	...HEAD,
	Rows: [
		{ type: 'TextRow', ...TEXT },
		{ type: 'DataRow', ...SECOND },
		{ type: 'DataRow', ...BLUE },
		{ type: 'SubtotalRow', ...SUBTOTAL },
		{ type: 'TotalRow', ...TOTAL },
	],
};

describe("qbXML's ReportRet", () => {
	it.each([
		['rows in a list for each kind', BY_KIND],
		['rows in one list', IN_ORDER],
	])('is read in the order of its rows: %s', (_, answer) => {
		const expected = {
			columns: ['Label', 'Current', '1 - 30', 'Column 1'],
			rows: [
				{ kind: 'text', cells: { Label: 'Customers' } },
				{ kind: 'data', heading: 'Customers', cells: { Current: '1.00' } },
				{ kind: 'data', heading: 'Customers', cells: { Label: 'Blue', '1 - 30': '7.50' } },
				{ kind: 'subtotal', heading: 'Customers', cells: { '1 - 30': '7.50' } },
				{ kind: 'total', cells: { 'Column 1': '8.50' } },
			],
			unplacedCells: 1,
		};
		expect(read([answer])).toEqual(expected);
		expect(read(answer)).toEqual(expected);
	});

	it('takes columns by their IDs in whatever order they are listed', () => {
		const answer = { ...IN_ORDER, ColDesc: [...HEAD.ColDesc].reverse() };
		expect(read(answer)?.columns).toEqual(['1 - 30', 'Current', 'Column 3', 'Column 1']);
		expect(cellsOf(answer)?.[2]).toEqual({ 'Column 3': 'Blue', '1 - 30': '7.50' });
	});

	it('numbers columns with one title', () => {
		const ColDesc = ['Amount', 'Amount'].map((value, at) => ({ colID: at, ColTitle: { value } }));
		expect(read({ ReportTitle: 'T', ColDesc })?.columns).toEqual(['Amount', 'Amount (2)']);
	});

	it.each([
		[{ ReportTitle: 'Nothing' }],
		[{ ...HEAD, ReportData: '' }],
		[{ ...HEAD, ReportData: null }],
		[{ ...HEAD, Rows: [] }],
	])('%j has no rows', (answer) => expect(cellsOf([answer])).toEqual([]));

	it('keeps columns of any name', () => {
		const titles = ['__proto__', 'constructor'];
		const report = readReport({
			ColDesc: titles.map((value, at) => ({ colID: `${at}`, ColTitle: { value } })),
			ReportData: {
				DataRow: {
					ColData: [
						{ colID: '0', value: 'a' },
						{ colID: '1', value: 'b' },
					],
				},
			},
		});
		expect([...(report?.rows[0].cells ?? [])]).toEqual([
			['__proto__', 'a'],
			['constructor', 'b'],
		]);
	});

	it('with cells of any column, each is under its own, and the rest is counted', () => {
		const cell = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.string());
		fc.assert(
			fc.property(
				fc.array(fc.string(), { minLength: 1, maxLength: 4 }),
				fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 5 }),
				(titles, rows) => {
					const report = read({
						ColDesc: titles.map((value, at) => ({ colID: `${at + 1}`, ColTitle: { value } })),
						ReportData: {
							DataRow: rows.map((cells) => ({
								ColData: cells.map(([id, value]) => ({ colID: `${id}`, value })),
							})),
						},
					});
					expect(new Set(report?.columns.slice(0, titles.length)).size).toBe(titles.length);
					let unplaced = 0;
					rows.forEach((cells, index) => {
						const seen = new Map<number, string>();
						for (const [id, value] of cells) {
							if (id > titles.length || seen.has(id)) unplaced += 1;
							else seen.set(id, value);
						}
						const row = report?.rows[index].cells ?? {};
						expect(Object.values(row).sort()).toEqual(cells.map(([, value]) => value).sort());
						for (const [id, value] of seen) expect(row[report!.columns[id - 1]]).toBe(value);
					});
					expect(report?.unplacedCells).toBe(unplaced);
				},
			),
		);
	});
});

describe('A plain list of rows', () => {
	it('gives an item for each, with the columns of all', () => {
		expect(
			read([
				{ Name: 'Blue', Open: 1 },
				{ Name: 'Red', Paid: true },
			]),
		).toEqual({
			columns: ['Name', 'Open', 'Paid'],
			rows: [
				{ kind: 'data', cells: { Name: 'Blue', Open: 1 } },
				{ kind: 'data', cells: { Name: 'Red', Paid: true } },
			],
			unplacedCells: 0,
		});
		expect(cellsOf([])).toEqual([]);
	});
});

describe('Another form', () => {
	it.each([
		[null],
		[''],
		[{}],
		[{ Rows: { Row: [] } }],
		[['a', 'b']],
		[[{ Name: 'Blue', Open: { Amount: '1.00' } }]],
		[[{ ...HEAD, ReportData: [{ DataRow: BLUE }] }]],
		[[{ ...HEAD, ReportData: { Row: [BLUE] } }]],
		[[{ ...HEAD, Rows: [{ type: 'Section', ...BLUE }] }]],
		[[{ ...HEAD, Rows: [['a', 'b']] }]],
		[[BY_KIND, BY_KIND]],
	])('is not guessed at: %j', (answer) => expect(readReport(answer)).toBeUndefined());

	it('never throws', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (answer) => {
				const report = readReport(answer);
				expect(report === undefined || Array.isArray(report.rows)).toBe(true);
			}),
		);
	});
});
