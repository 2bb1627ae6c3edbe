import type { Instance } from '../../instances/instance';
import { MASK } from '../../transport/redaction/redaction';
import {
	driftedKeys,
	hideKeys,
	registrationBody,
	SIGNATURE_KEY,
	type Registration,
} from './registration';
import { type TriggerContext, type TriggerRun } from '../shared/triggerRun';

/**
 * Writes the settings of a trigger again where they are not as they should be, with the same signature key.
 *
 * @param instance - The instance as read.
 * @param registration - What was set up.
 * @param wanted - The settings as they should be, by key, without the signature key.
 * @param evenIfMasked - Whether to write them also where the service masks the key, so that nobody can tell whether
 * it is ours.
 * @returns Whether they were written.
 * @throws RequestFailure.
 */
export async function repairRegistration(
	context: TriggerContext,
	run: TriggerRun,
	instance: Instance,
	registration: Registration,
	wanted: Record<string, string>,
	evenIfMasked = false,
): Promise<boolean> {
	const { instanceId, signatureKey } = registration;
	hideKeys(run, registration);
	const settings = instance.configuration;
	const drifted = driftedKeys(settings, registration, wanted);
	const isKeyUnknown = evenIfMasked && settings[SIGNATURE_KEY] === MASK;
	if (drifted.length === 0 && !isKeyUnknown) return false;
	const body = registrationBody(wanted, signatureKey);
	await run.instances.write('PATCH', instanceId, body, run.policy);
	if (drifted.length === 0) return true;
	context.logger.info(`Events of instance ${instanceId} were set up again: ${drifted.join(', ')}`, {
		node: context.getNode().name,
	});
	return true;
}
