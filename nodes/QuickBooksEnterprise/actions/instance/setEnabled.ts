import type { INodeProperties } from 'n8n-workflow';

import { PRODUCT_NAME } from '../../common/constants';
import { outputId } from '../../instances/instance';
import { showForInstance } from '../fields/display';
import { instanceField } from '../fields/locators/instanceLocator';
import { optionsField, READ_TIMEOUT_MS } from '../fields/options';
import type { InstanceOperation } from '../run/operation';

const disableNotice: INodeProperties = {
	displayName:
		'A disabled instance refuses every call until it is enabled again. Its ID and token stay the same.',
	name: 'disableNotice',
	type: 'notice',
	default: '',
	displayOptions: { show: showForInstance('disable') },
};

/** Lets an instance take calls again. */
export const enable = switchOperation('Enable', 'enable', true);

/** Makes an instance refuse calls. */
export const disable = switchOperation('Disable', 'disable', false);

function switchOperation(name: string, value: string, enabled: boolean): InstanceOperation<void> {
	const show = showForInstance(value);
	return {
		option: {
			name,
			value,
			action: `${name} ${PRODUCT_NAME} instance`,
			description: enabled
				? 'Let an instance take calls again'
				: 'Make an instance refuse calls until it is enabled again',
		},
		fields: [
			...(enabled ? [] : [disableNotice]),
			instanceField(show),
			optionsField(show, READ_TIMEOUT_MS),
		],
		timeoutMs: READ_TIMEOUT_MS,
		target: 'instance',
		read: () => undefined,
		subject: () => ({ action: `${value} the instance` }),
		async execute(_input, { run, instanceId, policy }) {
			await run.session.instances.setEnabled(instanceId, enabled, policy);
			return { items: [{ id: outputId(instanceId), disabled: !enabled }] };
		},
	};
}
