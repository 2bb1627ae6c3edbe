import { CallFailure, type QueueLog } from '../../queue';
import {
	aboutInstance,
	LEFT_STATES,
	type Actor,
	type Instance,
	type StoredCall,
} from '../../store';
import { ApiError } from '../errors';
import type { ApiParts } from '../parts';

/** What an operator finds in the log. */
const archived = ({
	instanceId,
	id: requestId,
	method,
	path,
	handedOutAtMs,
	reason,
}: StoredCall) => ({
	instanceId,
	requestId,
	method,
	path,
	handedOutAtMs,
	reason,
});

/**
 * Removes an instance for good; its token is dead at once (documented). What nobody knows the outcome of has to be
 * settled before.
 *
 * @param isArchived whether such calls are written to the log instead
 * @throws ApiError 409 where there are such calls
 */
export async function removeInstance(
	{
		store,
		clock,
		companies,
		log,
	}: Pick<ApiParts, 'clock' | 'companies' | 'store'> & { log: QueueLog },
	instance: Instance,
	isArchived: boolean,
	by: Actor,
): Promise<void> {
	const open = await store.calls(instance.id, { states: LEFT_STATES });
	const unknown = open.filter(({ kind }) => kind === 'write');
	if (unknown.length > 0 && !isArchived) {
		const ids = unknown.map(({ id }) => id).join(', ');
		throw new ApiError(
			409,
			`The outcome of ${unknown.length} calls is unknown. Settle them first, or delete with ?archive=true: ${ids}`,
		);
	}
	for (const call of unknown) log.warn(archived(call), 'An unknown outcome was archived');
	await store.removeInstance(instance.id);
	const gone = new CallFailure('closed', 'notSent', 'The element instance was deleted.');
	await companies.of(instance).queue.failQueued(gone);
	companies.forget(instance.id);
	await store.audit.add({
		atMs: clock.now(),
		action: 'instanceRemoved',
		...by,
		...aboutInstance(instance),
		detail: instance.facts.connector.company?.name,
	});
}
