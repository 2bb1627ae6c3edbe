/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server of its own */
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { open, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';

/** A list that is shorter stays in memory. */
const MEMORY_LENGTH = 256 * 1024;

/** Records of one list as texts of JSON, in their order: on disk, once they are many. */
export class Spool {
	private lines: string[] = [];

	private length = 0;

	private file?: { handle: FileHandle; path: string };

	/** Where each record begins in the file, and where the last one ends. */
	private offsets: number[] = [0];

	/** Ends when what was asked for before is done. */
	private last: Promise<unknown> = Promise.resolve();

	/** @param folder is made when it is needed, for its owner alone */
	constructor(private readonly folder: string) {}

	/** How many records there are. */
	get count(): number {
		return this.file ? this.offsets.length - 1 : this.lines.length;
	}

	async append(lines: readonly string[]): Promise<void> {
		await this.turn(async () => {
			if (this.file) return await this.write(lines);
			for (const line of lines) this.lines.push(line);
			this.length += lines.reduce((sum, line) => sum + line.length, 0);
			if (this.length > MEMORY_LENGTH) await this.toDisk();
		});
	}

	/** @returns records by their place, from 0; fewer where there are no more */
	async read(from: number, count: number): Promise<string[]> {
		return await this.turn(async () => {
			if (!this.file) return this.lines.slice(from, from + count);
			const to = Math.min(from + count, this.count);
			if (from >= to) return [];
			const start = this.offsets[from];
			const bytes = Buffer.alloc(this.offsets[to] - start);
			await this.file.handle.read(bytes, 0, bytes.length, start);
			return Array.from({ length: to - from }, (_, index) => {
				const at = this.offsets[from + index] - start;
				return bytes.toString('utf8', at, this.offsets[from + index + 1] - start);
			});
		});
	}

	/** Forgets the records. */
	async remove(): Promise<void> {
		await this.turn(async () => {
			const { file } = this;
			this.lines = [];
			this.offsets = [0];
			this.file = undefined;
			await file?.handle.close();
			if (file) await rm(file.path, { force: true });
		});
	}

	private async toDisk(): Promise<void> {
		mkdirSync(this.folder, { recursive: true, mode: 0o700 });
		const file = path.join(this.folder, randomBytes(12).toString('hex'));
		this.file = { handle: await open(file, 'wx+', 0o600), path: file };
		const { lines } = this;
		this.lines = [];
		await this.write(lines);
	}

	private async write(lines: readonly string[]): Promise<void> {
		const start = this.offsets[this.offsets.length - 1];
		const bytes = Buffer.from(lines.join(''), 'utf8');
		await this.file!.handle.write(bytes, 0, bytes.length, start);
		let at = start;
		for (const line of lines) this.offsets.push((at += Buffer.byteLength(line)));
	}

	private async turn<T>(work: () => Promise<T>): Promise<T> {
		const turn = this.last.then(work);
		this.last = turn.catch(() => undefined);
		return await turn;
	}
}
