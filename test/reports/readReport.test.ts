import fc from 'fast-check';
import { readReport } from '../../nodes/QuickBooksEnterprise/reports/readReport';

const values = (answer: unknown) => readReport(answer).rows.map((row) => row.values);

/** The shape of qbXML's answers, rows in a list for each kind. */
const AGING = {
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
	ReportData: {
		TextRow: [{ rowNumber: '1', value: 'Customers' }],
		DataRow: [
			{
				rowNumber: '3',
				RowData: { rowType: 'customer', value: 'Blue' },
				ColData: [
					{ colID: '1', value: 'Blue' },
					{ colID: '3', value: '7.50' },
				],
			},
			{ rowNumber: '2', ColData: { colID: '2', value: '1.00' } },
		],
		TotalRow: { rowNumber: '10', ColData: [{ colID: '9', value: '8.50' }] },
	},
};

describe('readReport', () => {
	it('reads lists of rows by kind, in the order of their numbers', () => {
		const report = readReport([AGING]);
		expect(report).toMatchObject({
			title: 'A/R Aging Summary',
			columns: ['Label', 'Current', '1 - 30', 'Column 1'],
			details: { ReportTitle: 'A/R Aging Summary', ReportBasis: 'Accrual' },
			raw: [AGING],
		});
		expect(report.rows).toEqual([
			{ kind: 'text', values: { Label: 'Customers' }, details: { rowNumber: '1' } },
			{
				kind: 'data',
				heading: 'Customers',
				values: { Current: '1.00' },
				details: { rowNumber: '2' },
			},
			{
				kind: 'data',
				heading: 'Customers',
				values: { Label: 'Blue', '1 - 30': '7.50' },
				details: { rowNumber: '3', 'RowData.rowType': 'customer', 'RowData.value': 'Blue' },
			},
			{
				kind: 'total',
				heading: 'Customers',
				values: { 'Column 1': '8.50' },
				details: { rowNumber: '10' },
			},
		]);
		expect(report.unplacedCells).toBe(1);
	});

	it('reads attributes as XML libraries write them', () => {
		const report = readReport({
			ReportTitle: 'T',
			ColDesc: { '@colID': '1', ColTitle: { '@titleRow': '1', '@value': 'Total' } },
			ReportData: { DataRow: { '@rowNumber': '1', ColData: { '@colID': '1', '@value': '5' } } },
		});
		expect([report.columns, report.rows[0].values]).toEqual([['Total'], { Total: '5' }]);
	});

	it('reads columns with arrays of cells, more of them than columns too', () => {
		const report = readReport([{ Columns: ['', 'Amount', 'Amount'], Rows: [['a', 1, 2, 3], []] }]);
		expect(report.rows.map((row) => row.values)).toEqual([
			{ Label: 'a', Amount: 1, 'Amount (2)': 2, 'Column 4': 3 },
		]);
		expect(report.unplacedCells).toBe(1);
	});

	it('reads sections within sections', () => {
		const cells = (...texts: string[]) => ({ ColData: texts.map((value) => ({ value })) });
		const report = readReport({
			Header: { ReportName: 'ProfitAndLoss' },
			Columns: { Column: [{ ColTitle: '', ColType: 'Account' }, { ColTitle: 'Total' }] },
			Rows: {
				Row: [
					{
						type: 'Section',
						Header: cells('Income'),
						Rows: { Row: [{ ColData: [{ value: 'Sales', id: '79' }, { value: '9.00' }] }] },
						Summary: cells('Total Income', '9.00'),
					},
				],
			},
		});
		expect(report.title).toBe('ProfitAndLoss');
		expect(report.rows).toEqual([
			{ kind: 'text', values: { Label: 'Income' }, details: { type: 'Section' } },
			{
				kind: 'data',
				heading: 'Income',
				values: { Label: 'Sales', 'Label.id': '79', Total: '9.00' },
				details: {},
			},
			{
				kind: 'subtotal',
				heading: 'Income',
				values: { Label: 'Total Income', Total: '9.00' },
				details: {},
			},
		]);
	});

	it('reads objects as rows, with or without a report around them', () => {
		const rows = [{ Name: 'Blue', Open: { Amount: '1.00' } }, { Name: 'Red' }];
		const read = [{ Name: 'Blue', 'Open.Amount': '1.00' }, { Name: 'Red' }];
		for (const answer of [rows, { ReportData: rows }, [{ ReportTitle: 'T', data: rows }]]) {
			expect(values(answer)).toEqual(read);
		}
		expect(readReport(rows).columns).toEqual(['Name', 'Open.Amount']);
	});

	it.each([[null], [undefined], [''], [[]], [{}], [[{ ReportTitle: 'Nothing' }]]])(
		'%j has no rows',
		(answer) => expect(values(answer)).toEqual([]),
	);

	it('a row of two texts is not taken for one of only text', () => {
		for (const row of [
			{ value: 'a', '@value': 'b' },
			{ value: 'a', text: 'b', rowNumber: '1' },
		]) {
			const [read] = readReport({ ReportTitle: 'T', ReportData: { TextRow: row } }).rows;
			expect(Object.values(read.values)).toEqual(Object.values(row));
		}
	});

	it('keeps columns of any name', () => {
		const answer = JSON.parse('{"Columns":["__proto__","constructor"],"Rows":[["a","b"]]}');
		const [row] = values(answer);
		expect(Object.entries(row)).toEqual([
			['__proto__', 'a'],
			['constructor', 'b'],
		]);
	});
});

