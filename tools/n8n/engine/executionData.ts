import { ExecutionLifecycleHooks } from 'n8n-core';
import type { IWorkflowExecuteAdditionalData, Workflow } from 'n8n-workflow';

import type { BuiltCredentials } from './credentials';

/** What n8n's engine has to know of the n8n around it, where there is none. */
export function executionData(
	credentialsHelper: BuiltCredentials,
	workflow: Workflow,
): IWorkflowExecuteAdditionalData {
	const hooks = new ExecutionLifecycleHooks('manual', 'execution', {
		id: workflow.id,
		name: workflow.name ?? 'Workflow',
		nodes: Object.values(workflow.nodes),
		connections: {},
		active: false,
		isArchived: false,
		createdAt: new Date(),
		updatedAt: new Date(),
		activeVersionId: null,
	});
	return {
		credentialsHelper,
		hooks,
		executionId: 'execution',
		variables: {},
		setExecutionStatus() {},
		instanceBaseUrl: 'http://localhost',
		restApiUrl: 'http://localhost/rest',
		webhookBaseUrl: 'http://localhost/webhook',
		webhookTestBaseUrl: 'http://localhost/webhook-test',
		webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
		formWaitingBaseUrl: 'http://localhost/form-waiting',
	} as unknown as IWorkflowExecuteAdditionalData;
}
