import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { bulkOption, bulkProperties } from './actions/bulk';
import { instanceProperties } from './actions/instance';
import { otherObjectOption, otherObjectProperties } from './actions/otherObject';
import { recordProperties, recordResourceOptions } from './actions/record';
import { reportOption, reportProperties } from './actions/report';
import { runOperation } from './actions/run/router';
import { getClearableFields } from './methods/getClearableFields';
import { getFilterFields } from './methods/getFilterFields';
import { getObjectFields, getObjectUpdateFields } from './methods/mapObjectFields';
import { getRecordFields, getRecordUpdateFields } from './methods/mapRecordFields';
import { searchInstances } from './methods/lists/searchInstances';
import { searchObjectRecords, searchObjects } from './methods/lists/searchObjects';
import { searchRecords } from './methods/lists/searchRecords';
import { referenceSearches } from './methods/lists/searchReferences';
import { searchReportTypes } from './methods/lists/searchReportTypes';
import { testCredential } from './methods/testCredential';

const instanceOption: INodePropertyOptions = {
	name: 'Instance',
	value: 'instance',
	description: 'The connection to one company file',
};

/**
 * The instance comes first, as everything else needs one: n8n's panel lists the actions in this order (observed in
 * 2.41), and creating an instance would be far below. The rest is sorted by name.
 */
const resourceOptions = [
	instanceOption,
	...[bulkOption, otherObjectOption, reportOption, ...recordResourceOptions].sort((a, b) =>
		a.name < b.name ? -1 : 1,
	),
];

const properties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: resourceOptions,
		default: 'instance',
	},
	...instanceProperties,
	...recordProperties,
	...otherObjectProperties,
	...reportProperties,
	...bulkProperties,
];

/**
 * Creates and manages the instances that connect QuickBooks Enterprise through Cloud Elements, and works
 * with the records behind them.
 */
export class QuickBooksEnterprise implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'QuickBooks Enterprise',
		name: 'quickBooksEnterprise',
		icon: {
			light: 'file:../../icons/quickBooksEnterprise.svg',
			dark: 'file:../../icons/quickBooksEnterprise.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description:
			'Connect QuickBooks Enterprise company files through Cloud Elements and work with their customers, invoices and other records',
		defaults: { name: 'QuickBooks Enterprise' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'cloudElementsApi', required: true, testedBy: 'testCredential' }],
		sensitiveOutputFields: ['token', 'setupUrl'],
		properties,
	};

	methods = {
		credentialTest: { testCredential },
		listSearch: {
			...referenceSearches,
			searchInstances,
			searchObjectRecords,
			searchObjects,
			searchRecords,
			searchReportTypes,
		},
		loadOptions: { getClearableFields, getFilterFields },
		resourceMapping: {
			getObjectFields,
			getObjectUpdateFields,
			getRecordFields,
			getRecordUpdateFields,
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, properties);
	}
}
