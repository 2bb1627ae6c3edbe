/** The parts of n8n's workflow and execution format that the commands and tests here use. */
export interface WorkflowNode {
	id: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
	onError?: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';
	[setting: string]: unknown;
}

export interface Workflow {
	id?: string;
	name: string;
	nodes: WorkflowNode[];
	connections: Record<
		string,
		{ main: Array<Array<{ node: string; type: string; index: number }>> }
	>;
	settings?: Record<string, unknown>;
	active?: boolean;
	[field: string]: unknown;
}

export interface Item {
	json: Record<string, unknown>;
	pairedItem?: unknown;
}

export interface NodeError {
	message: string;
	description?: string | null;
	[field: string]: unknown;
}

export interface NodeRun {
	executionStatus: string;
	/** Milliseconds since 1970. */
	startTime: number;
	/** Milliseconds. */
	executionTime: number;
	error?: NodeError;
	hints?: Array<{ message: string }>;
	data?: { main: Array<Item[] | null> };
}

export interface Execution {
	status: string;
	/** True once it has ended without an error. */
	finished?: boolean;
	data: {
		resultData: {
			runData: Record<string, NodeRun[]>;
			error?: NodeError;
			lastNodeExecuted?: string;
		};
	};
}

/** Connects nodes one after the other, each to the next. */
export function inOneLine(nodes: WorkflowNode[]): Workflow['connections'] {
	return Object.fromEntries(
		nodes
			.slice(0, -1)
			.map((node, index) => [
				node.name,
				{ main: [[{ node: nodes[index + 1].name, type: 'main', index: 0 }]] },
			]),
	);
}

/** The items that a node put out in its last run, by output. */
export function outputOf(execution: Execution, nodeName: string, output = 0): Item[] {
	const runs = execution.data.resultData.runData[nodeName];
	return runs?.at(-1)?.data?.main[output] ?? [];
}
