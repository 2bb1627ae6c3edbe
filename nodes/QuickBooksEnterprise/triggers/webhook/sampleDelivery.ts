import type { IHookFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { InputError } from '../../common/problems';
import { settle } from '../../common/settle';
import { latestChange } from '../polling/changesInQuickBooks';
import type { Registration } from './registration';
import { signatureOf } from './signature';
import { type TriggerRun } from '../shared/triggerRun';
import type { EventChoice } from '../shared/triggerSettings';

/** n8n listens as soon as the trigger is set up; in milliseconds (our choice). */
const UNTIL_LISTENING_MS = 1000;

/**
 * The latest change, as the service would report it.
 *
 * @returns The body of a delivery.
 * @throws InputError where there is no record; RequestFailure.
 */
export async function sampleNotification(
	run: TriggerRun,
	registration: Registration,
	choice: EventChoice,
): Promise<string> {
	const { instanceId, instanceName } = registration;
	const call = await run.through(instanceId, run.policy);
	const latest = await latestChange(call, choice);
	if (!latest) {
		throw new InputError(
			[
				`Events of instance '${instanceName}' (${instanceId}) go to a callback already, and it has no record that could serve as a sample`,
			],
			"Add a record of the chosen 'Resources' in QuickBooks, then listen again.",
		);
	}
	const { eventType, resource, objectId, date, record } = latest;
	const event = {
		objectType: resource.path,
		objectId,
		eventType: eventType.toUpperCase(),
		date,
	};
	return JSON.stringify({
		isSample: true,
		message: {
			instanceId,
			instanceName,
			raw: { objectType: resource.path, [resource.path]: [record] },
			events: [event],
		},
	});
}

/**
 * Sends the sample to our own test address, signed like any delivery, once n8n listens there. Not awaited: n8n
 * begins to listen when the trigger is set up.
 */
export function sendSampleSoon(
	context: IHookFunctions,
	url: string,
	text: string,
	key: string,
): void {
	const body = Buffer.from(text);
	const send = async () => {
		await sleep(UNTIL_LISTENING_MS);
		await context.helpers.httpRequest({
			method: 'POST',
			url,
			body,
			headers: {
				'Content-Type': 'application/json',
				'Elements-Webhook-Signature': signatureOf(body, key),
			},
		});
	};
	void settle(send()).then((sent) => {
		if (sent.ok) return;
		context.logger.warn(
			'n8n could not reach its own test address to show the latest change there',
			{
				node: context.getNode().name,
			},
		);
	});
}
