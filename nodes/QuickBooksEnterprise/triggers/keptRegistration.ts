import type { IDataObject } from 'n8n-workflow';

import { SIGNATURE_KEY, type Registration } from './registration';
import { memoryOf, triggerKey, type TriggerContext, type TriggerRun } from './triggerRun';

/**
 * What the triggers of this process have set up, by trigger; undefined for one that was put back. n8n gives each
 * call a copy of the memory as it was when that call began, and may save such a copy over a newer one.
 */
const known = new Map<string, Registration | undefined>();

/** What a trigger remembers of the instance that it has set up; in the editor, of a test. */
export function keptRegistration(context: TriggerContext): Registration | undefined {
	return memoryOf(context).registration as Registration | undefined;
}

/** What this process knows to be set up, or else what n8n saved. */
export function latestRegistration(context: TriggerContext): Registration | undefined {
	const key = triggerKey(context);
	return known.has(key) ? known.get(key) : keptRegistration(context);
}

/** What this process set up for an address, also where n8n has not saved it. */
export function registrationFor(
	context: TriggerContext,
	callbackUrl: string,
): Registration | undefined {
	const registration = known.get(triggerKey(context));
	return registration?.callbackUrl === callbackUrl ? registration : undefined;
}

export function keepRegistration(context: TriggerContext, registration: Registration): void {
	memoryOf(context).registration = registration as unknown as IDataObject;
	noteRegistration(context, registration);
}

/** In the editor nothing is noted: a test must not take the place of the active workflow's. */
export function noteRegistration(context: TriggerContext, registration: Registration): void {
	if (context.getMode() !== 'manual') known.set(triggerKey(context), registration);
}

/** Nobody is to set this one up again. Out: takes that back. */
export function dropRegistration(context: TriggerContext, registration: Registration): () => void {
	const memory = memoryOf(context);
	const key = triggerKey(context);
	const current = known.get(key);
	// The end of a test looks like the end of the active workflow's.
	const isCurrent = !current || isSame(current, registration);
	delete memory.registration;
	if (isCurrent) known.set(key, undefined);
	return () => {
		memory.registration = registration as unknown as IDataObject;
		if (current) known.set(key, current);
		else if (isCurrent) known.delete(key);
	};
}

/** Every registration has a signature key of its own. */
export function isSame(one: Registration | undefined, other: Registration | undefined): boolean {
	return one?.signatureKey === other?.signatureKey;
}

/** Keeps our key, and the one that stood there before, out of all that this run says: the service may quote them. */
export function hideKeys({ client }: TriggerRun, registration: Registration | undefined): void {
	client.redactor.add(registration?.signatureKey);
	client.redactor.add(registration?.previous[SIGNATURE_KEY]);
}
