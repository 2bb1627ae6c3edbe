import { sleep } from 'n8n-workflow';

import { joinAnd, toExpression } from '../../ceql/expression';
import type { ApiRequest } from '../../transport/request';
import { Pages } from '../../transport/pages';
import { settle } from '../../common/settle';
import { inServiceWords } from '../shared/serviceWords';
import { type TriggerContext, type TriggerRun } from '../shared/triggerRun';

const SEGMENTS = ['notifications', 'subscriptions', 'deliveries'] as const;

/** The deliveries that wait for a callback; the condition on the address is optional (documented). */
function queuedFor(callbackUrl: string): string {
	const equal = (field: string, value: string) =>
		toExpression([{ field, operator: 'equals', values: [value] }], 'and');
	return joinAnd(
		equal('channel', 'webhook'),
		equal('status', 'queued'),
		equal('config.url', callbackUrl),
	) as string;
}

/**
 * Asks again for what the service could not deliver while n8n was away: after its last attempt it stops
 * delivering and queues (documented). A service that does not answer this keeps nobody from activating.
 */
export async function askForQueued(
	context: TriggerContext,
	run: TriggerRun,
	callbackUrl: string,
): Promise<void> {
	const request = (method: ApiRequest['method']): ApiRequest => ({
		method,
		segments: SEGMENTS,
		query: { where: queuedFor(callbackUrl) },
		policy: run.policy,
	});
	const { logger } = context;
	const node = context.getNode().name;
	const waiting = new Pages(run.client, request('GET'), { pageSize: 1 });
	const listed = await settle(waiting[Symbol.asyncIterator]().next());
	if (listed.ok && listed.value.value.entries.length === 0) return;
	if (listed.ok) {
		const asked = await settle(run.client.send(request('PUT')));
		if (asked.ok) {
			const said = 'Cloud Elements was asked for the events that it could not deliver';
			logger.info(await inServiceWords(context, said), { node });
			return;
		}
	}
	logger.warn(
		await inServiceWords(
			context,
			'It is not known whether Cloud Elements holds events that it could not deliver: look at its deliveries',
		),
		{ node },
	);
}

/** n8n keeps the new signature key once the trigger is set up; a delivery before that would be refused (our choice). */
const UNTIL_KEPT_MS = 500;

/** The same for a trigger that was just set up. Nobody waits for it; never rejects. */
export function askForQueuedSoon(
	context: TriggerContext,
	run: TriggerRun,
	callbackUrl: string,
): void {
	void settle(sleep(UNTIL_KEPT_MS).then(async () => await askForQueued(context, run, callbackUrl)));
}
