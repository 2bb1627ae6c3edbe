import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../common/json/isRecord';
import { optionsField, READ_TIMEOUT_MS } from '../fields/options';
import type { HubOperation } from '../run/operation';

const show = { resource: ['report'], operation: ['getTypes'] };

/** Lists the reports that the service can give. */
export const getTypes: HubOperation<void> = {
	option: {
		name: 'Get Types',
		value: 'getTypes',
		action: 'Get report types',
		description: 'Retrieve the reports that there are, each with its category',
	},
	fields: [optionsField(show, READ_TIMEOUT_MS)],
	timeoutMs: READ_TIMEOUT_MS,
	target: 'hub',
	read: () => undefined,
	subject: () => ({ action: 'list the report types', record: { noun: 'report' } }),
	async execute(_input, { call }) {
		const { body } = await call.ask(['report-types'], { accepts: Array.isArray });
		const types = (body as unknown[]).filter(isRecord).map(
			({ Name: name, Category: category, ...others }) =>
				// What else the service may tell some day is passed on.
				({ name, category, ...others }) as IDataObject,
		);
		return { items: types };
	},
};
