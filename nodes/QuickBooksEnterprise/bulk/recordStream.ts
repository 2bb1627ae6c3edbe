import type { ChunkConverter } from '../transport/fileStream';
import { RequestFailure } from '../transport/failure';

export type FileFormat = 'csv' | 'json' | 'jsonl';

/** Passes a file on and counts its records. */
export interface RecordConverter extends ChunkConverter {
	readonly recordCount: number;
}

/** In: what the file is to become. A CSV stays as it came; JSON may come as an array or line by line (observed). */
export function converterTo(format: FileFormat): RecordConverter {
	return format === 'csv' ? new CsvCounter() : new JsonConverter(format);
}

const code = (character: string) => character.charCodeAt(0);
const QUOTE = code('"');
const BACKSLASH = code('\\');
const LINE_FEED = code('\n');
const COMMA = code(',');
const OPENING_BRACE = code('{');
const OPENING_BRACKET = code('[');
const CLOSING_BRACE = code('}');
const CLOSING_BRACKET = code(']');
const SPACE = [code(' '), code('\t'), code('\r'), LINE_FEED];
/** How JSON and pages of a proxy begin. */
const NOT_CSV = [OPENING_BRACE, OPENING_BRACKET, code('<')];
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

const unreadable = () => new RequestFailure({ kind: 'unreadable' });

/**
 * Reads JSON records byte by byte, an array of objects or one object after the other, and writes them as
 * an array or as a line each. Nothing but the chunk at hand is held. Bytes within records stay as they
 * are, but for line breaks between their members.
 */
export class JsonConverter implements RecordConverter {
	recordCount = 0;
	private isArray: boolean | undefined;
	private isArrayClosed = false;
	/** Braces and brackets open within the record; 0 between records. */
	private depth = 0;
	private isInText = false;
	private isEscaped = false;

	constructor(private readonly format: 'json' | 'jsonl') {}

	push(chunk: Buffer): Buffer[] {
		const out: Buffer[] = [];
		let start = this.depth > 0 ? 0 : -1;
		for (let at = 0; at < chunk.length; at++) {
			const byte = chunk[at];
			if (this.isInText) {
				at = this.endOfText(chunk, at);
			} else if (this.depth === 0) {
				if (this.isBetween(byte)) continue;
				start = at;
				this.depth = 1;
				out.push(this.separator());
				this.recordCount++;
			} else if (byte === QUOTE) {
				this.isInText = true;
			} else if (byte === OPENING_BRACE || byte === OPENING_BRACKET) {
				this.depth++;
			} else if (byte === CLOSING_BRACE || byte === CLOSING_BRACKET) {
				this.depth--;
				if (this.depth > 0) continue;
				out.push(chunk.subarray(start, at + 1));
				start = -1;
			} else if (byte === LINE_FEED) {
				out.push(chunk.subarray(start, at));
				start = at + 1;
			}
		}
		if (start >= 0 && start < chunk.length) out.push(chunk.subarray(start));
		return out;
	}

	end(): Buffer[] {
		if (this.depth > 0 || (this.isArray === true && !this.isArrayClosed)) throw unreadable();
		if (this.format === 'jsonl') return this.recordCount > 0 ? [Buffer.from('\n')] : [];
		return [Buffer.from(this.recordCount > 0 ? ']' : '[]')];
	}

	/** Where the text ends that a chunk has at a place: at its closing quote, or with the chunk. */
	private endOfText(chunk: Buffer, from: number): number {
		for (let at = from; at < chunk.length; at++) {
			const byte = chunk[at];
			if (this.isEscaped) this.isEscaped = false;
			else if (byte === BACKSLASH) this.isEscaped = true;
			else if (byte === QUOTE) {
				this.isInText = false;
				return at;
			}
		}
		return chunk.length;
	}

	/** Whether a byte belongs to no record. Errors: RequestFailure for what is no list of objects. */
	private isBetween(byte: number): boolean {
		if (SPACE.includes(byte) || BYTE_ORDER_MARK.includes(byte)) return true;
		if (this.isArrayClosed) throw unreadable();
		if (this.isArray === undefined) {
			this.isArray = byte === OPENING_BRACKET;
			if (this.isArray) return true;
		}
		if (this.isArray && byte === CLOSING_BRACKET) {
			this.isArrayClosed = true;
			return true;
		}
		if (byte === COMMA) return true;
		if (byte !== OPENING_BRACE) throw unreadable();
		return false;
	}

	private separator(): Buffer {
		if (this.format === 'jsonl') return Buffer.from(this.recordCount > 0 ? '\n' : '');
		return Buffer.from(this.recordCount > 0 ? ',\n' : '[');
	}
}

/** Passes CSV on and counts the rows below its heading; line breaks within quotes count for none. */
export class CsvCounter implements RecordConverter {
	private rows = 0;
	private isQuoted = false;
	private isRowBegun = false;
	private isFirst = true;

	get recordCount(): number {
		return Math.max(0, this.rows + (this.isRowBegun ? 1 : 0) - 1);
	}

	push(chunk: Buffer): Buffer[] {
		for (const byte of chunk) {
			if (this.isFirst && !SPACE.includes(byte) && !BYTE_ORDER_MARK.includes(byte)) {
				// A service that does not heed what was asked for answers in JSON.
				if (NOT_CSV.includes(byte)) throw unreadable();
				this.isFirst = false;
			}
			if (byte === QUOTE) this.isQuoted = !this.isQuoted;
			if (byte === LINE_FEED && !this.isQuoted) {
				if (this.isRowBegun) this.rows++;
				this.isRowBegun = false;
			} else if (!this.isRowBegun && !SPACE.includes(byte)) {
				this.isRowBegun = true;
			}
		}
		return [chunk];
	}

	end(): Buffer[] {
		if (this.isQuoted) throw unreadable();
		return [];
	}
}
