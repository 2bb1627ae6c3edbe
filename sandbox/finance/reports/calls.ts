import { REPORTS } from '../../../nodes/QuickBooksEnterprise/catalogue/reports';
import { ok, queryValue, type Answer, type Call } from '../../http';
import type { World } from '../../world';
import type { CompanyFile } from '../companyFile';
import { recordsOf } from '../view';
import { makeReport } from './make';
import { readRequest } from './request';
import { shapedReport } from './shape';

/** `/report-types`: category and name of each (documented). */
export function reportTypes(): Answer {
	return ok(REPORTS.types.map(({ category, name }) => ({ Category: category, Name: name })));
}

/** `/reports`: an array with one report (observed). */
export async function report(world: World, call: Call, company: CompanyFile): Promise<Answer> {
	const now = world.clock.now(call.distortion.clockOffsetMs);
	const request = readRequest(REPORTS, queryValue(call, 'where'), now);
	const table = makeReport(company, request, await recordsOf(company, 'products'));
	return ok([shapedReport(table, world.settings.reportShape)]);
}
