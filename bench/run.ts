/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { runCommand } from '../e2e/n8n/leftovers';
import { projectFolder } from '../e2e/n8n/pack';
import { say } from '../e2e/n8n/progress';
import { sendsFewEnough } from './aims';
import { contenders, type Contender } from './contenders';
import { measureFootprint, type Footprint } from './footprint';
import { describeMachine, loadAverage } from './machine';
import { measure, type Measurement, type Runner } from './measure';
import { readOptions, USAGE } from './options';
import { prepare } from './prepare';
import { report } from './report';
import { Results } from './results';
import { startSandboxProcess } from './sandboxClient';
import { number } from './words';

const LATENCY_MS = 50;

function summary({ timeMs, cpuMs, peakKiB, requests, openRequestsPeak }: Measurement): string {
	return [
		`${Math.round(timeMs)} ms`,
		`CPU ${Math.round(cpuMs)} ms`,
		`memory +${Math.round(peakKiB / 1024)} MiB`,
		`${requests} requests, ${openRequestsPeak} at once`,
	].join(', ');
}

function footprintSummary({ loadMs, filesLoaded, tarballBytes }: Footprint): string {
	const kib = number(tarballBytes / 1024);
	return `loading the node: ${number(loadMs, 1)} ms, ${filesLoaded} files; tarball: ${kib} KiB`;
}

async function measureAll(runner: Runner, all: Contender[], rounds: number): Promise<Results> {
	const results = new Results(all);
	for (let round = 0; round < rounds; round++) {
		const measured = all.filter(({ once }) => !once || round === 0);
		// There and back again, so that a machine that gets slower or faster does so for all.
		for (const contender of round % 2 === 0 ? measured : measured.reverse()) {
			const measurement = await measure(runner, contender);
			results.add(contender.id, measurement);
			say(`  ${round + 1}/${rounds} ${contender.id}: ${summary(measurement)}`);
		}
	}
	return results;
}

function chosen(all: Contender[], only: string[]): Contender[] {
	if (only.length === 0) return all;
	const ids = all.map(({ id }): string => id);
	const unknown = only.filter((id) => !ids.includes(id));
	if (unknown.length > 0) {
		throw new Error(`There is no ${unknown.join(', ')}. There are: ${ids.join(', ')}.`);
	}
	return all.filter(({ id }) => only.includes(id));
}

async function writeDocument(text: string): Promise<void> {
	const file = path.join(projectFolder, 'docs', 'benchmark.md');
	await writeFile(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
	say(`Written: ${path.relative(projectFolder, file)}`);
}

void runCommand(async () => {
	const options = readOptions(process.argv.slice(2));
	if (!options) {
		say(USAGE);
		return;
	}
	if (process.platform !== 'linux') {
		throw new Error('The benchmark reads peak memory from /proc, which only Linux has.');
	}
	const { sizes, only, profileFolder } = options;
	const sandbox = await startSandboxProcess(LATENCY_MS, sizes.customers);
	const all = chosen(contenders(sandbox, sizes), only);
	const { instance, packed } = await prepare(sandbox, all);
	const footprint = await measureFootprint(instance.installation.node.program, packed);
	say(`  ${footprintSummary(footprint)}`);
	const loadBefore = loadAverage();
	const date = new Date();
	const results = await measureAll({ instance, sandbox, profileFolder }, all, sizes.repetitions);
	if (only.length > 0) return;

	const text = report(results, sizes, {
		packageVersion: packed.version,
		footprint,
		n8nVersion: instance.installation.version,
		n8nNodeVersion: instance.installation.node.version,
		machine: describeMachine(),
		latencyMs: LATENCY_MS,
		loadBefore,
		loadAfter: loadAverage(),
		date,
		durationMs: Date.now() - date.getTime(),
	});
	if (options.writesDocument) await writeDocument(text);
	else say(`\n${text}`);
	if (!sendsFewEnough(results, sizes)) {
		throw new Error('A run sent more requests than it may.');
	}
});
