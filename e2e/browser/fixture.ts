/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { after, before, beforeEach } from 'node:test';
import { type InstanceSeed, type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox';
import { importCredentials, importWorkflows } from '../../tools/n8n/drive/cli';
import { sandboxCredential } from '../../tools/n8n/drive/credential';
import type { Workflow } from '../../tools/n8n/drive/workflow';
import { prepareN8n } from '../../tools/n8n/install/install';
import type { N8nInstance } from '../../tools/n8n/serve/instance';
import { atEnd, undoAll, undoOnSignals } from '../../tools/n8n/serve/leftovers';
import { createUserFolder, installPackage } from '../../tools/n8n/serve/userFolder';
import { tarballToTest } from '../support/fixture';
import { openEditor, type Session } from './session';

/** What the tests of one file have in common. */
export interface Scene {
	sandbox: Sandbox;
	session: Session;
}

export interface SceneOptions {
	/** How the sandbox is started. */
	sandbox?: SandboxOptions;
	/** What stands in it from the beginning. */
	instances?: InstanceSeed[];
	/** Whether the credential that reaches it is there. */
	hasCredential?: boolean;
	/** What n8n has, made from the running sandbox. */
	workflows?: (sandbox: Sandbox) => Workflow[] | Promise<Workflow[]>;
}

/**
 * Gives the tests of a file a sandbox, and the editor of an n8n of its own with the packed package, in a browser. The
 * requests of each test are counted from its beginning.
 *
 * @returns what is filled in before the first test, and ended after the last one
 */
export function useScene(options: SceneOptions = {}): Scene {
	const scene = {} as Scene;
	before(async () => {
		Object.assign(scene, await openScene(options));
	});
	beforeEach(() => scene.sandbox.resetRequests());
	after(undoAll);
	return scene;
}

async function openScene({
	sandbox: options,
	instances = [],
	hasCredential = true,
	workflows,
}: SceneOptions): Promise<Scene> {
	undoOnSignals();
	const sandbox = await startSandbox({ port: 0, webConnector: true, ...options });
	atEnd(async () => await sandbox.stop());
	for (const seed of instances) sandbox.addInstance(seed);
	const instance: N8nInstance = {
		installation: await prepareN8n(),
		userFolder: await createUserFolder(),
	};
	await installPackage(instance.userFolder, await tarballToTest());
	if (hasCredential) await importCredentials(instance, [sandboxCredential(sandbox)]);
	if (workflows) await importWorkflows(instance, await workflows(sandbox));
	return { sandbox, session: await openEditor(instance) };
}
