import type { IDataObject } from 'n8n-workflow';

import type { InstanceBody } from '../../instances/specification/instanceBody';
import { RunGate } from '../../instances/reconcile/runGate';
import { InstanceSnapshots } from '../../instances/creation/snapshot';
import type { ItemEnd, Provisioning } from '../../instances/reconcile/types';
import type { RequestPolicy } from '../../transport/request';
import type { FailureSubject } from '../../transport/errors/describeAnswer';
import { isSecretKey } from '../../transport/redaction/redaction';
import type { Run } from '../run/operation';
import type { ItemResults } from '../run/itemResults';

/** Opens what the steps of a provisioning run share, and keeps the secrets of what is sent out of messages. */
export function openProvisioning(
	run: Run,
	bodies: readonly InstanceBody[],
	listPolicy: RequestPolicy,
): Provisioning {
	const { client, instances: api } = run.session;
	const { concurrency } = run;
	for (const { configuration } of bodies) {
		for (const [key, value] of Object.entries(configuration ?? {})) {
			if (isSecretKey(key)) client.redactor.add(value);
		}
	}
	return {
		client,
		api,
		snapshots: new InstanceSnapshots({
			client,
			api,
			policy: listPolicy,
			concurrency,
			needsTags: bodies.some(({ tags }) => tags !== undefined),
		}),
		gate: new RunGate(client, run.node.continueOnFail()),
		concurrency,
	};
}

/** Says that a company is named where nobody asks for it. */
export function tellOfCompany(
	{ client }: Provisioning,
	bodies: readonly InstanceBody[],
	results: ItemResults,
): void {
	if (client.isGateway || bodies.every(({ connector }) => connector === undefined)) return;
	results.hint(
		"'Company Name' is for a Self-Hosted Gateway. Cloud Elements got it with the rest, and documents no such member: leave it out.",
	);
}

/** How the ends of items are told. */
export interface Telling<Result> {
	/** What was being done. */
	subject: FailureSubject;
	toOutput(index: number, result: Result): IDataObject;
	/** A further line for the error of an item. */
	errorLine?(index: number): string | undefined;
}

/** Tells how the items of a provisioning run ended: in the output, in errors, in hints and in the created log. */
export function tellEnds<Result>(
	ends: ReadonlyArray<ItemEnd<Result>>,
	{ createdLog }: Run,
	results: ItemResults,
	{ subject, toOutput, errorLine }: Telling<Result>,
): void {
	for (const { index, ended, made, doubts, lines, hints } of ends) {
		for (const instance of made) createdLog.add(instance);
		for (const name of doubts) createdLog.addDoubt(name);
		for (const hint of hints) results.hint(hint);
		if (ended?.ok) results.succeed(index, { items: [toOutput(index, ended.value)] });
		else if (ended) results.fail(index, ended.error, subject);
		// n8n shows no hints of a node that stopped.
		const further = errorLine?.(index);
		for (const line of [...lines, ...(further ? [further] : [])]) results.remark(index, line);
	}
}
