import type { IDataObject } from 'n8n-workflow';

import { ELEMENT_KEY, PRODUCT_NAME } from '../../common/constants';
import type { Instance } from '../../instances/instance';
import { shapeInstance, type OutputChoice } from '../../instances/instanceOutput';
import { readTags } from '../../instances/tags';
import { MAX_PAGE_SIZE } from '../../transport/pages';
import { showForInstance, simplifyField } from '../fields/display';
import { incompleteHint, limitFields, readLimit } from '../fields/limit';
import { optionsField, READ_TIMEOUT_MS } from '../fields/options';
import type { AccountOperation } from '../run/operation';
import { readOutputChoice } from './output';

const show = showForInstance('getAll');

const ANY_ELEMENT = '*';

type State = 'any' | 'enabled' | 'disabled' | 'invalid';

/** Which instances an item asks for. */
interface InstanceQuery {
	limit: number;
	elementKey: string;
	searchText?: string;
	state: State;
	tags: string[];
	choice: OutputChoice;
}

/** Lists instances. */
export const getAll: AccountOperation<InstanceQuery> = {
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
	timeoutMs: READ_TIMEOUT_MS,
	target: 'account',
	read(item) {
		const limit = readLimit(item);
		const filters = item.get('filters', {}) as IDataObject;
		return {
			limit,
			elementKey: String(filters.elementKey || ELEMENT_KEY).trim(),
			searchText: filters.name ? String(filters.name) : undefined,
			state: (filters.state || 'any') as State,
			tags: readTags(filters.tags, item.problems) ?? [],
			choice: readOutputChoice(item, false),
		};
	},
	subject: () => ({ action: 'list the instances' }),
	async execute(query, { run, policy, problems }) {
		const { limit, searchText, tags, choice } = query;
		const output: IDataObject[] = [];
		const seenIds = new Set<string>();
		const pageSize = filtersHere(query) ? MAX_PAGE_SIZE : Math.min(MAX_PAGE_SIZE, limit);
		const pages = run.session.instances.list(policy, { searchText, tags, pageSize });
		for await (const { entries } of pages) {
			for (const listed of entries) {
				if (seenIds.has(listed.id)) continue;
				seenIds.add(listed.id);
				const instance = showsEnough(listed, query)
					? listed
					: await run.session.instances.get(listed.id, policy);
				if (!matches(instance, query)) continue;
				output.push(shapeInstance(instance, choice));
				if (output.length === limit) return { items: output };
			}
		}
		if (pages.gap) problems.warn(incompleteHint('instances', pages.gap));
		return { items: output };
	},
};

/** Whether the answers of the service are filtered further here, so that a page may hold few that fit. */
function filtersHere({ elementKey, state, tags }: InstanceQuery): boolean {
	return elementKey !== ANY_ELEMENT || state !== 'any' || tags.length > 1;
}

/** Whether a list shows of an instance what it is filtered by here; else it is read by id. */
function showsEnough({ shows, valid, disabled }: Instance, query: InstanceQuery): boolean {
	return (
		(shows.element || query.elementKey === ANY_ELEMENT) &&
		(shows.tags || query.tags.length < 2) &&
		(query.state === 'any' || (valid !== undefined && disabled !== undefined))
	);
}

function matches(instance: Instance, { elementKey, state, tags }: InstanceQuery): boolean {
	return (
		(elementKey === ANY_ELEMENT ||
			instance.elementKey?.toLowerCase() === elementKey.toLowerCase()) &&
		hasState(instance, state) &&
		hasTags(instance, tags)
	);
}

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
	return tags.length < 2 || tags.every((tag) => instance.tags.includes(tag));
}
