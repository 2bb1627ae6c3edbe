import { PRODUCT_NAME } from '../../common/constants';
import { checkConnection } from '../../instances/connectionCheck';
import { showForInstance } from '../fields/display';
import { instanceField } from '../fields/locators/instanceLocator';
import { optionsField, READ_TIMEOUT_MS } from '../fields/options';
import type { InstanceOperation } from '../run/operation';

const show = showForInstance('check');

/** Tells whether QuickBooks answers through an instance, and if not, which link is broken. */
export const check: InstanceOperation<void> = {
	option: {
		name: 'Check Connection',
		value: 'check',
		action: `Check ${PRODUCT_NAME} connection`,
		description: 'Find out whether QuickBooks answers through an instance',
	},
	fields: [instanceField(show), optionsField(show, READ_TIMEOUT_MS)],
	timeoutMs: READ_TIMEOUT_MS,
	target: 'instance',
	read: () => undefined,
	subject: () => ({ action: 'check the connection' }),
	execute: async (_input, { run: { session }, instanceId, policy }) => ({
		items: [await checkConnection(session.client, session.instances, instanceId, policy)],
	}),
};
