import { otherObjectResource } from '../../records/input/otherObject';
import { isMissing } from '../../transport/errors/failure';
import { settle } from '../../common/settle';
import { readObjectName } from '../fields/locators/objectLocator';
import { optionsField, WRITE_TIMEOUT_MS } from '../fields/options';
import { readRecordId, recordLocatorField } from '../fields/locators/recordLocator';
import type { HubOperation } from '../run/operation';
import { recordSubject } from '../record/recordOperation';
import { showForObjects, type ObjectInput } from './shared';

const show = showForObjects('delete');

/** Removes one record of an object by name. */
export const deleteObject: HubOperation<Omit<ObjectInput, 'shape'> & { id: string }> = {
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete record of another object',
		description: 'Delete one record permanently: it is removed from the books',
	},
	fields: [recordLocatorField(show, 'searchObjectRecords'), optionsField(show, WRITE_TIMEOUT_MS)],
	timeoutMs: WRITE_TIMEOUT_MS,
	target: 'hub',
	read: (item) => ({
		resource: otherObjectResource(readObjectName(item)),
		id: readRecordId(item),
	}),
	subject: ({ resource, id }) => recordSubject('delete', resource, id),
	async execute({ resource, id }, { call }) {
		const outcome = await settle(call.recordsOf(resource).delete(id));
		if (!outcome.ok && !isMissing(outcome.error)) throw outcome.error;
		return { items: [{ deleted: true }] };
	},
};
