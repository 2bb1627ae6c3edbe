import type { Patience } from '../transport/client';
import { OutcomeUnknown, RequestFailure } from '../transport/failure';
import { isInDoubt } from '../transport/retry';
import { settle } from '../transport/settle';
import type { InstanceApi } from './instanceApi';
import type { InstanceBody } from './instanceBody';
import { idOf, type Instance } from './instanceOutput';

/** Where a run notes what it created. */
export interface CreationLog {
	add(created: { id: string; name: string }): void;
}

/**
 * Creates an instance. A request in doubt, one without a readable answer, is never sent again: the
 * instance may exist.
 * Out: the instance with its token, as the service answers it.
 * Errors: OutcomeUnknown when in doubt; RequestFailure when it was refused.
 */
export async function createInstance(
	instances: InstanceApi,
	body: InstanceBody,
	patience: Patience,
	log: CreationLog,
): Promise<Instance> {
	const outcome = await settle(instances.create(body, patience));
	if (!outcome.ok) {
		if (outcome.error instanceof RequestFailure && isInDoubt(outcome.error.details)) {
			throw new OutcomeUnknown(body.name, outcome.error.details);
		}
		throw outcome.error;
	}
	const created = outcome.value;
	const id = idOf(created) as string;
	log.add({ id, name: String(created.name ?? body.name) });
	if (typeof created.token === 'string') return created;
	// Without its token an instance is of no use to the next step; reading it by id gives the token.
	const read = await settle(instances.get(id, patience));
	return read.ok ? read.value : created;
}
