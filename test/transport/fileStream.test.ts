/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { Readable } from 'node:stream';

import {
	IncomingFile,
	isByteStream,
	type ByteStream,
	type ChunkConverter,
} from '../../nodes/QuickBooksEnterprise/transport/fileStream';
import { RequestFailure } from '../../nodes/QuickBooksEnterprise/transport/errors/failure';

const AS_IT_IS: ChunkConverter = { push: (chunk) => [chunk], end: () => [] };

/** A file whose bytes come as the test says. */
function incoming(source: Readable, idleLimitMs = 60_000, cancel?: AbortSignal) {
	return new IncomingFile(source as unknown as ByteStream, {}, idleLimitMs, cancel);
}

async function whole(stream: ByteStream): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of stream) chunks.push(chunk);
	return Buffer.concat(chunks).toString();
}

/** What a file is when its stream stands still after the first bytes. */
function stalled(): Readable {
	const source = new Readable({ read() {} });
	source.push('abc');
	return source;
}

describe('The file of an answer', () => {
	it('is read while it comes, and ends as its converter says', async () => {
		const file = incoming(Readable.from([Buffer.from('ab'), Buffer.from('c')]));
		const upper: ChunkConverter = {
			push: (chunk) => [Buffer.from(chunk.toString().toUpperCase())],
			end: () => [Buffer.from('!')],
		};
		expect(await whole(file.through(upper))).toBe('ABC!');
		expect(file.fault).toBeUndefined();
	});

	it('is told to have broken off when its connection has', async () => {
		const source = stalled();
		const file = incoming(source);
		const reading = whole(file.through(AS_IT_IS));
		source.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }));
		await expect(reading).rejects.toThrow();
		expect(file.fault?.details).toMatchObject({ kind: 'dropped', networkCode: 'ECONNRESET' });
	});

	it('is given up when no byte comes for too long', async () => {
		const file = incoming(stalled(), 5);
		await expect(whole(file.through(AS_IT_IS))).rejects.toThrow();
		expect(file.fault?.details).toMatchObject({ kind: 'timedOut', timeoutMs: 5 });
	});

	it('is given up when the run is cancelled', async () => {
		const cancel = new AbortController();
		const file = incoming(stalled(), 60_000, cancel.signal);
		const reading = whole(file.through(AS_IT_IS));
		cancel.abort();
		await expect(reading).rejects.toThrow();
		expect(file.fault?.kind).toBe('cancelled');
	});

	it.each(['push', 'end'] as const)(
		'is unreadable when its converter says so in %s',
		async (at) => {
			const file = incoming(Readable.from([Buffer.from('ab')]));
			const refusing: ChunkConverter = {
				...AS_IT_IS,
				[at]: () => {
					throw new RequestFailure({ kind: 'unreadable' });
				},
			};
			await expect(whole(file.through(refusing))).rejects.toThrow();
			expect(file.fault?.kind).toBe('unreadable');
		},
	);

	it('is text where it is no file after all', async () => {
		expect(await incoming(Readable.from([Buffer.from('{"a"'), Buffer.from(':1}')])).text()).toBe(
			'{"a":1}',
		);
	});

	it.each([undefined, null, 'text', {}, []])('is no stream: %j', (body) => {
		expect(isByteStream(body)).toBe(false);
	});
});
