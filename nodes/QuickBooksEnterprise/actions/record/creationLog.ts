import type { Resource } from '../../catalogue/types';
import { recordIdOf, type RecordJson } from '../../hub/recordApi';
import { namedRecord } from '../../records/matching/recordKey';
import { OutcomeUnknown } from '../../transport/errors/failure';
import { settle } from '../../common/settle';
import type { Run } from '../run/operation';

/** Keeps in mind what was created, for a run that ends without output. */
export function noteCreated(run: Run, resource: Resource, record: RecordJson): void {
	const id = recordIdOf(record);
	if (id !== undefined) run.createdLog.addRecord({ id, name: namedRecord(resource, record) });
}

/**
 * Awaits a create, and keeps in mind one that may have happened.
 *
 * @throws What the create throws.
 */
export async function withDoubtNoted<T>(run: Run, creating: Promise<T>): Promise<T> {
	const ended = await settle(creating);
	if (ended.ok) return ended.value;
	const { error } = ended;
	if (error instanceof OutcomeUnknown && error.thing.write === 'create') {
		run.createdLog.addDoubt(error.thing.named);
	}
	throw error;
}
