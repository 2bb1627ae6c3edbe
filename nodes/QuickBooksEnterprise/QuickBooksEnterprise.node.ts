import type {
	IExecuteFunctions,
	INodeExecutionData,
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
import { runOperation } from './actions/router';
import { getFilterFields } from './methods/getFilterFields';
import { getObjectFields, getObjectUpdateFields } from './methods/mapObjectFields';
import { getRecordFields, getRecordUpdateFields } from './methods/mapRecordFields';
import { searchInstances } from './methods/searchInstances';
import { searchObjectRecords, searchObjects } from './methods/searchObjects';
import { searchRecords } from './methods/searchRecords';
import { searchReportTypes } from './methods/searchReportTypes';

const instanceOption: INodePropertyOptions = {
	name: 'Instance',
	value: 'instance',
	description: 'The connection to one company file',
};

const resourceOptions = [
	bulkOption,
	instanceOption,
	otherObjectOption,
	reportOption,
	...recordResourceOptions,
].sort((a, b) => (a.name < b.name ? -1 : 1));

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
		credentials: [{ name: 'cloudElementsApi', required: true }],
		sensitiveOutputFields: ['token'],
		properties: [
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
		],
	};

	methods = {
		listSearch: {
			searchInstances,
			searchObjectRecords,
			searchObjects,
			searchRecords,
			searchReportTypes,
		},
		loadOptions: { getFilterFields },
		resourceMapping: {
			getObjectFields,
			getObjectUpdateFields,
			getRecordFields,
			getRecordUpdateFields,
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this);
	}
}
