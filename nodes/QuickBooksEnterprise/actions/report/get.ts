import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { REPORTS, reportTypeNamed } from '../../catalogue/reports';
import { isQuotable, NOT_QUOTABLE } from '../../ceql/quoting';
import type { Findings } from '../../provisioning/findings';
import { readReport } from '../../reports/readReport';
import { reportQuery } from '../../reports/reportQuery';
import type { ReadReport } from '../../reports/types';
import { isRecord } from '../../transport/answer';
import { simplifyField } from '../display';
import { locatorText } from '../objectLocator';
import type { Run } from '../operation';
import { optionsField } from '../options';
import { throughInstance } from '../throughInstance';
import { readReportFilters, reportFilterFields } from './filterFields';

const show = { resource: ['report'], operation: ['get'] };
const LABEL = 'Report Type';

/** QuickBooks computes a report anew each time, over all of its books; in milliseconds (our choice). */
const REPORT_TIMEOUT_MS = 180_000;

const typeField: INodeProperties = {
	displayName: LABEL,
	name: 'reportType',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'Which report, by the name that the service has for it',
	displayOptions: { show },
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a report…',
			typeOptions: { searchListMethod: 'searchReportTypes', searchable: true },
		},
		{
			displayName: 'By Name',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. AR Aging Summary',
		},
	],
};

/** Reads a report: its rows as items, or the answer as it came. */
export const get = throughInstance({
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get report',
		description: 'Retrieve one report, such as a balance sheet or the aging of receivables',
	},
	fields: [
		typeField,
		...reportFilterFields(show),
		simplifyField(show),
		optionsField(show, REPORT_TIMEOUT_MS),
	],
	timeoutMs: REPORT_TIMEOUT_MS,
	prepare: (run, itemIndex, findings) => {
		const name = readReportName(run, itemIndex, findings);
		const conditions = readReportFilters(run, itemIndex, name, findings);
		const simplify = run.parameters.get('simplify', itemIndex, true) as boolean;
		return {
			subject: { action: `read the report '${name}'`, record: { noun: 'report' } },
			execute: async (call) => {
				const { body } = await call.ask(['reports'], {
					query: { where: reportQuery(name, conditions) },
					accepts: (answer) => typeof answer === 'object' && answer !== null,
				});
				if (!simplify) return rawItems(body);
				const report = readReport(body);
				if (report.unplacedCells > 0) run.hint(unplacedHint(name, report.unplacedCells));
				return report.rows.map((row) => toItem(report, row));
			},
		};
	},
});

/** A title of QuickBooks becomes the name of the service; a name that is not in the catalogue is sent as it is. */
function readReportName(run: Run, itemIndex: number, findings: Findings): string {
	const given = locatorText(run.parameters.get('reportType', itemIndex));
	if (given === '') findings.add(`${LABEL} (reportType) is empty`);
	if (!isQuotable(given)) findings.add(`${LABEL} (reportType) ${NOT_QUOTABLE}`);
	return reportTypeNamed(REPORTS, given)?.name ?? given;
}

function rawItems(body: unknown): IDataObject[] {
	const reports: unknown[] = Array.isArray(body) ? body : [body];
	return reports.map((report) => (isRecord(report) ? report : { report }) as IDataObject);
}

/** Every item has every column, so that a table of them has no gaps. */
function toItem({ columns }: ReadReport, row: ReadReport['rows'][number]): IDataObject {
	const cells = columns.map((name) => [name, row.values[name] ?? null] as const);
	const { kind, heading } = row;
	return { rowKind: kind, rowHeading: heading ?? null, ...Object.fromEntries(cells) };
}

function unplacedHint(name: string, count: number): string {
	return `${count} ${count === 1 ? 'value' : 'values'} of the report '${name}' could not be matched with a column. Such values stand under names such as 'Column 7'; switch 'Simplify' off to see the answer as it came.`;
}
