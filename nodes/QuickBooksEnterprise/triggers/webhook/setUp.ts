import type { IHookFunctions } from 'n8n-workflow';

import { CREDENTIAL_TYPE, ELEMENT_KEY } from '../../common/constants';
import { parseUrl } from '../../common/parseUrl';
import { InputError } from '../../common/problems';
import type { Instance } from '../../instances/instance';
import { readAccount } from '../../transport/account/account';
import { isLoopback } from '../../transport/account/ownNetwork';
import type { TriggerMemory } from '../memory/triggerMemory';
import { inServiceWords } from '../shared/serviceWords';
import type { TriggerRun } from '../shared/triggerRun';
import type { TriggerSettings } from '../shared/triggerSettings';
import { callbackOf, callbackOwner, shownCallback } from './registration';

/** What setting up and checking need. */
export interface SetUp {
	context: IHookFunctions;
	memory: TriggerMemory;
	run: TriggerRun;
	settings: TriggerSettings;
	callbackUrl: string;
}

/** Fault of an instance that is not there. */
export function missingInstance(id: string): InputError {
	return new InputError(
		[`There is no instance with ID ${id}: pick another one`],
		'It may have been deleted, or belong to another account or environment.',
	);
}

/** @throws InputError where the instance is no connection to QuickBooks Enterprise. */
export function refuseOtherElement(instance: Instance, id: string): void {
	const key = instance.elementKey;
	if (key === undefined || key === ELEMENT_KEY) return;
	throw new InputError(
		[`Instance ${id} belongs to '${key}', not to QuickBooks Enterprise: pick another one`],
		`This trigger watches instances of the element '${ELEMENT_KEY}'.`,
	);
}

/** @throws InputError where somebody else has the callback of the instance, and it is not to be taken over. */
export function refuseForeignCallback(
	{ memory, settings, callbackUrl }: SetUp,
	instance: Instance,
	id: string,
): void {
	const current = instance.configuration;
	if (settings.takeOver || callbackOwner(current, callbackUrl) !== 'another') return;
	// n8n may have got another address since this trigger was set up.
	if (callbackOf(current) === memory.savedRegistration?.callbackUrl) return;
	throw new InputError(
		[
			`Events of instance '${instance.name}' (${id}) go to ${shownCallback(current)} already: pick another instance or turn on Take Over (takeOver)`,
		],
		"An instance has one callback. With 'Take Over' under 'Options' this workflow replaces it, and whoever had it gets no more events. To feed several workflows, let one call the others.",
	);
}

/**
 * The service cannot reach an address of this machine, unless it runs here itself, as a test server does.
 *
 * @throws InputError where it cannot.
 */
export async function refuseUnreachableCallback({ context, callbackUrl }: SetUp): Promise<void> {
	const url = parseUrl(callbackUrl);
	const account = readAccount(await context.getCredentials(CREDENTIAL_TYPE));
	const serviceIsHere = 'baseUrl' in account && isLoopback(new URL(account.baseUrl).hostname);
	if (url && (serviceIsHere || !isLoopback(url.hostname))) return;
	throw new InputError(
		[
			await inServiceWords(
				context,
				'Cloud Elements cannot reach this n8n: its webhook address is one of this machine only',
			),
		],
		"Give n8n a public address (WEBHOOK_URL), or use the 'QuickBooks Enterprise Polling Trigger', which needs none.",
	);
}
