import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { ELEMENT_KEY } from '../../common/constants';
import { buildInstanceBody, type InstanceBody } from '../../instances/specification/instanceBody';
import { readInstanceJson } from '../../instances/specification/instanceJson';
import { showForInstance } from '../fields/display';
import type { ItemInput } from '../run/itemInput';
import {
	APP_NAME_HINT,
	eventsField,
	furtherConfigurationField,
	HOST_HINT,
	tagsField,
} from './configurationFields';

/**
 * The fields that say what an instance is to be.
 *
 * @param operations The operations that show them.
 */
export function specificationFields(...operations: string[]): INodeProperties[] {
	const show = showForInstance(...operations);
	const showFields = { ...show, specifyInstance: ['fields'] };
	const exampleJson = {
		element: { key: ELEMENT_KEY },
		configuration: {
			'app.name': '<INSERT_APP_NAME>',
			'host.ip': '<INSERT_HOST_IP>',
		},
		tags: ['<INSERT_TAG>'],
		name: '<INSERT_INSTANCE_NAME>',
	};
	return [
		{
			displayName: 'Specify Instance',
			name: 'specifyInstance',
			type: 'options',
			noDataExpression: true,
			options: [
				{
					name: 'Using Fields Below',
					value: 'fields',
					description: 'Fill in one field for each setting',
				},
				{
					name: 'Using JSON',
					value: 'json',
					description: 'Paste the instance file of the Cloud Elements documentation',
				},
			],
			default: 'fields',
			displayOptions: { show },
		},
		{
			displayName: 'Instance Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Store 12',
			description: 'Name under which you will find the instance again',
			displayOptions: { show: showFields },
		},
		{
			displayName: 'Configured Application Name',
			name: 'appName',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Cloud Elements Connector',
			hint: APP_NAME_HINT,
			description: 'The application that QuickBooks lets in; capital and small letters count',
			displayOptions: { show: showFields },
		},
		{
			displayName: 'Host Name/IP',
			name: 'hostIp',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://4711.g2c.cloud-elements.com',
			hint: HOST_HINT,
			description: 'Where Cloud Elements reaches the computer that runs QuickBooks',
			displayOptions: { show: showFields },
		},
		{ ...tagsField, displayOptions: { show: showFields } },
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			displayOptions: { show: showFields },
			options: [
				{
					displayName: 'Company Name',
					name: 'companyName',
					type: 'string',
					default: '',
					placeholder: 'e.g. Rock Castle Construction',
					description:
						'For a Self-Hosted Gateway alone: the company as QuickBooks names it under Company → My Company. Its books are then connected without anybody confirming them, and no others.',
				},
				furtherConfigurationField,
				{
					displayName: 'Element Key',
					name: 'elementKey',
					type: 'string',
					default: ELEMENT_KEY,
					description:
						'The kind of connection. The key quickbooks, which one page of the vendor names, is QuickBooks Online.',
				},
				eventsField,
				{
					displayName: 'External Authentication',
					name: 'externalAuthentication',
					type: 'string',
					default: '',
					placeholder: 'e.g. initial',
					description: 'How the instance was authenticated outside of Cloud Elements',
				},
				{
					displayName: 'Filter Response Nulls',
					name: 'filterResponseNulls',
					type: 'boolean',
					default: true,
					description: 'Whether empty fields are left out of the records that the instance returns',
				},
			],
		},
		{
			displayName: 'Instance JSON',
			name: 'instanceJson',
			type: 'json',
			typeOptions: { rows: 10 },
			default: JSON.stringify(exampleJson, null, 2),
			required: true,
			description: 'The content of the instance file, or an expression that gives it',
			displayOptions: { show: { ...show, specifyInstance: ['json'] } },
		},
	];
}

/** Reads what an item says the instance is to be. What cannot be used goes to the item's problems. */
export function readSpecification(item: ItemInput): InstanceBody {
	const { problems } = item;
	if (item.get('specifyInstance') === 'json') {
		return readInstanceJson(item.get('instanceJson'), problems);
	}
	return buildInstanceBody(
		{
			...(item.get('additionalFields', {}) as IDataObject),
			name: item.get('name'),
			appName: item.get('appName'),
			hostIp: item.get('hostIp'),
			tags: item.get('tags', ''),
		},
		problems,
	);
}

/** What to do about errors in a specification. */
export const SPECIFICATION_ADVICE =
	"Put right what is named. The application name is the one authorised in QuickBooks; the host stands in the connector's registrations panel.";
