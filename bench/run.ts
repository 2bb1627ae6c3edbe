/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { runCommand } from '../e2e/n8n/leftovers';
import { say } from '../e2e/n8n/progress';
import { contenders, type Contender, type ContenderId } from './contenders';
import { measure, type Measurement, type Runner } from './measure';
import { readOptions, USAGE } from './options';
import { prepare } from './prepare';
import { startSandboxProcess } from './sandboxClient';

const LATENCY_MS = 50;

type Results = Map<ContenderId, Measurement[]>;

async function measureAll(runner: Runner, all: Contender[], repetitions: number): Promise<Results> {
	const results: Results = new Map(all.map(({ id }) => [id, []]));
	for (let round = 0; round < repetitions; round++) {
		// There and back again, so that a machine that gets slower or faster does so for all.
		for (const contender of round % 2 === 0 ? all : [...all].reverse()) {
			const measurement = await measure(runner, contender);
			results.get(contender.id)?.push(measurement);
			const { timeMs, cpuMs, peakKiB, requests, openRequestsPeak } = measurement;
			say(
				`  ${round + 1}/${repetitions} ${contender.id}: ${Math.round(timeMs)} ms, CPU ${Math.round(cpuMs)} ms, ` +
					`memory +${Math.round(peakKiB / 1024)} MiB, ${requests} requests, ${openRequestsPeak} at once, output ${measurement.outputBytes}`,
			);
		}
	}
	return results;
}

void runCommand(async () => {
	const options = readOptions(process.argv.slice(2));
	if (!options) {
		say(USAGE);
		return;
	}
	const { sizes, only } = options;
	const sandbox = await startSandboxProcess(LATENCY_MS);
	const all = contenders(`${sandbox.url}/elements/api-v2/instances`, sizes).filter(
		({ id }) => only.length === 0 || only.includes(id),
	);
	const { instance } = await prepare(sandbox, all);
	await measureAll(
		{ instance, sandbox, profileFolder: options.profileFolder },
		all,
		sizes.repetitions,
	);
});
