import { RequestFailure } from '../../transport/failure';
import { isNotFound } from '../../transport/quickBooksStatus';
import { settle } from '../../transport/settle';
import { optionsField, WRITE_TIMEOUT_MS } from '../options';
import { readRecordId, recordField } from './recordLocator';
import { recordOperation } from './recordOperation';
import { showForRecords } from './show';
import { nounOf } from '../../catalogue/words';

const show = showForRecords('delete');

/** Removes one record from the books. */
export const deleteRecord = recordOperation({
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
	prepare: (run, itemIndex, { resource }, findings) => {
		const id = readRecordId(run, itemIndex, findings);
		const noun = nounOf(resource);
		return {
			subject: { action: `delete the ${noun}`, record: { noun, id } },
			execute: async (api) => {
				const outcome = await settle(api.delete(id));
				if (!outcome.ok && !isGone(outcome.error)) throw outcome.error;
				return [{ deleted: true }];
			},
		};
	},
});

/**
 * Whether the service says that there is no such record, in QuickBooks' words or, with a 404, in its own
 * for an empty result (observed). A 404 alone does not tell: an address that the instance does not know
 * is answered with one too.
 */
export function isGone(error: unknown): boolean {
	if (!(error instanceof RequestFailure)) return false;
	const { status, text, serviceMessage = '' } = error.details;
	return isNotFound(text) || (status === 404 && /^no\b.*\bfound\b/i.test(serviceMessage));
}
