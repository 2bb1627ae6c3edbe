import { REPORTS } from '../../../nodes/QuickBooksEnterprise/catalogue/reports';
import { ok, queryValue, type Answer, type Call } from '../../http';
import type { World } from '../../world';
import type { FinanceCompany } from '../company';
import { makeReport } from '../../../simulator/quickBooks/reports/make';
import { readRequest } from './request';
import { shapedReport } from './shape';

/** `/report-types`: category and name of each (documented). */
export function reportTypes(): Answer {
	return ok(REPORTS.types.map(({ category, name }) => ({ Category: category, Name: name })));
}

/** `/reports`: one report. */
export function report(world: World, call: Call, company: FinanceCompany): Answer {
	const now = world.clock.now(call.distortion.clockOffsetMs);
	const request = readRequest(REPORTS, queryValue(call, 'where'), now);
	const table = makeReport(company.quickBooks.file, request);
	return ok(shapedReport(table, world.settings.reportShape));
}
