import type { CredentialToImport } from '../../tools/n8n/drive/cli';
import { callN8n, type Login, type N8nServer } from '../../tools/n8n/serve/server';
import type { Workflow } from '../../tools/n8n/drive/workflow';
import { activateWorkflow, storeWorkflow } from '../../tools/n8n/drive/examples';
import { CREDENTIAL_NAME, CREDENTIAL_TYPE } from '../../tools/n8n/drive/product';

/** The main process, and who uses its editor. */
export interface Editor {
	main: N8nServer;
	login: Login;
}

/** What n8n answers a request that starts an execution. */
export interface Answer {
	status: number;
	body: unknown;
}

/** Stores a credential as the editor does. Out: its id. */
export async function storeCredential(
	{ main, login }: Editor,
	{ name, type, data }: Omit<CredentialToImport, 'id'>,
): Promise<string> {
	const { id } = await callN8n<{ id: string }>(main, 'POST', '/rest/credentials', {
		login,
		body: { name, type, data },
	});
	return id;
}

/** Stores a workflow whose nodes use that credential, and activates it. Out: its id. */
export async function storeActive(
	{ main, login }: Editor,
	workflow: Workflow,
	credentialId: string,
): Promise<string> {
	const nodes = workflow.nodes.map((node) => ({
		...node,
		...(node.credentials && {
			credentials: { [CREDENTIAL_TYPE]: { id: credentialId, name: CREDENTIAL_NAME } },
		}),
	}));
	const stored = await storeWorkflow(main, login, { ...workflow, nodes });
	await activateWorkflow(main, login, stored);
	return stored.id;
}

/** Starts an execution through a webhook process and gives the answer of its last node. */
export async function startExecution(
	webhooks: N8nServer,
	name: string,
	rows: object[],
): Promise<Answer> {
	const answer = await fetch(`${webhooks.url}/webhook/${name}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ rows }),
	});
	const text = await answer.text();
	return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) };
}
