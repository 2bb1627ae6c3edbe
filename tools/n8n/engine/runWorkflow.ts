import { WorkflowExecute } from 'n8n-core';
import {
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type INode,
	type INodeType,
	type INodeTypes,
	UnexpectedError,
	Workflow as EngineWorkflow,
} from 'n8n-workflow';

import { MANUAL_TRIGGER_TYPE, NODE_TYPE, STICKY_NOTE_TYPE } from '../drive/product';
import type { Execution, Workflow } from '../drive/workflow';
import { BuiltCredentials } from './credentials';
import { executionData } from './executionData';
import { USUAL_NODES } from './usualNodes';

/** What of the package takes part in a run. */
export interface PackageParts {
	node: INodeType;
	credentialType: ICredentialType;
}

/**
 * Runs a workflow that is started by hand in n8n's own engine, without an n8n around it.
 *
 * @param credential what every node of the package gets
 * @returns the execution as n8n keeps it, also one that ended with an error
 * @throws where the workflow has a node that the engine alone does not know
 */
export async function runWorkflow(
	{ name, nodes, connections, settings = {} }: Workflow,
	{ node, credentialType }: PackageParts,
	credential: ICredentialDataDecryptedObject,
): Promise<Execution> {
	const known = new Map([...USUAL_NODES, [NODE_TYPE, node]]);
	const active = nodes.filter(({ type }) => type !== STICKY_NOTE_TYPE);
	const find = (type: string): INodeType => {
		const found = known.get(type);
		if (!found) throw new UnexpectedError(`n8n's engine alone has no node '${type}'`);
		return found;
	};
	const nodeTypes: INodeTypes = {
		getByName: find,
		getByNameAndVersion: find,
		getKnownTypes: () => ({}),
	};
	const workflow = new EngineWorkflow({
		id: 'workflow',
		name,
		nodes: active as unknown as INode[],
		connections: connections as EngineWorkflow['connectionsBySourceNode'],
		nodeTypes,
		active: false,
		settings,
	});
	const startNode = active.find(({ type }) => type === MANUAL_TRIGGER_TYPE);
	if (!startNode) throw new UnexpectedError(`'${name}' is not started by hand`);
	const helper = new BuiltCredentials(credentialType, credential);
	const execution = new WorkflowExecute(executionData(helper, workflow), 'manual');
	const run = await execution.run({ workflow, startNode: workflow.getNode(startNode.name)! });
	return run as unknown as Execution;
}
