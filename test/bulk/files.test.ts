/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { Readable } from 'node:stream';

import fc from 'fast-check';

import { CsvReader } from '../../nodes/QuickBooksEnterprise/bulk/csvReader';
import { isOver, readJobStatus } from '../../nodes/QuickBooksEnterprise/bulk/jobStatus';
import { CsvCounter, JsonConverter } from '../../nodes/QuickBooksEnterprise/bulk/recordStream';
import { bodyFromBase64, bodyFromStore } from '../../nodes/QuickBooksEnterprise/bulk/uploadBody';
import type { ByteStream } from '../../nodes/QuickBooksEnterprise/transport/fileStream';
import { rowsOf, type UploadRow } from '../../nodes/QuickBooksEnterprise/bulk/uploadRows';

/** A text in pieces of any size; multi-byte characters are torn apart too. */
function pieces(text: string, sizes: readonly number[]): Buffer[] {
	const bytes = Buffer.from(text, 'utf8');
	const result: Buffer[] = [];
	for (let at = 0, turn = 0; at < bytes.length; turn++) {
		const size = sizes[turn % sizes.length];
		result.push(bytes.subarray(at, at + size));
		at += size;
	}
	return result;
}

async function* streamed(chunks: readonly Buffer[]): AsyncGenerator<Buffer> {
	yield* chunks;
}

function converted(format: 'json' | 'jsonl', chunks: readonly Buffer[]) {
	const converter = new JsonConverter(format);
	const out = [...chunks.flatMap((chunk) => converter.push(chunk)), ...converter.end()];
	return { text: Buffer.concat(out).toString('utf8'), recordCount: converter.recordCount };
}

const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
const records = fc.array(
	fc.dictionary(fc.string({ unit: 'grapheme', maxLength: 6 }), fc.jsonValue({ maxDepth: 2 }), {
		maxKeys: 4,
	}),
	{ maxLength: 6 },
);

const FORMS: Readonly<Record<string, (records: unknown[]) => string>> = {
	'an array': (each) => JSON.stringify(each),
	'an indented array': (each) => JSON.stringify(each, null, '\t').replace(/\n/g, '\r\n'),
	'a line each': (each) => each.map((record) => `${JSON.stringify(record)}\n`).join(''),
	'objects side by side': (each) => each.map((record) => JSON.stringify(record)).join(' '),
	'an array behind a byte order mark': (each) => `\uFEFF${JSON.stringify(each)}`,
};

describe.each(Object.entries(FORMS))('JSON that comes as %s', (_, write) => {
	it('becomes an array of the same records, in pieces of any size', () => {
		fc.assert(
			fc.property(records, sizes, (each, cut) => {
				const { text, recordCount } = converted('json', pieces(write(each), cut));
				expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(each)));
				expect(recordCount).toBe(each.length);
			}),
		);
	});

	it('becomes a line for each record', () => {
		fc.assert(
			fc.property(records, sizes, (each, cut) => {
				const { text } = converted('jsonl', pieces(write(each), cut));
				const lines = text.split('\n').slice(0, -1);
				expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(
					JSON.parse(JSON.stringify(each)),
				);
			}),
		);
	});

	it('is read row by row for the check of an upload', async () => {
		await fc.assert(
			fc.asyncProperty(records, sizes, async (each, cut) => {
				const rows: unknown[] = [];
				for await (const row of rowsOf(streamed(pieces(write(each), cut)), 'json')) rows.push(row);
				const copies = JSON.parse(JSON.stringify(each)) as unknown[];
				expect(rows).toEqual(copies.map((record, index) => ({ number: index + 1, record })));
			}),
		);
	});
});

describe('What is no whole list of JSON objects', () => {
	it('is refused wherever it is cut off', () => {
		fc.assert(
			fc.property(records, fc.nat(), (each, at) => {
				const text = JSON.stringify(each);
				const cut = text.slice(0, 1 + (at % (text.length - 1)));
				expect(() => converted('json', [Buffer.from(cut)])).toThrow('unreadable');
			}),
		);
	});

	it.each(['<html>', 'null', '"text"', '12', '[1, 2]', '[{}] {}', '[["a"]]'])('%s', (text) => {
		expect(() => converted('json', [Buffer.from(text)])).toThrow('unreadable');
	});
});

