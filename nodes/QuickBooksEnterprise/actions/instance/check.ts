import { PRODUCT_NAME } from '../../constants';
import { checkConnection } from '../../provisioning/connectionCheck';
import { showForInstance } from '../display';
import { instanceField } from '../instanceLocator';
import type { Operation } from '../operation';
import { optionsField, READ_TIMEOUT_MS } from '../options';
import { perItem } from '../perItem';
import { prepareForInstance } from './preparation';

const show = showForInstance('check');

/** Tells whether QuickBooks answers through an instance, and if not, which link is broken. */
export const check: Operation = perItem(
	{
		option: {
			name: 'Check Connection',
			value: 'check',
			action: `Check ${PRODUCT_NAME} connection`,
			description: 'Find out whether QuickBooks answers through an instance',
		},
		fields: [instanceField(show), optionsField(show, READ_TIMEOUT_MS)],
	},
	(run, itemIndex) => {
		return prepareForInstance(
			run,
			itemIndex,
			READ_TIMEOUT_MS,
			'check the connection',
			async (id, patience) => [await checkConnection(run.client, run.instances, id, patience)],
		);
	},
);
