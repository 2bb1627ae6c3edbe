import { Grammar } from '../../qbxml/grammar';
import { ORDER, textOf, type QbRecord } from '../../qbxml/record';
import type { ReportTable } from '../company';
import type { Context, Reply } from '../session/context';
import { StatusError } from '../statusError';

const ROWS = {
	data: 'DataRow',
	subtotal: 'SubtotalRow',
	text: 'TextRow',
	total: 'TotalRow',
} as const;

type Column = ReportTable['columns'][number];

const blocks = Grammar.of(14);
const COLUMN_TYPES = blocks.block('ColDesc').elements.get('ColType')!.values!;
/** What a row can be about. */
const ROW_TYPES = blocks
	.block('DataRow')
	.elements.get('RowData')!
	.attributes.get('rowType')!.values!;

function colType({ title, type, colType: given }: Column, index: number): string {
	const guess = given ?? title.replace(/[^A-Za-z]/g, '');
	if (index === 0 && given === undefined) return 'Label';
	if (COLUMN_TYPES.has(guess)) return guess;
	if (/^total$/i.test(title)) return 'Total';
	return type === 'AMTTYPE' ? 'Amount' : 'Blank';
}

/** Everything stands in attributes; an empty cell is not there. */
function rowOf(
	{ kind, label, cells, about }: ReportTable['rows'][number],
	index: number,
): QbRecord {
	const rowNumber = String(index + 1);
	if (kind === 'text') return { '@rowNumber': rowNumber, '@value': label };
	const values = [label, ...cells].map((value, at) => ({
		'@colID': String(at + 1),
		'@value': value,
	}));
	return {
		'@rowNumber': rowNumber,
		...(about && label && ROW_TYPES.includes(about)
			? { RowData: { '@rowType': about, '@value': label } }
			: {}),
		ColData: values.filter((cell) => cell['@value'] !== ''),
	};
}

function dataOf({ rows }: ReportTable): QbRecord {
	const data: Record<string, QbRecord[]> = {};
	rows.forEach((row, index) => (data[ROWS[row.kind]] ??= []).push(rowOf(row, index)));
	return { ...data, [ORDER]: rows.map(({ kind }) => ROWS[kind]) };
}

/** A report as it is sent. */
function reportRet(table: ReportTable): QbRecord {
	const { title, subtitle, basis, columns, rows } = table;
	return {
		ReportTitle: title,
		ReportSubtitle: subtitle,
		ReportBasis: basis,
		NumRows: String(rows.length),
		NumColumns: String(columns.length),
		NumColTitleRows: '1',
		ColDesc: columns.map((column, index) => ({
			'@colID': String(index + 1),
			'@dataType': column.type,
			ColTitle: [{ '@titleRow': '1', ...(column.title ? { '@value': column.title } : {}) }],
			ColType: colType(column, index),
		})),
		...(rows.length > 0 ? { ReportData: dataOf(table) } : {}),
	};
}

/**
 * A report query.
 *
 * @param family `GeneralSummaryReport`.
 */
export function report({ company, content, settings }: Context, family: string): Reply {
	if (family.startsWith('Payroll') && !settings.mayReadPersonalData) {
		throw new StatusError(
			3261,
			'The application does not have the required permissions to access payroll reports.',
		);
	}
	const type = textOf(content, `${family}Type`) ?? family;
	const table = company.report({ family, type, query: content });
	return { content: { ReportRet: reportRet(table) } };
}
