import { configurationOf, type Instance } from '../provisioning/instanceOutput';
import { MASK } from '../transport/redaction';
import { hideKeys } from './keptRegistration';
import { driftedKeys, registrationBody, SIGNATURE_KEY, type Registration } from './registration';
import { TRIGGER_PATIENCE, type TriggerContext, type TriggerRun } from './triggerRun';

/**
 * Writes the settings of a trigger again where they are not as they should be, with the same key.
 * In: whether to write them also where the service masks the key, so that nobody can tell whether it is ours.
 * Out: whether they were written. Errors: RequestFailure.
 */
export async function setUpAgain(
	context: TriggerContext,
	run: TriggerRun,
	instance: Instance,
	registration: Registration,
	wanted: Record<string, string>,
	evenIfMasked = false,
): Promise<boolean> {
	const { instanceId, signatureKey } = registration;
	hideKeys(run, registration);
	const settings = configurationOf(instance);
	const drifted = driftedKeys(settings, registration, wanted);
	const isKeyUnknown = evenIfMasked && settings[SIGNATURE_KEY] === MASK;
	if (drifted.length === 0 && !isKeyUnknown) return false;
	const body = registrationBody(wanted, signatureKey);
	await run.instances.write('PATCH', instanceId, body, TRIGGER_PATIENCE);
	if (drifted.length === 0) return true;
	context.logger.info(`Events of instance ${instanceId} were set up again: ${drifted.join(', ')}`, {
		node: context.getNode().name,
	});
	return true;
}
