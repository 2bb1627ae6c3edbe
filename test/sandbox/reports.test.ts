import {
	REPORTS,
	type ReportField,
	type ReportType,
} from '../../nodes/QuickBooksEnterprise/catalogue/reports';
import { readReport } from '../../nodes/QuickBooksEnterprise/reports/readReport';
import type { ReportShape } from '../../sandbox/finance/reports';
import { cents } from '../../simulator/quickBooks/books/money';
import type { Json } from './client';
import { useCompany } from './finance/company';

const company = useCompany();

const catalogue = REPORTS;

const YEAR =
	"ReportPeriodStart = '2017-01-01T00:00:00' AND ReportPeriodEnd = '2017-12-31T23:59:59'";
const needs = ({ category }: ReportType) =>
	category === 'BudgetSummaryReport' ? " AND FiscalYear = '2017'" : '';

async function report(name: string, more = ''): Promise<Json> {
	const reply = await company.where('reports', `ReportName='${name}'${more}`);
	expect([name, more, reply.status, reply.text.slice(0, 200)]).toEqual([
		name,
		more,
		200,
		expect.anything(),
	]);
	expect(reply.list).toHaveLength(1);
	return reply.list[0];
}

type Row = Record<string, string>;

/** The rows of a report, each as its columns and values. */
async function rows(name: string, more = ''): Promise<Row[]> {
	const read = readReport(await report(name, more));
	expect(read?.unplacedCells).toBe(0);
	return (read?.rows ?? []).map(({ cells }) => Object.fromEntries(cells) as Row);
}

async function row(label: string, name: string, more = ''): Promise<Row> {
	const found = (await rows(name, more)).filter(({ Label }) => Label === label);
	expect([name, label, found.length]).toEqual([name, label, 1]);
	return found[0];
}

const sumOf = (records: Json[], ...members: string[]) =>
	records.reduce(
		(sum, record) => members.reduce((own, member) => own + cents(record[member]), sum),
		0n,
	);

const records = async (path: string) => await company.sandbox.records(company.instance.id, path);

