import { randomUUID } from 'crypto';

import type { OutgoingFile } from '../transport/client';
import type { ByteStream } from '../transport/fileStream';
import type { FileFormat } from './recordStream';

/** A file to upload, which can be read for a check and sent, without a second copy of it. */
export interface UploadBody {
	/** Its bytes from the beginning; asked for anew at each reading. */
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

/** In: the file's name, of which only harmless characters are kept. */
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

/**
 * A file that n8n holds within the item. In: its bytes in base64. It is decoded straight into the form
 * that is sent, and read there.
 */
export function bodyFromBase64(base64: string, fileName: string, format: FileFormat): UploadBody {
	const { head, tail, contentType } = envelopeFor(fileName, format);
	const sizeBytes = Buffer.byteLength(base64, 'base64');
	const form = Buffer.allocUnsafe(head.length + sizeBytes + tail.length);
	head.copy(form);
	const written = form.write(base64, head.length, 'base64');
	const end = head.length + written;
	tail.copy(form, end);
	const body = form.subarray(0, end + tail.length);
	return {
		async *chunks() {
			yield form.subarray(head.length, end);
		},
		open: async () => ({ body, headers: { 'Content-Type': contentType } }),
	};
}

/** A file that n8n has stored. In: its size in bytes, and what opens it. */
export function bodyFromStore(
	sizeBytes: number,
	openFile: () => Promise<ByteStream>,
	fileName: string,
	format: FileFormat,
): UploadBody {
	const { head, tail, contentType } = envelopeFor(fileName, format);
	async function* inForm(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
		yield head;
		yield* source;
		yield tail;
	}
	return {
		async *chunks() {
			yield* await openFile();
		},
		open: async () => ({
			body: (await openFile()).compose(inForm),
			headers: {
				'Content-Type': contentType,
				'Content-Length': String(head.length + sizeBytes + tail.length),
			},
		}),
	};
}
