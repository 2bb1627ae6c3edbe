import type { IHookFunctions } from 'n8n-workflow';

import { CREDENTIAL_TYPE, ELEMENT_KEY } from '../constants';
import { configurationOf, elementKeyOf, type Instance } from '../provisioning/instanceOutput';
import { readAccount } from '../transport/account';
import { isLoopback } from '../transport/environments';
import { hasStatus, InputFault, RequestFailure } from '../transport/failure';
import { settle } from '../transport/settle';
import {
	dropRegistration,
	hideKeys,
	keepRegistration,
	keptRegistration,
	noteRegistration,
	registrationFor,
} from './keptRegistration';
import { askForQueuedSoon } from './queuedDeliveries';
import {
	callbackOf,
	callbackOwner,
	planRestoration,
	previousSettings,
	registrationBody,
	shownCallback,
	wantedSettings,
	type Registration,
} from './registration';
import { sampleNotification, sendSampleSoon } from './sampleDelivery';
import { setUpAgain } from './setUpAgain';
import { newSignatureKey } from './signature';
import { WEBHOOK_RESOURCES } from './triggerFields';
import { openRun, TRIGGER_PATIENCE, worded, type TriggerRun } from './triggerRun';
import { readSettings, type TriggerSettings } from './triggerSettings';

/** While somebody waits in the editor, the service is to look as often as it can; in minutes. */
const TEST_REFRESH_INTERVAL = 1;

interface Scene {
	context: IHookFunctions;
	run: TriggerRun;
	settings: TriggerSettings;
	callbackUrl: string;
}

async function openScene(context: IHookFunctions): Promise<Scene> {
	const run = await openRun(context);
	hideKeys(run, keptRegistration(context));
	const settings = readSettings(context, run, WEBHOOK_RESOURCES);
	const callbackUrl = context.getNodeWebhookUrl('default') ?? '';
	return { context, run, settings, callbackUrl };
}

/**
 * Whether the instance reports to this trigger. What changed behind our back is put right, and what the
 * service could not deliver meanwhile is asked for.
 */
export async function checkExists(context: IHookFunctions): Promise<boolean> {
	return await worded(context, { action: 'check the events of the instance' }, async () => {
		const scene = await openScene(context);
		const registration = keptRegistration(context);
		if (!registration || context.getMode() === 'manual') return false;
		const checked = await settle(checkRegistration(scene, registration));
		if (checked.ok) return checked.value;
		if (!isStartOfN8n(context) || !isAway(checked.error)) throw checked.error;
		// n8n would stop listening and switch the events off; they are very likely still set up.
		context.logger.warn(
			'Cloud Elements could not be asked whether events are still set up; this goes on as if they were',
			{ node: context.getNode().name },
		);
		noteRegistration(context, registration);
		return true;
	});
}

async function checkRegistration(scene: Scene, registration: Registration): Promise<boolean> {
	const { context, run, settings, callbackUrl } = scene;
	const id = await settings.locate();
	if (id !== registration.instanceId) {
		await putBack(context, run, registration);
		dropRegistration(context, registration);
		return false;
	}
	const instance = await run.instances.get(id, TRIGGER_PATIENCE);
	refuseForeignCallback(scene, instance, id);
	const wanted = wantedSettings(callbackUrl, settings);
	if (await setUpAgain(context, run, instance, registration, wanted, isStartOfN8n(context))) {
		const instanceName = nameOf(instance);
		keepRegistration(context, { ...registration, callbackUrl, instanceName, written: wanted });
	} else noteRegistration(context, registration);
	askForQueuedSoon(context, run, callbackUrl);
	return true;
}

/** n8n sets all triggers up again when it starts, and removes one that does not succeed. */
function isStartOfN8n(context: IHookFunctions): boolean {
	return ['init', 'leadershipChange'].includes(context.getActivationMode());
}

function isAway(error: unknown): boolean {
	if (!(error instanceof RequestFailure)) return false;
	return error.kind !== 'answered' || (error.status ?? 0) >= 500 || error.status === 429;
}

/** Makes the instance report to this trigger. In the editor a callback that is there is left alone. */
export async function create(context: IHookFunctions): Promise<boolean> {
	return await worded(context, { action: 'set up the events of the instance' }, async () => {
		const scene = await openScene(context);
		const { run, settings } = scene;
		const isTest = context.getMode() === 'manual';
		const id = await settings.locate();
		const found = await settle(run.instances.get(id, TRIGGER_PATIENCE));
		if (!found.ok && hasStatus(found.error, 404)) throw missingInstance(id);
		if (!found.ok) throw found.error;
		const instance = found.value;
		refuseOtherElement(instance, id);
		const current = callbackOf(configurationOf(instance));
		const isTaken = current !== '' && current !== scene.callbackUrl;
		if (isTest && isTaken) {
			keepRegistration(context, await offerSample(scene, instance, id));
			return true;
		}
		await refuseUnreachableCallback(scene);
		refuseForeignCallback(scene, instance, id);
		await register(scene, instance, id, isTest);
		if (!isTest) askForQueuedSoon(context, run, scene.callbackUrl);
		return true;
	});
}

