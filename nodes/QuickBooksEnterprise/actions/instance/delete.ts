import { PRODUCT_NAME } from '../../common/constants';
import { showForInstance } from '../fields/display';
import { instanceField } from '../fields/locators/instanceLocator';
import { optionsField, READ_TIMEOUT_MS } from '../fields/options';
import type { InstanceOperation } from '../run/operation';

const show = showForInstance('delete');

/** Deletes an instance for good. */
export const deleteInstance: InstanceOperation<void> = {
	option: {
		name: 'Delete',
		value: 'delete',
		action: `Delete ${PRODUCT_NAME} instance`,
		description: 'Delete an instance permanently',
	},
	fields: [
		{
			displayName:
				'This removes the connection for good and its token stops working. Nothing in QuickBooks is deleted.',
			name: 'deleteNotice',
			type: 'notice',
			default: '',
			displayOptions: { show },
		},
		instanceField(show),
		optionsField(show, READ_TIMEOUT_MS),
	],
	timeoutMs: READ_TIMEOUT_MS,
	target: 'instance',
	read: () => undefined,
	subject: () => ({ action: 'delete the instance' }),
	async execute(_input, { run, instanceId, policy }) {
		await run.session.instances.delete(instanceId, policy);
		return { items: [{ deleted: true }] };
	},
};
