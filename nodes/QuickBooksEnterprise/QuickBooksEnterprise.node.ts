import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { instanceProperties } from './actions/instance';
import { runOperation } from './actions/router';
import { searchInstances } from './methods/searchInstances';

/** Creates and manages the instances that connect QuickBooks Enterprise through Cloud Elements. */
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
		description: 'Connect QuickBooks Enterprise company files through Cloud Elements',
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
				options: [
					{
						name: 'Instance',
						value: 'instance',
						description: 'The connection to one company file',
					},
				],
				default: 'instance',
			},
			...instanceProperties,
		],
	};

	methods = { listSearch: { searchInstances } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this);
	}
}
