import type { WorkflowNode } from '../../n8n/drive/workflow';
import { byId, node, quickBooks } from '../../n8n/drive/build';
import { CREDENTIAL_NAME, CREDENTIAL_TYPE } from '../../n8n/drive/product';

/** What an entry says, as dragging its fields into the node's parameters writes it. */
export const ENTRY_FIELDS = {
	name: '={{ $json.name }}',
	appName: '={{ $json.appName }}',
	hostIp: '={{ $json.hostIp }}',
	tags: '={{ $json.tags }}',
};

const ENTRY_PARAMETERS = {
	specifyInstance: 'fields',
	...ENTRY_FIELDS,
	additionalFields: {},
	simplify: true,
};

/** This package's Create, with everything else as a user finds it. */
export function create(concurrency: number): WorkflowNode {
	return quickBooks('Create', {
		operation: 'create',
		...ENTRY_PARAMETERS,
		options: { concurrency },
	});
}

/** This package's Create or Update, matching by name. */
export function createOrUpdate(concurrency: number): WorkflowNode {
	return quickBooks('Create or Update', {
		operation: 'upsert',
		...ENTRY_PARAMETERS,
		matchBy: 'name',
		options: { concurrency },
	});
}

/** This package's Get Many of all customers behind an instance. */
export function getManyCustomers(instanceId: number, simplify: boolean): WorkflowNode {
	return quickBooks('Get Many', {
		resource: 'customer',
		operation: 'getAll',
		instanceId: byId(instanceId),
		returnAll: true,
		filterMode: 'conditions',
		conditions: {},
		combinator: 'and',
		modifiedSince: '',
		simplify,
		options: {},
	});
}

/** The yardstick: a pool of the same size around n8n's request helper, with the same credential. */
export function barePool(instancesUrl: string, concurrency: number): WorkflowNode {
	return node(
		'Pool',
		'CUSTOM.benchPool',
		1,
		{ url: instancesUrl, concurrency },
		{ credentials: { [CREDENTIAL_TYPE]: { id: 'sandboxCredential', name: CREDENTIAL_NAME } } },
	);
}
