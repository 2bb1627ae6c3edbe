import type { ApiError } from '../../../gateway/api/errors';
import type { ReadMessage, RequestMessage } from '../../../gateway/qbxml';
import { CallFailure } from '../../../gateway/queue';
import { readReport, reportTypeList } from '../../../gateway/reports';
import { REPORTS } from '../../../nodes/QuickBooksEnterprise/catalogue/reports';
import { SimulatedPort } from '../../../sandbox/finance/simulatedPort';
import { seedCompany } from '../../../simulator/quickBooks';
import { ready, useOffice, type Json } from '../records/support/office';

const at = (where: string) => `/reports?where=${encodeURIComponent(where)}`;

/** QuickBooks directly, which keeps what it was asked. */
class WatchedPort extends SimulatedPort {
	readonly asked: string[] = [];

	/** Whether it answers. */
	answers = true;

	async run(message: RequestMessage): Promise<ReadMessage> {
		this.asked.push(message.text.replace(/ requestID="\d+"/, ''));
		if (!this.answers) throw new CallFailure('away', 'notSent', 'Nobody is there.');
		return await super.run(message);
	}
}

const company = seedCompany();
let port = new WatchedPort(company);
beforeEach(() => (port = new WatchedPort(company)));

async function refusalOf(where: string | undefined): Promise<ApiError> {
	const answer = readReport(port, where);
	const error: unknown = await answer.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	expect(error).toMatchObject({ status: 400, outcome: 'notSent' });
	expect(port.asked).toEqual([]);
	return error as ApiError;
}

describe('A report', () => {
	const office = useOffice(ready, { isShared: true });

	it('comes over the Web Connector, its rows in one list in their order', async () => {
		const where = "ReportName = 'Balance Sheet Standard' AND ReportPeriodEnd = '2017-12-31'";
		const { status, body } = await office.now.send('GET', at(where));
		expect(status).toBe(200);
		const [report, ...others] = body as unknown as Json[];
		expect(others).toEqual([]);
		expect(report).toMatchObject({ ReportTitle: 'Balance Sheet', ReportBasis: 'Accrual' });
		expect(report.ColDesc).toContainEqual(
			expect.objectContaining({ colID: '1', ColTitle: [{ titleRow: '1' }], ColType: 'Label' }),
		);
		const rows = report.Rows as Json[];
		expect(rows.map(({ rowNumber }) => Number(rowNumber))).toEqual(rows.map((_, at) => at + 1));
		expect(report.NumRows).toBe(String(rows.length));
		expect(new Set(rows.map(({ type }) => type))).toEqual(
			new Set(['DataRow', 'SubtotalRow', 'TextRow', 'TotalRow']),
		);
	});

	it('types, with the hub in the path or without; other verbs are 405', async () => {
		const { body } = await office.now.ask('GET', '/hubs/finance/report-types');
		expect(body).toEqual(reportTypeList());
		for (const path of ['/reports', '/hubs/finance/report-types']) {
			expect((await office.now.ask('POST', path, {})).status).toBe(405);
		}
		expect((await office.now.ask('GET', '/reports/1')).status).toBe(404);
	});

	it('is refused with all that is wrong, before anything is queued', async () => {
		const where =
			"ReportName = 'AR Aging Summary' AND ReportAgingAsOf = 7 AND Colour = 1 AND ReportPeriodEnd = '2017-02-30'";
		const before = await office.now.store.calls(office.now.id);
		const { status, body } = await office.now.ask('GET', at(where));
		expect([status, body.outcome]).toEqual([400, 'notSent']);
		for (const name of ['ReportAgingAsOf', 'Colour', 'ReportPeriodEnd']) {
			expect(body.message).toContain(name);
		}
		expect(await office.now.store.calls(office.now.id)).toEqual(before);
	});
});

describe('The reports of the API', () => {
	it('are those that the node offers, with the same categories', () => {
		expect(reportTypeList()).toEqual(
			REPORTS.types.map(({ name, category }) => ({ Category: category, Name: name })),
		);
	});

	it('take the codes that the node sends for each word', async () => {
		for (const { name, values, categories } of REPORTS.fields) {
			const [category] = categories;
			const { name: report } = REPORTS.types.find((type) => type.category === category)!;
			const year = category === 'BudgetSummaryReport' ? " AND FiscalYear = '2017'" : '';
			for (const { code, name: word } of values) {
				port = new WatchedPort(company);
				port.answers = false;
				const where = `ReportName = '${report}'${year} AND ${name} = ${code}`;
				await expect(readReport(port, where)).rejects.toThrow('Nobody is there.');
				expect([where, port.asked[0]]).toEqual([
					where,
					expect.stringContaining(`>${word.replace(/^[a-z]+(?=[A-Z])/, '')}</`),
				]);
			}
		}
	});
});

