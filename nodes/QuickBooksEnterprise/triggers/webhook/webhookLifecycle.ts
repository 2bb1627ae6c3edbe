import type { IHookFunctions } from 'n8n-workflow';

import type { Instance } from '../../instances/instance';
import { isMissing, RequestFailure } from '../../transport/errors/failure';
import { settle } from '../../common/settle';
import { TriggerMemory } from '../memory/triggerMemory';
import { askForQueuedSoon } from './queuedDeliveries';
import {
	callbackOf,
	callbackOwner,
	hideKeys,
	planRestoration,
	previousSettings,
	registrationBody,
	wantedSettings,
	type Registration,
} from './registration';
import { repairRegistration } from './repairRegistration';
import { sampleNotification, sendSampleSoon } from './sampleDelivery';
import {
	missingInstance,
	refuseForeignCallback,
	refuseOtherElement,
	refuseUnreachableCallback,
	type SetUp,
} from './setUp';
import { newSignatureKey } from './signature';
import { inServiceWords } from '../shared/serviceWords';
import { WEBHOOK_WATCHABLE } from '../shared/triggerFields';
import { openRun, worded, type TriggerRun } from '../shared/triggerRun';
import { readSettings } from '../shared/triggerSettings';

/** While somebody waits in the editor, the service is to look as often as it can; in minutes. */
const TEST_REFRESH_INTERVAL = 1;

async function openSetUp(context: IHookFunctions): Promise<SetUp> {
	const run = await openRun(context);
	const memory = TriggerMemory.of(context);
	hideKeys(run, memory.savedRegistration);
	const settings = readSettings(context, run, WEBHOOK_WATCHABLE);
	const callbackUrl = context.getNodeWebhookUrl('default') ?? '';
	return { context, memory, run, settings, callbackUrl };
}

/**
 * Whether the instance reports to this trigger. What changed behind our back is put right, and what the
 * service could not deliver meanwhile is asked for.
 */
export async function checkExists(context: IHookFunctions): Promise<boolean> {
	return await worded(context, { action: 'check the events of the instance' }, async () => {
		const setUp = await openSetUp(context);
		const { memory } = setUp;
		const registration = memory.savedRegistration;
		if (!registration || context.getMode() === 'manual') return false;
		const checked = await settle(checkRegistration(setUp, registration));
		if (checked.ok) return checked.value;
		if (!isStartOfN8n(context) || !isAway(checked.error)) throw checked.error;
		// n8n would stop listening and switch the events off; they are very likely still set up.
		context.logger.warn(
			await inServiceWords(
				context,
				'Cloud Elements could not be asked whether events are still set up; this goes on as if they were',
			),
			{ node: context.getNode().name },
		);
		memory.noteRegistration(registration);
		return true;
	});
}

async function checkRegistration(setUp: SetUp, registration: Registration): Promise<boolean> {
	const { context, memory, run, settings, callbackUrl } = setUp;
	const id = await settings.locate();
	if (id !== registration.instanceId) {
		await putBack(context, run, registration);
		memory.dropRegistration(registration);
		return false;
	}
	const instance = await run.instances.get(id, run.policy);
	refuseForeignCallback(setUp, instance, id);
	const wanted = wantedSettings(callbackUrl, settings);
	if (
		await repairRegistration(context, run, instance, registration, wanted, isStartOfN8n(context))
	) {
		const instanceName = instance.name;
		memory.keepRegistration({ ...registration, callbackUrl, instanceName, written: wanted });
	} else memory.noteRegistration(registration);
	askForQueuedSoon(context, run, callbackUrl);
	return true;
}

/** n8n sets all triggers up again when it starts, and removes one that does not succeed. */
function isStartOfN8n(context: IHookFunctions): boolean {
	return ['init', 'leadershipChange'].includes(context.getActivationMode());
}

/** A 404 that is not the service's own word is that of something in between. */
function isAway(error: unknown): boolean {
	if (!(error instanceof RequestFailure)) return false;
	if (error.kind !== 'answered' || error.status === 404) return !isMissing(error);
	return (error.status ?? 0) >= 500 || error.status === 429;
}

