import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

import { readAccount } from '../nodes/QuickBooksEnterprise/transport/account/account';
import { composeAuthorization } from '../nodes/QuickBooksEnterprise/transport/account/authorization';
import { GATEWAY_ENVIRONMENT } from '../nodes/QuickBooksEnterprise/transport/account/environments';

const BASE_URL: INodeProperties = {
	displayName: 'Base URL',
	name: 'baseUrl',
	type: 'string',
	default: '',
	required: true,
};

const USER_SECRET: INodeProperties = {
	displayName: 'User Secret',
	name: 'userSecret',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	required: true,
};

const ORGANIZATION_SECRET: INodeProperties = {
	displayName: 'Organization Secret',
	name: 'organizationSecret',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	// Not required for n8n: it comes with a whole header in the field above. The test names it where it is missing.
};

const OF_GATEWAY = { show: { environment: [GATEWAY_ENVIRONMENT] } };
const OF_CLOUD_ELEMENTS = {
	show: { environment: ['production', 'productionEu', 'staging', 'custom'] },
};

/** User and organization secret of a Cloud Elements account or of a gateway, and where its API is found. */
export class CloudElementsApi implements ICredentialType {
	name = 'cloudElementsApi';

	displayName = 'Cloud Elements API';

	icon: Icon = {
		light: 'file:../icons/quickBooksEnterprise.svg',
		dark: 'file:../icons/quickBooksEnterprise.dark.svg',
	};

	documentationUrl = 'https://example.com/n8n-nodes-quickbooks-enterprise#credential';

	properties: INodeProperties[] = [
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{
					name: 'Custom',
					value: 'custom',
					description: 'Another address, such as the local sandbox of this package',
				},
				{
					name: 'Production (EU)',
					value: 'productionEu',
					description: 'For accounts of console.cloud-elements.co.uk',
				},
				{
					name: 'Production (US)',
					value: 'production',
					description: 'For accounts of console.cloud-elements.com',
				},
				{
					name: 'Self-Hosted Gateway',
					value: GATEWAY_ENVIRONMENT,
					description: "A gateway of your own, which QuickBooks' Web Connector calls",
				},
				{
					name: 'Staging',
					value: 'staging',
					description: 'The staging environment of Cloud Elements',
				},
			],
			default: 'production',
			description: 'Where your Cloud Elements account is, or your own gateway instead of one',
		},
		{
			...BASE_URL,
			placeholder: 'e.g. https://api.example.com',
			description:
				'Where the API is found, with or without /elements/api-v2. Only an address on this machine may begin with http://.',
			displayOptions: { show: { environment: ['custom'] } },
		},
		{
			...BASE_URL,
			placeholder: 'e.g. https://gateway.example.com',
			hint: 'With http:// the secrets travel in clear. It is taken for this machine, a container such as http://gateway:8080, and private addresses such as http://192.168.1.20:8080 alone.',
			description:
				'Where this n8n reaches the gateway, with or without /elements/api-v2. Everything else begins with https://.',
			displayOptions: OF_GATEWAY,
		},
		{
			...USER_SECRET,
			hint: 'In the Cloud Elements console: your name at the bottom left, then Secrets. Most often 44 characters that end in =. A whole header "User …, Organization …" may be pasted here: it is split.',
			displayOptions: OF_CLOUD_ELEMENTS,
		},
		{
			...USER_SECRET,
			hint: 'The gateway shows it at its first start, and keeps it in its data folder in the file user-secret. Where GATEWAY_USER_SECRET is set, it is that.',
			displayOptions: OF_GATEWAY,
		},
		{
			...ORGANIZATION_SECRET,
			hint: 'In the same place, next to the user secret. Most often 32 digits and letters from a to f. Leave it empty where the whole header is in the field above.',
			displayOptions: OF_CLOUD_ELEMENTS,
		},
		{
			...ORGANIZATION_SECRET,
			hint: 'In the same place, in the file organization-secret. Where GATEWAY_ORGANIZATION_SECRET is set, it is that.',
			displayOptions: OF_GATEWAY,
		},
	];

	/**
	 * Writes both secrets into the Authorization header and nowhere else. A header that already holds
	 * `Element <token>`, for a call through an instance, keeps that part.
	 * Errors: names everything that is wrong with the credential, before anything is sent.
	 */
	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const account = readAccount(credentials);
		if ('problems' in account) {
			throw new Error(`${account.problems.join('; ')}: put it right in the credential`);
		}
		const elementPart = requestOptions.headers?.Authorization as string | undefined;
		return {
			...requestOptions,
			headers: {
				...requestOptions.headers,
				Authorization: composeAuthorization(account, elementPart),
			},
			sendCredentialsOnCrossOriginRedirect: false,
		};
	};
}
