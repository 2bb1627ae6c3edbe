/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepareN8n } from '../n8n/install';
import { atEnd } from '../n8n/leftovers';
import { build, pack, projectFolder } from '../n8n/pack';
import { start } from '../n8n/processes';
import { clockMs, elapsed, say, step } from '../n8n/progress';
import { TARBALL_VARIABLE } from './fixture';

const FILE_TIMEOUT_MS = 10 * 60_000;
/** A test file first ends its own n8n when it is asked to end. */
const GRACE_MS = 30_000;

interface Count {
	passed: number;
	failed: number;
	leftOut: number;
}

/**
 * Runs one test file in a process of its own and prints what it reports.
 *
 * @returns its count; one failure more when the file itself broke off
 */
async function runFile(file: string): Promise<Count> {
	let count: Count | undefined;
	const reporter = pathToFileURL(path.join(__dirname, 'reporter.mjs')).href;
	const child = start(
		process.execPath,
		['--import', 'tsx', '--test-reporter', reporter, '--test-reporter-destination', 'stdout', file],
		{
			cwd: projectFolder,
			graceMs: GRACE_MS,
			onLine: (line) => {
				if (line.startsWith('count ')) count = JSON.parse(line.slice('count '.length)) as Count;
				else say(line);
			},
		},
	);
	atEnd(child.stop);
	const overdue = setTimeout(() => {
		say(`  FAILED  ${path.basename(file)} took longer than ${FILE_TIMEOUT_MS / 60_000} minutes`);
		void child.stop();
	}, FILE_TIMEOUT_MS);
	const exitCode = await child.ended;
	clearTimeout(overdue);
	const { passed = 0, failed = 0, leftOut = 0 } = count ?? {};
	if (exitCode === 0 || failed > 0) return { passed, failed, leftOut };
	say(`  FAILED  ${path.basename(file)} ended with exit code ${exitCode}`);
	return { passed, failed: failed + 1, leftOut };
}

async function testFiles(folder: string, wanted: string[]): Promise<string[]> {
	return (await readdir(folder))
		.filter((file) => file.endsWith('.test.ts'))
		.filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)))
		.sort()
		.map((file) => path.join(folder, file));
}

/**
 * Packs the package and runs the test files of a folder against it, one after the other. The process will end
 * with code 1 unless all of them passed; outside CI
 * a test may be left out.
 *
 * @param wanted parts of file names; all files when there is none
 */
export async function runTestFiles(folder: string, wanted: string[]): Promise<void> {
	const startMs = clockMs();
	const files = await testFiles(folder, wanted);
	const packed = await step('Building and packing the package', async () => {
		await build();
		return await pack();
	});
	process.env[TARBALL_VARIABLE] = packed.tarball;
	const { version } = await prepareN8n();
	say(`Testing ${packed.name} ${packed.version} in n8n ${version}`);

	const total: Count = { passed: 0, failed: 0, leftOut: 0 };
	for (const file of files) {
		const count = await runFile(file);
		total.passed += count.passed;
		total.failed += count.failed;
		total.leftOut += count.leftOut;
	}
	if (total.leftOut > 0) say(`\n${total.leftOut} left out`);
	say(`\nTook ${elapsed(startMs)}.`);
	say(`${total.passed} passed, ${total.failed} failed`);
	// In CI nothing may be left out.
	const missing = process.env.CI ? total.leftOut : 0;
	if (total.failed > 0 || missing > 0 || total.passed + total.leftOut === 0) process.exitCode = 1;
}
