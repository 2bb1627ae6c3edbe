import { type INodeParameters, type INodeProperties, NodeHelpers } from 'n8n-workflow';

import {
	REPORTS,
	reportFieldsOf,
	type ReportField,
	type ReportType,
} from '../../../nodes/QuickBooksEnterprise/catalogue/reports';
import {
	PERIOD_PRESETS,
	periodOf,
} from '../../../nodes/QuickBooksEnterprise/reports/periodPresets';
import { loadNode } from '../../support/builtPackage';
import type { NodeRun } from '../../support/engine';
import { rewritingProxy } from '../../support/rewritingProxy';
import { byId, useSandbox } from '../../support/sandboxed';

const bench = useSandbox();

let instance: number;
beforeEach(() => {
	instance = bench.sandbox.addInstance({ name: 'Store 12' }).id;
});

async function report(
	reportType: unknown,
	reportFilters = {},
	more: INodeParameters = {},
	settings?: NodeRun['settings'],
) {
	return await bench.run({
		parameters: {
			resource: 'report',
			operation: 'get',
			instanceId: byId(instance),
			reportType: reportType as string,
			reportFilters,
			...more,
		},
		settings,
	});
}

const named = (value: string) => ({ __rl: true, mode: 'id', value });

/** What the service was asked. */
function asked(): string[] {
	return bench.sandbox.requests
		.filter(({ path }) => path === '/hubs/finance/reports')
		.map(({ query }) => [query.where].flat().join());
}

/** A value as a user gives it, and what the service is to get for it. */
function sample(field: ReportField): { given: string | string[]; sent: string } {
	switch (field.type) {
		case 'enumeration': {
			const { name, code } = field.values[field.values.length - 1];
			return { given: field.isList ? [name] : name, sent: String(code) };
		}
		case 'year':
			return { given: '2017', sent: "'2017'" };
		case 'moment': {
			const time = field.name === 'ReportPeriodEnd' ? '23:59:59' : '00:00:00';
			return { given: '2017-01-31', sent: `'2017-01-31T${time}'` };
		}
		default:
			return { given: "O'Brien & Sons", sent: "'O''Brien & Sons'" };
	}
}

/** Every type once, and between the types of a category every field that it has. */
const cases = REPORTS.types.map((type): [string, ReportType, ReportField[]] => {
	const fields = reportFieldsOf(REPORTS, type.category);
	const siblings = REPORTS.types.filter(({ category }) => category === type.category);
	const required = fields.filter(({ requiredIn }) => requiredIn.includes(type.category));
	const others = fields.filter((field) => !required.includes(field));
	const own = others.filter(
		(_, index) => index % siblings.length === siblings.indexOf(type) % Math.max(1, others.length),
	);
	const [spare] = others.slice(siblings.indexOf(type) % others.length);
	return [type.name, type, [...required, ...(own.length > 0 ? own : [spare])]];
});

