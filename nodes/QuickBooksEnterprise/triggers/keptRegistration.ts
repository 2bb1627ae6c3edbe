import type { IDataObject } from 'n8n-workflow';

import type { Registration } from './registration';
import { memoryOf, triggerKey, type TriggerContext } from './triggerRun';

/**
 * What the triggers of this process have set up, by trigger. n8n gives each call a copy of the memory as it was
 * when a trigger was switched on, which what came later is not in.
 */
const known = new Map<string, Registration>();

/** What a trigger remembers of the instance that it has set up; in the editor, of a test. */
export function keptRegistration(context: TriggerContext): Registration | undefined {
	return memoryOf(context).registration as Registration | undefined;
}

/** The same, also for who got the memory before the trigger was set up in this process. */
export function latestRegistration(context: TriggerContext): Registration | undefined {
	return known.get(triggerKey(context)) ?? keptRegistration(context);
}

export function keepRegistration(context: TriggerContext, registration: Registration): void {
	memoryOf(context).registration = registration as unknown as IDataObject;
	noteRegistration(context, registration);
}

/** In the editor nothing is noted: a test must not take the place of the active workflow's. */
export function noteRegistration(context: TriggerContext, registration: Registration): void {
	if (context.getMode() !== 'manual') known.set(triggerKey(context), registration);
}

export function dropRegistration(context: TriggerContext): void {
	delete memoryOf(context).registration;
	if (context.getMode() !== 'manual') known.delete(triggerKey(context));
}
