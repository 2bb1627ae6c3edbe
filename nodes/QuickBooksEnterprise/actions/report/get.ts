import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { REPORTS, reportTypeNamed } from '../../catalogue/reports';
import { isQuotable, NOT_QUOTABLE } from '../../ceql/quoting';
import { readReport, type Report, type ReportRow } from '../../reports/readReport';
import { reportQuery, type ReportCondition } from '../../reports/reportQuery';
import { isRecord } from '../../common/json/isRecord';
import { simplifyField } from '../fields/display';
import { locatorText } from '../fields/locators/objectLocator';
import type { ItemInput } from '../run/itemInput';
import { optionsField } from '../fields/options';
import type { HubOperation } from '../run/operation';
import { readReportFilters, reportFilterFields } from './filterFields';
import { periodFields } from './periodFields';

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

interface ReportChoice {
	name: string;
	conditions: ReportCondition[];
	simplify: boolean;
}

/** Reads a report: its rows as items, or the answer as it came. */
export const get: HubOperation<ReportChoice> = {
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get report',
		description: 'Retrieve one report, such as a balance sheet or the aging of receivables',
	},
	fields: [
		typeField,
		...periodFields(show),
		...reportFilterFields(show),
		simplifyField(show),
		optionsField(show, REPORT_TIMEOUT_MS),
	],
	timeoutMs: REPORT_TIMEOUT_MS,
	target: 'hub',
	read(item) {
		const name = readReportName(item);
		const conditions = readReportFilters(item, name);
		return { name, conditions, simplify: item.get('simplify', true) as boolean };
	},
	subject: ({ name }) => ({ action: `read the report '${name}'`, record: { noun: 'report' } }),
	async execute({ name, conditions, simplify }, { call, problems }) {
		const { body } = await call.ask(['reports'], {
			query: { where: reportQuery(name, conditions) },
			accepts: (answer) => typeof answer === 'object' && answer !== null,
		});
		if (!simplify) return { items: rawItems(body) };
		const report = readReport(body);
		if (!report) {
			problems.warn(unknownFormHint(name));
			return { items: rawItems(body) };
		}
		if (report.unplacedCells > 0) problems.warn(unplacedHint(name, report.unplacedCells));
		return { items: report.rows.map((row) => toItem(report, row)) };
	},
};

/** A title of QuickBooks becomes the name of the service; a name that is not in the catalogue is sent as it is. */
function readReportName(item: ItemInput): string {
	const { problems } = item;
	const given = locatorText(item.get('reportType'));
	if (given === '') problems.add(`${LABEL} (reportType) is empty`);
	if (!isQuotable(given)) problems.add(`${LABEL} (reportType) ${NOT_QUOTABLE}`);
	return reportTypeNamed(REPORTS, given)?.name ?? given;
}

function rawItems(body: unknown): IDataObject[] {
	const reports: unknown[] = Array.isArray(body) ? body : [body];
	return reports.map((report) => (isRecord(report) ? report : { report }) as IDataObject);
}

/** Every item has every column, so that a table of them has no gaps: what the row is about first. */
function toItem({ columns }: Report, { kind, heading, cells }: ReportRow): IDataObject {
	const [label, ...figures] = columns.map((name) => [name, cells.get(name) ?? null] as const);
	const about = [['rowKind', kind] as const, ['rowHeading', heading ?? null] as const];
	return Object.fromEntries([...(label ? [label] : []), ...about, ...figures]);
}

function unknownFormHint(name: string): string {
	return `The answer for the report '${name}' has a form that this node does not know, so it is given as it came.`;
}

function unplacedHint(name: string, count: number): string {
	return `${count} ${count === 1 ? 'value' : 'values'} of the report '${name}' could not be matched with a column. Such values stand under names such as 'Column 7'; switch 'Simplify' off to see the answer as it came.`;
}
