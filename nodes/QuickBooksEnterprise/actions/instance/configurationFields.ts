import type { INodeProperties } from 'n8n-workflow';

import { POLLED_RESOURCES } from '../../catalogue/pollers';

/** Where to find what nobody knows by heart; both stand under their fields, as few hover over a label. */
export const APP_NAME_HINT =
	'Exactly as QuickBooks lists it under Edit → Preferences → Integrated Applications';
export const HOST_HINT =
	"As the connector's registrations panel shows it, most often a whole address";

/** The tags of an instance; part of both create and update. */
export const tagsField: INodeProperties = {
	displayName: 'Tags',
	name: 'tags',
	type: 'string',
	default: '',
	placeholder: 'e.g. stores, west',
	description: 'Words to find the instance by, separated by commas',
};

/** How the service tells a workflow about changes; part of both create and update. */
export const eventsField: INodeProperties = {
	displayName: 'Events',
	name: 'events',
	type: 'collection',
	placeholder: 'Add event setting',
	default: {},
	description: 'How the service looks for changed records and whom it tells',
	options: [
		{
			displayName: 'Callback URL',
			name: 'callbackUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://n8n.example.com/webhook/…',
			description:
				'Where the service sends its notifications: the Event Notification Callback URL of its console',
		},
		{
			displayName: 'Enabled',
			name: 'enabled',
			type: 'boolean',
			default: true,
			description: 'Whether the service looks for changed records',
		},
		{
			displayName: 'Refresh Interval',
			name: 'refreshInterval',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 15,
			hint: 'In minutes',
			description: 'How often the service looks for changes, in minutes',
		},
		{
			displayName: 'Resources',
			name: 'resources',
			type: 'multiOptions',
			options: Object.entries(POLLED_RESOURCES).map(([value, { label }]) => ({
				name: label,
				value,
			})),
			default: [],
			description:
				'The records to watch. With none chosen the service decides, or with a time zone set, all of them.',
		},
		{
			displayName: 'Signature Key',
			name: 'signatureKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Key with which the service signs its notifications: the Callback Notification Signature Key of its console',
		},
		{
			displayName: 'Time Zone',
			name: 'timeZone',
			type: 'string',
			default: '',
			placeholder: 'e.g. America/Denver',
			description:
				'Time zone of the computer that runs QuickBooks. Without it the service compares times in UTC and may notice changes an hour late.',
		},
	],
};

/** Any further configuration of the instance. */
export const furtherConfigurationField: INodeProperties = {
	displayName: 'Configuration',
	name: 'configuration',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add configuration entry',
	default: {},
	description: 'Any further configuration of the instance by key and value',
	options: [
		{
			displayName: 'Entry',
			name: 'values',
			values: [
				{
					displayName: 'Key',
					name: 'key',
					type: 'string',
					default: '',
					placeholder: 'e.g. bulk.query.download_format',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
				},
			],
		},
	],
};
