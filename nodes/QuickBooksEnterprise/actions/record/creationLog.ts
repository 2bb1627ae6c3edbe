import type { Resource } from '../../catalogue/types';
import { recordIdOf, type RecordJson } from '../../records/recordApi';
import { namedRecord } from '../../records/recordMatch';
import { OutcomeUnknown } from '../../transport/failure';
import { settle } from '../../transport/settle';
import type { Run } from '../operation';

/** Keeps in mind what was created, for a run that ends without output. */
export function noteCreated(run: Run, resource: Resource, record: RecordJson): void {
	const id = recordIdOf(record);
	if (id !== undefined) run.ledger.addRecord({ id, name: namedRecord(resource, record) });
}

/** Awaits a create, and keeps in mind one that may have happened. Errors: those of the create. */
export async function withDoubtNoted<T>(run: Run, creating: Promise<T>): Promise<T> {
	const ended = await settle(creating);
	if (ended.ok) return ended.value;
	const { error } = ended;
	if (error instanceof OutcomeUnknown && error.thing.write === 'create') {
		run.ledger.addDoubt(error.thing.named);
	}
	throw error;
}
