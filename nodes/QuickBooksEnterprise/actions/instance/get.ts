import { PRODUCT_NAME } from '../../common/constants';
import { shapeInstance, type OutputChoice } from '../../instances/instanceOutput';
import { showForInstance, simplifyField } from '../fields/display';
import { instanceField } from '../fields/locators/instanceLocator';
import { optionsField, READ_TIMEOUT_MS } from '../fields/options';
import type { InstanceOperation } from '../run/operation';
import { readOutputChoice } from './output';

const show = showForInstance('get');

/** Reads one instance. */
export const get: InstanceOperation<OutputChoice> = {
	option: {
		name: 'Get',
		value: 'get',
		action: `Get ${PRODUCT_NAME} instance`,
		description: 'Retrieve an instance',
	},
	fields: [instanceField(show), simplifyField(show), optionsField(show, READ_TIMEOUT_MS, 'off')],
	timeoutMs: READ_TIMEOUT_MS,
	target: 'instance',
	read: (item) => readOutputChoice(item, false),
	subject: () => ({ action: 'read the instance' }),
	execute: async (choice, { run, instanceId, policy }) => ({
		items: [shapeInstance(await run.session.instances.get(instanceId, policy), choice)],
	}),
};
