import type {
	IDataObject,
	IHookFunctions,
	IPollFunctions,
	ITriggerFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import { InstanceDirectory } from '../provisioning/directory';
import { InstanceApi } from '../provisioning/instanceApi';
import { RecordTokens } from '../records/recordTokens';
import { CloudElementsClient, type Patience } from '../transport/client';
import type { FailureSubject } from '../transport/describeFailure';
import { toNodeError } from '../transport/nodeErrors';
import { settle } from '../transport/settle';

/** Where a trigger runs: while it is switched on or off, as long as it is on, on a delivery, or at a poll time. */
export type TriggerContext =
	| IHookFunctions
	| IPollFunctions
	| ITriggerFunctions
	| IWebhookFunctions;

/** How patient a trigger is; users do not set it (our choice). */
export const TRIGGER_PATIENCE: Patience = {
	timeoutMs: 60_000,
	maxAttempts: 3,
	waitBetweenAttemptsMs: 1000,
};

/** What the requests of one call of a trigger share. */
export interface TriggerRun {
	readonly client: CloudElementsClient;
	readonly instances: InstanceApi;
	readonly directory: InstanceDirectory;
	readonly tokens: RecordTokens;
	readonly parameters: { get(name: string, itemIndex: number, fallback?: unknown): unknown };
}

/** Errors: InputFault where the credential cannot be used as it is. */
export async function openRun(context: TriggerContext): Promise<TriggerRun> {
	const client = await CloudElementsClient.open(context);
	const instances = new InstanceApi(client);
	return {
		client,
		instances,
		directory: new InstanceDirectory(client),
		tokens: new RecordTokens(instances),
		parameters: { get: (name, _itemIndex, fallback) => parameterOf(context, name, fallback) },
	};
}

/** A parameter of a trigger, which has no input items. */
export function parameterOf(context: TriggerContext, name: string, fallback?: unknown): unknown {
	return (context as IHookFunctions).getNodeParameter(name, fallback);
}

/** Tells the triggers of an n8n apart. */
export function triggerKey(context: TriggerContext): string {
	return `${context.getWorkflow().id}/${context.getNode().id}`;
}

/** The trigger's memory, which n8n keeps with the workflow. */
export function memoryOf(context: TriggerContext): IDataObject {
	return context.getWorkflowStaticData('node');
}

/** Does something and words what it throws for the user. */
export async function worded<T>(
	context: TriggerContext,
	subject: FailureSubject,
	work: () => Promise<T>,
): Promise<T> {
	const outcome = await settle(work());
	if (outcome.ok) return outcome.value;
	throw toNodeError(outcome.error, context.getNode(), 0, subject);
}