describe('Get of a report', () => {
	it.each(cases)('%s comes as rows, narrowed by a filter', async (_, type, fields) => {
		const samples = fields.map((field) => [field.name, sample(field)] as const);
		const filters = Object.fromEntries(samples.map(([name, { given }]) => [name, given]));
		const { json, error, hints } = await report(named(type.name), filters);
		expect(error).toBeUndefined();
		expect(hints).toEqual([]);
		expect(asked()).toEqual([
			[
				`ReportName = '${type.name}'`,
				...REPORTS.fields.flatMap(({ name }) =>
					samples.filter(([each]) => each === name).map(([, { sent }]) => `${name} = ${sent}`),
				),
			].join(' AND '),
		]);
		expect(json.filter((item) => !('rowKind' in item))).toEqual([]);
	});

	it('knows every field of every category between all of its types', () => {
		const tried = new Set(cases.flatMap(([, , fields]) => fields.map(({ name }) => name)));
		expect(REPORTS.fields.map(({ name }) => name).filter((name) => !tried.has(name))).toEqual([]);
	});

	it('takes the title that QuickBooks shows, and codes and labels for words', async () => {
		const filters = { ReportBasis: 'Cash', SummarizeColumnsBy: 22 };
		const { json } = await report(named('profit & loss'), filters);
		expect(asked()).toEqual([
			"ReportName = 'Profit and Loss Standard' AND ReportBasis = 1 AND SummarizeColumnsBy = 22",
		]);
		expect(json.length).toBeGreaterThan(0);
	});

	it('sends several values as a list', async () => {
		await report(named('Trial Balance'), {
			AccountName: 'Checking\nSavings',
			ReportTxnType: ['ttfBill', 'ttfCheck'],
		});
		expect(asked()).toEqual([
			"ReportName = 'Trial Balance' AND AccountName in ('Checking', 'Savings') AND ReportTxnType in (2, 7)",
		]);
	});

	it('asks for what a budget needs, with all else that is wrong, before anything is sent', async () => {
		const { error } = await report(named('Profit and Loss Budget Overview'), {
			ReportPeriodStart: '2017-02-01',
			ReportPeriodEnd: '2017-01-31',
			BudgetCriterion: 'bcNothing',
		});
		expect(error?.message).toBe(
			[
				'Missing required fields: Fiscal Year (FiscalYear)',
				'Budget Criterion (BudgetCriterion) must be one of Accounts, Accounts and Classes, Accounts and Customers',
				'Period Start (ReportPeriodStart) must not be after Period End (ReportPeriodEnd)',
			].join('; '),
		);
		expect(bench.calls()).toEqual([]);
	});

	it('remarks on a filter of another category and shows what the service says to it', async () => {
		const { outputs, hints } = await report(
			named('={{ "Trial Balance" }}'),
			{ ReportAgingAsOf: 'raaoToday' },
			{},
			{ onError: 'continueRegularOutput' },
		);
		expect(outputs[0][0].error?.message).toContain('ReportAgingAsOf');
		expect(hints.map(({ message }) => message).join()).toContain('is for aging reports');
	});

	it('refuses a name that could break out of its quotes', async () => {
		const { error } = await report(named("Trial\\' OR ReportName = 'x"));
		expect(error?.message).toContain('Report Type (reportType)');
		expect(bench.calls()).toEqual([]);
	});

	it('gives the answer as it came with Simplify off', async () => {
		const { json } = await report(named('Balance Sheet Standard'), {}, { simplify: false });
		expect(json).toHaveLength(1);
		expect(json[0]).toMatchObject({ ReportTitle: 'Balance Sheet' });
	});

	it('agrees with the invoices and payments of the company file to the cent', async () => {
		const { json } = await report(named('AR Aging Summary'));
		const total = json.find(({ rowKind }) => rowKind === 'total');
		expect(cents(total?.TOTAL)).toBe(await owedByCustomers());
		const rows = json.filter(({ rowKind }) => rowKind === 'data');
		expect(rows.reduce((sum, row) => sum + cents(row.TOTAL), 0)).toBe(cents(total?.TOTAL));
	});
});

describe('Rows and columns, whose form is not documented', () => {
	it.each(['rows', 'records'] as const)(
		'are read with every value from the form %s',
		async (shape) => {
			const valuesOf = async () => {
				const { json, hints } = await report(named('AR Aging Summary'));
				expect(hints).toEqual([]);
				return json
					.flatMap((item) => Object.entries(item))
					.filter(([name]) => name !== 'rowKind' && name !== 'rowHeading')
					.map(([, value]) => value)
					.filter((value) => value !== null && value !== '')
					.sort();
			};
			const usual = await valuesOf();
			bench.sandbox.settings.reportShape = shape;
			expect(await valuesOf()).toEqual(usual);
		},
	);

	it('come as they are, with a hint, where the form is not known', async () => {
		const answer = [{ Header: { ReportName: 'Aging' }, Rows: { Row: [{ ColData: ['a', 1] }] } }];
		const proxy = await rewritingProxy(bench.sandbox.url, (body, _, path) =>
			path.endsWith('/reports') ? answer : body,
		);
		try {
			const { json, hints } = await bench.run({
				credential: bench.credential({ baseUrl: proxy.url }),
				parameters: {
					resource: 'report',
					operation: 'get',
					instanceId: byId(instance),
					reportType: named('AR Aging Summary'),
				},
			});
			expect(json).toEqual(answer);
			expect(hints.map(({ message }) => message)).toEqual([
				"The answer for the report 'AR Aging Summary' has a form that this node does not know, so it is given as it came.",
			]);
		} finally {
			await proxy.close();
		}
	});
});

