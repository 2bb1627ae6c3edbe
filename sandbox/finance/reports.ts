import { readReport } from '../../gateway/reports';
import { ok, queryValue, type Answer, type Call } from '../server/http';
import type { World } from '../world';
import type { FinanceCompany } from './company';
import type { FinanceRecord } from './kinds';
import { throughGateway } from './status';

/**
 * How a report's columns and rows can look. What Cloud Elements makes of them is not documented.
 * `reportRet`: qbXML's answer as JSON, its rows in a list for each kind, with `rowNumber` for their order.
 * `rows`: the same with all rows in one list, each with its kind as `type`: that of the gateway.
 * `records`: nothing but a list of rows, each an object of columns and values.
 */
export type ReportShape = 'records' | 'reportRet' | 'rows';

/** `/reports`: one report. */
export async function report(world: World, call: Call, company: FinanceCompany): Promise<Answer> {
	const port = company.port(() => world.clock.now(call.distortion.clockOffsetMs));
	const where = queryValue(call, 'where');
	const found = await throughGateway(async () => await readReport(port, where));
	return ok(shaped(found, world.settings.reportShape));
}

/** A report as it is sent: an array with one report (observed), or the rows alone. */
function shaped(report: FinanceRecord, shape: ReportShape): FinanceRecord[] {
	const { Rows, ...head } = report;
	const rows = Rows as FinanceRecord[];
	switch (shape) {
		case 'records':
			return records(head.ColDesc as FinanceRecord[], rows);
		case 'rows':
			return [report];
		case 'reportRet':
			return [{ ...head, ReportData: byKind(rows) }];
	}
}

function byKind(rows: FinanceRecord[]): Record<string, FinanceRecord[]> {
	const data: Record<string, FinanceRecord[]> = {};
	for (const { type, ...row } of rows) (data[String(type)] ??= []).push(row);
	return data;
}

/** Every row has every column; an empty cell is an empty text. */
function records(columns: FinanceRecord[], rows: FinanceRecord[]): FinanceRecord[] {
	const titles = columns.map(({ ColTitle }) => {
		const texts = (ColTitle as FinanceRecord[]).flatMap(({ value }) => value ?? []);
		return texts.map(String).join(' ') || 'Label';
	});
	return rows.map(({ value, ColData = [] }) => {
		const cells = new Map(
			(ColData as FinanceRecord[]).map((cell) => [Number(cell.colID), cell.value]),
		);
		const textOf = (index: number) => cells.get(index + 1) ?? (index === 0 ? value : '') ?? '';
		return Object.fromEntries(titles.map((title, index) => [title, textOf(index)]));
	});
}
