import { HubCall } from '../records/hubCall';
import { Findings } from '../provisioning/findings';
import type { Patience } from '../transport/client';
import type { FailureSubject } from '../transport/describeFailure';
import { toNodeError } from '../transport/nodeErrors';
import { settle } from '../transport/settle';
import type { Slot } from '../transport/slot';
import { readInstance } from './instanceLocator';
import type { ItemOutput, Operation, Run } from './operation';
import { readPatience } from './options';
import { perItem, type PreparedItem } from './perItem';

/** One input item, read and checked, before anything was sent. */
export interface PreparedCall {
	/** What the item is about to do, for messages. */
	subject: FailureSubject;
	/** Does the work through the item's instance. Out: what this input item gives. */
	execute(call: HubCall): Promise<ItemOutput>;
}

interface Parts extends Pick<Operation, 'option' | 'fields'> {
	/** Time limit of one attempt in milliseconds where the user sets none. */
	timeoutMs: number;
	/**
	 * Reads and checks one item; sends nothing. What is missing or wrong is noted in `findings`, so that
	 * all of it is told at once.
	 */
	prepare(run: Run, itemIndex: number, findings: Findings): PreparedCall;
}

/** Makes an operation whose items each go through the instance that they name. */
export function throughInstance({ option, fields, timeoutMs, prepare }: Parts): Operation {
	return perItem({ option, fields }, (run, itemIndex) =>
		prepareThroughInstance(run, itemIndex, timeoutMs, (findings) =>
			prepare(run, itemIndex, findings),
		),
	);
}

/**
 * Reads what every call through an instance needs, and the rest with `prepare`.
 * Errors: InputFault with everything that is wrong with the item.
 */
export function prepareThroughInstance(
	run: Run,
	itemIndex: number,
	timeoutMs: number,
	prepare: (findings: Findings) => PreparedCall,
): PreparedItem {
	const findings = new Findings('Missing required fields');
	const patience = readPatience(run.parameters, itemIndex, timeoutMs, findings);
	const locate = readInstance(run, itemIndex, patience, findings);
	const { subject, execute } = prepare(findings);
	findings.throwIfAny('Put right what is named. Nothing was sent.');
	return {
		subject,
		locate,
		execute: async (instanceId, slot) =>
			await execute(await openCall(run, itemIndex, instanceId, patience, slot)),
	};
}

async function openCall(
	run: Run,
	itemIndex: number,
	instanceId: string,
	patience: Patience,
	slot: Slot,
): Promise<HubCall> {
	const access = await settle(run.tokens.accessTo(instanceId, patience));
	if (access.ok) return new HubCall(run.client, patience, access.value, slot);
	// Worded here: what follows is about what is behind the instance, and this is about the instance.
	throw toNodeError(access.error, run.node.getNode(), itemIndex, {
		action: 'read the instance',
		instanceId,
	});
}
