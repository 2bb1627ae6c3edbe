import { CredentialTestContext, LoadOptionsContext, WorkflowExecute } from 'n8n-core';
import type {
	IBinaryKeyData,
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	INodeTypes,
	IRun,
	NodeExecutionHint,
} from 'n8n-workflow';
import { NodeConnectionTypes, NodeHelpers, Workflow } from 'n8n-workflow';

import { BuiltCredentials } from '../../tools/n8n/engine/credentials';
import { executionData } from '../../tools/n8n/engine/executionData';
import { loadCredential, loadNode } from './builtPackage';

const NODE_TYPE = 'n8n-nodes-quickbooks-enterprise.quickBooksEnterprise';
const CREDENTIAL_TYPE = 'cloudElementsApi';

/** A run of the node in n8n's own engine. */
export interface NodeRun {
	parameters: INodeParameters;
	/** Input items; one empty item by default. */
	items?: IDataObject[];
	/** Files of the input items, by their index. */
	files?: Array<IBinaryKeyData | undefined>;
	credential: ICredentialDataDecryptedObject;
	/** Settings of the node, such as `onError`, `retryOnFail`, `waitBetweenTries`. */
	settings?: Partial<INode>;
	/** How the run was started; by a trigger, without. */
	mode?: 'manual' | 'trigger';
	/** Called with a function that cancels the run, before it starts. */
	onStart?: (cancel: () => void) => void;
	/** Where to write what is logged; runs at the same time share n8n's one log. A new list by default. */
	log?: string[];
}

export interface NodeRunResult {
	/** Items of each output of the node. */
	outputs: INodeExecutionData[][];
	/** JSON of the items of the first output. */
	json: IDataObject[];
	/** What stopped the run, as n8n keeps it. */
	error?: {
		message: string;
		description?: string;
		httpCode?: string;
		name?: string;
		context?: IDataObject;
	};
	hints: NodeExecutionHint[];
	/** How often the credential was read. */
	credentialReads: number;
	/** Everything that was logged. */
	log: string[];
	run: IRun;
}

/** Runs the built node over the items in n8n-core's WorkflowExecute. */
export async function runNode(request: NodeRun): Promise<NodeRunResult> {
	const credentials = new BuiltCredentials(loadCredential(), request.credential);
	const node = buildNode(request);
	const source = buildSource();
	const workflow = new Workflow({
		id: 'test',
		nodes: [source, node],
		connections: {
			[source.name]: { main: [[{ node: node.name, type: NodeConnectionTypes.Main, index: 0 }]] },
		},
		nodeTypes: nodeTypes(request.items ?? [{}], request.files),
		active: false,
		settings: {},
	});
	const additionalData = executionData(credentials, workflow);
	const { logger } = new LoadOptionsContext(workflow, node, additionalData, '');
	const log = captureLog(logger, request.log ?? []);
	const execution = new WorkflowExecute(additionalData, request.mode ?? 'trigger');
	const running = execution.run({ workflow, startNode: workflow.getNode(source.name)! });
	request.onStart?.(() => (running as { cancel?: () => void }).cancel?.());
	const run = await running;
	const task = run.data.resultData.runData[node.name]?.[0];
	const outputs = (task?.data?.main ?? []).map((output) => output ?? []);
	return {
		outputs,
		json: (outputs[0] ?? []).map((item) => item.json),
		error: (run.data.resultData.error ?? task?.error) as NodeRunResult['error'],
		hints: task?.hints ?? [],
		credentialReads: credentials.reads,
		log,
		run,
	};
}

/** A question that the editor asks of the node while somebody fills in its fields. */
export interface EditorQuestion {
	credential: ICredentialDataDecryptedObject;
	/** The fields as they are filled in. */
	parameters?: INodeParameters;
}

/** Calls a list search of the built node as the editor does. */
export async function searchList(
	question: EditorQuestion,
	method: string,
	filter?: string,
	paginationToken?: string,
) {
	const search = loadNode().methods!.listSearch![method];
	return await search.call(openEditor(question), filter, paginationToken);
}

/** Asks the built node for the options of a field as the editor does. */
export async function loadOptions(question: EditorQuestion, method: string) {
	return await loadNode().methods!.loadOptions![method].call(openEditor(question));
}

/** Tests a credential as the editor does when it is saved. */
export async function testCredential(data: ICredentialDataDecryptedObject) {
	const editor = openEditor({ credential: data });
	const context = new CredentialTestContext(editor.additionalData);
	const { testCredential: test } = loadNode().methods!.credentialTest!;
	return await test.call(context, { id: '1', name: 'Account', type: CREDENTIAL_TYPE, data });
}

/** What a method of the node is called with when the editor asks. */
export function openEditor({ credential, parameters = {} }: EditorQuestion): LoadOptionsContext {
	const node = buildNode({ parameters, credential });
	const workflow = new Workflow({
		id: 'test',
		nodes: [node],
		connections: {},
		nodeTypes: nodeTypes([]),
		active: false,
	});
	const credentials = new BuiltCredentials(loadCredential(), credential);
	const additionalData = {
		...executionData(credentials, workflow),
		currentNodeParameters: node.parameters,
	};
	return new LoadOptionsContext(workflow, node, additionalData, '');
}

function buildNode({ parameters, settings }: NodeRun): INode {
	return {
		id: 'node',
		name: 'QuickBooks Enterprise',
		type: NODE_TYPE,
		typeVersion: 1,
		position: [200, 0],
		parameters: { resource: 'instance', ...parameters },
		credentials: { [CREDENTIAL_TYPE]: { id: '1', name: 'Cloud Elements account' } },
		...settings,
	};
}

function buildSource(): INode {
	return {
		id: 'source',
		name: 'Items',
		type: 'test.items',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
}

function nodeTypes(items: IDataObject[], files: NodeRun['files'] = []): INodeTypes {
	const source: INodeType = {
		description: {
			displayName: 'Items',
			name: 'items',
			group: ['transform'],
			version: 1,
			description: 'Gives the items of the test',
			defaults: { name: 'Items' },
			inputs: [],
			outputs: [NodeConnectionTypes.Main],
			properties: [],
		},
		async execute() {
			return [
				items.map((json, index) => ({
					json,
					...(files[index] ? { binary: files[index] } : {}),
					pairedItem: { item: index },
				})),
			];
		},
	};
	const node = loadNode();
	const find = (type: string) => (type === NODE_TYPE ? node : source);
	return {
		getByName: find,
		getByNameAndVersion: (type, version) => NodeHelpers.getVersionedNodeType(find(type), version),
		getKnownTypes: () => ({}),
	};
}

/** Diverts n8n's own logger, the one that every context of a node has, into a list of lines. */
export function captureLog(logger: object, lines: string[]): string[] {
	const sink = {
		log: (level: string, message: string, metadata: unknown) =>
			lines.push(`${level}: ${message} ${JSON.stringify(metadata)}`),
		child: () => sink,
	};
	(logger as { setInternalLogger(to: typeof sink): void }).setInternalLogger(sink);
	return lines;
}
