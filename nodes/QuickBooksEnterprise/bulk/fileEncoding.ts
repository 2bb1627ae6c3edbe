import { InputError } from '../common/problems';

/** What a file may be written in, as users choose it. */
export type FileEncoding = 'utf-8' | 'utf-16' | 'windows-1252';

/** How a file is read: by the name of its decoder, behind so many bytes of a byte order mark. */
export interface FoundEncoding {
	decoder: 'utf-8' | 'utf-16be' | 'utf-16le' | 'windows-1252';
	markBytes: number;
}

/** Longest byte order mark. */
export const MARK_BYTES = 4;

const MARKS: ReadonlyArray<[mark: number[], decoder: FoundEncoding['decoder']]> = [
	[[0xef, 0xbb, 0xbf], 'utf-8'],
	[[0xff, 0xfe], 'utf-16le'],
	[[0xfe, 0xff], 'utf-16be'],
];

/**
 * What a file is written in: a byte order mark says it better than the user does.
 *
 * @param start The first bytes of the file.
 * @param chosen What it is where it does not say so itself.
 */
export function encodingOf(start: Uint8Array, chosen: FileEncoding): FoundEncoding {
	for (const [mark, decoder] of MARKS) {
		if (mark.every((byte, index) => start[index] === byte))
			return { decoder, markBytes: mark.length };
	}
	if (chosen !== 'utf-16') return { decoder: chosen, markBytes: 0 };
	// A file begins with a bracket, a brace or the name of a column, whose other byte is zero.
	return { decoder: start[0] === 0 ? 'utf-16be' : 'utf-16le', markBytes: 0 };
}

/** Whether a file can be sent as it is. */
export function isPlain({ decoder, markBytes }: FoundEncoding): boolean {
	return decoder === 'utf-8' && markBytes === 0;
}

/**
 * A file in UTF-8 without byte order mark, piece by piece.
 *
 * @throws InputError where it is not written in what it is said to be.
 */
export async function* inUtf8(
	chunks: AsyncIterable<Uint8Array>,
	{ decoder: label, markBytes }: FoundEncoding,
): AsyncGenerator<Buffer> {
	const decoder = label === 'utf-8' ? undefined : new TextDecoder(label, { fatal: true });
	let toSkip = markBytes;
	for await (const chunk of chunks) {
		const bytes = chunk.subarray(Math.min(toSkip, chunk.length));
		toSkip -= chunk.length - bytes.length;
		const text = decoder ? decodedBy(decoder, bytes) : bytes;
		if (text.length > 0) yield Buffer.from(text);
	}
	const rest = decoder ? decodedBy(decoder) : '';
	if (rest.length > 0) yield Buffer.from(rest);
}

/** @param bytes The next piece; nothing at the end. */
function decodedBy(decoder: InstanceType<typeof TextDecoder>, bytes?: Uint8Array): string {
	let text: string | undefined;
	try {
		text = decoder.decode(bytes, { stream: bytes !== undefined });
	} catch {
		text = undefined;
	}
	if (text !== undefined) return text;
	throw new InputError(
		['The file is not written in UTF-16'],
		"Save it as 'CSV UTF-8', or pick what it is as 'Encoding' under 'Options'. Nothing was sent.",
	);
}

/** Where bytes that are no UTF-8 stand in a text: each as a lone half of a pair, which UTF-8 cannot hold. */
const STRAY = /[\udc80-\udcff]/u;
const STRAY_BASE = 0xdc00;

/** Reads UTF-8 piece by piece; a byte that is none stays recognisable in the text. */
export class Utf8Text {
	private readonly decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
	private rest: Uint8Array = new Uint8Array(0);

	push(chunk: Uint8Array): string {
		const bytes = this.rest.length > 0 ? Buffer.concat([this.rest, chunk]) : chunk;
		const end = wholeLength(bytes);
		this.rest = bytes.slice(end);
		return this.decode(bytes.subarray(0, end));
	}

	/** What is left: the beginning of a character that never ends. */
	end(): string {
		const { rest } = this;
		this.rest = new Uint8Array(0);
		return this.decode(rest);
	}

	private decode(bytes: Uint8Array): string {
		try {
			return this.decoder.decode(bytes);
		} catch {
			return this.decodeEach(bytes);
		}
	}

	private decodeEach(bytes: Uint8Array): string {
		const parts: string[] = [];
		for (let at = 0; at < bytes.length; ) {
			const part = bytes.subarray(at, at + sequenceLength(bytes[at]));
			try {
				parts.push(this.decoder.decode(part));
				at += part.length;
			} catch {
				parts.push(String.fromCharCode(STRAY_BASE + bytes[at]));
				at += 1;
			}
		}
		return parts.join('');
	}
}

/** @returns What is wrong with a value of a file whose bytes are no UTF-8; undefined where nothing is. */
export function strayBytes(text: string): string | undefined {
	const stray = STRAY.exec(text)?.[0];
	if (stray === undefined) return undefined;
	const byte = stray.charCodeAt(0) - STRAY_BASE;
	const windows = new TextDecoder('windows-1252');
	const shown = text.replace(new RegExp(STRAY, 'gu'), (half) =>
		windows.decode(new Uint8Array([half.charCodeAt(0) - STRAY_BASE])),
	);
	return `the byte ${byte.toString(16).toUpperCase()} is no UTF-8; in Windows-1252 it would be '${shown}'`;
}

function sequenceLength(first: number): number {
	if (first >= 0xf0) return 4;
	if (first >= 0xe0) return 3;
	return first >= 0xc0 ? 2 : 1;
}

/** How much of it ends with a whole character. */
function wholeLength(bytes: Uint8Array): number {
	for (let back = 1; back <= 3 && back <= bytes.length; back++) {
		const byte = bytes[bytes.length - back];
		if (byte >= 0xc0) return sequenceLength(byte) > back ? bytes.length - back : bytes.length;
		if (byte < 0x80) break;
	}
	return bytes.length;
}
