import type { INodeProperties } from 'n8n-workflow';

import type { ItemInput } from '../run/itemInput';
import { readSwitch } from '../fields/options';

const NAME = 'externalGuid';

const RETRY_ON_FAIL_HINT =
	"'Retry On Fail' in this node's settings runs all items again when one fails, which can create a record twice. Switch it off, or use 'Create or Update': this node repeats by itself what is safe to repeat.";

/** Options of the operations that create records. */
export const creationOptions: readonly INodeProperties[] = [
	{
		displayName: 'External GUID',
		name: NAME,
		type: 'boolean',
		default: true,
		description:
			'Whether a new record gets a GUID made by this node (ExternalGUID), by which it is found again when the answer to a request is lost. Record types without that field are created without it.',
	},
];

/** Whether the new record of an item may get a GUID of ours. */
export function readOwnGuid(item: ItemInput): boolean {
	return readSwitch(item, NAME, true);
}

/** Warns where n8n sends everything again, which no look-up of this node can make safe. */
export function warnOfRetryOnFail({ node, problems }: ItemInput): void {
	if (node.getNode().retryOnFail) problems.warn(RETRY_ON_FAIL_HINT);
}
