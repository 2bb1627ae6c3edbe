import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { InstanceDirectory } from '../provisioning/directory';
import { InstanceApi } from '../provisioning/instanceApi';
import { CloudElementsClient } from '../transport/client';
import type { FailureSubject } from '../transport/describeFailure';
import { toNodeError, type NodeError } from '../transport/nodeErrors';
import { settle, type Settled } from '../transport/settle';
import { instanceOperations } from './instance';
import { Ledger } from './ledger';
import type { Operation, PreparedItem, Run } from './operation';
import { readConcurrency } from './options';
import { runPool, type Job } from './pool';

const OPERATIONS: Readonly<Record<string, readonly Operation[]>> = {
	instance: instanceOperations,
};

const UNSUBJECTED: FailureSubject = { action: 'run this operation' };

/** How one input item ended. */
type ItemOutcome = { output: IDataObject[] } | { error: NodeError };

/**
 * Runs the chosen operation over all input items.
 * All items are read and checked before the first request leaves. Then they run side by side; the
 * output keeps the order of the input. With "Continue" an item that fails becomes an error item; else
 * nothing new starts, what is in flight is awaited, and the error names what had been created.
 */
export async function runOperation(node: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = node.getInputData();
	const operation = findOperation(node);
	const opened = await settle(openRun(node));
	const outcomes: Array<ItemOutcome | undefined> = new Array<undefined>(items.length);
	const keepGoing = node.continueOnFail();

	if (!opened.ok) {
		items.forEach((_, index) => {
			outcomes[index] = { error: toNodeError(opened.error, node.getNode(), index, UNSUBJECTED) };
		});
		if (!keepGoing) throw firstError(outcomes);
		return [toOutput(outcomes)];
	}

	const { run, showHints } = opened.value;
	const jobs: Job[] = [];
	const prepared = await prepareAll(operation, run, items.length, outcomes);
	if (!keepGoing && outcomes.some(isError)) throw firstError(outcomes);

	for (const { item, index, instanceId } of prepared) {
		jobs.push({
			key: item.locate ? `instance ${instanceId}` : item.key,
			run: async () => {
				const ended = await settle(item.execute(instanceId));
				outcomes[index] = toOutcome(ended, node, index, {
					...(instanceId ? { instanceId } : {}),
					...item.subject,
				});
			},
		});
	}
	let failed = false;
	await runPool(jobs, readConcurrency(node), () => {
		failed ||= !keepGoing && outcomes.some(isError);
		return !failed && !run.client.isCancelled;
	});

	showHints();
	if (run.client.isCancelled) reportCancelled(run);
	if (!keepGoing && outcomes.some(isError)) throw withCreated(firstError(outcomes), run);
	return [toOutput(outcomes)];
}

function findOperation(node: IExecuteFunctions): Operation {
	const resource = node.getNodeParameter('resource', 0) as string;
	const name = node.getNodeParameter('operation', 0) as string;
	const operation = OPERATIONS[resource]?.find(({ option }) => option.value === name);
	if (!operation) {
		throw new NodeOperationError(
			node.getNode(),
			`There is no operation '${name}' for '${resource}'`,
			{
				description: "Pick the operation anew in the node's panel.",
			},
		);
	}
	return operation;
}

async function openRun(node: IExecuteFunctions): Promise<{ run: Run; showHints: () => void }> {
	const client = await CloudElementsClient.open(node);
	const hints = new Set<string>();
	const run: Run = {
		node,
		client,
		instances: new InstanceApi(client),
		directory: new InstanceDirectory(client),
		ledger: new Ledger(),
		hint: (message) => hints.add(message),
	};
	const showHints = () => {
		// Older versions of n8n have no hints.
		if (hints.size === 0 || typeof node.addExecutionHints !== 'function') return;
		node.addExecutionHints(
			...[...hints].map((message) => ({
				message,
				type: 'warning' as const,
				location: 'outputPane' as const,
			})),
		);
	};
	return { run, showHints };
}

interface ReadyItem {
	item: PreparedItem;
	index: number;
	instanceId: string;
}

/** Reads and checks every item, then finds the instances that they name. Failures become outcomes. */
async function prepareAll(
	operation: Operation,
	run: Run,
	count: number,
	outcomes: Array<ItemOutcome | undefined>,
): Promise<ReadyItem[]> {
	const node = run.node.getNode();
	const checked: Array<{ item: PreparedItem; index: number }> = [];
	for (let index = 0; index < count; index++) {
		try {
			checked.push({ item: operation.prepare(run, index), index });
		} catch (error) {
			outcomes[index] = { error: toNodeError(error, node, index, UNSUBJECTED) };
		}
	}
	if (!run.node.continueOnFail() && outcomes.some(isError)) return [];
	const ready: ReadyItem[] = [];
	for (const { item, index } of checked) {
		const located = item.locate ? await settle(item.locate()) : { ok: true as const, value: '' };
		if (located.ok) ready.push({ item, index, instanceId: located.value });
		else outcomes[index] = { error: toNodeError(located.error, node, index, item.subject) };
	}
	return ready;
}

function toOutcome(
	ended: Settled<IDataObject[]>,
	node: IExecuteFunctions,
	index: number,
	subject: FailureSubject,
): ItemOutcome {
	return ended.ok
		? { output: ended.value }
		: { error: toNodeError(ended.error, node.getNode(), index, subject) };
}

function toOutput(outcomes: ReadonlyArray<ItemOutcome | undefined>): INodeExecutionData[] {
	return outcomes.flatMap((outcome, index): INodeExecutionData[] => {
		if (outcome === undefined) return [];
		if ('output' in outcome) {
			return outcome.output.map((json) => ({ json, pairedItem: { item: index } }));
		}
		return [errorItem(outcome.error, index)];
	});
}

/**
 * An item's own error. n8n keeps only its message in the output, so everything that was said goes into
 * it. An error under `json` instead would make n8n run the whole node again where "Retry On Fail" is on.
 */
function errorItem(error: NodeError, index: number): INodeExecutionData {
	error.message = [error.message, error.description].filter(Boolean).join('\n');
	return { json: {}, error, pairedItem: { item: index } };
}

function isError(outcome: ItemOutcome | undefined): outcome is { error: NodeError } {
	return outcome !== undefined && 'error' in outcome;
}

/** The error of the first item that has one; it also tells of the others. */
function firstError(outcomes: ReadonlyArray<ItemOutcome | undefined>): NodeError {
	const failed = outcomes.flatMap((outcome, index) =>
		isError(outcome) ? [{ error: outcome.error, index }] : [],
	);
	const [first, ...others] = failed;
	const same = others.filter(({ error }) => error.message === first.error.message);
	const different = others.filter(({ error }) => error.message !== first.error.message);
	const lines = [
		first.error.description ?? '',
		same.length > 0 ? `The same holds for ${itemList(same.map(({ index }) => index))}` : '',
		...different.map(({ error, index }) => `Item ${index}: ${error.message}`),
	];
	first.error.description = lines.filter((line) => line !== '').join('\n');
	return first.error;
}

function itemList(indexes: readonly number[]): string {
	return indexes.length === 1 ? `item ${indexes[0]}` : `items ${indexes.join(', ')}`;
}

function withCreated(error: NodeError, run: Run): NodeError {
	const created = run.ledger.describe();
	if (created) error.description = [error.description, created].filter(Boolean).join('\n');
	return error;
}

/** A cancelled run has no output in n8n: what it created is named in n8n's log, without tokens. */
function reportCancelled(run: Run): void {
	const created = run.ledger.describe();
	if (created) run.node.logger.warn(created, { node: run.node.getNode().name });
}
