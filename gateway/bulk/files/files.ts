/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error -- a server of its own */
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rm } from 'node:fs/promises';
import path from 'node:path';

import type { StoredJob } from '../../store';

/** What is kept of a job beside its state: the rows of an upload, what was found for a download, what went wrong. */
export type JobFile = 'errors' | 'records' | 'rows';

/** The files of bulk jobs. Each is a list of lines; a line has no line break in it. */
export interface JobFiles {
	/** When it has resolved, the lines are on disk and synced. */
	append(jobId: number, file: JobFile, lines: readonly string[]): Promise<void>;
	/** @returns the lines from a place on, from 0; none where there is no such file */
	lines(jobId: number, file: JobFile, from?: number): AsyncIterable<string>;
	clear(jobId: number, file: JobFile): Promise<void>;
	/** Cuts off all but the first lines, which are there at every moment. When it has resolved, that is synced. */
	keepFirst(jobId: number, file: JobFile, count: number): Promise<void>;
	/** Removes all files of a job. */
	remove(jobId: number): Promise<void>;
	/** @returns the jobs that have files */
	jobs(): Promise<number[]>;
}

const KINDS: readonly JobFile[] = ['errors', 'records', 'rows'];

/** Files in a folder, for its owner alone. */
export class DiskFiles implements JobFiles {
	/** @param folder is made when it is needed */
	constructor(private readonly folder: string) {}

	async append(jobId: number, file: JobFile, lines: readonly string[]): Promise<void> {
		await mkdir(this.folder, { recursive: true, mode: 0o700 });
		const handle = await open(this.at(jobId, file), 'a', 0o600);
		try {
			await handle.writeFile(lines.map((line) => `${line}\n`).join(''));
			await handle.sync();
		} finally {
			await handle.close();
		}
	}

	async *lines(jobId: number, file: JobFile, from = 0): AsyncIterable<string> {
		let index = 0;
		let rest = '';
		try {
			for await (const chunk of createReadStream(this.at(jobId, file), 'utf8')) {
				// Only \n ends a line: JSON may hold line ends of Unicode.
				const lines = `${rest}${String(chunk)}`.split('\n');
				rest = lines.pop()!;
				for (const line of lines) {
					index += 1;
					if (index > from) yield line;
				}
			}
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
		}
	}

	async clear(jobId: number, file: JobFile): Promise<void> {
		await rm(this.at(jobId, file), { force: true });
	}

	async keepFirst(jobId: number, file: JobFile, count: number): Promise<void> {
		const lines = await firstOf(this.lines(jobId, file), count);
		const bytes = lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
		const handle = await open(this.at(jobId, file), 'r+').catch(unlessMissing);
		if (!handle) return;
		try {
			await handle.truncate(bytes);
			await handle.sync();
		} finally {
			await handle.close();
		}
	}

	async remove(jobId: number): Promise<void> {
		for (const file of KINDS) await this.clear(jobId, file);
	}

	async jobs(): Promise<number[]> {
		const names = await readdir(this.folder).catch((error: NodeJS.ErrnoException) => {
			if (error.code === 'ENOENT') return [];
			throw error;
		});
		return [...new Set(names.map((name) => Number.parseInt(name, 10)))].filter(Number.isInteger);
	}

	private at(jobId: number, file: JobFile): string {
		return path.join(this.folder, `${jobId}.${file}`);
	}
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
	if (error.code !== 'ENOENT') throw error;
	return undefined;
}

/** Files for tests and for the sandbox: nothing outlives the process. */
export class MemoryFiles implements JobFiles {
	private readonly held = new Map<number, Map<JobFile, string[]>>();

	async append(jobId: number, file: JobFile, lines: readonly string[]): Promise<void> {
		const files = this.held.get(jobId) ?? new Map<JobFile, string[]>();
		this.held.set(jobId, files);
		const held = files.get(file) ?? [];
		files.set(file, held);
		for (const line of lines) held.push(line);
	}

	async *lines(jobId: number, file: JobFile, from = 0): AsyncIterable<string> {
		yield* this.held.get(jobId)?.get(file)?.slice(from) ?? [];
	}

	async clear(jobId: number, file: JobFile): Promise<void> {
		this.held.get(jobId)?.delete(file);
	}

	async keepFirst(jobId: number, file: JobFile, count: number): Promise<void> {
		this.held.get(jobId)?.get(file)?.splice(count);
	}

	async remove(jobId: number): Promise<void> {
		this.held.delete(jobId);
	}

	async jobs(): Promise<number[]> {
		return [...this.held.keys()];
	}
}

/**
 * Whether an earlier life of the gateway ended before all rows of an upload were on disk: nobody was told of the job.
 *
 * @param job that is not over
 */
export async function isTorn(
	{ id, direction, done, total }: StoredJob,
	files: JobFiles,
): Promise<boolean> {
	if (direction !== 'UPLOAD' || done > 0) return false;
	return (await firstOf(files.lines(id, 'rows'), total)).length < total;
}

/** @returns the first lines, at most so many */
export async function firstOf(lines: AsyncIterable<string>, count: number): Promise<string[]> {
	const first: string[] = [];
	if (count <= 0) return first;
	for await (const line of lines) {
		first.push(line);
		if (first.length >= count) break;
	}
	return first;
}
