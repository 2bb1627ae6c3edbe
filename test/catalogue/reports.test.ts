import { REPORT_TABLES, reportsOf, type ReportTables } from '../../tools/catalogue/reports';
import { readSource, sourceFolder } from '../../tools/catalogue/source';
import {
	REPORTS,
	reportFieldsOf,
	reportTypeNamed,
	reportValueOf,
	type ReportField,
} from '../../nodes/QuickBooksEnterprise/catalogue/reports';
import committed from '../../nodes/QuickBooksEnterprise/catalogue/reportsData.json';
import { sayAbsent } from './source';

const catalogue = REPORTS;

const field = (name: string): ReportField =>
	catalogue.fields.find((candidate) => candidate.name === name)!;

describe('the committed facts of reports', () => {
	it('are what the script makes, where its source is', async () => {
		const tables = (await readSource(sourceFolder(), REPORT_TABLES)) as ReportTables | undefined;
		if (!tables) {
			sayAbsent('The facts of reports were');
			return;
		}
		expect(committed).toEqual(reportsOf(tables));
	});

	it('name 35 types in 3 categories and 28 fields beside ReportName', () => {
		const { types, fields } = catalogue;
		expect(types).toHaveLength(35);
		expect(new Set(types.map(({ name }) => name)).size).toBe(35);
		const count = (category: string) => types.filter((type) => type.category === category).length;
		expect(['GeneralSummaryReport', 'AgingReport', 'BudgetSummaryReport'].map(count)).toEqual([
			25, 5, 5,
		]);
		expect(fields).toHaveLength(28);
		expect(committed.source).toContain('documentation');
	});

	it('have words for every code, each once', () => {
		for (const { name, type, values } of catalogue.fields) {
			expect([name, values.length > 0]).toEqual([name, type === 'enumeration']);
			const labels = values.map(({ label }) => label);
			expect(new Set(labels).size).toBe(labels.length);
			for (const label of labels) expect(label).toMatch(/^[A-Z0-9][A-Za-z0-9 ]*$/);
		}
		expect(field('AccountType').values[9]).toEqual({
			code: 9,
			name: 'atfBankAndARAndAPAndUF',
			label: 'Bank and Accounts Receivable and Accounts Payable and Undeposited Funds',
		});
	});

	it('know what a category needs and has', () => {
		const budget = reportFieldsOf(catalogue, 'BudgetSummaryReport');
		expect(budget[0]).toMatchObject({ name: 'FiscalYear', type: 'year' });
		expect(budget.map(({ name }) => name)).not.toContain('ReportBasis');
		const aging = reportFieldsOf(catalogue, 'AgingReport').map(({ name }) => name);
		expect(aging).toEqual(expect.arrayContaining(['ReportAgingAsOf', 'EntityName']));
		expect(aging).not.toContain('FiscalYear');
		expect(field('ReportPeriodStart')).toMatchObject({ type: 'moment', isList: false });
		expect(field('ClassName').isList).toBe(true);
	});

	it('find a type by name or title and a value by code, name or label', () => {
		const named = (text: string) => reportTypeNamed(catalogue, text)?.name;
		expect(named('ap aging summary')).toBe('AP Aging Summary');
		expect(named(' A/P Aging Summary')).toBe('AP Aging Summary');
		expect(named('Profit & Loss')).toBe('Profit and Loss Standard');
		expect(named('General Ledger')).toBeUndefined();
		const basis = field('ReportBasis');
		for (const text of [1, '1', 'rbCash', 'cash']) {
			expect(reportValueOf(basis, text)?.code).toBe(1);
		}
		expect(reportValueOf(basis, 'Barter')).toBeUndefined();
		expect(reportValueOf(basis, 3)).toBeUndefined();
	});
});
