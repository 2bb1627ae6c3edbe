/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { inspect } from 'node:util';

import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox';
import { loadOptions, runNode, searchList, type NodeRun, type NodeRunResult } from './engine';

/** Everything that a test of the node needs: a sandbox of its own and the node run against it. */
export interface Workbench {
	readonly sandbox: Sandbox;
	/** A credential for the sandbox. */
	credential(changes?: ICredentialDataDecryptedObject): ICredentialDataDecryptedObject;
	/**
	 * Runs the node; its waits are short unless the test says otherwise. Checks that no secret shows
	 * anywhere, and where the run gave no items no token either.
	 */
	run(request: Omit<NodeRun, 'credential'> & Partial<NodeRun>): Promise<NodeRunResult>;
	/** What the editor's list of instances shows. */
	search(filter?: string, paginationToken?: string): ReturnType<typeof searchList>;
	/** What a list of the editor shows when the node's fields are filled in like this. */
	searchWith(
		method: string,
		parameters: INodeParameters,
		filter?: string,
		paginationToken?: string,
		changedCredential?: ICredentialDataDecryptedObject,
	): ReturnType<typeof searchList>;
	/** The options of a field that the editor asks the node for. */
	optionsWith(method: string, parameters: INodeParameters): ReturnType<typeof loadOptions>;
	/** What was sent, as `METHOD path`. */
	calls(): string[];
}

/** Starts a sandbox for the tests of a file and empties it before each. */
export function useSandbox(options: SandboxOptions = {}): Workbench {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox(options);
	});
	afterAll(async () => await sandbox.stop());
	beforeEach(() => sandbox.reset());

	const credential: Workbench['credential'] = (changes) => ({
		environment: 'custom',
		baseUrl: sandbox.url,
		userSecret: sandbox.userSecret,
		organizationSecret: sandbox.organizationSecret,
		...changes,
	});
	return {
		get sandbox() {
			return sandbox;
		},
		credential,
		async run(request) {
			const result = await runNode({
				credential: credential(),
				...request,
				parameters: withShortWaits(request.parameters),
			});
			const hidden = [sandbox.userSecret, sandbox.organizationSecret];
			const isWithoutOutput = result.outputs.flat().length === 0;
			if (isWithoutOutput) hidden.push(...sandbox.instances.map(({ token }) => token));
			const shown = everythingShown(result);
			expect(hidden.filter((secret) => shown.includes(secret))).toEqual([]);
			return result;
		},
		search: async (filter, paginationToken) =>
			await searchList({ credential: credential() }, 'searchInstances', filter, paginationToken),
		searchWith: async (method, parameters, filter, paginationToken, changed = credential()) =>
			await searchList({ credential: changed, parameters }, method, filter, paginationToken),
		optionsWith: async (method, parameters) =>
			await loadOptions({ credential: credential(), parameters }, method),
		calls: () => sandbox.requests.map(({ method, path }) => `${method} ${path}`),
	};
}

/** Every text of a run that somebody could read: run data, errors with their causes, log and hints. */
export function everythingShown(result: NodeRunResult): string {
	const depth = { depth: 12, maxStringLength: null, maxArrayLength: null };
	const errors = [
		result.error,
		...result.outputs.flat().map(({ error }) => error),
		...(result.run.data.resultData.runData['QuickBooks Enterprise'] ?? []).map(
			({ error }) => error,
		),
	].filter((error) => error !== undefined);
	return [
		JSON.stringify(result.run.data),
		JSON.stringify(errors),
		...errors.map((error) => inspect(error, depth)),
		JSON.stringify(result.hints),
		...result.log,
	].join('\n');
}

/** The fields of a create that is complete. */
export function createFields(changes: INodeParameters = {}): INodeParameters {
	return {
		operation: 'create',
		name: 'Store 12',
		appName: 'Cloud Elements Connector',
		hostIp: 'https://4711.g2c.example.com',
		...changes,
	};
}

/** The locator of an instance by its id. */
export function byId(id: number | string): INodeParameters {
	return { __rl: true, mode: 'id', value: id };
}

/** The locator of an instance by its name. */
export function byName(name: string): INodeParameters {
	return { __rl: true, mode: 'name', value: name };
}

function withShortWaits(parameters: INodeParameters): INodeParameters {
	return {
		...parameters,
		options: { waitBetweenAttempts: 2, ...(parameters.options as INodeParameters | undefined) },
	};
}
