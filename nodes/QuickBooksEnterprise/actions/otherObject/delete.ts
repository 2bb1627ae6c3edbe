import { otherObjectResource } from '../../records/otherObject';
import { settle } from '../../transport/settle';
import { readObjectName } from '../objectLocator';
import { optionsField, WRITE_TIMEOUT_MS } from '../options';
import { isGone } from '../record/delete';
import { readRecordId, recordLocatorField } from '../record/recordLocator';
import { throughInstance } from '../throughInstance';
import { showForObjects, subjectOf } from './shared';

const show = showForObjects('delete');

/** Removes one record of an object by name. */
export const deleteObject = throughInstance({
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete record of another object',
		description: 'Delete one record permanently: it is removed from the books',
	},
	fields: [recordLocatorField(show, 'searchObjectRecords'), optionsField(show, WRITE_TIMEOUT_MS)],
	timeoutMs: WRITE_TIMEOUT_MS,
	prepare: (run, itemIndex, findings) => {
		const resource = otherObjectResource(readObjectName(run, itemIndex, findings));
		const id = readRecordId(run, itemIndex, findings);
		return {
			subject: subjectOf('delete', resource, id),
			execute: async (call) => {
				const outcome = await settle(call.recordsOf(resource).delete(id));
				if (!outcome.ok && !isGone(outcome.error)) throw outcome.error;
				return [{ deleted: true }];
			},
		};
	},
});
