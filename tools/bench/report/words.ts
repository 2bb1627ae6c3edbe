/** A number as people read it. */
export function number(value: number, digits = 0): string {
	return value.toLocaleString('en-GB', {
		minimumFractionDigits: digits,
		maximumFractionDigits: digits,
	});
}

export function percent(share: number, digits = 0): string {
	return `${number(share * 100, digits)} %`;
}

export function times(factor: number): string {
	return `${number(factor, 2)}×`;
}

/** A table in Markdown. */
export function table(head: string[], rows: string[][]): string {
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
	return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
