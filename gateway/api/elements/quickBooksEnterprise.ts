import {
	flag,
	required,
	secret,
	text,
	type ConfigurationEntry,
	type ElementDefinition,
} from './definition';
import { DEFAULT_POLLER_CONFIGURATION, POLLED_RESOURCES } from './pollerConfiguration';

/** Defaults as in the documented response for the QuickBooks Enterprise element. */
const bulk: ConfigurationEntry[] = [
	flag('bulk.add_metadata', 'Add metadata to bulk results', 'false'),
	text('bulk.query.field_name', 'Bulk query field', 'TimeModified'),
	text('bulk.query.operator', 'Bulk query operator', '>='),
	text('bulk.query.date_mask', 'Bulk query date mask', "yyyy-MM-dd'T'HH:mm:ssXXX"),
	text('bulk.query.download_format', 'Bulk download format', 'json'),
	text('bulk.attribute.created_time', 'Bulk created time', 'TimeCreated'),
	text('bulk.attribute.modified_time', 'Bulk modified time', 'TimeModified'),
	text('bulk.relations', 'Bulk relations', '{}'),
];

/** The signature key being a masked one is our choice: unknown. */
export const events: ConfigurationEntry[] = [
	text('event.vendor.type', 'Event Type', 'polling'),
	flag('event.notification.enabled', 'Events Enabled', 'false'),
	text('event.notification.callback.url', 'Event Notification Callback URL'),
	secret('event.notification.signature.key', 'Callback Notification Signature Key', false),
	text('event.notification.subscription.id', 'Event notification subscription id'),
	text('event.poller.refresh_interval', 'Event poller refresh interval (mins)', '15'),
	text('event.poller.urls', 'Event poller resources to poll'),
];

export const filterNulls = flag(
	'filter.response.nulls',
	'Filter null values from the response',
	'true',
);

/** As documented. */
export const QUICKBOOKS_ENTERPRISE: ElementDefinition = {
	id: 195,
	key: 'quickbooksonprem',
	name: 'QuickBooks Enterprise',
	hookName: 'QuickBooksEnterprise',
	hub: 'finance',
	description: 'Connects to a company file of QuickBooks Desktop through a tunnel.',
	image: 'elements/provider_quickbooks.png',
	configDescription: 'QuickBooks Desktop Element',
	// The documented sample says so although the element has no OAuth flow.
	typeOauth: true,
	authentication: { value: 'custom', description: 'Application name and host' },
	configuration: [
		required('app.name', 'Configured Application Name'),
		required('host.ip', 'Host Name/IP'),
		filterNulls,
		...bulk,
		...events,
		{
			...text('event.poller.configuration', 'Configure Polling', DEFAULT_POLLER_CONFIGURATION),
			type: 'TEXTAREA',
		},
	],
	providerData: [],
	polledResources: POLLED_RESOURCES,
};
