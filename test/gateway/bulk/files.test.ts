/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { mkdtemp, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { DiskFiles, MemoryFiles, type JobFiles } from '../../../gateway/bulk';

async function all(lines: AsyncIterable<string>): Promise<string[]> {
	const found: string[] = [];
	for await (const line of lines) found.push(line);
	return found;
}

describe.each(['disk', 'memory'])('Files of bulk jobs on %s', (where) => {
	let folder: string;
	let files: JobFiles;

	beforeEach(async () => {
		folder = path.join(await mkdtemp(path.join(os.tmpdir(), 'jobs-')), 'bulk');
		files = where === 'disk' ? new DiskFiles(folder) : new MemoryFiles();
	});
	afterEach(async () => await rm(path.dirname(folder), { recursive: true }));

	it('hold lines as they are, each file for itself', async () => {
		const lines = ['{"a":"\u2028\u0085"}', '"ä\\n"', 'x'.repeat(200_000), ''];
		await files.append(1, 'rows', lines);
		await files.append(1, 'rows', ['last']);
		await files.append(2, 'rows', ['other']);
		expect(await all(files.lines(1, 'rows'))).toEqual([...lines, 'last']);
		expect(await all(files.lines(1, 'rows', 3))).toEqual(['', 'last']);
		expect(await all(files.lines(1, 'errors'))).toEqual([]);
		expect((await files.jobs()).sort()).toEqual([1, 2]);
	});

	it('can be left in the middle, cleared and removed', async () => {
		await files.append(1, 'rows', ['a', 'b']);
		await files.append(1, 'errors', ['c']);
		for await (const line of files.lines(1, 'rows')) {
			expect(line).toBe('a');
			break;
		}
		await files.clear(1, 'rows');
		await files.clear(1, 'records');
		expect(await all(files.lines(1, 'rows'))).toEqual([]);
		expect(await all(files.lines(1, 'errors'))).toEqual(['c']);
		await files.remove(1);
		await files.remove(3);
		expect(await files.jobs()).toEqual([]);
	});

	it('can be cut off behind their first lines', async () => {
		await files.append(1, 'errors', ['ä', 'b', 'c']);
		await files.keepFirst(1, 'errors', 2);
		await files.append(1, 'errors', ['d']);
		expect(await all(files.lines(1, 'errors'))).toEqual(['ä', 'b', 'd']);
		await files.keepFirst(1, 'errors', 0);
		expect(await all(files.lines(1, 'errors'))).toEqual([]);
		await files.keepFirst(2, 'errors', 1);
		expect(await all(files.lines(2, 'errors'))).toEqual([]);
	});

	it('are for their owner alone', async () => {
		await files.append(1, 'rows', ['a']);
		if (where === 'memory') return;
		expect((await stat(folder)).mode & 0o777).toBe(0o700);
		expect((await stat(path.join(folder, '1.rows'))).mode & 0o777).toBe(0o600);
	});
});
