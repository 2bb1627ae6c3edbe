/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import path from 'node:path';
import { cleanEnvironment } from './n8n/environment';
import { runCommand, temporaryFolder } from './n8n/leftovers';
import { projectFolder } from './n8n/pack';
import { run } from './n8n/processes';
import { clockMs, say, step, stepTimes, timeLine } from './n8n/progress';

const DEMO_LIMIT_MS = 60 * 60_000;
const DEMO_STEP = /^ +(\d+) s {2}(.+)$/;

/** What the demo says at its end of its steps; the last one is all of them together. */
function readSteps(output: string): Array<{ label: string; durationMs: number }> {
	return output.split('\n').flatMap((line) => {
		const [, seconds, label] = DEMO_STEP.exec(line) ?? [];
		return label ? [{ label, durationMs: Number(seconds) * 1000 }] : [];
	});
}

/**
 * Goes a newcomer's way from `git clone` to the first instances, in a folder of its own, and prints how long each
 * step took: the table in README. What is cloned is what was committed here. With `QBE_CACHE_DIR` set to an empty
 * folder n8n is installed too.
 */
void runCommand(async () => {
	const clone = path.join(await temporaryFolder('newcomer'), 'clone');
	const env = cleanEnvironment();
	await step('git clone', async () => {
		// Not by hard links, which no newcomer has.
		await run('git', ['clone', '--quiet', '--no-local', projectFolder, clone], { env });
	});
	await step('npm ci', async () => {
		await run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: clone, env });
	});
	const before = stepTimes();
	const beforeMs = clockMs();
	const { stdout } = await step('npm run demo', async () => {
		const demo = ['run', 'demo', '--', '--once'];
		return await run('npm', demo, { cwd: clone, env, timeoutMs: DEMO_LIMIT_MS });
	});
	const demoSteps = readSteps(stdout);
	const whole = demoSteps.pop();
	if (!whole) throw new Error(`The demo did not say how long its steps took:\n${stdout}`);
	say();
	for (const { label, durationMs } of [...before, ...demoSteps]) say(timeLine(durationMs, label));
	say(timeLine(beforeMs + whole.durationMs, 'in all, from git clone to the first instances'));
});