describe('The period of a report', () => {
	/** First and last day that the service was asked for. */
	const days = () => {
		const [, end, start] =
			/ReportPeriodEnd = '([\d-]+)T23:59:59' AND ReportPeriodStart = '([\d-]+)T00/.exec(
				asked()[0],
			) ?? [];
		return [start, end];
	};
	const within = async (today: string, more: INodeParameters) => {
		jest.spyOn(Date, 'now').mockReturnValue(Date.parse(`${today}T12:00:00Z`));
		return await report(named('Profit and Loss Standard'), {}, more);
	};
	afterEach(() => jest.restoreAllMocks());

	it.each([
		['2026-05-20', 'Today', 1, '2026-05-20', '2026-05-20'],
		['2026-03-01', 'Yesterday', 1, '2026-02-28', '2026-02-28'],
		['2026-05-20', 'ThisWeek', 1, '2026-05-17', '2026-05-23'],
		['2026-05-17', 'LastWeekToDate', 1, '2026-05-10', '2026-05-10'],
		['2026-05-20', 'NextFourWeeks', 1, '2026-05-24', '2026-06-20'],
		['2024-03-31', 'LastMonth', 1, '2024-02-01', '2024-02-29'],
		['2024-03-31', 'LastMonthToDate', 1, '2024-02-01', '2024-02-29'],
		['2026-01-15', 'LastMonth', 1, '2025-12-01', '2025-12-31'],
		['2026-05-20', 'ThisFiscalQuarter', 1, '2026-04-01', '2026-06-30'],
		['2026-05-20', 'LastFiscalQuarter', 2, '2026-02-01', '2026-04-30'],
		['2026-05-20', 'ThisFiscalYearToDate', 7, '2025-07-01', '2026-05-20'],
		['2026-05-20', 'LastFiscalYear', 7, '2024-07-01', '2025-06-30'],
		['2026-05-20', 'LastFiscalYearToDate', 1, '2025-01-01', '2025-05-20'],
		['2026-12-31', 'NextFiscalYear', 1, '2027-01-01', '2027-12-31'],
		['2026-12-31', 'NextMonth', 1, '2027-01-01', '2027-01-31'],
	])('on %s: %s, fiscal year from month %i', async (today, reportPeriod, month, start, end) => {
		const { error } = await within(today, { reportPeriod, fiscalYearStart: month });
		expect(error?.message).toBeUndefined();
		expect(days()).toEqual([start, end]);
	});

	it('is each one a span that does not end before it begins', () => {
		const isRight = (
			preset: string,
			today: string,
			{ start, end }: { start: string; end: string },
		) =>
			start <= end &&
			(!/^This|^Today/.test(preset) || (start <= today && today <= end)) &&
			(!/^Last(?!.*ToDate)|^Yesterday/.test(preset) || end < today) &&
			(!preset.startsWith('Next') || today < start);
		const wrong: unknown[] = [];
		for (const [preset] of PERIOD_PRESETS) {
			for (let month = 1; month <= 12; month++) {
				for (let day = Date.UTC(2023, 11, 1); day < Date.UTC(2025, 1, 2); day += 86_400_000) {
					const today = new Date(day).toISOString().slice(0, 10);
					const span = periodOf(preset, today, month);
					if (!isRight(preset, today, span)) wrong.push([preset, today, month, span]);
				}
			}
		}
		// One expectation, since a hundred thousand take ten seconds.
		expect(wrong).toEqual([]);
	});

	it('is given once', async () => {
		const { error } = await report(
			named('Trial Balance'),
			{ ReportPeriodEnd: '2026-01-31' },
			{ reportPeriod: 'LastMonth' },
		);
		expect(error?.message).toContain(
			'Period (reportPeriod) and the filter Period Start or Period End',
		);
		expect(bench.calls()).toEqual([]);
	});

	it('has the year of a budget beside it, and takes the one among the filters as well', async () => {
		const name = 'Profit and Loss Budget Overview';
		const { error } = await report(named(name), {}, { fiscalYear: '2017' });
		expect(error).toBeUndefined();
		await report(named(name), { FiscalYear: '2016' });
		expect(asked()).toEqual([
			`ReportName = '${name}' AND FiscalYear = '2017'`,
			`ReportName = '${name}' AND FiscalYear = '2016'`,
		]);
		const both = await report(named(name), { FiscalYear: '2016' }, { fiscalYear: '2017' });
		expect(both.error?.message).toContain('differ');
	});
});

