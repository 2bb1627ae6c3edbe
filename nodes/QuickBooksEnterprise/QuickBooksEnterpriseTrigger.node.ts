import type {
	IExecuteFunctions,
	IHookFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	ITriggerFunctions,
	ITriggerResponse,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { testCredential } from './methods/testCredential';
import { searchInstances } from './methods/lists/searchInstances';
import { receiveNotification } from './triggers/webhook/receiveNotification';
import { webhookTriggerFields } from './triggers/shared/triggerFields';
import { watchRegistration } from './triggers/webhook/registrationMonitor';
import { checkExists, create, remove } from './triggers/webhook/webhookLifecycle';

const EXECUTIONS_HELP =
	"<b>While you build</b>, click the button above and change a record in QuickBooks. The service then looks for changes every minute. Where a callback is set on the instance already, it is left alone and you get the latest change as a sample.<br /><br /><b>Once the workflow is published</b>, the service looks for changes as often as 'Refresh Interval' says, and reports them here.";

/** Starts a workflow when the service reports changed records of a company file. */
export class QuickBooksEnterpriseTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'QuickBooks Enterprise Trigger',
		name: 'quickBooksEnterpriseTrigger',
		icon: {
			light: 'file:../../icons/quickBooksEnterprise.svg',
			dark: 'file:../../icons/quickBooksEnterprise.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{$parameter["events"].join(", ") + ($parameter["resources"]?.length ? ": " + $parameter["resources"].join(", ") : "")}}',
		// n8n's panel joins this node with the one for actions and shows this text for both.
		description:
			'Work with QuickBooks Enterprise company files through Cloud Elements, or start a workflow when their records change',
		eventTriggerDescription:
			'Waiting for a chosen record to change in QuickBooks; the service looks every minute',
		activationMessage:
			"Events are set up on the instance. The service looks for changes as often as 'Refresh Interval' says.",
		defaults: { name: 'QuickBooks Enterprise Trigger' },
		triggerPanel: {
			header: 'Listen, then change a record in QuickBooks',
			executionsHelp: { active: EXECUTIONS_HELP, inactive: EXECUTIONS_HELP },
			activationHint:
				'Listening waits for a change of the chosen records and gets it within about a minute. Publishing the workflow sets callback, signature key, interval and poller of the instance; unpublishing puts back what stood there.',
		},
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'cloudElementsApi', required: true, testedBy: 'testCredential' }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				// Empty: only then is the answer asked of the node.
				responseData: '',
				path: 'webhook',
			},
		],
		properties: webhookTriggerFields,
	};

	methods = {
		credentialTest: { testCredential },
		listSearch: { searchInstances },
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await checkExists(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await create(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await remove(this);
			},
		},
	};

	/**
	 * Also makes n8n call `checkExists` whenever it starts: since 2.41 it does so only for nodes with something that
	 * runs as long as the workflow is active (observed).
	 */
	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return watchRegistration(this);
	}

	/** Hands a delivery on. Without it n8n would call `trigger` for one that comes while somebody tries the node. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [this.getInputData()];
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveNotification(this);
	}
}
