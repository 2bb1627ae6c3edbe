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
