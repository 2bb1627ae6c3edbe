import { failureTable, gatewayTable, quickBooksTable } from './messageTables';
import { recordTable } from './recordTable';
import { tableLines, type Table } from './table';

/** The tables of each page in `docs/` that are made from the code, by the heading above them. */
export const GENERATED: Record<string, Record<string, () => Table>> = {
	'messages.md': {
		'Cloud Elements and the network': failureTable,
		'A gateway': gatewayTable,
		'QuickBooks, its connector and the tunnel': quickBooksTable,
	},
	'records.md': { Resources: recordTable },
};

/**
 * A page with its generated tables as the code has them now. What else stands below the headings stays.
 *
 * @param name the file in `docs/`
 * @param page what it holds
 * @throws when the page has no such heading, or no table below it
 */
export function withGeneratedTables(name: string, page: string): string {
	return Object.entries(GENERATED[name]).reduce(
		(text, [heading, table]) => replaceTable(text, heading, table()),
		page,
	);
}

function replaceTable(page: string, heading: string, table: Table): string {
	const lines = page.split('\n');
	const start = lines.indexOf(`## ${heading}`);
	const first = lines.findIndex((line, index) => index > start && line.startsWith('|'));
	const next = lines.findIndex((line, index) => index > start && line.startsWith('## '));
	if (start < 0 || first < 0 || (next >= 0 && next < first)) {
		throw new Error(`There is no table below the heading "${heading}"`);
	}
	const length = lines.slice(first).findIndex((line) => !line.startsWith('|'));
	lines.splice(first, length < 0 ? lines.length - first : length, ...tableLines(table));
	return lines.join('\n');
}
