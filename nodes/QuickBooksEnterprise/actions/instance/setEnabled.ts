import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { PRODUCT_NAME } from '../../constants';
import { showForInstance } from '../display';
import { instanceField } from '../instanceLocator';
import type { Operation } from '../operation';
import { optionsField, READ_TIMEOUT_MS } from '../options';
import { perItem } from '../perItem';
import { prepareForInstance } from './preparation';

const disableNotice: INodeProperties = {
	displayName:
		'A disabled instance refuses every call until it is enabled again. Its ID and token stay the same.',
	name: 'disableNotice',
	type: 'notice',
	default: '',
	displayOptions: { show: showForInstance('disable') },
};

/** Lets an instance take calls again. */
export const enable: Operation = switchOperation('Enable', 'enable', true, []);

/** Makes an instance refuse calls. */
export const disable: Operation = switchOperation('Disable', 'disable', false, [disableNotice]);

function switchOperation(
	name: string,
	value: string,
	enabled: boolean,
	notices: INodeProperties[],
): Operation {
	const show = showForInstance(value);
	return perItem(
		{
			option: {
				name,
				value,
				action: `${name} ${PRODUCT_NAME} instance`,
				description: enabled
					? 'Let an instance take calls again'
					: 'Make an instance refuse calls until it is enabled again',
			},
			fields: [...notices, instanceField(show), optionsField(show, READ_TIMEOUT_MS)],
		},
		(run, itemIndex) =>
			prepareForInstance(
				run,
				itemIndex,
				READ_TIMEOUT_MS,
				`${value} the instance`,
				async (id, patience): Promise<IDataObject[]> => {
					await run.instances.setEnabled(id, enabled, patience);
					return [{ id: Number(id), disabled: !enabled }];
				},
			),
	);
}
