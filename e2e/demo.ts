/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { setTimeout as wait } from 'node:timers/promises';
import { type Sandbox, startSandbox } from '../sandbox';
import { executeWorkflow } from './n8n/cli';
import type { N8nInstance } from './n8n/instance';
import { atEnd, runCommand } from './n8n/leftovers';
import { clockMs, elapsed, say, step, stepTimes, timeLine } from './n8n/progress';
import { createOwner, startServer } from './n8n/server';
import { outputOf } from './n8n/workflow';
import { exampleId } from './support/examples';
import { executionFailure } from './support/failure';
import { instanceTable, type InstanceRow } from './support/instanceTable';
import { prepareSession, sayAddresses } from './support/session';

const PROVISIONING_EXAMPLE = exampleId('create-instance.json');
const CREATING_NODE = 'Create Instance';
const SERVER_POLL_MS = 500;
const STEPS_HEADING = 'How long it took, step by step:';
const TO_FIRST_INSTANCES = 'in all, from the start of this command to the first instances';

/**
 * What the execution says it created, compared with what the sandbox holds.
 *
 * @throws when the two disagree
 */
function createdInstances(items: Array<Record<string, unknown>>, sandbox: Sandbox): InstanceRow[] {
	if (items.length === 0) throw new Error('The example workflow ended without an instance.');
	return items.map((item) => {
		const stored = sandbox.instances.find(({ id }) => id === item.id);
		if (!stored || stored.name !== item.name || stored.token !== item.token) {
			throw new Error(
				`n8n says it created instance ${String(item.id)} (${String(item.name)}), which is not what the sandbox holds.`,
			);
		}
		return {
			id: stored.id,
			name: stored.name,
			token: stored.token,
			appName: stored.configuration['app.name'] ?? '',
			hostIp: stored.configuration['host.ip'] ?? '',
			tags: stored.tags,
		};
	});
}

async function provision(instance: N8nInstance, sandbox: Sandbox): Promise<void> {
	const execution = await step(
		'Running the provisioning example in n8n',
		async () => await executeWorkflow(instance, PROVISIONING_EXAMPLE),
	);
	const failure = executionFailure(execution);
	if (failure) throw new Error(`The example workflow did not succeed: ${failure}`);
	const items = outputOf(execution, CREATING_NODE).map(({ json }) => json);
	const rows = createdInstances(items, sandbox);
	say(`\nCreated by n8n, and found in the sandbox (${rows.length}):`);
	say(instanceTable(rows));
}

async function openEditor(instance: N8nInstance, sandbox: Sandbox, once: boolean): Promise<void> {
	const { server, login } = await step('Starting the editor', async () => {
		const started = await startServer(instance);
		return { server: started, login: await createOwner(started) };
	});
	sayAddresses(server, login, sandbox);
	if (once) return;
	say('Everything is local and temporary. Press Ctrl-C to end it.');
	while (server.exitCode() === undefined) await wait(SERVER_POLL_MS);
	throw new Error(`n8n has ended. Its last words:\n${server.output().slice(-25).join('\n')}`);
}

void runCommand(
	async () => {
		const once = process.argv.includes('--once');
		const sandbox = await startSandbox({ port: 0, seedData: true });
		atEnd(async () => await sandbox.stop());
		const { instance } = await prepareSession(sandbox);
		await provision(instance, sandbox);
		const firstInstancesMs = clockMs();
		const steps = stepTimes();
		await openEditor(instance, sandbox, once);
		say(STEPS_HEADING);
		for (const { label, durationMs } of steps) say(timeLine(durationMs, label));
		say(timeLine(firstInstancesMs, TO_FIRST_INSTANCES));
		say(`The demo took ${elapsed(0)}.`);
	},
	// Ctrl-C is how this command is meant to end.
	{ interruptedExitCode: 0 },
);
