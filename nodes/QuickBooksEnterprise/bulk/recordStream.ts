import { InputError } from '../common/problems';
import type { ChunkConverter } from '../transport/fileStream';
import { RequestFailure } from '../transport/errors/failure';

export type FileFormat = 'csv' | 'json' | 'jsonl';

/** Passes a file on and counts its records. */
export interface RecordConverter extends ChunkConverter {
	readonly recordCount: number;
}

/**
 * Makes a file out of the bytes of a download. A CSV stays as it came; JSON may come as an array or line
 * by line (observed). Its records are checked on their way.
 *
 * @param format The format of the file that is made.
 */
export function converterTo(format: FileFormat): RecordConverter {
	return format === 'csv' ? new CsvCounter() : new JsonConverter(format, true);
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

/** @param reason What is wrong with the file, where that says more than that it cannot be read. */
const unreadable = (reason?: string) =>
	new RequestFailure({ kind: 'unreadable', ...(reason === undefined ? {} : { reason }) });

/**
 * Reads JSON records byte by byte, an array of objects or one object after the other, and writes them as
 * an array or as a line each. Nothing but the chunk and the record at hand is held. Bytes within records stay as they
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
	private line = 1;
	/** Line in which the record begins, and what of it came so far. */
	private recordLine = 1;
	private held: Buffer[] = [];

	/**
	 * @param format The format of the file that is made.
	 * @param checks Whether to read each record as well, and to end at one that is no JSON.
	 */
	constructor(
		private readonly format: 'json' | 'jsonl',
		private readonly checks = false,
	) {}

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
				this.recordLine = this.line;
				out.push(this.separator());
				this.recordCount++;
			} else if (byte === QUOTE) {
				this.isInText = true;
			} else if (byte === OPENING_BRACE || byte === OPENING_BRACKET) {
				this.depth++;
			} else if (byte === CLOSING_BRACE || byte === CLOSING_BRACKET) {
				this.depth--;
				if (this.depth > 0) continue;
				out.push(this.hold(chunk.subarray(start, at + 1)));
				this.checkRecord();
				start = -1;
			} else if (byte === LINE_FEED) {
				this.line++;
				out.push(this.hold(chunk.subarray(start, at)));
				start = at + 1;
			}
		}
		if (start >= 0 && start < chunk.length) out.push(this.hold(chunk.subarray(start)));
		return out;
	}

	private hold(piece: Buffer): Buffer {
		if (this.checks) this.held.push(piece);
		return piece;
	}

	/** @throws InputError where the record at hand is no JSON. */
	private checkRecord(): void {
		if (!this.checks) return;
		const text = Buffer.concat(this.held).toString('utf8');
		this.held = [];
		if (!isJson(text)) throw this.brokenRecord();
	}

	private brokenRecord(): InputError {
		return new InputError(
			[`Record ${this.recordCount} of the file, in line ${this.recordLine}, is no valid JSON`],
			"The service wrote it so. Fetch the file as CSV, or leave the record out with a condition under 'Filter By'.",
		);
	}

	end(): Buffer[] {
		if (this.depth > 0 || (this.isArray === true && !this.isArrayClosed)) {
			throw unreadable(
				`The file breaks off in line ${this.line}, behind ${this.recordCount} records`,
			);
		}
		if (this.format === 'jsonl') return this.recordCount > 0 ? [Buffer.from('\n')] : [];
		return [Buffer.from(this.recordCount > 0 ? ']' : '[]')];
	}

	/** Where the text ends that a chunk has at a place: at its closing quote, or with the chunk. */
	private endOfText(chunk: Buffer, from: number): number {
		for (let at = from; at < chunk.length; at++) {
			const byte = chunk[at];
			// A text of JSON has no line breaks; where one has, its quotes are lost, and so would be what follows.
			if (this.checks && byte === LINE_FEED) throw this.brokenRecord();
			if (this.isEscaped) this.isEscaped = false;
			else if (byte === BACKSLASH) this.isEscaped = true;
			else if (byte === QUOTE) {
				this.isInText = false;
				return at;
			}
		}
		return chunk.length;
	}

	/**
	 * Whether a byte belongs to no record.
	 *
	 * @throws RequestFailure for what is no list of objects.
	 */
	private isBetween(byte: number): boolean {
		if (byte === LINE_FEED) this.line++;
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

function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

/**
 * Passes CSV on and counts the rows below its heading; line breaks within quotes count for none. Only a quote at the
 * beginning of a value opens one: `6" pipe` is a value of its own.
 */
export class CsvCounter implements RecordConverter {
	private rows = 0;
	private isQuoted = false;
	/** A quote within quotes: the end of them, or the first of a doubled one. */
	private isQuotePending = false;
	private isCellBegun = false;
	private isRowBegun = false;
	private isFirst = true;
	/** Row in which the quoted value at hand begins; the heading is row 1. */
	private quotedRow = 0;

	get recordCount(): number {
		return Math.max(0, this.rows + (this.isRowBegun ? 1 : 0) - 1);
	}

	push(chunk: Buffer): Buffer[] {
		for (const byte of chunk) {
			if (this.isFirst && (SPACE.includes(byte) || BYTE_ORDER_MARK.includes(byte))) continue;
			// A service that does not heed what was asked for answers in JSON.
			if (this.isFirst && NOT_CSV.includes(byte)) throw unreadable();
			this.isFirst = false;
			this.take(byte);
		}
		return [chunk];
	}

	end(): Buffer[] {
		if (this.isQuoted && !this.isQuotePending) {
			throw unreadable(
				`The file breaks off within quotes: a value in row ${this.quotedRow} begins with a quote that is never closed`,
			);
		}
		return [];
	}

	private take(byte: number): void {
		if (this.isQuotePending) {
			this.isQuotePending = false;
			if (byte === QUOTE) return;
			this.isQuoted = false;
		}
		if (this.isQuoted) {
			this.isQuotePending = byte === QUOTE;
		} else if (byte === LINE_FEED) {
			if (this.isRowBegun) this.rows++;
			this.isRowBegun = false;
			this.isCellBegun = false;
		} else if (byte === COMMA) {
			this.isRowBegun = true;
			this.isCellBegun = false;
		} else {
			if (byte === QUOTE && !this.isCellBegun) {
				this.isQuoted = true;
				this.quotedRow = this.rows + 1;
			}
			this.isCellBegun = true;
			if (!SPACE.includes(byte)) this.isRowBegun = true;
		}
	}
}
