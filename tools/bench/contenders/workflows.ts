import type { Workflow, WorkflowNode } from '../../n8n/drive/workflow';
import { node } from '../../n8n/drive/build';

/** A connection from an output of one node to an input of another. */
export interface Link {
	from: string;
	to: string;
	output?: number;
	input?: number;
}

/** A CSV file of new customers; some rows repeat the name of the row before. */
export interface BeginFile {
	rows: number;
	faultyEvery: number;
}

/** The names of the two nodes around what is measured. */
export const BEGIN = 'Begin';
export const END = 'End';

const START = 'Start';

function connect(links: Link[]): Workflow['connections'] {
	const connections: Workflow['connections'] = {};
	for (const { from, to, output = 0, input = 0 } of links) {
		const outputs = (connections[from] ??= { main: [] }).main;
		for (let index = outputs.length; index <= output; index++) outputs.push([]);
		outputs[output].push({ node: to, type: 'main', index: input });
	}
	return connections;
}

/**
 * A workflow that measures its nodes: `Begin` puts out `count` entries, and `End` says what was used between.
 *
 * @param links from and to `Begin` and `End` too
 * @param file what `Begin` puts out instead of entries
 */
export function measured(
	id: string,
	count: number,
	nodes: WorkflowNode[],
	links: Link[],
	file?: BeginFile,
): Workflow {
	return {
		id,
		name: id,
		nodes: [
			node(START, 'n8n-nodes-base.manualTrigger', 1, {}),
			node(BEGIN, 'CUSTOM.benchBegin', 1, { count, ...file }),
			...nodes,
			node(END, 'CUSTOM.benchEnd', 1, {}),
		],
		connections: connect([{ from: START, to: BEGIN }, ...links]),
		settings: { executionOrder: 'v1', saveDataSuccessExecution: 'none' },
	};
}

/** The same for a single node. */
export function measuredNode(id: string, count: number, single: WorkflowNode): Workflow {
	return measured(
		id,
		count,
		[single],
		[
			{ from: BEGIN, to: single.name },
			{ from: single.name, to: END },
		],
	);
}