describe('§4.8 reports', () => {
	it('report-types: 35 entries of category and name', async () => {
		const { list } = await company.send('GET', 'report-types');
		expect(list).toHaveLength(35);
		expect(list).toContainEqual({ Category: 'AgingReport', Name: 'AR Aging Summary' });
		expect(new Set(list.map(({ Category }) => Category)).size).toBe(3);
		expect((await company.send('POST', 'report-types', {})).status).toBe(405);
		expect((await company.send('GET', 'reports/1')).status).toBe(404);
	});

	it.each([
		['Balance Sheet Standard', 'Balance Sheet'],
		['Profit and Loss by Class', 'Profit & Loss by Class'],
		['AP Aging Summary', 'A/P Aging Summary'],
	])('%s is titled %s', async (name, title) => {
		expect((await report(name)).ReportTitle).toBe(title);
	});

	it('every type gives rows, with the period as moments without a zone', async () => {
		for (const type of catalogue.types) {
			const answer = await report(type.name, `${needs(type)} AND ${YEAR}`);
			expect(answer.ReportTitle).toBe(type.title);
			const read = readReport(answer);
			const amounts = read?.rows.flatMap(({ cells }) => [...cells.values()].slice(1)) ?? [];
			expect([type.name, amounts.length > 0, read?.unplacedCells]).toEqual([type.name, true, 0]);
		}
	});

	it('every field is taken with its first and its last code, by one report of each category', async () => {
		const value = ({ type, values }: ReportField) =>
			type === 'enumeration'
				? [values[0], values[values.length - 1]].map(({ code }) => `= ${code}`)
				: type === 'moment'
					? ["= '2017-06-01T00:00:00'"]
					: type === 'year'
						? ["= '2017'"]
						: ["= 'x'", "in ('x', 'O''Brien')"];
		let asked = 0;
		for (const name of [
			'AR Aging Summary',
			'Profit and Loss Standard',
			'Balance Sheet Budget Overview',
		]) {
			const type = catalogue.types.find((each) => each.name === name)!;
			for (const field of catalogue.fields) {
				const has = field.categories.includes(type.category);
				const required = field.name === 'FiscalYear' ? '' : needs(type);
				for (const text of value(field)) {
					const where = `ReportName='${name}'${required} AND ${field.name} ${text}`;
					const { status } = await company.where('reports', where);
					expect([where, status]).toEqual([where, has ? 200 : 400]);
					asked += 1;
				}
			}
		}
		expect(asked).toBeGreaterThan(100);
	});

	it('EntityFilter of the documented example means EntityType', async () => {
		expect(await report('AR Aging Summary', ' AND EntityFilter = 0')).toEqual(
			await report('AR Aging Summary', ' AND EntityType = 0'),
		);
	});

	it.each([
		[''],
		["FiscalYear = '2016'"],
		["ReportName = 'AR Aging'"],
		["ReportName = 'A/R Aging Summary'"],
		["ReportName = 'Profit and Loss Budget Overview'"],
		["ReportName = 'Profit and Loss Budget Overview' AND FiscalYear = '16'"],
		["ReportName = 'AR Aging Summary' AND FiscalYear = '2016'"],
		["ReportName = 'AR Aging Summary' AND EntityName LIKE 'A%'"],
		["ReportName = 'AR Aging Summary' AND ReportName = 'AR Aging Summary'"],
		["ReportName = 'AR Aging Summary' OR ReportName = 'AP Aging Summary'"],
		["ReportName = 'AR Aging Summary' AND ReportAgingAsOf = 2"],
		["ReportName = 'AR Aging Summary' AND ReportAgingAsOf = 'raaoToday'"],
		["ReportName = 'AR Aging Summary' AND ReportAgingAsOf in (0, 1)"],
		["ReportName = 'AR Aging Summary' AND Nothing = 1"],
		["ReportName = 'AR Aging Summary' AND ReportPeriodEnd = '2017-06-01T00:00:00Z'"],
		["ReportName = 'AR Aging Summary' AND ReportPeriodEnd = '2017-02-31'"],
		[
			"ReportName = 'AR Aging Summary' AND ReportPeriodStart = '2018-01-01' AND ReportPeriodEnd = '2017-01-01'",
		],
	])('refused: %s', async (where) => {
		const { status, object } = await company.where('reports', where);
		expect([status, object.message]).toEqual([400, expect.stringContaining('Invalid where')]);
	});

	it('A/R Aging is invoices less payments and credits, to the cent', async () => {
		const job = { CustomerRef: { FullName: 'Keenan, Bridget:Sun Room' } };
		const line = { ItemRef: { FullName: 'Painting' }, Quantity: '3', Rate: '33.335' };
		const invoice = await company.make('invoices', { ...job, InvoiceLineRet: [line] });
		await company.make('payments', {
			...job,
			TotalAmount: '70.07',
			AppliedToTxn: [{ TxnID: invoice.id, PaymentAmount: '50.01' }],
		});
		const credit = { ...line, Quantity: '1', Rate: '10.10' };
		await company.make('credit-memos', { ...job, CreditMemoLine: [credit] });
		const owed =
			sumOf(await records('invoices'), 'Subtotal', 'SalesTaxTotal') -
			sumOf(await records('payments'), 'TotalAmount') -
			(await records('payments')).reduce(
				(sum, payment) => sum + sumOf((payment.AppliedToTxn ?? []) as Json[], 'DiscountAmount'),
				0n,
			) -
			sumOf(await records('credit-memos'), 'TotalAmount');
		const total = await row('TOTAL', 'AR Aging Summary');
		expect(cents(total.TOTAL)).toBe(owed);
		expect(cents((await row('TOTAL', 'AR Aging Detail'))['Open Balance'])).toBe(owed);
		expect(cents((await row('TOTAL', 'Customer Balance Summary')).TOTAL)).toBe(owed);
		const customers = await records('customers');
		expect(sumOf(customers, 'Balance')).toBe(owed);
		for (const line of await rows('AR Aging Summary')) {
			const parts = ['Current', '1 - 30', '31 - 60', '61 - 90', '> 90'].map((each) =>
				cents(line[each]),
			);
			expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(cents(line.TOTAL));
			const customer = customers.find(({ FullName }) => FullName === line.Label);
			if (customer) expect(line.TOTAL).toBe(customer.Balance);
		}
	});

	it('an invoice ages by its due date and is not there before its own', async () => {
		const job = { CustomerRef: { FullName: 'Blue, Dale' } };
		const line = { ItemRef: { FullName: 'Painting' }, Quantity: '1', Rate: '80.00' };
		const dates = { TxnDate: '2019-03-01', DueDate: '2019-03-31' };
		await company.make('invoices', { ...job, ...dates, InvoiceLineRet: [line] });
		const only = " AND EntityName = 'Blue, Dale'";
		const aging = async (day: string) =>
			(await rows('AR Aging Summary', `${only} AND ReportPeriodEnd = '${day}T00:00:00'`)).find(
				({ Label }) => Label === 'Blue, Dale',
			);
		const before = cents((await aging('2019-02-28'))?.TOTAL);
		const bucket = async (day: string, title: string) => cents((await aging(day))![title]);
		expect(cents((await aging('2019-03-01'))!.TOTAL) - before).toBe(8000n);
		expect(await bucket('2019-03-31', 'Current')).toBe(8000n);
		expect(await bucket('2019-04-01', '1 - 30')).toBe(8000n);
		expect(await bucket('2019-04-30', '1 - 30')).toBe(8000n);
		expect(await bucket('2019-05-01', '31 - 60')).toBe(8000n);
		expect(await bucket('2019-06-29', '61 - 90')).toBe(8000n);
		expect(await bucket('2019-06-29', '> 90')).toBe(before);
		expect(await bucket('2019-06-30', '> 90')).toBe(before + 8000n);
		const detail = await rows('Collections Report', `${only} AND ReportPeriodEnd = '2019-04-10'`);
		expect(detail).toContainEqual(
			expect.objectContaining({ 'Due Date': '2019-03-31', Aging: '10', 'Open Balance': '80.00' }),
		);
	});

	it('A/P Aging is what vendors are owed', async () => {
		const owed = sumOf(await records('vendors'), 'Balance');
		expect(owed).toBeGreaterThan(0n);
		expect(cents((await row('TOTAL', 'AP Aging Summary')).TOTAL)).toBe(owed);
		expect(cents((await row('TOTAL', 'AP Aging Detail'))['Open Balance'])).toBe(owed);
		expect(cents((await row('TOTAL', 'Vendor Balance Summary')).TOTAL)).toBe(owed);
	});

	it.each([0, 1])('the statements agree with one another on basis %s', async (basis) => {
		const more = ` AND ReportBasis = ${basis}`;
		const total = await row('TOTAL', 'Trial Balance', more);
		expect(total.Debit).toBe(total.Credit);
		const sheet = await rows('Balance Sheet Standard', more);
		const at = (label: string) => Object.values(sheet.find(({ Label }) => Label === label)!)[1];
		expect(at('TOTAL ASSETS')).toBe(at('TOTAL LIABILITIES & EQUITY'));
		const net = cents((await row('Net Income', 'Profit and Loss Standard', more)).TOTAL);
		expect(cents(at('Net Income')) + cents(at('Retained Earnings'))).toBe(net);
		for (const name of ['Profit and Loss by Class', 'Profit and Loss by Job']) {
			const { Label, TOTAL, ...parts } = await row('Net Income', name, more);
			expect([Label, cents(TOTAL)]).toEqual(['Net Income', net]);
			const sum = Object.values(parts).reduce((all, part) => all + cents(part), 0n);
			expect(sum).toBe(net);
		}
		const months = await row(
			'Net Income',
			'Profit and Loss Standard',
			`${more} AND SummarizeColumnsBy = 12`,
		);
		expect(Object.keys(months).length).toBeGreaterThan(5);
		expect(cents(months.TOTAL)).toBe(net);
	});

	it('on a cash basis an invoice counts when it is paid, and as far', async () => {
		const income = async (basis: number) =>
			cents(
				(await row('Net Income', 'Profit and Loss Standard', ` AND ReportBasis = ${basis}`)).TOTAL,
			);
		const before = [await income(0), await income(1)];
		const job = { CustomerRef: { FullName: 'Blue, Dale' } };
		const line = (rate: string) => ({
			ItemRef: { FullName: 'Painting' },
			Quantity: '1',
			Rate: rate,
		});
		const invoice = await company.make('invoices', {
			...job,
			InvoiceLineRet: [line('33.33'), line('66.67')],
		});
		expect([await income(0), await income(1)]).toEqual([before[0] + 10000n, before[1]]);
		await company.make('payments', {
			...job,
			TotalAmount: '40.00',
			AppliedToTxn: [{ TxnID: invoice.id, PaymentAmount: '40.00' }],
		});
		const paid = (await income(1)) - before[1];
		expect(paid >= 3998n && paid <= 4000n).toBe(true);
		await company.make('payments', {
			...job,
			TotalAmount: '60.00',
			AppliedToTxn: [{ TxnID: invoice.id, PaymentAmount: '60.00' }],
		});
		expect(await income(1)).toBe(before[1] + 10000n);
	});

	it('accounts of the balance sheet show what the records do', async () => {
		const sheet = await rows('Balance Sheet Standard');
		const accounts = await records('ledger-accounts');
		const checking = accounts.find(({ Name }) => Name === 'Checking')!;
		const shown = sheet.find(({ Label }) => Label === 'Checking')!;
		expect(Object.values(shown)[1]).toBe(checking.Balance);
	});

	it('sales by customer, by item and by rep come to the same', async () => {
		const sales = await Promise.all([
			row('TOTAL', 'Sales by Customer Summary').then(({ TOTAL }) => TOTAL),
			row('TOTAL', 'Sales by Item Summary').then(({ Amount }) => Amount),
			row('TOTAL', 'Sales by Rep Summary').then(({ TOTAL }) => TOTAL),
			row('TOTAL', 'Sales Tax Revenue Summary').then(({ TOTAL }) => TOTAL),
		]);
		expect(new Set(sales).size).toBe(1);
		const sold =
			sumOf(await records('invoices'), 'Subtotal') +
			sumOf(await records('sales-receipts'), 'Subtotal') -
			sumOf(await records('credit-memos'), 'Subtotal');
		expect(cents(sales[0])).toBe(sold);
	});

	it('a budget report compares with the year before, as there are no budgets here', async () => {
		const budget = await row(
			'Net Income',
			'Profit and Loss Budget vs. Actual',
			" AND FiscalYear = '2018'",
		);
		const actual = await row('Net Income', 'Profit and Loss Standard', ` AND ${YEAR}`);
		expect(budget.Budget).toBe(actual.TOTAL);
		expect(cents(budget['$ Over Budget'])).toBe(cents(budget.Actual) - cents(budget.Budget));
	});

	it('filters narrow: names without their jobs, transaction types, non-posting', async () => {
		const all = (await rows('AR Aging Summary')).map(({ Label }) => Label);
		const job = 'Keenan, Bridget:Sun Room';
		expect(all).toContain(job);
		const named = async (names: string) =>
			(await rows('AR Aging Summary', ` AND EntityName in (${names})`)).map(({ Label }) => Label);
		expect(await named(`'${job}'`)).toEqual([job, 'TOTAL']);
		expect(await named(`'Blue, Dale', '${job}'`)).toEqual(['Blue, Dale', job, 'TOTAL']);
		expect(await named("'Keenan, Bridget'")).toEqual(['TOTAL']);
		const net = async (more: string) =>
			(await row('Net Income', 'Profit and Loss Standard', more)).TOTAL;
		expect(await net(' AND ReportTxnType in (14)')).not.toBe(await net(''));
		expect(await net(' AND ReportPostingStatus = 1')).toBe('0.00');
	});

	it.each(['rows', 'records'] as ReportShape[])(
		'the shape %s has the same cells',
		async (shape) => {
			for (const name of ['AR Aging Summary', 'Balance Sheet Standard', 'Collections Report']) {
				const cells = async () => {
					const { list } = await company.where('reports', `ReportName='${name}'`);
					return readReport(list)?.rows.map((row) =>
						[...row.cells.values()].filter((value) => value !== ''),
					);
				};
				const usual = await cells();
				expect(usual?.length).toBeGreaterThan(1);
				company.sandbox.settings.reportShape = shape;
				expect(await cells()).toEqual(usual);
				company.sandbox.settings.reportShape = 'reportRet';
			}
		},
	);
});
