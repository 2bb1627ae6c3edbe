import { PRODUCT_NAME } from '../../constants';
import { shapeInstance } from '../../provisioning/instanceOutput';
import { showForInstance, simplifyField } from '../display';
import { instanceField } from '../instanceLocator';
import type { Operation } from '../operation';
import { optionsField, READ_TIMEOUT_MS } from '../options';
import { perItem } from '../perItem';
import { prepareForInstance, readOutputChoice } from './preparation';

const show = showForInstance('get');

/** Reads one instance. */
export const get: Operation = perItem(
	{
		option: {
			name: 'Get',
			value: 'get',
			action: `Get ${PRODUCT_NAME} instance`,
			description: 'Retrieve an instance',
		},
		fields: [instanceField(show), simplifyField(show), optionsField(show, READ_TIMEOUT_MS, 'off')],
	},
	(run, itemIndex) => {
		const choice = readOutputChoice(run.parameters, itemIndex, false);
		return prepareForInstance(
			run,
			itemIndex,
			READ_TIMEOUT_MS,
			'read the instance',
			async (id, patience) => [shapeInstance(await run.instances.get(id, patience), choice)],
		);
	},
);
