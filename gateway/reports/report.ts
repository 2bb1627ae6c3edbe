import { writeRequest, type JsonRecord } from '../qbxml';
import { refusedBy, requireDone, targetOf, type CompanyPort } from '../records';
import { inFieldsOf, parametersOf, readReportRequest, type ReportRequest } from './request';

const MONTHS = [
	...['January', 'February', 'March', 'April', 'May', 'June'],
	...['July', 'August', 'September', 'October', 'November', 'December'],
];

/**
 * Asks QuickBooks for a report.
 *
 * @param where the clause of `/reports`
 * @returns the report with its rows in one list, in its order
 * @throws ApiError 400 that names every field that is wrong, before anything is sent; and where QuickBooks refuses
 * @throws CallFailure where there is no answer
 */
export async function readReport(
	port: CompanyPort,
	where: string | undefined,
): Promise<JsonRecord> {
	const asked = readReportRequest(where, targetOf(port));
	const parameters = parametersOf(asked);
	const { FiscalYear: year, ...others } = parameters;
	const isYearOfPeriod = year !== undefined && asked.report.category !== 'BudgetSummaryReport';
	if (!isYearOfPeriod) return await ask(port, asked, { ...usualPeriod(asked), ...parameters });
	// What cannot be sent is said before the company is asked for its fiscal year.
	written(port, asked, others);
	const period = await fiscalYear(port, Number(year));
	const given = others.ReportPeriod as JsonRecord | undefined;
	return await ask(port, asked, { ...others, ReportPeriod: { ...period, ...given } });
}

/**
 * Without days QuickBooks would show its fiscal year up to today (inferred). The API shows all there is, and what is
 * open today (our choice).
 */
function usualPeriod({ report, filters }: ReportRequest): JsonRecord {
	if (filters.some(({ field }) => field.path[0] === 'ReportPeriod')) return {};
	if (report.category === 'AgingReport') return { ReportDateMacro: 'Today' };
	return report.category === 'BudgetSummaryReport' ? {} : { ReportDateMacro: 'All' };
}

function written(port: CompanyPort, asked: ReportRequest, record: JsonRecord) {
	const requestId = port.newRequestId();
	const { category: object } = asked.report;
	try {
		return writeRequest({ object, operation: 'query', record, requestId, ...targetOf(port) });
	} catch (error) {
		throw inFieldsOf(asked, error);
	}
}

async function ask(
	port: CompanyPort,
	asked: ReportRequest,
	parameters: JsonRecord,
): Promise<JsonRecord> {
	const answer = await port.run(written(port, asked, parameters), { mayBeLong: true });
	requireDone(answer);
	const [report] = answer.records;
	if (!report) throw refusedBy(1_000, 'QuickBooks answered without the report.');
	return report.record;
}

/** The days of the fiscal year that ends in a year (our choice of the two that touch it). */
async function fiscalYear(port: CompanyPort, year: number): Promise<JsonRecord> {
	const requestId = port.newRequestId();
	const answer = await port.run(
		writeRequest({
			object: 'Company',
			operation: 'query',
			record: {},
			requestId,
			...targetOf(port),
		}),
	);
	requireDone(answer);
	const first = MONTHS.indexOf(String(answer.records[0]?.record.FirstMonthFiscalYear));
	const day = (month: number, date: number) =>
		new Date(Date.UTC(year, month, date)).toISOString().slice(0, 10);
	const month = first > 0 ? first - 12 : 0;
	return { FromReportDate: day(month, 1), ToReportDate: day(month + 12, 0) };
}
