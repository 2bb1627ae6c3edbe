import type { Workflow, WorkflowNode } from '../../tools/n8n/drive/workflow';
import { inOneLine } from '../../tools/n8n/drive/workflow';
import { byId, node, type Parameters, quickBooks } from '../../tools/n8n/drive/build';
import { CREDENTIAL_NAME, CREDENTIAL_TYPE, TRIGGER_TYPE } from '../../tools/n8n/drive/product';
import { provision } from '../support/provisioning';

/** What a run makes of each row: a customer, and an invoice for it. */
export interface RecordRow {
	customer: string;
	refNumber: string;
	instanceId: number;
}

/** A workflow that a request to `/webhook/<name>` starts: its rows go through `nodes`, and what comes out is the answer. */
function onRequest(name: string, nodes: WorkflowNode[]): Workflow {
	const line = [
		node(
			'Request',
			'n8n-nodes-base.webhook',
			2,
			{
				httpMethod: 'POST',
				path: name,
				responseMode: 'lastNode',
				responseData: 'allEntries',
				options: {},
			},
			{ webhookId: name },
		),
		node('Items', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'body.rows', options: {} }),
		...nodes,
	];
	return {
		name,
		nodes: line,
		connections: inOneLine(line),
		settings: { executionOrder: 'v1' },
	};
}

/** Create or Update of an instance for each row. */
export function provisionOnRequest(
	name: string,
	options: Parameters = { concurrency: 3, waitBetweenAttempts: 100 },
): Workflow {
	return onRequest(name, [provision('upsert', options)]);
}

/** Create or Update of a customer and an invoice for each row, through the instance that the row names. */
export function recordsOnRequest(name: string): Workflow {
	const row = "$('Items').item.json";
	const upsert = (step: string, resource: string, recordJson: string) =>
		quickBooks(step, {
			resource,
			operation: 'upsert',
			instanceId: byId(`={{ ${row}.instanceId }}`),
			fieldsMode: 'json',
			recordJson,
			simplify: true,
			options: {},
		});
	return onRequest(name, [
		upsert('Customer', 'customer', `={{ JSON.stringify({ Name: ${row}.customer }) }}`),
		upsert(
			'Invoice',
			'invoice',
			`={{ JSON.stringify({
				CustomerRef: { FullName: ${row}.customer },
				RefNumber: ${row}.refNumber,
				InvoiceLineRet: [{ ItemRef: { FullName: 'Painting' }, Quantity: '2', Rate: '19.99' }],
			}) }}`,
		),
	]);
}

/** Tells `collectorUrl` each change that the service reports, item by item. */
export function changesTo(collectorUrl: string, name: string, instanceId: number): Workflow {
	const nodes = [
		node(
			'Change',
			TRIGGER_TYPE,
			1,
			{
				instanceId: byId(instanceId),
				resources: ['customer'],
				events: ['created', 'updated'],
				refreshInterval: 5,
				options: {},
			},
			{
				webhookId: 'e2f7c0de-0000-4000-8000-000000000001',
				credentials: { [CREDENTIAL_TYPE]: { id: 'sandboxCredential', name: CREDENTIAL_NAME } },
			},
		),
		node('Tell', 'n8n-nodes-base.httpRequest', 4.2, {
			method: 'POST',
			url: collectorUrl,
			sendBody: true,
			specifyBody: 'json',
			jsonBody: '={{ JSON.stringify($json) }}',
			options: {},
		}),
	];
	return {
		name,
		nodes,
		connections: inOneLine(nodes),
		settings: { executionOrder: 'v1' },
	};
}