describe('What QuickBooks is asked', () => {
	it('is the query of the report, with filters in its order', async () => {
		await readReport(
			port,
			"ReportName = 'Profit and Loss Standard' AND ReportBasis = 1 AND ReportTxnType in (14, 2) AND EntityName in ('Blue, Dale', 'O''Brien & Co') AND ReportPeriodStart = '2017-01-01T00:00:00' AND ReportModifiedFromDate = '2016-02-29T10:00:00'",
		);
		expect(port.asked).toEqual([
			"<GeneralSummaryReportQueryRq><GeneralSummaryReportType>ProfitAndLossStandard</GeneralSummaryReportType><ReportPeriod><FromReportDate>2017-01-01</FromReportDate></ReportPeriod><ReportEntityFilter><FullName>Blue, Dale</FullName><FullName>O'Brien &amp; Co</FullName></ReportEntityFilter><ReportTxnTypeFilter><TxnTypeFilter>Invoice</TxnTypeFilter><TxnTypeFilter>Bill</TxnTypeFilter></ReportTxnTypeFilter><ReportModifiedDateRangeFilter><FromReportModifiedDate>2016-02-29</FromReportModifiedDate></ReportModifiedDateRangeFilter><ReportBasis>Cash</ReportBasis></GeneralSummaryReportQueryRq>",
		]);
	});

	it.each([
		['Trial Balance', '<ReportDateMacro>All</ReportDateMacro>'],
		['AR Aging Summary', '<ReportDateMacro>Today</ReportDateMacro>'],
		["Profit and Loss Budget Overview' AND FiscalYear = '2017", '<FiscalYear>2017</FiscalYear>'],
	])('%s without days', async (name, element) => {
		await readReport(port, `ReportName = '${name}'`);
		expect(port.asked).toEqual([expect.stringContaining(element)]);
		expect(port.asked[0]).not.toContain('<ReportPeriod>');
	});

	it.each(['Customer Balance Summary', 'Sales by Customer Summary'])(
		'%s takes a fiscal year, which is that of the company',
		async (name) => {
			const julyCompany = Object.assign(Object.create(company) as typeof company, {
				info: () => ({ ...company.info(), FirstMonthFiscalYear: 'July' }),
			});
			const asked = async (of: typeof company, more = '') => {
				port = new WatchedPort(of);
				await readReport(port, `ReportName = '${name}' AND FiscalYear = '2017'${more}`);
				return /<ReportPeriod>.*<\/ReportPeriod>/.exec(port.asked[1])?.[0];
			};
			const period = (from: string, to: string) =>
				`<ReportPeriod><FromReportDate>${from}</FromReportDate><ToReportDate>${to}</ToReportDate></ReportPeriod>`;
			expect(await asked(company)).toBe(period('2017-01-01', '2017-12-31'));
			expect(await asked(julyCompany)).toBe(period('2016-07-01', '2017-06-30'));
			const start = " AND ReportPeriodStart = '2017-03-01'";
			expect(await asked(company, start)).toBe(period('2017-03-01', '2017-12-31'));
		},
	);
});

describe('A clause that is refused names', () => {
	it.each([
		[undefined, ['ReportName is required']],
		["EntityType = 0 OR ReportName = 'x'", ['only = and in', 'ReportName is required']],
		["ReportName = 'Nothing' AND A > 1", ['no report "Nothing"', 'A: reports take only']],
		["ReportName in ('Trial Balance', 'x')", ['ReportName takes only =']],
		["ReportName = 'Trial Balance' AND FiscalYear = '2017'", ['no field "FiscalYear"']],
		["ReportName = 'Profit and Loss Budget Overview'", ['FiscalYear is required']],
		["ReportName = 'Sales by Customer Summary' AND FiscalYear = '0017'", ['FiscalYear has to be']],
		[
			"ReportName = 'Trial Balance' AND AccountType = 0 AND AccountId = '1-1'",
			['AccountId and AccountType cannot go together'],
		],
		["ReportName = 'Trial Balance' AND EntityName = '\u0007'", ['EntityName']],
		[
			"ReportName = 'Sales by Customer Summary' AND FiscalYear = '2017' AND ItemName = '\u0007'",
			['ItemName'],
		],
		["ReportName = 'Trial Balance' AND constructor = 1", ['no field "constructor"']],
	])('%s', async (where, parts) => {
		const { message } = await refusalOf(where);
		for (const part of parts) expect(message).toContain(part);
	});
});
