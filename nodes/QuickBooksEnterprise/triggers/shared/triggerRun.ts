import type {
	IHookFunctions,
	IPollFunctions,
	ITriggerFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import { Session } from '../../hub/session';
import type { RequestPolicy } from '../../transport/request';
import type { FailureSubject } from '../../transport/errors/describeAnswer';
import { breakLines, toNodeError } from '../../transport/errors/nodeErrors';
import { settle } from '../../common/settle';

/** Where a trigger runs: while it is switched on or off, as long as it is on, on a delivery, or at a poll time. */
export type TriggerContext =
	| IHookFunctions
	| IPollFunctions
	| ITriggerFunctions
	| IWebhookFunctions;

/** How patient a trigger is; users do not set it (our choice). */
const PATIENCE: RequestPolicy = {
	timeoutMs: 60_000,
	maxAttempts: 3,
	waitBetweenAttemptsMs: 1000,
};

/** What the requests of one call of a trigger share. */
export type TriggerRun = Session & {
	/** A service that is down is said earlier while somebody waits in front of it. */
	readonly policy: RequestPolicy;
	readonly parameters: { get(name: string, itemIndex: number, fallback?: unknown): unknown };
};

/**
 * Reads the credential for one call of a trigger.
 *
 * @throws InputError where the credential cannot be used as it is.
 */
export async function openRun(context: TriggerContext): Promise<TriggerRun> {
	return Object.assign(await Session.open(context), {
		policy: { ...PATIENCE, isWatched: context.getMode() === 'manual' },
		parameters: {
			get: (name: string, _itemIndex: number, fallback?: unknown) =>
				parameterOf(context, name, fallback),
		},
	});
}

/** A parameter of a trigger, which has no input items. */
export function parameterOf(context: TriggerContext, name: string, fallback?: unknown): unknown {
	return (context as IHookFunctions).getNodeParameter(name, fallback);
}

/**
 * Does something and words what it throws for the user.
 *
 * @param subject - What is being done, for the messages.
 * @throws NodeApiError, NodeOperationError.
 */
export async function worded<T>(
	context: TriggerContext,
	subject: FailureSubject,
	work: () => Promise<T>,
): Promise<T> {
	const outcome = await settle(work());
	if (outcome.ok) return outcome.value;
	const error = toNodeError(outcome.error, context.getNode(), 0, subject);
	breakLines(error);
	throw error;
}
