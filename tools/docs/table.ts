/** A table of a page. The cells are Markdown. */
export interface Table {
	head: string[];
	rows: string[][];
}

function line(cells: string[]): string {
	return `| ${cells.map((cell) => cell.replace(/\|/g, '\\|')).join(' | ')} |`;
}

/** The lines of a table in Markdown, as narrow as they can be. */
export function tableLines({ head, rows }: Table): string[] {
	return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
