import type { ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { isMissing } from '../../transport/errors/failure';
import { settle } from '../../common/settle';
import { TriggerMemory } from '../memory/triggerMemory';
import { askForQueued } from './queuedDeliveries';
import { callbackOwner, isSameRegistration, shownCallback } from './registration';
import { repairRegistration } from './repairRegistration';
import { inServiceWords } from '../shared/serviceWords';
import { openRun } from '../shared/triggerRun';

const MINUTE_MS = 60 * 1000;

/**
 * Waits before the looks at whether the instance still reports to a trigger; the last one again and again; in
 * milliseconds (our choice). The service gives up after minutes to hours of failed deliveries (documented, two
 * versions), and nobody would notice. What it tried while n8n was starting may have been its last attempt.
 */
const WATCH_AFTER_MS = [2 * MINUTE_MS, 10 * MINUTE_MS, 60 * MINUTE_MS];

/**
 * Looks after the registration for as long as the workflow is active: what was changed behind our back is repaired,
 * and what the service could not deliver is asked for. Nothing is thrown: the next look comes.
 *
 * @returns What n8n calls when the workflow is switched off.
 */
export function watchRegistration(context: ITriggerFunctions): ITriggerResponse {
	let isActive = context.getMode() !== 'manual';
	const watch = async () => {
		for (let looks = 0; ; looks++) {
			await sleep(WATCH_AFTER_MS[Math.min(looks, WATCH_AFTER_MS.length - 1)]);
			if (!isActive) return;
			const looked = await settle(lookAfter(context, () => isActive));
			if (!looked.ok) {
				context.logger.warn(
					await inServiceWords(
						context,
						'Cloud Elements could not be asked whether events are still set up; it will be asked again',
					),
					{ node: context.getNode().name },
				);
			}
		}
	};
	if (isActive) void watch();
	return {
		closeFunction: async () => {
			isActive = false;
		},
	};
}

async function lookAfter(context: ITriggerFunctions, isActive: () => boolean): Promise<void> {
	const registration = TriggerMemory.of(context).latestRegistration;
	if (!registration) return;
	const { instanceId, callbackUrl, written } = registration;
	const run = await openRun(context);
	const found = await settle(run.instances.get(instanceId, run.policy));
	const node = context.getNode().name;
	if (!found.ok && isMissing(found.error)) {
		context.logger.warn(`Instance ${instanceId} is gone, so this trigger hears of no change`, {
			node,
		});
		return;
	}
	if (!found.ok) throw found.error;
	// Switched off or set up anew meanwhile: what was known before is no longer wanted.
	const { latestRegistration } = TriggerMemory.of(context);
	if (!isActive() || !isSameRegistration(latestRegistration, registration)) return;
	const settings = found.value.configuration;
	if (callbackOwner(settings, callbackUrl) === 'another') {
		context.logger.warn(
			`Events of instance ${instanceId} go to ${shownCallback(settings)} by now, so this trigger hears of no change`,
			{ node },
		);
		return;
	}
	await repairRegistration(context, run, found.value, registration, written);
	await askForQueued(context, run, callbackUrl);
}