/** Kept before it is written: where the answer is lost, what stood before can be put back all the same. */
async function register(
	{ context, run, settings, callbackUrl }: Scene,
	instance: Instance,
	instanceId: string,
	isTest: boolean,
): Promise<void> {
	const before = configurationOf(instance);
	const signatureKey = newSignatureKey();
	run.client.redactor.add(signatureKey);
	const watch = isTest ? { ...settings, refreshInterval: TEST_REFRESH_INTERVAL } : settings;
	const written = wantedSettings(callbackUrl, watch);
	const unfinished = registrationFor(context, callbackUrl);
	const registration: Registration = {
		instanceId,
		instanceName: nameOf(instance),
		callbackUrl,
		signatureKey,
		written,
		// n8n tries again where setting up went wrong, and what stands there by then may be ours.
		previous:
			unfinished?.instanceId === instanceId
				? unfinished.previous
				: previousSettings(before, callbackOwner(before, callbackUrl)),
	};
	keepRegistration(context, { ...registration, isUnsure: true });
	const body = registrationBody(written, signatureKey);
	await run.instances.write('PATCH', instanceId, body, TRIGGER_PATIENCE);
	keepRegistration(context, registration);
}

async function offerSample(
	{ context, run, settings, callbackUrl }: Scene,
	instance: Instance,
	instanceId: string,
): Promise<Registration> {
	const registration: Registration = {
		instanceId,
		instanceName: nameOf(instance),
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
		const registration = keptRegistration(context) ?? registrationFor(context, callbackUrl);
		if (!registration) return true;
		// From now on the hourly look leaves the instance alone.
		const takeBack = dropRegistration(context, registration);
		const done = await settle(putBackUnlessSample(context, registration));
		if (done.ok) return true;
		takeBack();
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
	const found = await settle(run.instances.get(instanceId, TRIGGER_PATIENCE));
	if (!found.ok && hasStatus(found.error, 404)) return;
	if (!found.ok) throw found.error;
	const plan = planRestoration(configurationOf(found.value), registration);
	if (Object.keys(plan.configuration).length > 0) {
		const body = { configuration: plan.configuration };
		await run.instances.write('PATCH', instanceId, body, TRIGGER_PATIENCE);
	}
	for (const remark of plan.remarks) {
		context.logger.warn(`Instance '${instanceName}' (${instanceId}): ${remark}`, {
			node: context.getNode().name,
		});
	}
}

function nameOf(instance: Instance): string {
	return String(instance.name ?? '');
}

function missingInstance(id: string): InputFault {
	return new InputFault(
		[`There is no instance with ID ${id}: pick another one`],
		'It may have been deleted, or belong to another account or environment.',
	);
}

function refuseOtherElement(instance: Instance, id: string): void {
	const key = elementKeyOf(instance);
	if (key === undefined || key === ELEMENT_KEY) return;
	throw new InputFault(
		[`Instance ${id} belongs to '${key}', not to QuickBooks Enterprise: pick another one`],
		`This trigger watches instances of the element '${ELEMENT_KEY}'.`,
	);
}

function refuseForeignCallback(
	{ context, settings, callbackUrl }: Scene,
	instance: Instance,
	id: string,
): void {
	const current = configurationOf(instance);
	if (settings.takeOver || callbackOwner(current, callbackUrl) !== 'another') return;
	// n8n may have got another address since this trigger was set up.
	if (callbackOf(current) === keptRegistration(context)?.callbackUrl) return;
	throw new InputFault(
		[
			`Events of instance '${nameOf(instance)}' (${id}) go to ${shownCallback(current)} already: pick another instance or turn on Take Over (takeOver)`,
		],
		"An instance has one callback. With 'Take Over' under 'Options' this workflow replaces it, and whoever had it gets no more events. To feed several workflows, let one call the others.",
	);
}

/** The service cannot reach an address of this machine, unless it runs here itself, as a test server does. */
async function refuseUnreachableCallback({ context, callbackUrl }: Scene): Promise<void> {
	const url = parseUrl(callbackUrl);
	const account = readAccount(await context.getCredentials(CREDENTIAL_TYPE));
	const serviceIsHere = 'baseUrl' in account && isLoopback(new URL(account.baseUrl).hostname);
	if (url && (serviceIsHere || !isLoopback(url.hostname))) return;
	throw new InputFault(
		['Cloud Elements cannot reach this n8n: its webhook address is one of this machine only'],
		"Give n8n a public address (WEBHOOK_URL), or use the 'QuickBooks Enterprise Polling Trigger', which needs none.",
	);
}

function parseUrl(text: string): URL | undefined {
	try {
		return new URL(text);
	} catch {
		return undefined;
	}
}
