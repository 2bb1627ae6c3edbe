import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { MAX_PAYLOAD_BYTES } from '../../transport/retry';
import { settle } from '../../common/settle';
import { eventItem, eventKeyOf, type ChangeEvent, type EventSource } from '../shared/changeEvent';
import { isChosen } from '../shared/chosenEvents';
import type { EventKeys } from '../memory/eventDeduplication';
import { TriggerMemory } from '../memory/triggerMemory';
import { readNotification, type Notification } from './notification';
import { askForQueued } from './queuedDeliveries';
import { withRecords } from '../shared/readRecords';
import { hideKeys, type Registration } from './registration';
import { isSigned } from './signature';
import { inServiceWords } from '../shared/serviceWords';
import { WEBHOOK_WATCHABLE } from '../shared/triggerFields';
import { openRun, worded } from '../shared/triggerRun';
import { readChoice } from '../shared/triggerSettings';

const SIGNATURE_HEADER = 'elements-webhook-signature';

/**
 * How long the records of one delivery may take to read, in milliseconds. The service waits for the answer
 * meanwhile; how long it does is not known (our choice). Answering first could lose events when n8n stops.
 */
const RECORDS_BUDGET_MS = 20_000;

const ACTION = { action: 'read the changed records' };

const SAMPLE_NOTE =
	'The callback of this instance is in use, so it was left alone. This is the latest change, as a sample.';

/**
 * Takes a delivery of the service. Nothing of it is read before its signature was found right.
 *
 * @returns An item for each event that is new and was asked for. The workflow is not started by what is answered
 * with 401 (the signature is not right), 413 (over the service's own limit) or 400 (a body of another form).
 * @throws NodeApiError, NodeOperationError.
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
	if (notification.unreadable.length > 0) await warnOfUnreadable(context, notification.unreadable);
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
	const { savedRegistration, latestRegistration } = TriggerMemory.of(context);
	const latest = context.getMode() === 'manual' ? savedRegistration : latestRegistration;
	return [latest, savedRegistration].find(
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
	const choice = readChoice(context, WEBHOOK_WATCHABLE);
	const isProduction = context.getMode() !== 'manual';
	const memory = TriggerMemory.of(context);
	const wanted = notification.isSample
		? notification.events
		: memory
				.tellEvents(source, notification.events, registration.sinceMs)
				.filter((event) => isChosen(choice.events, event));
	if (isProduction && memory.noteDelivery()) askForQueuedMeanwhile(context, registration);
	const deduplicates = isProduction && choice.deduplicate;
	const fresh = deduplicates
		? await memory.claimEvents(keysOf(source, wanted))
		: wanted.map(() => true);
	const events = wanted.filter((_event, index) => fresh[index]);
	if (events.length === 0) {
		memory.keepRecords();
		return { webhookResponse: answer(0) };
	}
	const complete = choice.fetchRecord
		? await withRecordsInTime(context, registration, events)
		: events;
	const note = notification.isSample ? { note: SAMPLE_NOTE } : {};
	const items = complete.map((event) => ({ json: { ...note, ...eventItem(source, event) } }));
	return startExecution(items, () => {
		memory.keepRecords();
		if (deduplicates) memory.noteEvents(keysOf(source, events));
	});
}

/**
 * Starts an execution, and tells when it stands. n8n offers a node no other way to learn that than by when it reads
 * the answer to the delivery: it does so once the execution stands, and saves a trigger's memory right after
 * (observed, 2.41). Before that nothing counts as given out, since an execution that cannot be begun would lose it.
 *
 * @param onStarted - Called whenever n8n reads the answer.
 */
function startExecution(items: INodeExecutionData[], onStarted: () => void): IWebhookResponseData {
	return {
		workflowData: [items],
		get webhookResponse() {
			onStarted();
			return answer(items.length);
		},
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

/**
 * The first delivery shows that the service delivers again: what it queued until this moment, after n8n asked
 * for it when it started, would stay with it. Nobody waits for this.
 */
function askForQueuedMeanwhile(context: IWebhookFunctions, { callbackUrl }: Registration): void {
	void settle(openRun(context).then(async (run) => await askForQueued(context, run, callbackUrl)));
}

/** An event of which neither time nor number is known is like any other of the same record. */
function keysOf(source: EventSource, events: readonly ChangeEvent[]): EventKeys {
	return events.map((event) =>
		event.date === '' && event.notificationId === undefined ? undefined : eventKeyOf(source, event),
	);
}

/** Longest list of what was passed over, in characters: it stands in n8n's log. */
const MAX_NAMED = 200;

async function warnOfUnreadable(context: IWebhookFunctions, unreadable: string[]): Promise<void> {
	const named = unreadable.join(', ').slice(0, MAX_NAMED);
	const said = 'Cloud Elements told of changes that this trigger does not know';
	context.logger.warn(`${await inServiceWords(context, said)}: ${named}`, {
		node: context.getNode().name,
	});
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
