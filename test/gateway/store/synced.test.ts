/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const SCRIPT = path.join(__dirname, 'support', 'leave.ts');

/** What Linux's `strace` saw, in order: what was written to the output, and what was synced. */
async function traced(folder: string): Promise<string[]> {
	const trace = ['-f', '-y', '-e', 'trace=write,fsync,fdatasync', '-s', '40'];
	const node = [process.execPath, '--import', 'tsx', SCRIPT, path.join(folder, 'gateway.db')];
	const { stderr } = await run('strace', [...trace, ...node]);
	return stderr.split('\n').flatMap((line) => {
		const said = /write\(1<[^>]*>, "((?:QUEUED|LEFT) \d)/.exec(line)?.[1];
		if (said) return [said];
		return /f(data)?sync\(\d+<.*gateway\.db-wal>/.test(line) ? ['synced'] : [];
	});
}

describe('A write', () => {
	let folder: string;

	beforeAll(async () => (folder = await mkdtemp(path.join(tmpdir(), 'gateway-store-'))));

	afterAll(async () => await rm(folder, { recursive: true, force: true }));

	it('is synced to disk after it was queued and before it leaves', async () => {
		const isThere = await run('strace', ['true']).then(
			() => true,
			() => false,
		);
		// `kill -9` alone would prove nothing: the operating system keeps what a dead process wrote.
		if (!isThere) return console.warn('NOT TESTED: what is synced, since strace cannot run here.');
		const seen = await traced(folder);
		const first = seen.slice(seen.indexOf('QUEUED 1'));
		expect(first.slice(0, 9)).toEqual(
			['1', '2', '3'].flatMap((id) => [`QUEUED ${id}`, 'synced', `LEFT ${id}`]),
		);
	});
});
