import type { INodeParameters } from 'n8n-workflow';

import {
	REPORTS,
	reportFieldsOf,
	type ReportField,
	type ReportType,
} from '../../nodes/QuickBooksEnterprise/catalogue/reports';
import type { NodeRun } from '../support/engine';
import { byId, useSandbox } from '../support/sandboxed';

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
		for (const item of json) expect(item).toHaveProperty('rowKind');
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
			named('Trial Balance'),
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

describe('Rows and columns, whose shape is not documented', () => {
	it.each(['rowList', 'attributes', 'records', 'table', 'nested'] as const)(
		'are read with every value from the shape %s',
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
