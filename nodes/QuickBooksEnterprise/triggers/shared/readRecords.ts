import { nounOf } from '../../catalogue/words';
import { toNodeError } from '../../transport/errors/nodeErrors';
import { cancellableSleep } from '../../transport/queueing/pause';
import { settle } from '../../common/settle';
import type { ChangeEvent } from './changeEvent';
import { type TriggerContext, type TriggerRun } from './triggerRun';

/**
 * Reads the record of each event as it is now, each record once. What was deleted is not read.
 *
 * @param budgetMs - How long all of it may take, where somebody waits.
 * @returns The events, each with its record or with the reason why there is none. Never rejects.
 */
export async function withRecords(
	context: TriggerContext,
	run: TriggerRun,
	instanceId: string,
	events: readonly ChangeEvent[],
	budgetMs = Infinity,
): Promise<ChangeEvent[]> {
	const untilMs = Date.now() + budgetMs;
	const read = new Map<string, Promise<Partial<ChangeEvent>>>();
	const complete: ChangeEvent[] = [];
	for (const event of events) {
		if (event.eventType === 'deleted') {
			complete.push(event);
			continue;
		}
		const key = `${event.resource.value}/${event.objectId}`;
		const reading = read.get(key) ?? readWithin(context, run, instanceId, event, untilMs);
		read.set(key, reading);
		complete.push({ ...event, ...(await reading) });
	}
	return complete;
}

const TOO_LATE = 'QuickBooks took too long to give the record: read it in a further step';

async function readWithin(
	context: TriggerContext,
	run: TriggerRun,
	instanceId: string,
	event: ChangeEvent,
	untilMs: number,
): Promise<Partial<ChangeEvent>> {
	const leftMs = untilMs - Date.now();
	if (leftMs <= 0) return { recordError: TOO_LATE };
	const reading = readOne(context, run, instanceId, event, Math.min(leftMs, run.policy.timeoutMs));
	if (leftMs === Infinity) return await reading;
	const controller = new AbortController();
	const tooLate = cancellableSleep(leftMs, controller.signal).then(
		(): Partial<ChangeEvent> => ({ recordError: TOO_LATE }),
	);
	const first = await Promise.race([reading, tooLate]);
	controller.abort();
	return first;
}

async function readOne(
	context: TriggerContext,
	run: TriggerRun,
	instanceId: string,
	{ resource, objectId }: ChangeEvent,
	timeoutMs: number,
): Promise<Partial<ChangeEvent>> {
	const policy = { ...run.policy, timeoutMs };
	const reading = await settle(
		run
			.through(instanceId, policy)
			.then(async (call) => await call.recordsOf(resource).get(objectId)),
	);
	if (reading.ok) return { record: reading.value };
	const noun = nounOf(resource);
	const subject = { action: `read the ${noun}`, record: { noun, id: objectId } };
	return { recordError: toNodeError(reading.error, context.getNode(), 0, subject).message };
}