it('gives what a row is about before anything else', async () => {
	for (const shape of ['reportRet', 'rows', 'records'] as const) {
		bench.sandbox.settings.reportShape = shape;
		const { json } = await report(named('AR Aging Summary'));
		const names = Object.keys(json[0]);
		expect(names.slice(0, 3)).toEqual(['Label', 'rowKind', 'rowHeading']);
		expect(names.length).toBeGreaterThan(5);
	}
});

describe('The filters in the editor', () => {
	const properties = loadNode().description.properties;
	const offered = (reportType: unknown) => {
		const values = {
			resource: 'report',
			operation: 'get',
			reportType,
		} as INodeParameters;
		const shows = (property: INodeProperties) =>
			NodeHelpers.displayParameter(values, property, null, null, values);
		const filters = properties.find(({ name }) => name === 'reportFilters')!;
		return {
			top: properties.filter(shows).map(({ name }) => name),
			filters: (filters.options as INodeProperties[]).filter(shows).map(({ name }) => name),
		};
	};

	it.each(REPORTS.types.map((type) => [type.name, type] as const))(
		'of %s are those that it takes, by name and by title',
		(name, { title, category }) => {
			const expected = reportFieldsOf(REPORTS, category).map((field) => field.name);
			for (const value of [name, title]) {
				const { top, filters } = offered({ __rl: true, mode: 'list', value });
				expect(filters.sort()).toEqual(expected.sort());
				expect(top.includes('fiscalYear')).toBe(category === 'BudgetSummaryReport');
			}
		},
	);

	it('are all of them where the report is not known before the run', () => {
		for (const value of ['Some Other Report', '={{ $json.report }}']) {
			expect(offered({ __rl: true, mode: 'id', value }).filters).toHaveLength(
				REPORTS.fields.length,
			);
		}
	});
});

describe('Get Types of reports', () => {
	it('gives all of them with their category', async () => {
		const { json } = await bench.run({
			parameters: { resource: 'report', operation: 'getTypes', instanceId: byId(instance) },
		});
		expect(json).toHaveLength(35);
		expect(json).toEqual(
			expect.arrayContaining(REPORTS.types.map(({ name, category }) => ({ name, category }))),
		);
	});
});

describe('The list of reports in the editor', () => {
	it('is searched by name, title and category, without a request', async () => {
		const search = async (typed: string) =>
			(await bench.searchWith('searchReportTypes', {}, typed)).results.map(({ value }) => value);
		expect(await search('')).toHaveLength(35);
		expect(await search('a/r aging s')).toEqual(['AR Aging Summary']);
		expect(await search('aging')).toEqual(
			REPORTS.types.filter(({ category }) => category === 'AgingReport').map(({ name }) => name),
		);
		expect(bench.calls()).toEqual([]);
	});
});

const cents = (amount: unknown) => Math.round(Number(amount) * 100);

/** Invoices less payments and credits, in cents. */
async function owedByCustomers(): Promise<number> {
	const sum = async (path: string, member: string) =>
		(await bench.sandbox.records(instance, path)).reduce(
			(total, record) => total + cents(record[member] ?? 0),
			0,
		);
	const invoiced = (await sum('invoices', 'Subtotal')) + (await sum('invoices', 'SalesTaxTotal'));
	return (
		invoiced - (await sum('payments', 'TotalAmount')) - (await sum('credit-memos', 'TotalAmount'))
	);
}

