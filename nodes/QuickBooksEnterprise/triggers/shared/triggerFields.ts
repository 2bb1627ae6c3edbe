import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { instanceField } from '../../actions/fields/locators/instanceLocator';
import { POLLED_RESOURCES } from '../../catalogue/pollers';
import { RESOURCES } from '../../catalogue/resources';
import type { Resource } from '../../catalogue/types';
import { nounOf } from '../../catalogue/words';
import type { EventType } from './changeEvent';

/** What a trigger can tell of. */
export interface Watchable {
	resources: readonly Resource[];
	events: readonly EventType[];
}

/** What the service's own poller can watch, by label. */
const WEBHOOK_RESOURCES: readonly Resource[] = RESOURCES.filter((resource) =>
	Object.values(POLLED_RESOURCES).includes(resource),
);

/** What can be asked for by the time of its last change: every list with documented filters. */
const POLLING_RESOURCES: readonly Resource[] = RESOURCES.filter(
	({ filterDocumented, operations }) => filterDocumented && operations.includes('getAll'),
);

export const WEBHOOK_WATCHABLE: Watchable = {
	resources: WEBHOOK_RESOURCES,
	events: ['created', 'deleted', 'updated'],
};

/** What is gone has no time of its last change. */
export const POLLING_WATCHABLE: Watchable = {
	resources: POLLING_RESOURCES,
	events: ['created', 'updated'],
};

const EVENT_WORDS: Readonly<Record<EventType, string>> = {
	created: 'Created',
	deleted: 'Deleted',
	updated: 'Updated',
};

const EVENT_DESCRIPTIONS: Readonly<Record<EventType, string>> = {
	created: 'A record was added to the company file',
	updated: 'A record that was there was changed',
	deleted:
		"A record was deleted. The service's own poller looks for changed records, so it may never report this.",
};

/** Kinds of change of the resources that are picked beside it. */
function generalEvent(event: EventType): INodePropertyOptions {
	return {
		name: `Record ${EVENT_WORDS[event]}`,
		value: event,
		action: `On record ${event}`,
		description: EVENT_DESCRIPTIONS[event],
	};
}

/** One kind of change of one resource, so that n8n's panel can offer "On invoice created". */
function eventOf(resource: Resource, event: EventType): INodePropertyOptions {
	return {
		name: `${resource.label} ${EVENT_WORDS[event]}`,
		value: `${resource.value}.${event}`,
		action: `On ${nounOf(resource)} ${event}`,
		...(event === 'deleted' ? { description: EVENT_DESCRIPTIONS.deleted } : {}),
	};
}

/** Always there: n8n empties a list of choices that shows by another one whenever that changes (observed in 2.41). */
function resourcesField({ resources }: Watchable): INodeProperties {
	return {
		displayName: 'Resources',
		name: 'resources',
		type: 'multiOptions',
		options: resources
			.map(({ plural, value }) => ({ name: plural, value }))
			.sort((one, other) => one.name.localeCompare(other.name)),
		default: [],
		hint: "For the entries of 'Trigger On' that begin with 'Record'; the others name theirs",
		description: 'The records to watch',
	};
}

function eventsField({ resources, events }: Watchable): INodeProperties {
	const own = resources.flatMap((resource) => events.map((event) => eventOf(resource, event)));
	const options = [...events.map(generalEvent), ...own];
	return {
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		options: options.sort((one, other) => one.name.localeCompare(other.name)),
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

/** The options of a trigger; taking over is the webhook trigger's alone. */
export const triggerOptions: INodeProperties = optionsField([
	deduplicateOption,
	fetchRecordOption,
	takeOverOption,
	timeZoneOption,
]);

/** Parameters of the webhook trigger. */
export const webhookTriggerFields: INodeProperties[] = [
	instanceField(undefined),
	eventsField(WEBHOOK_WATCHABLE),
	resourcesField(WEBHOOK_WATCHABLE),
	{
		displayName: 'Refresh Interval',
		name: 'refreshInterval',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 15,
		hint: 'In minutes; while you listen for a test event it is one minute',
		description:
			'How often the service looks for changes, in minutes. Each look is a call to QuickBooks for each resource.',
	},
	triggerOptions,
];

/** Parameters of the polling trigger; n8n adds its poll times. */
export const pollingTriggerFields: INodeProperties[] = [
	instanceField(undefined),
	eventsField(POLLING_WATCHABLE),
	resourcesField(POLLING_WATCHABLE),
	optionsField([deduplicateOption, fetchRecordOption, timeZoneOption]),
];
