import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { MAX_PAYLOAD_BYTES } from '../transport/retry';
import { settle } from '../transport/settle';
import { eventItem, eventKeyOf, type ChangeEvent, type EventSource } from './changeEvent';
import { GivenEvents, type EventKeys } from './givenEvents';
import { hideKeys, keptRegistration, latestRegistration } from './keptRegistration';
import { readNotification, type Notification } from './notification';
import { askForQueued } from './queuedDeliveries';
import { withRecords } from './readRecords';
import type { Registration } from './registration';
import { isSigned } from './signature';
import { WEBHOOK_RESOURCES } from './triggerFields';
import { memoryOf, openRun, triggerKey, worded } from './triggerRun';
import { readChoice, type EventChoice } from './triggerSettings';

const SIGNATURE_HEADER = 'elements-webhook-signature';

/**
 * How long the records of one delivery may take to read, in milliseconds. The service waits for the answer
 * meanwhile; how long it does is not known (our choice). Answering first could lose events when n8n stops.
 */
const RECORDS_BUDGET_MS = 20_000;

const ACTION = { action: 'read the changed records' };

const SAMPLE_NOTE =
	'The callback of this instance is in use, so it was left alone. This is the latest change, as a sample.';

/** What was given out lately by each trigger of this process; n8n reads what it saved without a lock. */
const remembered = new Map<string, GivenEvents>();

/**
 * Takes a delivery of the service. Nothing of it is read before its signature was found right.
 * Out: an item for each event that is new and was asked for; 401 where the signature is not right, 413 over
 * the service's own limit, 400 for a body of another form: none of these starts the workflow.
 */
export async function receiveNotification(
	context: IWebhookFunctions,
): Promise<IWebhookResponseData> {
	const body = await rawBodyOf(context);
	if (body.length > MAX_PAYLOAD_BYTES) return refuse(context, 413, 'The body is over 8 MB');
	const given = context.getHeaderData()[SIGNATURE_HEADER];
	const registration = signer(context, body, given);
	if (!registration) return refuse(context, 401, 'The signature is missing or does not fit');
	const notification = readNotification(body.toString('utf8'));
	if (!notification) return refuse(context, 400, 'The body is no notification');
	if (isOfAnotherInstance(notification, registration)) return { webhookResponse: answer(0) };
	return await worded(
		context,
		ACTION,
		async () => await startWith(context, registration, notification),
	);
}

/**
 * Whose key a delivery is signed with. What n8n saved may be older than what this process set up, as an execution
 * that ends late saves what it was given at its start; or newer, where another process set it up.
 */
function signer(
	context: IWebhookFunctions,
	body: Buffer,
	given: unknown,
): Registration | undefined {
	const kept = keptRegistration(context);
	const latest = context.getMode() === 'manual' ? kept : latestRegistration(context);
	return [latest, kept].find(
		(registration) => registration && isSigned(body, given, registration.signatureKey),
	);
}

async function startWith(
	context: IWebhookFunctions,
	registration: Registration,
	notification: Notification,
): Promise<IWebhookResponseData> {
	const source: EventSource = {
		instanceId: registration.instanceId,
		instanceName: notification.instanceName ?? registration.instanceName,
	};
	const choice = readChoice(context, WEBHOOK_RESOURCES);
	const wanted = notification.isSample
		? notification.events
		: notification.events.filter((event) => isChosen(event, choice));
	const isProduction = context.getMode() !== 'manual';
	if (isProduction) askOnceForQueued(context, registration);
	const memory = isProduction && choice.deduplicate ? recallEvents(context) : undefined;
	const fresh = memory ? await memory.claim(keysOf(source, wanted)) : wanted.map(() => true);
	const events = wanted.filter((_event, index) => fresh[index]);
	if (events.length === 0) return { webhookResponse: answer(0) };
	const complete = choice.fetchRecord
		? await withRecordsInTime(context, registration, events)
		: events;
	const note = notification.isSample ? { note: SAMPLE_NOTE } : {};
	return {
		// n8n reads this once the execution stands, and saves a trigger's memory right after (observed, 2.41). Before that
		// nothing counts as given out: an execution that cannot be begun would lose it.
		get webhookResponse() {
			if (memory) noteEvents(context, memory, keysOf(source, events));
			return answer(events.length);
		},
		workflowData: [complete.map((event) => ({ json: { ...note, ...eventItem(source, event) } }))],
	};
}

/** A credential that cannot be used must not lose the event either. */
async function withRecordsInTime(
	context: IWebhookFunctions,
	registration: Registration,
	events: readonly ChangeEvent[],
): Promise<ChangeEvent[]> {
	const run = await settle(worded(context, ACTION, async () => await openRun(context)));
	if (run.ok) {
		hideKeys(run.value, registration);
		const { instanceId } = registration;
		return await withRecords(context, run.value, instanceId, events, RECORDS_BUDGET_MS);
	}
	const recordError = run.error instanceof Error ? run.error.message : String(run.error);
	return events.map((event) => ({ ...event, recordError }));
}

/** Triggers of this process that had a delivery. */
const reached = new Set<string>();

/**
 * The first delivery shows that the service delivers again: what it queued until this moment, after n8n asked
 * for it when it started, would stay with it. Nobody waits for this.
 */
function askOnceForQueued(context: IWebhookFunctions, { callbackUrl }: Registration): void {
	const trigger = triggerKey(context);
	if (reached.has(trigger)) return;
	reached.add(trigger);
	void settle(openRun(context).then(async (run) => await askForQueued(context, run, callbackUrl)));
}

function isChosen(event: ChangeEvent, { resources, events }: EventChoice): boolean {
	return resources.includes(event.resource) && events.includes(event.eventType);
}

/** What this trigger gave out before, in this process or by what n8n saved. */
function recallEvents(context: IWebhookFunctions): GivenEvents {
	const trigger = triggerKey(context);
	const memory = remembered.get(trigger) ?? new GivenEvents();
	memory.seen.merge(memoryOf(context).seen);
	remembered.set(trigger, memory);
	return memory;
}

function noteEvents(context: IWebhookFunctions, memory: GivenEvents, keys: EventKeys): void {
	memory.note(keys);
	memoryOf(context).seen = memory.seen as unknown as IDataObject;
}

/** An event of which neither time nor number is known is like any other of the same record. */
function keysOf(source: EventSource, events: readonly ChangeEvent[]): EventKeys {
	return events.map((event) =>
		event.date === '' && event.notificationId === undefined ? undefined : eventKeyOf(source, event),
	);
}

/** Another instance cannot know the key; but one that this trigger watched before may have been copied. */
function isOfAnotherInstance({ instanceId }: Notification, registration: Registration): boolean {
	return instanceId !== undefined && instanceId !== registration.instanceId;
}

async function rawBodyOf(context: IWebhookFunctions): Promise<Buffer> {
	const request = context.getRequestObject();
	// n8n leaves forms unread, or has used them up. The service sends none, and a throw would start an execution.
	if (!request.rawBody) await settle(request.readRawBody());
	return request.rawBody ?? Buffer.alloc(0);
}

function answer(events: number) {
	return { events };
}

function refuse(context: IWebhookFunctions, status: number, message: string): IWebhookResponseData {
	context.getResponseObject().status(status).json({ message });
	return { noWebhookResponse: true };
}
