import { isMissing } from '../../transport/errors/failure';
import { settle } from '../../common/settle';
import { optionsField, WRITE_TIMEOUT_MS } from '../fields/options';
import { readRecordId, recordField } from '../fields/locators/recordLocator';
import { readFacts } from './recordFacts';
import { recordSubject, type RecordOperation } from './recordOperation';
import { showForRecords } from '../fields/display';
import type { Resource } from '../../catalogue/types';
import { nounOf } from '../../catalogue/words';

const show = showForRecords('delete');

interface RecordChoice {
	resource: Resource;
	id: string;
}

/** Removes one record from the books. */
export const deleteRecord: RecordOperation<RecordChoice> = {
	name: 'delete',
	optionFor: (resource) => ({
		name: 'Delete',
		value: 'delete',
		action: `Delete ${nounOf(resource)}`,
		description: `Delete one ${nounOf(resource)} permanently: it is removed from the books. Voiding is not offered.`,
	}),
	fields: [
		{
			displayName:
				'This removes the record from the books for good. Voiding, which would keep it with an amount of zero, is not offered by the service.',
			name: 'deleteRecordNotice',
			type: 'notice',
			default: '',
			displayOptions: { show },
		},
		recordField('delete'),
		optionsField(show, WRITE_TIMEOUT_MS),
	],
	timeoutMs: WRITE_TIMEOUT_MS,
	target: 'hub',
	async read(item) {
		const { resource } = await readFacts(item);
		return { resource, id: readRecordId(item) };
	},
	subject: ({ resource, id }) => recordSubject('delete', resource, id),
	async execute({ resource, id }, { call }) {
		const outcome = await settle(call.recordsOf(resource).delete(id));
		if (!outcome.ok && !isMissing(outcome.error)) throw outcome.error;
		return { items: [{ deleted: true }] };
	},
};
