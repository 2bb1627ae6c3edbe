import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { resourceByValue } from '../catalogue/resources';
import { InstanceDirectory } from '../provisioning/directory';
import { InstanceApi } from '../provisioning/instanceApi';
import { RecordTokens } from '../records/recordTokens';
import { CloudElementsClient } from '../transport/client';
import { settle } from '../transport/settle';
import { bulkOperations } from './bulk';
import { instanceOperations } from './instance';
import { addLines, ItemOutcomes } from './itemOutcomes';
import { Ledger } from './ledger';
import type { Operation, Run } from './operation';
import { readConcurrency } from './options';
import { otherObjectOperations } from './otherObject';
import { Parameters } from './parameters';
import { recordOperationsOf } from './record';
import { reportOperations } from './report';

/** The operations of the resources that are not in the catalogue. */
const OPERATIONS: Readonly<Record<string, readonly Operation[] | undefined>> = {
	bulk: bulkOperations,
	instance: instanceOperations,
	otherObject: otherObjectOperations,
	report: reportOperations,
};

/** The operations of a resource; none where there is no such resource. */
function operationsOf(value: string): readonly Operation[] {
	const own = OPERATIONS[value];
	if (own) return own;
	const resource = resourceByValue(value);
	return resource ? recordOperationsOf(resource) : [];
}

/**
 * Runs the chosen operation over all input items.
 * All items are read and checked before the first request leaves. Then they run side by side; the
 * output keeps the order of the input. With "Continue" an item that fails becomes an error item; else
 * nothing new starts, what is in flight is awaited, and the error names what had been created.
 */
export async function runOperation(node: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const operation = findOperation(node);
	const opened = await settle(CloudElementsClient.open(node));
	const outcomes = new ItemOutcomes(
		node.getNode(),
		node.getInputData().length,
		node.continueOnFail(),
		() => opened.ok && opened.value.isCancelled,
	);
	const ledger = new Ledger();
	if (opened.ok) {
		const hints = new Set<string>();
		await operation.run(newRun(node, opened.value, ledger, hints), outcomes);
		showHints(node, hints);
		if (opened.value.isCancelled) reportCancelled(node, ledger);
	} else {
		outcomes.failAll(opened.error);
	}
	const error = outcomes.stoppingError();
	if (error) {
		addLines(error, ledger.describe());
		throw error;
	}
	return [outcomes.toOutput()];
}

function findOperation(node: IExecuteFunctions): Operation {
	const resource = node.getNodeParameter('resource', 0) as string;
	const name = node.getNodeParameter('operation', 0) as string;
	const operation = operationsOf(resource).find(({ option }) => option.value === name);
	if (!operation) {
		throw new NodeOperationError(
			node.getNode(),
			`There is no operation '${name}' for '${resource}'`,
			{ description: "Pick the operation anew in the node's panel." },
		);
	}
	return operation;
}

function newRun(
	node: IExecuteFunctions,
	client: CloudElementsClient,
	ledger: Ledger,
	hints: Set<string>,
): Run {
	const parameters = new Parameters(node);
	const instances = new InstanceApi(client);
	return {
		node,
		parameters,
		client,
		ledger,
		instances,
		tokens: new RecordTokens(instances),
		directory: new InstanceDirectory(client),
		concurrency: readConcurrency(parameters),
		hint: (message) => hints.add(message),
	};
}

function showHints(node: IExecuteFunctions, hints: ReadonlySet<string>): void {
	// Older versions of n8n have no hints.
	if (hints.size === 0 || typeof node.addExecutionHints !== 'function') return;
	node.addExecutionHints(
		...[...hints].map((message) => ({
			message,
			type: 'warning' as const,
			location: 'outputPane' as const,
		})),
	);
}

/** A cancelled run has no output in n8n: what it created is named in n8n's log, without tokens. */
function reportCancelled(node: IExecuteFunctions, ledger: Ledger): void {
	for (const line of ledger.describe()) node.logger.warn(line, { node: node.getNode().name });
}
