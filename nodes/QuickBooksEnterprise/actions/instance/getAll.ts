import type { IDataObject } from 'n8n-workflow';

import { ELEMENT_KEY, PRODUCT_NAME } from '../../constants';
import { instanceList } from '../../provisioning/directory';
import { Findings } from '../../provisioning/findings';
import {
	elementKeyOf,
	idOf,
	shapeInstance,
	type Instance,
} from '../../provisioning/instanceOutput';
import { readTags, tagsOf } from '../../provisioning/tags';
import { MAX_PAGE_SIZE, readPages } from '../../transport/pages';
import { showForInstance, simplifyField } from '../display';
import { incompleteHint, limitFields, readLimit } from '../limit';
import type { Operation } from '../operation';
import { optionsField, READ_TIMEOUT_MS, readPatience } from '../options';
import { perItem } from '../perItem';
import { readOutputChoice } from './preparation';

const show = showForInstance('getAll');

const ANY_ELEMENT = '*';

type State = 'any' | 'enabled' | 'disabled' | 'invalid';

/** Lists instances. */
export const getAll: Operation = perItem(
	{
		option: {
			name: 'Get Many',
			value: 'getAll',
			action: `Get many ${PRODUCT_NAME} instances`,
			description: 'Retrieve a list of instances',
		},
		fields: [
			...limitFields(show),
			{
				displayName: 'Filters',
				name: 'filters',
				type: 'collection',
				placeholder: 'Add filter',
				default: {},
				displayOptions: { show },
				options: [
					{
						displayName: 'Element Key',
						name: 'elementKey',
						type: 'string',
						default: ELEMENT_KEY,
						description: `Key of the element whose instances to list; * lists those of every element. Without this filter: ${ELEMENT_KEY}.`,
					},
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. Store',
						description: 'Text that the name contains',
					},
					{
						displayName: 'State',
						name: 'state',
						type: 'options',
						options: [
							{ name: 'Any', value: 'any', description: 'Whatever their state' },
							{ name: 'Disabled', value: 'disabled', description: 'Those that refuse calls' },
							{ name: 'Enabled', value: 'enabled', description: 'Those that take calls' },
							{
								name: 'Invalid',
								value: 'invalid',
								description: 'Those whose connection has to be set up anew',
							},
						],
						default: 'any',
						description: 'Whether the service lets calls through',
					},
					{
						displayName: 'Tags',
						name: 'tags',
						type: 'string',
						default: '',
						placeholder: 'e.g. stores, west',
						description: 'Tags that an instance carries all of, separated by commas',
					},
				],
			},
			simplifyField(show),
			optionsField(show, READ_TIMEOUT_MS, 'off'),
		],
	},
	(run, itemIndex) => {
		const { parameters } = run;
		const findings = new Findings();
		const patience = readPatience(parameters, itemIndex, READ_TIMEOUT_MS, findings);
		const limit = readLimit(run, itemIndex, findings);
		const filters = parameters.get('filters', itemIndex, {}) as IDataObject;
		const elementKey = String(filters.elementKey || ELEMENT_KEY).trim();
		const state = (filters.state || 'any') as State;
		const tags = readTags(filters.tags, findings) ?? [];
		const choice = readOutputChoice(parameters, itemIndex, false);
		findings.throwIfAny('Put right what is named.');

		const matches = (instance: Instance) =>
			(elementKey === ANY_ELEMENT || elementKeyOf(instance) === elementKey) &&
			hasState(instance, state) &&
			hasTags(instance, tags);
		const filtersHere = elementKey !== ANY_ELEMENT || state !== 'any' || tags.length > 1;
		return {
			subject: { action: 'list the instances' },
			execute: async () => {
				const output: IDataObject[] = [];
				const seenIds = new Set<string>();
				const list = instanceList(patience, {
					searchText: filters.name ? String(filters.name) : undefined,
					'tags[]': tags,
				});
				const pageSize = filtersHere ? MAX_PAGE_SIZE : Math.min(MAX_PAGE_SIZE, limit);
				const { complete } = await readPages(run.client, list, pageSize, (entries) => {
					for (const instance of entries) {
						const id = idOf(instance);
						if (!matches(instance) || (id !== undefined && seenIds.has(id))) continue;
						if (id !== undefined) seenIds.add(id);
						if (output.length < limit) output.push(shapeInstance(instance, choice));
					}
					return output.length < limit;
				});
				if (!complete) run.hint(incompleteHint('instances'));
				return output;
			},
		};
	},
);

function hasState({ valid, disabled }: Instance, state: State): boolean {
	switch (state) {
		case 'enabled':
			return disabled !== true && valid !== false;
		case 'disabled':
			return disabled === true;
		case 'invalid':
			return valid === false;
		default:
			return true;
	}
}

/** The service documents what one tag does in the filter, not several: here all of them must be there. */
function hasTags(instance: Instance, tags: readonly string[]): boolean {
	if (tags.length < 2) return true;
	const carried = tagsOf(instance);
	return tags.every((tag) => carried.includes(tag));
}
