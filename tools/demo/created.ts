import type { Sandbox } from '../../sandbox';
import { executionFailure } from '../n8n/drive/failure';
import { type Execution, outputOf } from '../n8n/drive/workflow';
import { say } from '../n8n/serve/progress';
import { instanceTable, type InstanceRow } from './instanceTable';

const CREATING_NODE = 'Create Instance';

/**
 * What the execution says it created, compared with what the sandbox holds.
 *
 * @throws when it failed, or the two disagree
 */
function createdInstances(execution: Execution, sandbox: Sandbox): InstanceRow[] {
	const failure = executionFailure(execution);
	if (failure) throw new Error(`The example workflow did not succeed: ${failure}`);
	const items = outputOf(execution, CREATING_NODE).map(({ json }) => json);
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

/**
 * Prints the instances that an execution of the provisioning example created.
 *
 * @returns them
 * @throws when it failed, or the sandbox holds something else
 */
export function sayCreated(execution: Execution, sandbox: Sandbox): InstanceRow[] {
	const rows = createdInstances(execution, sandbox);
	say(`\nCreated by n8n, and found in the sandbox (${rows.length}):`);
	say(instanceTable(rows));
	return rows;
}
