/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder } from '../n8n/pack';
import type { Workflow } from '../n8n/workflow';
import { CREDENTIAL_TYPE } from './product';

/** An example's id in n8n, from its file name: `create-instance.json` is `create-instance`. */
export function exampleId(file: string): string {
	return path.basename(file, '.json');
}

/**
 * The example workflows as they can be imported: with an id each, and using the credential that is
 * named. The files themselves hold neither.
 */
export async function loadExamples(credential: { id: string; name: string }): Promise<Workflow[]> {
	const folder = path.join(projectFolder, 'examples');
	const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
	return await Promise.all(
		files.map(async (file) => {
			const workflow = JSON.parse(await readFile(path.join(folder, file), 'utf8')) as Workflow;
			const nodes = workflow.nodes.map((node) =>
				node.credentials?.[CREDENTIAL_TYPE]
					? {
							...node,
							credentials: {
								...node.credentials,
								[CREDENTIAL_TYPE]: { id: credential.id, name: credential.name },
							},
						}
					: node,
			);
			return { ...workflow, id: exampleId(file), nodes };
		}),
	);
}
