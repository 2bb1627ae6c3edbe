import type { Clock } from '../queue';
import type { Store, StoredJob } from '../store';
import { callBack } from './callback';
import { pause } from './pause';
import { statusOf } from './status';

const SECOND_MS = 1_000;
/** Pauses before a callback is tried again (our choice). */
const PAUSES_MS = [10 * SECOND_MS, 60 * SECOND_MS, 600 * SECOND_MS];

const SIGNATURE_KEY = 'event.notification.signature.key';

/** Says that a job is over to whoever wants to be called back; an earlier life of the gateway may have tried. */
export async function tellOfEnd(
	job: StoredJob,
	{ store, clock, ending }: { store: Store; clock: Clock; ending: AbortSignal },
): Promise<void> {
	if (job.callbackUrl === undefined || job.isCalledBack) return;
	const instance = await store.instance(job.instanceId);
	const key = instance?.secrets.configuration[SIGNATURE_KEY] ?? undefined;
	const body = JSON.stringify(statusOf(job));
	for (const pauseMs of [...PAUSES_MS, undefined]) {
		const isTaken = await callBack(job.callbackUrl, body, { key, ending });
		if (ending.aborted) return;
		if (isTaken || pauseMs === undefined) break;
		await pause(clock, pauseMs, ending);
	}
	job.isCalledBack = true;
	await store.putJob(job);
}