/** Makes the instance report to this trigger. In the editor a callback that is there is left alone. */
export async function create(context: IHookFunctions): Promise<boolean> {
	return await worded(context, { action: 'set up the events of the instance' }, async () => {
		const setUp = await openSetUp(context);
		const { memory, run, settings, callbackUrl } = setUp;
		const isTest = context.getMode() === 'manual';
		const id = await settings.locate();
		const found = await settle(run.instances.get(id, run.policy));
		if (!found.ok && isMissing(found.error)) throw missingInstance(id);
		if (!found.ok) throw found.error;
		const instance = found.value;
		refuseOtherElement(instance, id);
		const current = callbackOf(instance.configuration);
		const isTaken = current !== '' && current !== callbackUrl;
		if (isTest && isTaken) {
			memory.keepRegistration(await offerSample(setUp, instance, id));
			return true;
		}
		await refuseUnreachableCallback(setUp);
		refuseForeignCallback(setUp, instance, id);
		await register(setUp, instance, id, isTest);
		if (!isTest) askForQueuedSoon(context, run, callbackUrl);
		return true;
	});
}

/** Kept before it is written: where the answer is lost, what stood before can be put back all the same. */
async function register(
	{ memory, run, settings, callbackUrl }: SetUp,
	instance: Instance,
	instanceId: string,
	isTest: boolean,
): Promise<void> {
	const before = instance.configuration;
	const signatureKey = newSignatureKey();
	run.client.redactor.add(signatureKey);
	const watch = isTest ? { ...settings, refreshInterval: TEST_REFRESH_INTERVAL } : settings;
	const written = wantedSettings(callbackUrl, watch);
	const unfinished = memory.registrationFor(callbackUrl);
	const registration: Registration = {
		instanceId,
		instanceName: instance.name,
		callbackUrl,
		signatureKey,
		sinceMs: Date.now(),
		written,
		// n8n tries again where setting up went wrong, and what stands there by then may be ours.
		previous:
			unfinished?.instanceId === instanceId
				? unfinished.previous
				: previousSettings(before, callbackOwner(before, callbackUrl)),
	};
	memory.keepRegistration({ ...registration, isUnsure: true });
	const body = registrationBody(written, signatureKey);
	await run.instances.write('PATCH', instanceId, body, run.policy);
	memory.keepRegistration(registration);
}

async function offerSample(
	{ context, run, settings, callbackUrl }: SetUp,
	instance: Instance,
	instanceId: string,
): Promise<Registration> {
	const registration: Registration = {
		instanceId,
		instanceName: instance.name,
		callbackUrl,
		signatureKey: newSignatureKey(),
		written: {},
		previous: {},
		isSampleOnly: true,
	};
	const text = await sampleNotification(run, registration, settings);
	sendSampleSoon(context, callbackUrl, text, registration.signatureKey);
	return registration;
}

/** Puts back what was changed and names the rest in n8n's log. */
export async function remove(context: IHookFunctions): Promise<boolean> {
	return await worded(context, { action: 'put the events of the instance back' }, async () => {
		const callbackUrl = context.getNodeWebhookUrl('default') ?? '';
		const memory = TriggerMemory.of(context);
		const registration = memory.savedRegistration ?? memory.registrationFor(callbackUrl);
		if (!registration) return true;
		// From now on the hourly look leaves the instance alone.
		const dropped = memory.dropRegistration(registration);
		const done = await settle(putBackUnlessSample(context, registration));
		if (done.ok) return true;
		memory.restoreRegistration(dropped);
		throw done.error;
	});
}

async function putBackUnlessSample(
	context: IHookFunctions,
	registration: Registration,
): Promise<void> {
	if (registration.isSampleOnly) return;
	await putBack(context, await openRun(context), registration);
}

async function putBack(
	context: IHookFunctions,
	run: TriggerRun,
	registration: Registration,
): Promise<void> {
	const { instanceId, instanceName } = registration;
	hideKeys(run, registration);
	const found = await settle(run.instances.get(instanceId, run.policy));
	if (!found.ok && isMissing(found.error)) return;
	if (!found.ok) throw found.error;
	const plan = planRestoration(found.value.configuration, registration);
	if (Object.keys(plan.configuration).length > 0) {
		const body = { configuration: plan.configuration };
		await run.instances.write('PATCH', instanceId, body, run.policy);
	}
	for (const remark of plan.remarks) {
		context.logger.warn(`Instance '${instanceName}' (${instanceId}): ${remark}`, {
			node: context.getNode().name,
		});
	}
}
