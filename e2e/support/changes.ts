/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import type { Sandbox, StoredInstance } from '../../sandbox';
import { inOneLine, type Workflow } from '../../tools/n8n/drive/workflow';
import { byId, node, type Parameters } from '../../tools/n8n/drive/build';
import { CREDENTIAL_NAME, CREDENTIAL_TYPE } from '../../tools/n8n/drive/product';

/** A trigger of this package that watches customers, and a node that hands each item on to an address. */
export function changesTo(
	address: string,
	name: string,
	type: string,
	instance: StoredInstance,
	parameters: Parameters,
): Workflow {
	const trigger = node(
		'Change',
		type,
		1,
		{
			instanceId: byId(instance.id),
			resources: ['customer'],
			events: ['created', 'updated'],
			options: {},
			...parameters,
		},
		{
			webhookId: '0a1b2c3d-0000-4000-8000-000000000001',
			credentials: { [CREDENTIAL_TYPE]: { id: 'sandboxCredential', name: CREDENTIAL_NAME } },
		},
	);
	const handOn = node('Hand On', 'n8n-nodes-base.httpRequest', 4.2, {
		method: 'POST',
		url: address,
		sendBody: true,
		specifyBody: 'json',
		jsonBody: '={{ $json }}',
		options: {},
	});
	const line = [trigger, handOn];
	return {
		name,
		nodes: line,
		connections: inOneLine(line),
		settings: { executionOrder: 'v1', saveDataSuccessExecution: 'none' },
	};
}

/**
 * Adds a customer in QuickBooks, as somebody else would.
 *
 * @returns its ID
 */
export async function addCustomer(
	sandbox: Sandbox,
	{ token }: StoredInstance,
	name: string,
): Promise<string> {
	const answer = await fetch(`${sandbox.url}/elements/api-v2/customers`, {
		method: 'POST',
		headers: {
			Authorization: `User ${sandbox.userSecret}, Element ${token}`,
			'Content-Type': 'application/json',
		},
		body: JSON.stringify({ Name: name }),
	});
	assert.equal(answer.status, 200);
	return String(((await answer.json()) as { ListID: string }).ListID);
}
