/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { n8nEnvironment, type N8nInstance } from '../serve/instance';
import { forgetFolder, temporaryFolder } from '../serve/leftovers';
import { type CommandResult, run, type RunningProcess, start } from '../serve/processes';
import type { Execution, Workflow } from './workflow';

const CLI_TIMEOUT_MS = 180_000;

export interface CredentialToImport {
	id: string;
	name: string;
	type: string;
	data: Record<string, unknown>;
}

async function runCli(
	instance: N8nInstance,
	commandArguments: string[],
	{
		allowFailure = false,
		additions,
	}: { allowFailure?: boolean; additions?: NodeJS.ProcessEnv } = {},
): Promise<CommandResult> {
	const { env } = await n8nEnvironment(instance, additions);
	const { node, script } = instance.installation;
	return await run(node.program, [script, ...commandArguments], {
		cwd: instance.userFolder,
		env,
		timeoutMs: CLI_TIMEOUT_MS,
		allowFailure,
	});
}

async function importFile(instance: N8nInstance, command: string, content: unknown): Promise<void> {
	const folder = await temporaryFolder('import');
	const file = path.join(folder, 'import.json');
	try {
		await writeFile(file, JSON.stringify(content), { mode: 0o600 });
		await runCli(instance, [command, `--input=${file}`]);
	} finally {
		// It may hold secrets in plain text, which n8n encrypts.
		await rm(folder, { recursive: true, force: true });
		forgetFolder(folder);
	}
}

/** Stores credentials, which n8n encrypts. Same id: replaced. */
export async function importCredentials(
	instance: N8nInstance,
	credentials: CredentialToImport[],
): Promise<void> {
	await importFile(instance, 'import:credentials', credentials);
}

/** Stores workflows; each needs an `id`. Same id: replaced. */
export async function importWorkflows(instance: N8nInstance, workflows: Workflow[]): Promise<void> {
	await importFile(
		instance,
		'import:workflow',
		// Versions of n8n before 2.41 or so want the version id that their own export writes.
		workflows.map((workflow) => ({
			active: false,
			settings: {},
			versionId: randomUUID(),
			...workflow,
		})),
	);
}

/**
 * Runs a stored workflow to its end with `n8n execute`, also one that ends with an error.
 *
 * @param additions to n8n's environment
 * @throws when n8n printed no execution at all
 */
export async function executeWorkflow(
	instance: N8nInstance,
	workflowId: string,
	additions?: NodeJS.ProcessEnv,
): Promise<Execution> {
	const { stdout, stderr } = await runCli(
		instance,
		['execute', `--id=${workflowId}`, '--rawOutput'],
		{ allowFailure: true, additions },
	);
	const execution = findExecution(stdout);
	if (!execution) {
		throw new Error(`n8n gave no result of workflow ${workflowId}:\n${stdout}\n${stderr}`);
	}
	return execution;
}

/** Starts running a stored workflow with `n8n execute`, for a test that does not let it end by itself. */
export async function startWorkflow(
	instance: N8nInstance,
	workflowId: string,
): Promise<RunningProcess> {
	const { env } = await n8nEnvironment(instance);
	const { node, script } = instance.installation;
	return start(node.program, [script, 'execute', `--id=${workflowId}`], {
		cwd: instance.userFolder,
		env,
	});
}

/** n8n prints its log around the result: the result begins and ends with a brace alone on a line. */
function findExecution(output: string): Execution | undefined {
	const lines = output.split('\n');
	const first = lines.findIndex((line) => line.trimEnd() === '{' || /^\{\s*$/.test(line));
	const last = lines.findIndex((line, index) => index > first && /^\}/.test(line));
	if (first < 0 || last < 0) return undefined;
	return JSON.parse([...lines.slice(first, last), '}'].join('\n')) as Execution;
}
