import { PRODUCT_NAME } from '../../constants';
import { showForInstance } from '../display';
import { instanceField } from '../instanceLocator';
import type { Operation } from '../operation';
import { optionsField, READ_TIMEOUT_MS } from '../options';
import { perItem } from '../perItem';
import { prepareForInstance } from './preparation';

const show = showForInstance('delete');

/** Deletes an instance for good. */
export const deleteInstance: Operation = perItem(
	{
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
	},
	(run, itemIndex) => {
		return prepareForInstance(
			run,
			itemIndex,
			READ_TIMEOUT_MS,
			'delete the instance',
			async (id, patience) => {
				await run.instances.delete(id, patience);
				return [{ deleted: true }];
			},
		);
	},
);
