import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { loadFields } from '../../catalogue/fields';
import { resourceByValue } from '../../catalogue/resources';
import type { RecordOperation, Resource, ResourceFields } from '../../catalogue/types';
import type { Findings } from '../../provisioning/findings';
import type { RecordApi } from '../../records/recordApi';
import type { FailureSubject } from '../../transport/describeFailure';
import type { ItemDesk, Operation, Run } from '../operation';
import { runPerItem, type PreparedItem } from '../perItem';
import { prepareThroughInstance } from '../throughInstance';

/** What is known of the resource that a run works on. */
export interface RecordFacts {
	resource: Resource;
	fields: ResourceFields;
	/** The workflow's time zone, such as `America/Denver`. */
	timeZone: string;
}

/** One input item, read and checked, before anything was sent. */
export interface PreparedRecord {
	/** What the item is about to do, for messages. */
	subject: FailureSubject;
	/** Does the work through the item's instance. Out: the output items of this input item. */
	execute(api: RecordApi): Promise<IDataObject[]>;
}

/** An operation that every resource of the catalogue shares. */
export interface RecordOperationDefinition {
	name: RecordOperation;
	/** How n8n's operation list and action panel show it for a resource. */
	optionFor(resource: Resource): Operation['option'];
	/** Its fields, behind the one that picks the instance. */
	fields: INodeProperties[];
	run(run: Run, desk: ItemDesk): Promise<void>;
}

interface Parts extends Pick<RecordOperationDefinition, 'name' | 'optionFor' | 'fields'> {
	/** Time limit of one attempt in milliseconds where the user sets none. */
	timeoutMs: number;
	/**
	 * Reads and checks one item; sends nothing. What is missing or wrong is noted in `findings`, so that
	 * all of it is told at once.
	 */
	prepare(run: Run, itemIndex: number, facts: RecordFacts, findings: Findings): PreparedRecord;
}

/** Makes an operation on records: each item goes through the instance that it names. */
export function recordOperation(parts: Parts): RecordOperationDefinition {
	const { name, optionFor, fields } = parts;
	return {
		name,
		optionFor,
		fields,
		run: async (run, desk) => {
			const facts = await readFacts(run);
			await runPerItem(run, desk, (itemIndex) => prepareItem(parts, run, itemIndex, facts));
		},
	};
}

async function readFacts(run: Run): Promise<RecordFacts> {
	const value = String(run.parameters.get('resource', 0));
	const resource = resourceByValue(value);
	if (!resource) {
		throw new NodeOperationError(run.node.getNode(), `There is no resource '${value}'`, {
			description: "Pick the resource anew in the node's panel.",
		});
	}
	return { resource, fields: await loadFields(resource), timeZone: run.node.getTimezone() };
}

function prepareItem(
	{ timeoutMs, prepare }: Parts,
	run: Run,
	itemIndex: number,
	facts: RecordFacts,
): PreparedItem {
	return prepareThroughInstance(run, itemIndex, timeoutMs, (findings) => {
		const { subject, execute } = prepare(run, itemIndex, facts, findings);
		return { subject, execute: async (call) => await execute(call.recordsOf(facts.resource)) };
	});
}