describe('The heading of a row', () => {
	type Line = [kind: string, label: string, heading?: string | null];

	const text = (label: string): Line => ['Text', label];

	/** Reports as QuickBooks lays them out, with the heading that each row stands under. */
	const LAYOUTS: Array<[string, Line[]]> = [
		[
			'a profit and loss with headings in headings',
			[
				text('Ordinary Income/Expense'),
				text('Income'),
				['Data', 'Sales', 'Income'],
				['Subtotal', 'Total Income', 'Income'],
				text('Cost of Goods Sold'),
				['Data', 'Materials', 'Cost of Goods Sold'],
				['Subtotal', 'Total Cost of Goods Sold', 'Cost of Goods Sold'],
				['Subtotal', 'Gross Profit', 'Ordinary Income/Expense'],
				text('Expense'),
				['Data', 'Rent', 'Expense'],
				['Subtotal', 'Total Expense', 'Expense'],
				['Subtotal', 'Net Ordinary Income', 'Ordinary Income/Expense'],
				['Total', 'Net Income', null],
			],
		],
		[
			'a short profit and loss',
			[
				text('Income'),
				['Data', 'Sales', 'Income'],
				['Subtotal', 'TOTAL INCOME', 'Income'],
				text('Expense'),
				['Data', 'Rent', 'Expense'],
				['Subtotal', 'Total  Expense', 'Expense'],
				['Subtotal', 'Net Ordinary Income', null],
				['Total', 'Net Income', null],
			],
		],
		[
			'one without the sum of its last heading',
			[text('Expense'), ['Data', 'Rent', 'Expense'], ['Total', 'Net Income', null]],
		],
		[
			'a balance sheet',
			[
				text('ASSETS'),
				text('Current Assets'),
				text('Checking/Savings'),
				['Data', 'Bank', 'Checking/Savings'],
				['Subtotal', 'Total Checking/Savings', 'Checking/Savings'],
				['Subtotal', 'Total Current Assets', 'Current Assets'],
				['Total', 'TOTAL ASSETS', 'ASSETS'],
				text('LIABILITIES & EQUITY'),
				text('Equity'),
				['Data', 'Net Income', 'Equity'],
				['Subtotal', 'Total Equity', 'Equity'],
				['Total', 'TOTAL LIABILITIES & EQUITY', 'LIABILITIES & EQUITY'],
				['Data', 'Behind it all', null],
			],
		],
		[
			'a detail with sums that are named otherwise or not at all',
			[
				text('Blue, Dale'),
				['Data', 'Invoice 1', 'Blue, Dale'],
				['Subtotal', 'Total for Blue, Dale', 'Blue, Dale'],
				text('Keenan, Bridget'),
				['Data', 'Invoice 2', 'Keenan, Bridget'],
				['Subtotal', '', 'Keenan, Bridget'],
				text('Total Tools Inc.'),
				['Data', 'Invoice 3', 'Total Tools Inc.'],
				['Subtotal', 'Total Tools Inc. Total', 'Total Tools Inc.'],
				['Total', 'TOTAL', null],
			],
		],
	];

	it.each(LAYOUTS)('is the nearest one that no sum has ended: %s', async (_what, lines) => {
		const answer = {
			ReportTitle: 'A report',
			ColDesc: [
				{ colID: '1', ColTitle: [{ value: 'Account' }], ColType: 'Label' },
				{ colID: '2', ColTitle: [{ value: 'Total' }], ColType: 'Amount' },
			],
			Rows: lines.map(([kind, label], index) => ({
				type: `${kind}Row`,
				rowNumber: String(index + 1),
				...(kind === 'Text'
					? { value: label }
					: {
							ColData: [
								...(label === '' ? [] : [{ colID: '1', value: label }]),
								{ colID: '2', value: '5.00' },
							],
						}),
			})),
		};
		const proxy = await rewritingProxy(bench.sandbox.url, (body, _method, path) =>
			path.endsWith('/reports') ? [answer] : body,
		);
		const { json } = await bench.run({
			credential: bench.credential({ baseUrl: proxy.url }),
			parameters: {
				resource: 'report',
				operation: 'get',
				instanceId: byId(instance),
				reportType: named('Profit and Loss Standard'),
				reportFilters: {},
			},
		});
		await proxy.close();
		const headings = json.map(({ rowKind, rowHeading }) => [rowKind, rowHeading]);
		expect(headings).toEqual(
			lines.map(([kind, , heading]) => [kind.toLowerCase(), heading ?? null]),
		);
	});
});
