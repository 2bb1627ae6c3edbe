import { DEFAULT_POLLER_CONFIGURATION, POLLED_RESOURCES } from './pollerConfiguration';

/** One configuration key of an element. */
export interface ConfigurationEntry {
	key: string;
	name: string;
	required: boolean;
	/** The service's name for the form field; `PASSWORD` values are masked when read. */
	type: 'TEXTFIELD_128' | 'TEXTFIELD_1000' | 'TEXTAREA' | 'BOOLEAN' | 'PASSWORD';
	defaultValue: string | null;
}

/** What the sandbox knows about an element (a connector to one kind of system). */
export interface ElementDefinition {
	id: number;
	key: string;
	name: string;
	hookName: string;
	hub: string;
	description: string;
	image: string;
	configDescription: string;
	typeOauth: boolean;
	authentication: { value: string; description: string };
	configuration: ConfigurationEntry[];
	providerData: ConfigurationEntry[];
	/** Empty when the element has no events. */
	polledResources: string[];
}

const text = (
	key: string,
	name: string,
	defaultValue: string | null = null,
	required = false,
): ConfigurationEntry => ({ key, name, required, type: 'TEXTFIELD_128', defaultValue });

const required = (key: string, name: string): ConfigurationEntry => text(key, name, null, true);

const secret = (key: string, name: string, isRequired = true): ConfigurationEntry => ({
	...text(key, name, null, isRequired),
	type: 'PASSWORD',
});

const flag = (key: string, name: string, defaultValue: string): ConfigurationEntry => ({
	...text(key, name, defaultValue),
	type: 'BOOLEAN',
});

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
const events: ConfigurationEntry[] = [
	text('event.vendor.type', 'Event Type', 'polling'),
	flag('event.notification.enabled', 'Events Enabled', 'false'),
	text('event.notification.callback.url', 'Event Notification Callback URL'),
	secret('event.notification.signature.key', 'Callback Notification Signature Key', false),
	text('event.notification.subscription.id', 'Event notification subscription id'),
	text('event.poller.refresh_interval', 'Event poller refresh interval (mins)', '15'),
	text('event.poller.urls', 'Event poller resources to poll'),
];

const filterNulls = flag('filter.response.nulls', 'Filter null values from the response', 'true');

const oauthProviderData = [required('code', 'Authorization code')];

/**
 * QuickBooks Enterprise is as documented. The others are there so that filters by element mean something; their
 * ids and keys beyond the documented names are our own choice.
 */
export const ELEMENTS: ElementDefinition[] = [
	{
		id: 32,
		key: 'quickbooks',
		name: 'QuickBooks Online',
		hookName: 'QuickBooks',
		hub: 'finance',
		description: 'Connects to a company of QuickBooks Online.',
		image: 'elements/provider_quickbooks.png',
		configDescription: 'QuickBooks Online Element',
		typeOauth: true,
		authentication: { value: 'oauth2', description: 'OAuth 2.0' },
		configuration: [
			secret('oauth.api.key', 'OAuth API Key'),
			secret('oauth.api.secret', 'OAuth API Secret'),
			required('oauth.callback.url', 'OAuth Callback URL'),
			filterNulls,
			...events,
		],
		providerData: [...oauthProviderData, required('realmId', 'Company ID')],
		polledResources: ['customers', 'invoices'],
	},
	{
		id: 108,
		key: 'servicenow',
		name: 'ServiceNow',
		hookName: 'ServiceNow',
		hub: 'helpdesk',
		description: 'Connects to a ServiceNow account.',
		image: 'elements/provider_servicenow.png',
		configDescription: 'ServiceNow Element',
		typeOauth: false,
		authentication: { value: 'basic', description: 'User name and password' },
		configuration: [
			required('servicenow.subdomain', 'ServiceNow Subdomain'),
			required('username', 'Username'),
			secret('password', 'Password'),
			filterNulls,
		],
		providerData: [],
		polledResources: [],
	},
	{
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
	},
	{
		id: 391,
		key: 'xero',
		name: 'Xero',
		hookName: 'Xero',
		hub: 'finance',
		description: 'Connects to an organisation in Xero.',
		image: 'elements/provider_xero.png',
		configDescription: 'Xero Element',
		typeOauth: true,
		authentication: { value: 'oauth1', description: 'OAuth 1.0a' },
		configuration: [
			secret('oauth.api.key', 'OAuth API Key'),
			secret('oauth.api.secret', 'OAuth API Secret'),
			filterNulls,
		],
		providerData: oauthProviderData,
		polledResources: [],
	},
];

const byKey = new Map(ELEMENTS.map((element) => [element.key, element]));
const byId = new Map(ELEMENTS.map((element) => [String(element.id), element]));

/** The element with this key or numeric id, or undefined. */
export function findElement(keyOrId: string): ElementDefinition | undefined {
	return byKey.get(keyOrId) ?? byId.get(keyOrId);
}

/** The entry of a key; null for a key the element does not declare. */
export function configurationEntry(
	element: ElementDefinition,
	key: string,
): ConfigurationEntry | null {
	return element.configuration.find((entry) => entry.key === key) ?? null;
}
