/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import path from 'node:path';
import { cleanEnvironment } from '../n8n/serve/environment';
import { runCommand, temporaryFolder } from '../n8n/serve/leftovers';
import { projectFolder } from '../n8n/install/pack';
import { run, start } from '../n8n/serve/processes';
import { clockMs, elapsed, say, step } from '../n8n/serve/progress';

const DEMO_LIMIT_MS = 60 * 60_000;
const FIRST_INSTANCES = 'Created by n8n,';
const EDITOR_IS_OPEN = 'Press Ctrl-C to end it';
const ALL_REMOVED = 'all that was temporary was removed';
/** A step of the demo begins, perhaps with its number. */
const STEP_BEGINS = /^(?:\[\d+\/\d+\] )?(\S.*) …$/;
const STEP_ENDED = /^ {2}done in /;

/** What takes its time, with its seconds; the marks on the way stand among them. */
type Times = Map<string, number>;

const seconds = (sinceMs: number) => Math.round((clockMs() - sinceMs) / 1000);

/** Runs the demo until its editor is open, and ends it by Ctrl-C. */
async function timeDemo(clone: string, env: NodeJS.ProcessEnv, startMs: number, times: Times) {
	let stepMs = 0;
	let label = '';
	let hasInstances = false;
	let isOpen = false;
	const demo = start('npm', ['run', 'demo'], {
		cwd: clone,
		env,
		onLine: (line) => {
			const begins = STEP_BEGINS.exec(line);
			if (begins) [stepMs, label] = [clockMs(), begins[1]];
			if (STEP_ENDED.test(line)) times.set(label, seconds(stepMs));
			if (line.startsWith(FIRST_INSTANCES) && !hasInstances) {
				hasInstances = true;
				times.set('**From `git clone` to the first instances**', seconds(startMs));
				say(`  the first instances are there after ${elapsed(startMs)}`);
			}
			if (line.includes(EDITOR_IS_OPEN) && !isOpen) {
				isOpen = true;
				times.set('**From `git clone` to the open editor**', seconds(startMs));
				process.kill(-demo.pid, 'SIGINT');
			}
		},
	});
	const overdue = setTimeout(() => void demo.stop(), DEMO_LIMIT_MS);
	await demo.ended;
	clearTimeout(overdue);
	const output = demo.output().join('\n');
	if (!hasInstances || !isOpen) throw new Error(`The demo did not get that far:\n${output}`);
	if (!output.includes(ALL_REMOVED)) throw new Error(`The demo did not clean up:\n${output}`);
}

/** One newcomer's way, in a folder of its own. */
async function timeWay(cache: string): Promise<Times> {
	const times: Times = new Map();
	const clone = path.join(await temporaryFolder('newcomer'), 'clone');
	const env = cleanEnvironment({ QBE_CACHE_DIR: cache });
	const startMs = clockMs();
	const timed = async (
		label: string,
		command: string,
		commandArguments: string[],
		cwd?: string,
	) => {
		const stepMs = clockMs();
		await step(label, async () => await run(command, commandArguments, { cwd, env }));
		times.set(`\`${label}\``, seconds(stepMs));
	};
	// Not by hard links, which no newcomer has.
	await timed('git clone', 'git', ['clone', '--quiet', '--no-local', projectFolder, clone]);
	await timed('npm ci', 'npm', ['ci', '--no-audit', '--no-fund'], clone);
	say('npm run demo …');
	await timeDemo(clone, env, startMs, times);
	say(`  done in ${elapsed(startMs)} since git clone`);
	return times;
}

/**
 * Goes a newcomer's way from `git clone` to the first instances and on to the open editor twice, with an empty cache
 * folder and with what the first time left in it, and prints the table of README. What is cloned is what was committed here.
 * npm's own cache stays as it is.
 */
void runCommand(async () => {
	const cache = await temporaryFolder('cache');
	const cold = await timeWay(cache);
	const warm = await timeWay(cache);
	say();
	say('| Step | Empty cache folder | n8n in the cache folder |');
	say('| --- | --- | --- |');
	for (const [label, took] of cold) {
		const again = warm.get(label);
		say(`| ${label} | ${took} s | ${again === undefined ? '' : `${again} s`} |`);
	}
});
