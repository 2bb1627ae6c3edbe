import type { CredentialToImport } from '../../n8n/drive/cli';
import type { WorkflowNode } from '../../n8n/drive/workflow';
import type { SandboxReady } from '../sandbox/sandboxClient';
import { node, type Parameters } from '../../n8n/drive/build';
import { BEGIN, END, measured, measuredNode, type Link } from './workflows';

const CREDENTIAL = { id: 'headerCredential', name: 'Header Auth account' };
const BOOKS_CREDENTIAL = { id: 'booksCredential', name: 'Header Auth account 2' };

/**
 * What a user who builds it from the HTTP Request node puts into n8n's generic credentials: one for the
 * account, and one for an instance, with its token.
 */
export function headerCredentials(sandbox: SandboxReady): CredentialToImport[] {
	const { userSecret, organizationSecret, books } = sandbox;
	const withValue = (credential: typeof CREDENTIAL, value: string) => ({
		...credential,
		type: 'httpHeaderAuth',
		data: { name: 'Authorization', value },
	});
	return [
		withValue(CREDENTIAL, `User ${userSecret}, Organization ${organizationSecret}`),
		withValue(BOOKS_CREDENTIAL, `User ${userSecret}, Element ${books.token}`),
	];
}

function httpRequest(
	name: string,
	parameters: Parameters,
	settings: Partial<WorkflowNode> = {},
): WorkflowNode {
	return node(
		name,
		'n8n-nodes-base.httpRequest',
		4.2,
		{
			authentication: 'genericCredentialType',
			genericAuthType: 'httpHeaderAuth',
			options: {},
			...parameters,
		},
		{ credentials: { httpHeaderAuth: CREDENTIAL }, ...settings },
	);
}

/** One POST per item. */
function post(url: string, options: Parameters = {}): WorkflowNode {
	return httpRequest('HTTP Request', {
		method: 'POST',
		url,
		sendBody: true,
		specifyBody: 'json',
		jsonBody:
			"={{ { element: { key: 'quickbooksonprem' }, configuration: { 'app.name': $json.appName, 'host.ip': $json.hostIp }, tags: $json.tags.split(', '), name: $json.name } }}",
		options,
	});
}

/** Creates as the node does them unless told otherwise: all at once. */
export function createAllAtOnce(id: string, url: string, count: number) {
	return measuredNode(id, count, post(url));
}

/** Creates with the node's batching, as its fields propose it: 50 every second. */
export function createInBatches(id: string, url: string, count: number) {
	const batching = { batch: { batchSize: 50, batchInterval: 1000 } };
	return measuredNode(id, count, post(url, { batching }));
}

/** Creates one by one in a loop. */
export function createInLoop(id: string, url: string, count: number) {
	const loop = node('Loop Over Items', 'n8n-nodes-base.splitInBatches', 3, {
		batchSize: 1,
		options: {},
	});
	return measured(
		id,
		count,
		[loop, post(url)],
		[
			{ from: BEGIN, to: loop.name },
			{ from: loop.name, output: 0, to: END },
			{ from: loop.name, output: 1, to: 'HTTP Request' },
			{ from: 'HTTP Request', to: loop.name },
		],
	);
}

/** A whole list, page by page, as the node's pagination does it. */
function listAll(name: string, url: string, settings: Partial<WorkflowNode> = {}): WorkflowNode {
	const nextPage = {
		type: 'qs',
		name: 'nextPage',
		value: "={{ $response.headers['elements-next-page-token'] ?? '' }}",
	};
	return httpRequest(
		name,
		{
			url,
			sendQuery: true,
			queryParameters: { parameters: [{ name: 'pageSize', value: '200' }] },
			options: {
				pagination: {
					pagination: {
						paginationMode: 'updateAParameterInEachRequest',
						parameters: { parameters: [nextPage] },
						paginationCompleteWhen: 'other',
						completeExpression: '={{ $response.body.length === 0 }}',
					},
				},
			},
		},
		{ executeOnce: true, ...settings },
	);
}

/** A whole list of records, with a credential that carries the instance's token. */
export function listRecords(name: string, url: string): WorkflowNode {
	return listAll(name, url, { credentials: { httpHeaderAuth: BOOKS_CREDENTIAL } });
}

/** The whole list of instances, brought to the shape of the entries and compared with them. */
export function listAndCompare(id: string, url: string, count: number) {
	const list = listAll('List', url);
	const shape = node('Shape', 'n8n-nodes-base.set', 3.4, {
		mode: 'raw',
		jsonOutput:
			"={{ { name: $json.name, appName: $json.configuration['app.name'], hostIp: $json.configuration['host.ip'], tags: $json.tags.join(', ') } }}",
		options: {},
	});
	const compare = node('Compare', 'n8n-nodes-base.compareDatasets', 2.3, {
		mergeByFields: { values: [{ field1: 'name', field2: 'name' }] },
		options: {},
	});
	const links: Link[] = [
		{ from: BEGIN, to: compare.name, input: 0 },
		{ from: BEGIN, to: list.name },
		{ from: list.name, to: shape.name },
		{ from: shape.name, to: compare.name, input: 1 },
		// Outputs: in A only, same, different, in B only. What a user hangs behind the others has no item here.
		{ from: compare.name, output: 1, to: END },
	];
	return measured(id, count, [list, shape, compare], links);
}

/** One look-up by name per item; what a user hangs behind it to compare is not even counted. */
export function lookUpEach(id: string, url: string, count: number) {
	const parameters = [{ name: 'searchText', value: '={{ $json.name }}' }];
	const lookUp = httpRequest('Look Up', {
		url,
		sendQuery: true,
		queryParameters: { parameters },
	});
	return measuredNode(id, count, lookUp);
}
