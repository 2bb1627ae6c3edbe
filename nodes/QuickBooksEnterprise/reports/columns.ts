import { asList, isObject, isScalar, memberNamed } from './json';
import type { JsonValue } from './types';

/** A column of a report's own list. */
export interface ReportColumn {
	/** How cells name it; absent where only the position counts. */
	id?: string;
	/** Unique among the columns. */
	name: string;
}

/** The column over the names of rows has no title in qbXML. */
const FIRST = 'Label';

const generated = (index: number) => (index === 0 ? FIRST : `Column ${index + 1}`);

/** Lines of a title, joined: `[{ titleRow: 1, value: 'Jan' }, …]`, `{ value }` or plain text. */
function titleText(title: JsonValue | undefined): string {
	return asList(title)
		.map((line) => (isObject(line) ? memberNamed(line, 'value', 'text', 'title') : line))
		.filter((line): line is boolean | number | string => line !== undefined && line !== null)
		.filter((line) => isScalar(line))
		.map(String)
		.join(' ')
		.trim();
}

function read(description: JsonValue): { id?: string; title: string } {
	if (!isObject(description)) return { title: titleText(description) };
	const id = memberNamed(description, 'colid', 'id');
	return {
		title: titleText(memberNamed(description, 'coltitle', 'title', 'label', 'name', 'value')),
		...(id !== undefined && isScalar(id) ? { id: String(id) } : {}),
	};
}

/** A name that is not taken yet: `Amount`, then `Amount (2)`. */
export function freeName(name: string, isTaken: (name: string) => boolean): string {
	let free = name;
	for (let count = 2; isTaken(free); count += 1) free = `${name} (${count})`;
	return free;
}

/** The columns of a list of descriptions or of plain titles. */
export function columnsOf(descriptions: JsonValue[]): ReportColumn[] {
	const taken = new Set<string>();
	return descriptions.map((description, index) => {
		const { id, title } = read(description);
		const name = freeName(title || generated(index), (each) => taken.has(each));
		taken.add(name);
		return id === undefined ? { name } : { id, name };
	});
}

/** What a cell without a column of its own stands under. */
export const generatedName = (index: number) => `Column ${index + 1}`;
