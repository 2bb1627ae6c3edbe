import { inOneLine, type Workflow, type WorkflowNode } from './workflow';
import { CREDENTIAL_NAME, CREDENTIAL_TYPE, NODE_TYPE } from './product';

/** The parameters of a node, as a workflow holds them. */
export type Parameters = Record<string, unknown>;

/** One node of a workflow. */
export function node(
	name: string,
	type: string,
	typeVersion: number,
	parameters: Parameters,
	settings: Partial<WorkflowNode> = {},
): WorkflowNode {
	return { id: name, name, type, typeVersion, position: [0, 0], parameters, ...settings };
}

/** A node of this package. `parameters` as a workflow holds them. */
export function quickBooks(
	name: string,
	parameters: Parameters,
	{
		credentialId = 'sandboxCredential',
		...settings
	}: Partial<WorkflowNode> & { credentialId?: string } = {},
): WorkflowNode {
	return node(
		name,
		NODE_TYPE,
		1,
		{ resource: 'instance', ...parameters },
		{
			credentials: { [CREDENTIAL_TYPE]: { id: credentialId, name: CREDENTIAL_NAME } },
			...settings,
		},
	);
}

/** A manual trigger, with nodes behind it that put out `items` where some are given. */
function source(items: Parameters[] | undefined): WorkflowNode[] {
	const trigger = node('Start', 'n8n-nodes-base.manualTrigger', 1, {});
	if (!items) return [trigger];
	const data = node('Data', 'n8n-nodes-base.set', 3.4, {
		mode: 'raw',
		jsonOutput: JSON.stringify({ items }),
		options: {},
	});
	const split = node('Items', 'n8n-nodes-base.splitOut', 1, {
		fieldToSplitOut: 'items',
		options: {},
	});
	return [trigger, data, split];
}

/**
 * A workflow that runs its nodes one after the other.
 *
 * @param items what the first of them gets; one empty item when left out
 */
export function workflow(id: string, nodes: WorkflowNode[], items?: Parameters[]): Workflow {
	const line = [...source(items), ...nodes];
	return {
		id,
		name: id,
		nodes: line,
		connections: inOneLine(line),
		settings: { executionOrder: 'v1' },
	};
}

/** The value of an instance picker, by ID. */
export function byId(value: unknown): Parameters {
	return { __rl: true, mode: 'id', value };
}
