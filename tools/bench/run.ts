/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { prepareN8n } from '../n8n/install/install';
import { runCommand } from '../n8n/serve/leftovers';
import { projectFolder } from '../n8n/install/pack';
import { clockMs, elapsed, say } from '../n8n/serve/progress';
import { sendsFewEnough } from './report/aims';
import { contenders, type Contender } from './contenders/contenders';
import { measureFootprint, type Footprint } from './footprint';
import { describeMachine, loadAverage } from './report/machine';
import { measure, type Measurement, type Runner } from './measure';
import { readOptions, USAGE } from './options';
import { buildAndPack, prepare } from './prepare';
import { measureQueueMode } from './queue/run';
import { queueWorkloads } from './queue/workloads';
import { report } from './report/report';
import { Results } from './report/results';
import { startSandboxProcess } from './sandbox/sandboxClient';
import { number } from './report/words';

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

async function measureAll(
	runner: Runner,
	results: Results,
	all: Contender[],
	rounds: number,
): Promise<void> {
	for (let round = 0; round < rounds; round++) {
		const measured = all.filter(({ once }) => !once || round === 0);
		// There and back again, so that a machine that gets slower or faster does so for all.
		for (const contender of round % 2 === 0 ? measured : measured.reverse()) {
			const measurement = await measure(runner, contender);
			results.add(contender.id, measurement);
			say(`  ${round + 1}/${rounds} ${contender.id}: ${summary(measurement)}`);
		}
	}
}

function chosen<T extends { id: string }>(all: T[], only: string[]): T[] {
	return only.length === 0 ? all : all.filter(({ id }) => only.includes(id));
}

/** @throws when something is wanted that there is not */
function checkNames(only: string[], all: Array<{ id: string }>): void {
	const ids = all.map(({ id }) => id);
	const unknown = only.filter((id) => !ids.includes(id));
	if (unknown.length > 0) {
		throw new Error(`There is no ${unknown.join(', ')}. There are: ${ids.join(', ')}.`);
	}
}

/** What `npm run bench:gateway` measured is put in by hand, at the end of the page. */
const GATEWAY_SECTION = '\n## The gateway\n';

async function writeDocument(text: string): Promise<void> {
	const file = path.join(projectFolder, 'docs', 'benchmark.md');
	const [, gateway] = (await readFile(file, 'utf8')).split(GATEWAY_SECTION);
	const whole = gateway === undefined ? text : `${text}${GATEWAY_SECTION}${gateway}`;
	await writeFile(file, await format(whole, { ...(await resolveConfig(file)), filepath: file }));
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
	const everything = contenders(sandbox, sizes);
	const everyWorkload = queueWorkloads(sizes);
	checkNames(only, [...everything, ...everyWorkload]);
	const all = chosen(everything, only);
	const workloads = chosen(everyWorkload, only);

	const packed = await buildAndPack();
	const installation = await prepareN8n();
	const footprint = await measureFootprint(installation.node.program, packed);
	say(`  ${footprintSummary(footprint)}`);
	const loadBefore = loadAverage();
	const date = new Date();
	const startMs = clockMs();
	const results = new Results(all);
	if (all.length > 0) {
		const instance = await prepare(installation, packed, sandbox, all);
		await measureAll({ instance, sandbox, profileFolder }, results, all, sizes.repetitions);
		say(`Measured in ${elapsed(startMs)}`);
	}
	const queue = await measureQueueMode(packed, workloads, LATENCY_MS, sizes.repetitions);
	if (only.length > 0) {
		// Asked for by name, it is not to be missing behind a success.
		if (workloads.length > 0 && 'missing' in queue) throw new Error('Queue mode was not measured.');
		return;
	}

	const text = report(results, queue, sizes, {
		packageVersion: packed.version,
		footprint,
		n8nVersion: installation.version,
		n8nNodeVersion: installation.node.version,
		machine: describeMachine(),
		latencyMs: LATENCY_MS,
		loadBefore,
		loadAfter: loadAverage(),
		date,
		durationMs: Date.now() - date.getTime(),
		isQuick: options.isQuick,
	});
	if (options.writesDocument) await writeDocument(text);
	else say(`\n${text}`);
	if (!sendsFewEnough(results, queue, sizes)) {
		throw new Error('A run sent more requests than it may.');
	}
});
