import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { resourceByValue } from '../../catalogue/resources';
import { InputError } from '../../common/problems';
import { settle } from '../../common/settle';
import { Session } from '../../hub/session';
import { breakLines } from '../../transport/errors/nodeErrors';
import { bulkOperations } from '../bulk';
import { instanceOperations } from '../instance';
import { addLines, ItemResults } from './itemResults';
import { CreatedLog } from './createdLog';
import type { Operation, Run } from './operation';
import { otherObjectOperations } from '../otherObject';
import { Parameters } from './parameters';
import { runItems } from './runItems';
import { recordOperationsOf } from '../record';
import { reportOperations } from '../report';

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
 *
 * @param properties The parameters of the node as they are described.
 */
export async function runOperation(
	node: IExecuteFunctions,
	properties: readonly INodeProperties[],
): Promise<INodeExecutionData[][]> {
	const createdLog = new CreatedLog();
	const opened = await settle(Session.open(node));
	const isCancelled = () => opened.ok && opened.value.client.isCancelled;
	const results = new ItemResults(node, isCancelled);
	const ended = opened.ok
		? await settle(runChosen(properties, { node, session: opened.value, createdLog }, results))
		: opened;
	// An expression that fails is an error of the items, too: of what is thrown here n8n would make, with
	// "Continue", an output that is the input.
	if (!ended.ok) results.failRest(ended.error);
	showHints(node, results.hints);
	if (isCancelled()) reportCancelled(node, createdLog);
	const error = results.stoppingError();
	if (error) {
		addLines(error, createdLog.describe());
		breakLines(error);
		throw error;
	}
	return [results.toOutput()];
}

async function runChosen(
	properties: readonly INodeProperties[],
	run: Omit<Run, 'concurrency'>,
	results: ItemResults,
): Promise<void> {
	const { node } = run;
	const resource = String(node.getNodeParameter('resource', 0));
	const name = String(node.getNodeParameter('operation', 0));
	const operation = operationsOf(resource).find(({ option }) => option.value === name);
	if (!operation) {
		throw new InputError(
			[`There is no operation '${name}' for '${resource}'`],
			"Pick the operation anew in the node's panel.",
		);
	}
	await runItems(operation, new Parameters(node, properties, resource, name), run, results);
}

function showHints(node: IExecuteFunctions, hints: readonly string[]): void {
	// Older versions of n8n have no hints.
	if (hints.length === 0 || typeof node.addExecutionHints !== 'function') return;
	node.addExecutionHints(
		...hints.map((message) => ({
			message,
			type: 'warning' as const,
			location: 'outputPane' as const,
		})),
	);
}

/** A cancelled run has no output in n8n: what it created is named in n8n's log, without tokens. */
function reportCancelled(node: IExecuteFunctions, createdLog: CreatedLog): void {
	for (const line of createdLog.describe()) node.logger.warn(line, { node: node.getNode().name });
}