describe('CSV', () => {
	const cell = fc.oneof(
		fc.string({ unit: 'grapheme' }),
		fc.constantFrom('"', ',', '\r\n', 'a"b', ''),
	);
	const quote = (text: string) => `"${text.replace(/"/g, '""')}"`;

	async function read(chunks: readonly Buffer[]): Promise<string[][]> {
		const rows: string[][] = [];
		for await (const row of new CsvReader().read(streamed(chunks))) rows.push(row);
		return rows;
	}

	it('is read back as it was written, in pieces of any size', async () => {
		const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }));
		const lineEnd = fc.constantFrom('\n', '\r\n', '\r');
		await fc.assert(
			fc.asyncProperty(table, lineEnd, sizes, async (rows, end, cut) => {
				const text = rows.map((row) => row.map(quote).join(',') + end).join('');
				expect(await read(pieces(text, cut))).toEqual(rows);
			}),
		);
	});

	it.each([
		['a,b', [['a', 'b']]],
		['a,b\n', [['a', 'b']]],
		['a,\n', [['a', '']]],
		['\uFEFFa\nb', [['a'], ['b']]],
		['a "quoted" word,b\n', [['a "quoted" word', 'b']]],
		['"a\nb","c"', [['a\nb', 'c']]],
		['', []],
	])('%j', async (text, rows) => {
		expect(await read([Buffer.from(text)])).toEqual(rows);
	});

	it('counts as many rows as there are below its heading', () => {
		fc.assert(
			fc.property(fc.array(cell), sizes, (cells, cut) => {
				const text = ['Name', ...cells.map((each) => `${quote(each)}x`)].join('\r\n');
				const counter = new CsvCounter();
				const out = pieces(text, cut).flatMap((chunk) => counter.push(chunk));
				expect(Buffer.concat([...out, ...counter.end()]).toString()).toBe(
					Buffer.from(text).toString(),
				);
				expect(counter.recordCount).toBe(cells.length);
			}),
		);
	});

	it('nests dotted columns, leaves out what is empty and never touches a prototype', async () => {
		const text = 'Name,A.B.C,A.D,__proto__.polluted,constructor.x\nn,1,,yes,2\n';
		const rows: UploadRow[] = [];
		for await (const row of rowsOf(streamed([Buffer.from(text)]), 'csv')) rows.push(row);
		expect(Object.getPrototypeOf((rows[0] as { record: object }).record)).toBe(Object.prototype);
		expect(rows).toEqual([
			{ number: 2, record: { Name: 'n', A: { B: { C: '1' } }, constructor: { x: '2' } } },
		]);
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
	});
});

/** What begins with the mark of UTF-16 is sent in UTF-8 instead, see below. */
const isNoUtf16 = ([first, second]: Uint8Array): boolean =>
	!(first === 0xfe && second === 0xff) && !(first === 0xff && second === 0xfe);

describe('The form of an upload', () => {
	it('holds the file byte by byte, under a harmless name', async () => {
		await fc.assert(
			fc.asyncProperty(fc.uint8Array().filter(isNoUtf16), async (bytes) => {
				const base64 = Buffer.from(bytes).toString('base64');
				const upload = await bodyFromBase64(base64, 'a"b\r\nc: d.csv', 'jsonl');
				const { body, headers } = await upload.open();
				const text = (body as Buffer).toString('latin1');
				const boundary = headers['Content-Type'].split('boundary=')[1];
				const [head, ...rest] = text.split('\r\n\r\n');
				expect(head).toBe(
					[
						`--${boundary}`,
						'Content-Disposition: form-data; name="file"; filename="a_b_c_d.json"',
						'Content-Type: application/json',
					].join('\r\n'),
				);
				expect(rest.join('\r\n\r\n')).toBe(
					`${Buffer.from(bytes).toString('latin1')}\r\n--${boundary}--\r\n`,
				);
				const read: Buffer[] = [];
				for await (const chunk of upload.chunks()) read.push(chunk);
				expect(Buffer.concat(read)).toEqual(Buffer.from(bytes));
			}),
		);
	});
});

describe('A stored file in UTF-16', () => {
	it.each([true, false])(
		'is sent in UTF-8, with its true length; big end first: %s',
		async (isBig) => {
			const text = '\uFEFFName\r\nCafé €\r\n';
			const little = Buffer.from(text, 'utf16le');
			const bytes = isBig ? Buffer.from(little).swap16() : little;
			const pieces = [bytes.subarray(0, 1), bytes.subarray(1, 9), bytes.subarray(9)];
			const openFile = async () => Readable.from(pieces) as unknown as ByteStream;
			const stored = await bodyFromStore(bytes.length, openFile, 'a.csv', 'csv');
			const read: Buffer[] = [];
			for await (const chunk of stored.chunks()) read.push(chunk);
			expect(Buffer.concat(read).toString()).toBe(text.slice(1));
			const { body, headers } = await stored.open();
			const sent: Buffer[] = [];
			for await (const chunk of body as AsyncIterable<Buffer>) sent.push(chunk);
			expect(Buffer.concat(sent).toString()).toContain(`\r\n\r\n${text.slice(1)}\r\n--`);
			expect(Buffer.concat(sent)).toHaveLength(Number(headers['Content-Length']));
		},
	);
});

describe('The status of a job', () => {
	it.each([
		['CREATED', 'created', false],
		['STARTED', 'running', false],
		['RUNNING', 'running', false],
		['CANCELLATION_PENDING', 'cancelling', false],
		['COMPLETE', 'completed', true],
		['COMPLETED', 'completed', true],
		['CANCELED', 'cancelled', true],
		['CANCELLED', 'cancelled', true],
		['ABORTED', 'failed', true],
		['Pondering', 'pondering', false],
	])('%s is %s', (word, state, over) => {
		for (const body of [
			{ id: 7, status: word, recordsCount: '3', recordsFailedCount: 1, object_name: 'bills' },
			{ id: '7', jobStatus: word, recordCount: 3, errorCount: '1', objectName: 'bills' },
			{
				batchId: '7',
				status: word,
				numOfLeadsProcessed: 3,
				numOfRowsFailed: 1,
				objectName: 'bills',
			},
		]) {
			const status = readJobStatus(body);
			expect(status).toEqual({
				id: '7',
				state,
				objectName: 'bills',
				recordCount: 3,
				failedCount: 1,
			});
			expect(isOver(status!)).toBe(over);
		}
	});

	it.each([undefined, null, [], 'x', {}, { id: '7' }, { status: 'CREATED' }])(
		'is none: %j',
		(body) => {
			expect(readJobStatus(body)).toBeUndefined();
		},
	);
});
