/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder } from '../install/pack';
import { callN8n, type Login, type N8nServer } from '../serve/server';
import type { Workflow } from './workflow';
import { CREDENTIAL_TYPE } from './product';

/** An example's id in n8n, from its file name: `create-instance.json` is `create-instance`. */
export function exampleId(file: string): string {
	return path.basename(file, '.json');
}

/** The example that is shown first. */
export const PROVISIONING_EXAMPLE = exampleId('create-instance.json');

/** The example workflows just as they are, with the name of the file each is from. */
export async function readExamples(): Promise<Array<{ file: string; workflow: Workflow }>> {
	const folder = path.join(projectFolder, 'examples');
	const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
	return await Promise.all(
		files.map(async (file) => ({
			file,
			workflow: JSON.parse(await readFile(path.join(folder, file), 'utf8')) as Workflow,
		})),
	);
}

/**
 * The example workflows with an id each and using the credential that is named: n8n's command line, unlike its
 * editor, gives them neither.
 */
export async function loadExamples(credential: { id: string; name: string }): Promise<Workflow[]> {
	return (await readExamples()).map(({ file, workflow }) => ({
		...workflow,
		id: exampleId(file),
		nodes: workflow.nodes.map((node) =>
			node.credentials?.[CREDENTIAL_TYPE]
				? {
						...node,
						credentials: {
							...node.credentials,
							[CREDENTIAL_TYPE]: { id: credential.id, name: credential.name },
						},
					}
				: node,
		),
	}));
}

/** One example just as it is, by its id. */
export async function exampleFile(id: string): Promise<Workflow> {
	const found = (await readExamples()).find(({ file }) => exampleId(file) === id);
	if (!found) throw new Error(`There is no example ${id}`);
	return found.workflow;
}

/** A workflow as n8n keeps it. */
export interface StoredWorkflow extends Workflow {
	id: string;
	versionId: string;
}

/** Stores a workflow as the editor does that imported it from a file. */
export async function storeWorkflow(
	server: N8nServer,
	login: Login,
	workflow: Workflow,
): Promise<StoredWorkflow> {
	return await callN8n<StoredWorkflow>(server, 'POST', '/rest/workflows', {
		login,
		// As the editor does; n8n 2.0 does not fill it in.
		body: { active: false, ...workflow },
	});
}

/** Activates a stored workflow: its triggers listen a moment later. */
export async function activateWorkflow(
	server: N8nServer,
	login: Login,
	{ id, versionId }: StoredWorkflow,
): Promise<void> {
	await callN8n(server, 'POST', `/rest/workflows/${id}/activate`, { login, body: { versionId } });
}

/** What stands for a node in the addresses of its webhooks. */
export function webhookOf({ nodes }: Workflow, nodeName: string): string {
	return String(nodes.find(({ name }) => name === nodeName)?.webhookId);
}
