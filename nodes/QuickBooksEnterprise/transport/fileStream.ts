import { RequestFailure } from './errors/failure';
import { readNetworkError } from './errors/networkError';
import { cancellableSleep } from './queueing/pause';
import { settle } from '../common/settle';

/** What passes the bytes of a file on, changed or not. `end` gives what is left once all have come. */
export interface ChunkConverter {
	push(chunk: Buffer): Buffer[];
	/** @throws RequestFailure where the file is not what was asked for, such as one that was cut off. */
	end(): Buffer[];
}

/**
 * A stream of Node.js as far as it is needed: what n8n's request helper gives for `encoding: 'stream'`,
 * and what its binary data takes.
 */
export interface ByteStream extends AsyncIterable<Buffer> {
	compose(through: (source: AsyncIterable<Buffer>) => AsyncIterable<Buffer>): ByteStream;
	destroy(error?: Error): void;
	once(event: 'error', listener: (error: Error) => void): unknown;
}

/** How often a stream that stands still is looked at, in milliseconds. */
const WATCH_MS = 500;

export function isByteStream(body: unknown): body is ByteStream {
	return (
		typeof body === 'object' &&
		body !== null &&
		Symbol.asyncIterator in body &&
		'compose' in body &&
		typeof body.compose === 'function'
	);
}

/** The file of an answer, read once, while it comes. */
export class IncomingFile {
	/** How reading it failed, where it did; whoever reads it may have been told something else. */
	fault: RequestFailure | undefined;
	/** What its converter found wrong in it: no further attempt would mend that. */
	refusal: Error | undefined;
	private lastByteAtMs = Date.now();
	private isOver = false;

	/**
	 * @param source Where the bytes come from.
	 * @param headers Those of the answer.
	 * @param idleLimitMs The longest time without a byte.
	 * @param cancelSignal Ends the run.
	 */
	constructor(
		private readonly source: ByteStream,
		readonly headers: Readonly<Record<string, string | undefined>>,
		private readonly idleLimitMs: number,
		private readonly cancelSignal: AbortSignal | undefined,
	) {}

	/** The bytes as `converter` passes them on; a stream for n8n's `prepareBinaryData`. */
	through(converter: ChunkConverter): ByteStream {
		void this.watch();
		// Whoever reads the composed stream is told before the bytes that led there are asked for.
		this.source.once('error', (error) => this.failed(error));
		return this.source.compose((source) => this.convert(source, converter));
	}

	/** The whole as text, for an answer that is no file after all. */
	async text(): Promise<string> {
		const chunks: Buffer[] = [];
		void this.watch();
		const read = await settle(
			(async () => {
				for await (const chunk of this.source) {
					this.lastByteAtMs = Date.now();
					chunks.push(chunk);
				}
			})(),
		);
		this.isOver = true;
		if (!read.ok) throw this.failed(read.error);
		return Buffer.concat(chunks).toString('utf8');
	}

	/** Ends it, whatever is left. */
	close(): void {
		this.isOver = true;
		this.source.destroy();
	}

	private async *convert(
		source: AsyncIterable<Buffer>,
		converter: ChunkConverter,
	): AsyncGenerator<Buffer> {
		const chunks = source[Symbol.asyncIterator]();
		for (;;) {
			const next = await settle(chunks.next());
			if (!next.ok) throw this.failed(next.error);
			if (next.value.done) break;
			this.lastByteAtMs = Date.now();
			const passed = this.attempt(() => converter.push(next.value.value));
			for (const chunk of passed) yield chunk;
			// While n8n stores what it was given, nothing is read, and nobody is to blame.
			this.lastByteAtMs = Date.now();
		}
		this.isOver = true;
		for (const chunk of this.attempt(() => converter.end())) yield chunk;
	}

	private attempt(convert: () => Buffer[]): Buffer[] {
		try {
			return convert();
		} catch (error) {
			this.isOver = true;
			if (error instanceof RequestFailure) this.fault ??= error;
			else if (error instanceof Error) this.refusal ??= error;
			return raise(error);
		}
	}

	private failed(error: unknown): RequestFailure {
		const { kind, code, reason } = readNetworkError(error);
		this.isOver = true;
		this.fault ??= new RequestFailure({ kind, networkCode: code, reason });
		return this.fault;
	}

	/** n8n's request helper stops watching the clock once an answer has begun. */
	private async watch(): Promise<void> {
		while (!this.isOver) {
			await cancellableSleep(WATCH_MS, this.cancelSignal);
			if (this.isOver) return;
			if (this.cancelSignal?.aborted) this.stop(new RequestFailure({ kind: 'cancelled' }));
			else if (Date.now() - this.lastByteAtMs > this.idleLimitMs) {
				this.stop(new RequestFailure({ kind: 'timedOut', timeoutMs: this.idleLimitMs }));
			}
		}
	}

	private stop(fault: RequestFailure): void {
		this.isOver = true;
		this.fault ??= fault;
		this.source.destroy(fault);
	}
}

function raise(error: unknown): never {
	throw error;
}
