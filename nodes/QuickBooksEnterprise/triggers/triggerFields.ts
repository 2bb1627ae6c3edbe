import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { instanceField } from '../actions/instanceLocator';
import { POLLED_RESOURCES } from '../catalogue/pollers';
import { RESOURCES } from '../catalogue/resources';
import type { Resource } from '../catalogue/types';

/** What the service's own poller can watch, by label. */
export const WEBHOOK_RESOURCES: readonly Resource[] = RESOURCES.filter((resource) =>
	Object.values(POLLED_RESOURCES).includes(resource),
);

/** What can be asked for by the time of its last change: every list with documented filters. */
export const POLLING_RESOURCES: readonly Resource[] = RESOURCES.filter(
	({ filterDocumented, operations }) => filterDocumented && operations.includes('getAll'),
);

const created: INodePropertyOptions = {
	name: 'Record Created',
	value: 'created',
	description: 'A record was added to the company file',
};
const updated: INodePropertyOptions = {
	name: 'Record Updated',
	value: 'updated',
	description: 'A record that was there was changed',
};

const deleted: INodePropertyOptions = {
	name: 'Record Deleted',
	value: 'deleted',
	description:
		"A record was deleted. The service's own poller looks for changed records, so it may never report this.",
};

function resourcesField(resources: readonly Resource[]): INodeProperties {
	return {
		displayName: 'Resources',
		name: 'resources',
		type: 'multiOptions',
		options: resources
			.map(({ plural, value }) => ({ name: plural, value }))
			.sort((one, other) => one.name.localeCompare(other.name)),
		default: [],
		required: true,
		description: 'The records to watch',
	};
}

function eventsField(options: INodePropertyOptions[]): INodeProperties {
	return {
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		options,
		default: ['created', 'updated'],
		required: true,
	};
}

const fetchRecordOption: INodeProperties = {
	displayName: 'Fetch Record',
	name: 'fetchRecord',
	type: 'boolean',
	default: false,
	description:
		'Whether to read each changed record from QuickBooks as it is now. Where that does not work, the item says why in recordError.',
};

const timeZoneOption: INodeProperties = {
	displayName: 'Time Zone',
	name: 'timeZone',
	type: 'string',
	default: '',
	placeholder: 'e.g. America/Denver',
	description:
		'Time zone of the computer that runs QuickBooks. Without it times are compared in UTC, and since QuickBooks does not handle daylight saving a change may be noticed late.',
};

const deduplicateOption: INodeProperties = {
	displayName: 'Deduplicate',
	name: 'deduplicate',
	type: 'boolean',
	default: true,
	description: 'Whether to leave out events that were given before',
};

const takeOverOption: INodeProperties = {
	displayName: 'Take Over',
	name: 'takeOver',
	type: 'boolean',
	default: false,
	description:
		'Whether to replace the callback of another workflow or program. An instance has one; whoever had it gets no more events, also after this workflow is deactivated.',
};

function optionsField(options: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options,
	};
}

/** Parameters of the webhook trigger. */
export const webhookTriggerFields: INodeProperties[] = [
	instanceField(undefined),
	resourcesField(WEBHOOK_RESOURCES),
	eventsField([created, deleted, updated]),
	{
		displayName: 'Refresh Interval',
		name: 'refreshInterval',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 15,
		hint: 'In minutes',
		description:
			'How often the service looks for changes, in minutes. Each look is a call to QuickBooks for each resource.',
	},
	optionsField([deduplicateOption, fetchRecordOption, takeOverOption, timeZoneOption]),
];

/** Parameters of the polling trigger; n8n adds its poll times. */
export const pollingTriggerFields: INodeProperties[] = [
	instanceField(undefined),
	resourcesField(POLLING_RESOURCES),
	eventsField([created, updated]),
	optionsField([deduplicateOption, fetchRecordOption, timeZoneOption]),
];
