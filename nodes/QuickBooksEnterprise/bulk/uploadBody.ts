import { randomUUID } from 'crypto';

import type { OutgoingFile } from '../transport/request';
import type { ByteStream } from '../transport/fileStream';
import { encodingOf, inUtf8, isPlain, MARK_BYTES, type FileEncoding } from './fileEncoding';
import type { FileFormat } from './recordStream';

/** A file to upload in UTF-8, which can be read for a check and sent. One that is UTF-8 is not copied for that. */
export interface UploadBody {
	/** Its bytes in UTF-8 from the beginning; asked for anew at each reading. */
	chunks(): AsyncIterable<Buffer>;
	/** As a multipart form (documented); asked for anew at each attempt. */
	open(): Promise<OutgoingFile>;
}

export const MEDIA_TYPES: Readonly<Record<FileFormat, string>> = {
	csv: 'text/csv',
	json: 'application/json',
	jsonl: 'application/x-ndjson',
};

/** The parts of a multipart form before and behind its file. */
interface Envelope {
	head: Buffer;
	tail: Buffer;
	contentType: string;
}

/** What the service takes: CSV or JSON (documented). JSON by lines is how it gives JSON itself (observed). */
const SENT_AS = { csv: 'csv', json: 'json', jsonl: 'json' } as const;

/**
 * The parts of a multipart body around the file.
 *
 * @param fileName The file's name, of which only harmless characters are kept.
 */
function envelopeFor(fileName: string, format: FileFormat): Envelope {
	const boundary = `n8n-${randomUUID()}`;
	const sentAs = SENT_AS[format];
	const name = fileName.replace(/\.\w*$/, '').replace(/[^\w.-]+/g, '_');
	const head = [
		`--${boundary}`,
		`Content-Disposition: form-data; name="file"; filename="${name}.${sentAs}"`,
		`Content-Type: ${MEDIA_TYPES[sentAs]}`,
		'',
		'',
	].join('\r\n');
	return {
		head: Buffer.from(head),
		tail: Buffer.from(`\r\n--${boundary}--\r\n`),
		contentType: `multipart/form-data; boundary=${boundary}`,
	};
}

/** Bytes that are read at once, so that reading can pause between them. */
const SLICE_BYTES = 64 * 1024;

function* slicesOf(bytes: Buffer): Generator<Buffer> {
	for (let at = 0; at < bytes.length; at += SLICE_BYTES) {
		yield bytes.subarray(at, at + SLICE_BYTES);
	}
}

/**
 * A file that n8n holds within the item. It is decoded straight into the form that is sent, and read there.
 *
 * @param base64 Its bytes in base64.
 * @param encoding What it is written in where it has no byte order mark.
 * @throws InputError where it is written in something else.
 */
export async function bodyFromBase64(
	base64: string,
	fileName: string,
	format: FileFormat,
	encoding: FileEncoding = 'utf-8',
): Promise<UploadBody> {
	const { head, tail, contentType } = envelopeFor(fileName, format);
	const found = encodingOf(Buffer.from(base64.slice(0, 2 * MARK_BYTES), 'base64'), encoding);
	const parts: Buffer[] = [];
	if (!isPlain(found)) {
		const bytes = asyncOf(slicesOf(Buffer.from(base64, 'base64')));
		for await (const part of inUtf8(bytes, found)) parts.push(part);
	}
	const sizeBytes = isPlain(found)
		? Buffer.byteLength(base64, 'base64')
		: parts.reduce((sum, { length }) => sum + length, 0);
	const form = Buffer.allocUnsafe(head.length + sizeBytes + tail.length);
	head.copy(form);
	let end = head.length;
	if (isPlain(found)) end += form.write(base64, end, 'base64');
	for (const part of parts) end += part.copy(form, end);
	tail.copy(form, end);
	const body = form.subarray(0, end + tail.length);
	return {
		async *chunks() {
			yield* slicesOf(form.subarray(head.length, end));
		},
		open: async () => ({ body, headers: { 'Content-Type': contentType } }),
	};
}

/**
 * A file that n8n has stored.
 *
 * @param openFile Opens it from its beginning, each time that it is called.
 * @param encoding What it is written in where it has no byte order mark.
 * @throws InputError where it is written in something else.
 */
export async function bodyFromStore(
	sizeBytes: number,
	openFile: () => Promise<ByteStream>,
	fileName: string,
	format: FileFormat,
	encoding: FileEncoding = 'utf-8',
): Promise<UploadBody> {
	const { head, tail, contentType } = envelopeFor(fileName, format);
	const found = encodingOf(await startOf(await openFile()), encoding);
	const read = (source: AsyncIterable<Buffer>) => (isPlain(found) ? source : inUtf8(source, found));
	let sentBytes = sizeBytes;
	if (!isPlain(found)) {
		sentBytes = 0;
		for await (const { length } of read(await openFile())) sentBytes += length;
	}
	async function* inForm(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
		yield head;
		yield* read(source);
		yield tail;
	}
	return {
		async *chunks() {
			for await (const chunk of read(await openFile())) yield* slicesOf(chunk);
		},
		open: async () => ({
			body: (await openFile()).compose(inForm),
			headers: {
				'Content-Type': contentType,
				'Content-Length': String(head.length + sentBytes + tail.length),
			},
		}),
	};
}

/** The first bytes of a file, which is then closed. */
async function startOf(file: ByteStream): Promise<Buffer> {
	let start = Buffer.alloc(0);
	for await (const chunk of file) {
		start = Buffer.concat([start, chunk.subarray(0, MARK_BYTES)]);
		if (start.length >= MARK_BYTES) break;
	}
	return start;
}

async function* asyncOf(chunks: Iterable<Buffer>): AsyncGenerator<Buffer> {
	yield* chunks;
}
