import { configurationOf, type Instance } from '../provisioning/instanceOutput';
import { driftedKeys, registrationBody, type Registration } from './registration';
import { TRIGGER_PATIENCE, type TriggerContext, type TriggerRun } from './triggerRun';

/**
 * Writes the settings of a trigger again where they are not as they should be, with the same key.
 * Out: whether that was needed. Errors: RequestFailure.
 */
export async function setUpAgain(
	context: TriggerContext,
	run: TriggerRun,
	instance: Instance,
	registration: Registration,
	wanted: Record<string, string>,
): Promise<boolean> {
	const { instanceId, signatureKey } = registration;
	const drifted = driftedKeys(configurationOf(instance), registration, wanted);
	if (drifted.length === 0) return false;
	run.client.redactor.add(signatureKey);
	const body = registrationBody(wanted, signatureKey);
	await run.instances.write('PATCH', instanceId, body, TRIGGER_PATIENCE);
	context.logger.info(`Events of instance ${instanceId} were set up again: ${drifted.join(', ')}`, {
		node: context.getNode().name,
	});
	return true;
}
