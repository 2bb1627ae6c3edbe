/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { run } from 'node:test';
import { prepareN8n } from './n8n/install';
import { runCommand } from './n8n/leftovers';
import { build, pack } from './n8n/pack';
import { elapsed, say, step } from './n8n/progress';
import { TARBALL_VARIABLE } from './support/fixture';

const FILE_TIMEOUT_MS = 10 * 60_000;

interface Count {
	passed: number;
	failed: number;
	other: number;
}

/** A test file counts as a test of its own when it could not be run at all. */
async function runTests(files: string[], abort: AbortSignal): Promise<Count> {
	const count: Count = { passed: 0, failed: 0, other: 0 };
	const stream = run({ files, concurrency: 1, timeout: FILE_TIMEOUT_MS, signal: abort });
	stream.on('test:pass', ({ name, skip, todo, details }) => {
		if (files.includes(name)) return;
		if (skip || todo) count.other += 1;
		else count.passed += 1;
		say(
			`  ${skip || todo ? 'left out' : 'passed'}  ${name} (${Math.round(details.duration_ms)} ms)`,
		);
	});
	stream.on('test:fail', ({ name, details }) => {
		count.failed += 1;
		const { cause } = details.error as { cause?: unknown };
		say(`  FAILED  ${name}\n${indent(describe(cause ?? details.error))}`);
	});
	stream.on('test:stderr', ({ message }) => say(indent(message.trimEnd())));
	for await (const event of stream) void event;
	return count;
}

function describe(error: unknown): string {
	if (error instanceof Error) return error.stack ?? error.message;
	return typeof error === 'string' ? error : JSON.stringify(error, null, 2);
}

function indent(text: string): string {
	return text.replace(/^/gm, '      ');
}

void runCommand(async () => {
	const startMs = Date.now();
	const folder = path.join(__dirname, 'tests');
	const wanted = process.argv.slice(2);
	const files = (await readdir(folder))
		.filter((file) => file.endsWith('.test.ts'))
		.filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)))
		.sort()
		.map((file) => path.join(folder, file));

	const packed = await step('Building and packing the package', async () => {
		await build();
		return await pack();
	});
	process.env[TARBALL_VARIABLE] = packed.tarball;
	const { version } = await prepareN8n();
	say(`Testing ${packed.name} ${packed.version} in n8n ${version}`);

	const abort = new AbortController();
	process.once('SIGINT', () => abort.abort());
	process.once('SIGTERM', () => abort.abort());
	const count = await runTests(files, abort.signal);
	if (count.other > 0) say(`${count.other} left out`);
	say(`\n${count.passed} passed, ${count.failed} failed (${elapsed(startMs)})`);
	if (count.failed > 0 || count.other > 0 || count.passed === 0) process.exitCode = 1;
});
