/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { n8nEnvironment, type N8nInstance } from '../n8n/serve/instance';
import { run } from '../n8n/serve/processes';
import { scratchFolder } from '../n8n/serve/userFolder';
import type { Contender } from './contenders/contenders';
import type { SandboxClient } from './sandbox/sandboxClient';

const TIMEOUT_MS = 300_000;
/** Characters of the output of an n8n that failed. */
const OUTPUT_SHOWN = 2000;

/** What one run used. */
export interface Measurement {
	/** From the first measured node's start to the last one's end, in milliseconds. */
	timeMs: number;
	/** CPU time of n8n's process meanwhile, all threads, in milliseconds. */
	cpuMs: number;
	/** By how much its resident memory rose at most, in KiB. */
	peakKiB: number;
	/** Items that came out, and their length as JSON. */
	outputItems: number;
	outputBytes: number;
	/** Requests that arrived, and most that were open at once. */
	requests: number;
	openRequestsPeak: number;
}

type EndOutput = Omit<Measurement, 'requests' | 'openRequestsPeak'>;

/** Runs n8n's command line, with the nodes of the benchmark beside the package. */
export interface Runner {
	instance: N8nInstance;
	sandbox: SandboxClient;
	profileFolder?: string;
}

/**
 * Runs one contender in an n8n of its own, from a fresh sandbox.
 *
 * @throws when it did not do what it was to do
 */
export async function measure(
	{ instance, sandbox, profileFolder }: Runner,
	contender: Contender,
): Promise<Measurement> {
	const { id, entries, instances, writes, instancesMade = writes } = contender;
	await sandbox.reset(contender);
	const resultFile = path.join(scratchFolder(instance.userFolder), 'bench-result.json');
	await rm(resultFile, { force: true });
	const { env } = await n8nEnvironment(instance, {
		BENCH_RESULT_FILE: resultFile,
		N8N_CUSTOM_EXTENSIONS: path.join(__dirname, 'nodes'),
		...(profileFolder && {
			NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${path.resolve(profileFolder, id)}`,
		}),
	});
	const { node, script } = instance.installation;
	const { stdout, stderr } = await run(node.program, [script, 'execute', `--id=${id}`], {
		cwd: instance.userFolder,
		env,
		timeoutMs: TIMEOUT_MS,
		allowFailure: true,
	});
	if (!existsSync(resultFile)) {
		const output = `${stdout.slice(-OUTPUT_SHOWN)}\n${stderr.slice(-OUTPUT_SHOWN)}`;
		throw new Error(`'${id}' did not run to its end:\n${output}`);
	}
	const used = JSON.parse(await readFile(resultFile, 'utf8')) as EndOutput;
	const seen = await sandbox.count();
	const expected = { outputItems: entries, writes, instances: instances + instancesMade };
	const found = {
		outputItems: used.outputItems,
		writes: seen.writes,
		instances: seen.instances,
	};
	if (JSON.stringify(found) !== JSON.stringify(expected)) {
		throw new Error(
			`'${id}' did something else than it was to do: ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`,
		);
	}
	return { ...used, requests: seen.requests, openRequestsPeak: seen.openRequestsPeak };
}