/** Names that mean something to the reader, and some that do not. */
const NAMES =
	`ReportData Rows Row rows Header Summary DataRow TextRow SubtotalRow TotalRow ColData cells data
value @value text type RowData name a a.b __proto__ Column1`.split(/\s+/);

/** Any JSON of such names; its texts are numbered, so that each can be found again. */
const anything = fc.letrec((tie) => ({
	value: fc.oneof(
		{ maxDepth: 6, depthSize: 'large' },
		fc.constant('leaf'),
		fc.array(tie('value'), { maxLength: 4 }),
		fc
			.array(fc.tuple(fc.constantFrom(...NAMES), tie('value')), { maxLength: 5 })
			.map((entries) => Object.fromEntries(entries)),
	),
})).value;

function numbered(value: unknown, leaves: string[]): unknown {
	if (Array.isArray(value)) return value.map((each) => numbered(each, leaves));
	if (typeof value === 'object' && value !== null) {
		return Object.fromEntries(
			Object.entries(value).map(([member, inner]) => [member, numbered(inner, leaves)]),
		);
	}
	leaves.push(`leaf-${leaves.length};`);
	return leaves[leaves.length - 1];
}

describe('whatever comes', () => {
	it('no value is lost or doubled', () => {
		fc.assert(
			fc.property(anything, (shape) => {
				const leaves: string[] = [];
				const answer = numbered(shape, leaves);
				const { rows, details } = readReport(answer);
				const read = [
					...rows.flatMap((row) => [...Object.values(row.values), ...Object.values(row.details)]),
					...Object.values(details),
				];
				expect(read.sort()).toEqual(leaves.sort());
			}),
			{ numRuns: 1000 },
		);
	});

	it('with columns, each cell is under its own, and the rest is counted', () => {
		const cell = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.string());
		fc.assert(
			fc.property(
				fc.array(fc.string(), { minLength: 1, maxLength: 4 }),
				fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 5 }),
				(titles, rows) => {
					const report = readReport({
						ColDesc: titles.map((value, at) => ({ colID: `${at + 1}`, ColTitle: { value } })),
						ReportData: {
							DataRow: rows.map((cells) => ({
								ColData: cells.map(([id, value]) => ({ colID: `${id}`, value })),
							})),
						},
					});
					expect(new Set(report.columns.slice(0, titles.length)).size).toBe(titles.length);
					let unplaced = 0;
					rows.forEach((cells, index) => {
						const seen = new Map<number, string>();
						for (const [id, value] of cells) {
							if (id > titles.length || seen.has(id)) unplaced += 1;
							else seen.set(id, value);
						}
						const row = report.rows[index].values;
						expect(Object.keys(row)).toHaveLength(cells.length);
						for (const [id, value] of seen) expect(row[report.columns[id - 1]]).toBe(value);
					});
					expect(report.unplacedCells).toBe(unplaced);
				},
			),
		);
	});

	it('never throws', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (answer) => {
				expect(readReport(answer).raw).toBe(answer);
			}),
		);
	});
});
