import { isRecord } from '../common/json/isRecord';

/** A column of a report. */
export interface ReportColumn {
	/** What cells name it by (`colID`). */
	id: string;
	/** Its title, or a name made up for it; unique among the columns. */
	name: string;
}

/** The column that names the rows has no title in qbXML. */
const FIRST_NAME = 'Label';

/**
 * Reads the descriptions of a report's columns (`ColDesc`, qbXML 14).
 *
 * @param descriptions One for each column: `{ colID, ColTitle: [{ titleRow, value }] }`.
 */
export function readColumns(descriptions: readonly unknown[]): ReportColumn[] {
	const taken = new Set<string>();
	return descriptions.map((description, index) => {
		const { colID = index + 1, ColTitle } = isRecord(description) ? description : {};
		const title = titleText(ColTitle);
		const fallback = index === 0 ? FIRST_NAME : `Column ${index + 1}`;
		const name = freeName(title || fallback, (each) => taken.has(each));
		taken.add(name);
		return { id: String(colID), name };
	});
}

/** The name for a cell whose column the report does not list. */
export function unknownColumnName(position: number, isTaken: (name: string) => boolean): string {
	return freeName(`Column ${position + 1}`, isTaken);
}

/** A title of several rows is one text, its rows joined (qbXML: in the order of `titleRow`). */
function titleText(title: unknown): string {
	const rows: unknown[] = Array.isArray(title) ? title : [title];
	const texts = rows.map((row) => (isRecord(row) ? row.value : row));
	return texts
		.filter((text) => text !== undefined && text !== null && text !== '')
		.map(String)
		.join(' ')
		.trim();
}

/** `Amount`, then `Amount (2)`. */
function freeName(name: string, isTaken: (name: string) => boolean): string {
	let free = name;
	for (let count = 2; isTaken(free); count += 1) free = `${name} (${count})`;
	return free;
}
