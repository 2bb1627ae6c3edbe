/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepareN8n } from '../../tools/n8n/install/install';
import { atEnd } from '../../tools/n8n/serve/leftovers';
import { build, pack, projectFolder } from '../../tools/n8n/install/pack';
import { start } from '../../tools/n8n/serve/processes';
import { clockMs, elapsed, say, step } from '../../tools/n8n/serve/progress';
import { TARBALL_VARIABLE } from './fixture';

const FILE_TIMEOUT_MS = 10 * 60_000;
/** A test file first ends its own n8n when it is asked to end. */
const GRACE_MS = 30_000;

/** How the tests of a file ended. */
interface Count {
	passed: number;
	leftOut: number;
	/** The name of each test that failed, and on the lines below it why. */
	failures: string[];
}

/** Which test files may run at the same time. */
interface SideBySide {
	/** How many at most; one by default. */
	atOnce?: number;
	/** Names of files, without `.test.ts`, beside which no other one runs. */
	alone?: readonly string[];
	/** Names of files that need neither the package nor n8n. */
	withoutN8n?: readonly string[];
}

const nameOf = (file: string) => path.basename(file, '.test.ts');

/**
 * Runs one test file in a process of its own and prints what it reports, with the file's name before each line.
 *
 * @returns how its tests ended; a failure is there also when the file itself broke off
 */
async function runFile(file: string): Promise<Count> {
	const startMs = clockMs();
	const tell = (line: string) => say(`[${nameOf(file)}] ${line}`);
	let count: Count = { passed: 0, leftOut: 0, failures: [] };
	const brokeOff: string[] = [];
	const reporter = pathToFileURL(path.join(__dirname, 'reporter.mjs')).href;
	const child = start(
		process.execPath,
		['--import', 'tsx', '--test-reporter', reporter, '--test-reporter-destination', 'stdout', file],
		{
			cwd: projectFolder,
			graceMs: GRACE_MS,
			onLine: (line) => {
				if (line.startsWith('count ')) count = JSON.parse(line.slice('count '.length)) as Count;
				else tell(line);
			},
		},
	);
	atEnd(child.stop);
	const overdue = setTimeout(() => {
		brokeOff.push(`took longer than ${FILE_TIMEOUT_MS / 60_000} minutes`);
		void child.stop();
	}, FILE_TIMEOUT_MS);
	const exitCode = await child.ended;
	clearTimeout(overdue);
	if (exitCode !== 0 && count.failures.length === 0) {
		brokeOff.push(`ended with exit code ${exitCode}`);
	}
	for (const reason of brokeOff) tell(`  FAILED  ${reason}`);
	tell(`took ${elapsed(startMs)}`);
	const failures = [...count.failures, ...brokeOff].map(
		(failure) => `[${nameOf(file)}] ${failure}`,
	);
	return { ...count, failures };
}

/** Runs test files, so many at a time, and adds what they count to the total. */
async function runAll(files: string[], atOnce: number, total: Count): Promise<void> {
	const waiting = [...files];
	const runNext = async () => {
		for (let file = waiting.shift(); file; file = waiting.shift()) {
			const { passed, leftOut, failures } = await runFile(file);
			total.passed += passed;
			total.leftOut += leftOut;
			total.failures.push(...failures);
		}
	};
	await Promise.all(Array.from({ length: atOnce }, runNext));
}

async function testFiles(folder: string, wanted: string[]): Promise<string[]> {
	return (await readdir(folder))
		.filter((file) => file.endsWith('.test.ts'))
		.filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)))
		.sort()
		.map((file) => path.join(folder, file));
}

async function preparePackage(): Promise<void> {
	const packed = await step('Building and packing the package', async () => {
		await build();
		return await pack();
	});
	process.env[TARBALL_VARIABLE] = packed.tarball;
	const { version } = await prepareN8n();
	say(`Testing ${packed.name} ${packed.version} in n8n ${version}`);
}

/**
 * Packs the package and runs the test files of a folder against it. The process will end with code 1 unless all of
 * them passed; outside CI a test may be left out.
 *
 * @param wanted parts of file names; all files when there is none
 */
export async function runTestFiles(
	folder: string,
	wanted: string[],
	{ atOnce = 1, alone = [], withoutN8n = [] }: SideBySide = {},
): Promise<void> {
	const startMs = clockMs();
	const files = await testFiles(folder, wanted);
	const known = (await testFiles(folder, [])).map(nameOf);
	const unknown = [...alone, ...withoutN8n].find((name) => !known.includes(name));
	if (unknown) throw new Error(`There is no ${unknown}.test.ts.`);
	if (files.some((file) => !withoutN8n.includes(nameOf(file)))) await preparePackage();

	const total: Count = { passed: 0, leftOut: 0, failures: [] };
	const isAlone = (file: string) => alone.includes(nameOf(file));
	const together = files.filter((file) => !isAlone(file));
	await runAll(together, atOnce, total);
	await runAll(files.filter(isAlone), 1, total);
	if (total.leftOut > 0) say(`\n${total.leftOut} left out`);
	// Once more, after some thousand lines: the end is what people look at first.
	for (const failure of total.failures) say(`\nFAILED  ${failure}`);
	say(`\nTook ${elapsed(startMs)}.`);
	say(`${total.passed} passed, ${total.failures.length} failed`);
	// In CI nothing may be left out.
	const missing = process.env.CI ? total.leftOut : 0;
	if (total.failures.length > 0 || missing > 0 || total.passed + total.leftOut === 0)
		process.exitCode = 1;
}
