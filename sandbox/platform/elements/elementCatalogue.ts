import { required, secret, type ElementDefinition } from '../../../gateway/api/elements/definition';
import {
	events,
	filterNulls,
	QUICKBOOKS_ENTERPRISE,
} from '../../../gateway/api/elements/quickBooksEnterprise';

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
	QUICKBOOKS_ENTERPRISE,
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
