import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { testCredential } from './methods/testCredential';
import { searchInstances } from './methods/lists/searchInstances';
import { pollForChanges } from './triggers/polling/pollForChanges';
import { pollingTriggerFields } from './triggers/shared/triggerFields';

/** Starts a workflow when records of a company file changed since the last look; needs no public address. */
export class QuickBooksEnterprisePollingTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'QuickBooks Enterprise Polling Trigger',
		name: 'quickBooksEnterprisePollingTrigger',
		icon: {
			light: 'file:../../icons/quickBooksEnterprise.svg',
			dark: 'file:../../icons/quickBooksEnterprise.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{$parameter["events"].join(", ") + ($parameter["resources"]?.length ? ": " + $parameter["resources"].join(", ") : "")}}',
		description:
			'Starts the workflow when records of a QuickBooks Enterprise company file changed, for an n8n that no callback can reach',
		activationMessage:
			'From now on n8n looks for changes in QuickBooks at the poll times of this trigger.',
		defaults: { name: 'QuickBooks Enterprise Polling Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'cloudElementsApi', required: true, testedBy: 'testCredential' }],
		properties: pollingTriggerFields,
	};

	methods = {
		credentialTest: { testCredential },
		listSearch: { searchInstances },
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollForChanges(this);
	}
}
