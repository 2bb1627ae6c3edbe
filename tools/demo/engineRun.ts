/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { Sandbox } from '../../sandbox';
import { sandboxCredential } from '../n8n/drive/credential';
import type { Execution, Workflow } from '../n8n/drive/workflow';
import { temporaryFolder } from '../n8n/serve/leftovers';

/** Runs a workflow in n8n's engine with the package from `dist/`, against the sandbox. */
export async function runInEngine(workflow: Workflow, sandbox: Sandbox): Promise<Execution> {
	// The engine writes a key into this folder as soon as it is loaded, so it is loaded after that is set.
	process.env.N8N_USER_FOLDER = await temporaryFolder('engine');
	process.env.N8N_LOG_LEVEL = 'silent';
	const { runWorkflow } = await import('../n8n/engine/runWorkflow');
	const { loadBuiltParts } = await import('../n8n/engine/builtParts');
	const { data } = sandboxCredential(sandbox);
	return await runWorkflow(workflow, loadBuiltParts(), data as Parameters<typeof runWorkflow>[2]);
}
