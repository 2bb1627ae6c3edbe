import { Utf8Text } from './fileEncoding';

/**
 * Reads CSV (RFC 4180) a chunk at a time: commas, quotes doubled within quotes, line breaks of any kind.
 */
export class CsvReader {
	private cells: string[] = [];
	private cell = '';
	private isQuoted = false;
	/** A quote within quotes: the end of them, or the first of a doubled one. */
	private isQuotePending = false;
	private isAfterReturn = false;
	private isRowBegun = false;
	private isBehindQuotes = false;
	private isMixed = false;

	/** Whether a value of the last row goes on behind its closing quote, which readers take in different ways. */
	hasMixedValue = false;

	/** Whether the file ended within quotes. */
	get isUnclosed(): boolean {
		return this.isQuoted;
	}

	/** Yields the cells of each row. An empty line is a row with one empty cell. */
	async *read(chunks: AsyncIterable<Buffer>): AsyncGenerator<string[]> {
		const text = new Utf8Text();
		let isFirst = true;
		for await (const chunk of chunks) {
			const piece = text.push(chunk);
			yield* this.push(isFirst ? piece.replace(/^\uFEFF/, '') : piece);
			isFirst &&= piece === '';
		}
		yield* this.push(text.end());
		if (this.isQuotePending) this.isQuoted = false;
		if (this.isRowBegun || this.cell !== '') yield this.endRow();
	}

	private *push(text: string): Generator<string[]> {
		for (const character of text) {
			if (this.isQuotePending) {
				this.isQuotePending = false;
				if (character === '"') {
					this.cell += '"';
					continue;
				}
				this.isQuoted = false;
				this.isBehindQuotes = true;
			}
			if (this.isQuoted) {
				if (character === '"') this.isQuotePending = true;
				else this.cell += character;
				continue;
			}
			const isSecondOfBreak = character === '\n' && this.isAfterReturn;
			this.isAfterReturn = character === '\r';
			if (isSecondOfBreak) continue;
			if (character === '\r' || character === '\n') {
				yield this.endRow();
				continue;
			}
			this.isRowBegun = true;
			if (character === ',') this.endCell();
			else if (character === '"' && this.cell === '') this.isQuoted = true;
			else {
				this.isMixed ||= this.isBehindQuotes;
				this.cell += character;
			}
		}
	}

	private endCell(): void {
		this.cells.push(this.cell);
		this.cell = '';
		this.isBehindQuotes = false;
	}

	private endRow(): string[] {
		this.endCell();
		const row = this.cells;
		this.cells = [];
		this.isRowBegun = false;
		this.hasMixedValue = this.isMixed;
		this.isMixed = false;
		return row;
	}
}
