/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { type Sandbox, startSandbox } from '../../sandbox';
import {
	type CredentialToImport,
	importCredentials,
	importWorkflows,
} from '../../tools/n8n/drive/cli';
import { prepareN8n } from '../../tools/n8n/install/install';
import type { N8nInstance } from '../../tools/n8n/serve/instance';
import { atEnd, undoOnSignals } from '../../tools/n8n/serve/leftovers';
import { build, pack } from '../../tools/n8n/install/pack';
import { createUserFolder, installPackage } from '../../tools/n8n/serve/userFolder';
import type { Workflow } from '../../tools/n8n/drive/workflow';
import { sandboxCredential } from '../../tools/n8n/drive/credential';

/** Through this the runner hands the tarball that it packed to the test files. */
export const TARBALL_VARIABLE = 'QBE_E2E_TARBALL';

export interface Fixture {
	sandbox: Sandbox;
	instance: N8nInstance;
}

/** The tarball that the runner packed, or one of this moment. */
export async function tarballToTest(): Promise<string> {
	const handedOver = process.env[TARBALL_VARIABLE];
	if (handedOver) return handedOver;
	await build();
	return (await pack()).tarball;
}

/**
 * A sandbox, and an n8n of its own with the packed package, its credential and the workflows. `undoAll`
 * ends both.
 *
 * @param workflows made from the running sandbox, so that they can name what is in it
 * @param credentials further ones beside the one that works
 */
export async function createFixture(
	workflows: (sandbox: Sandbox) => Workflow[],
	credentials: (sandbox: Sandbox) => CredentialToImport[] = () => [],
): Promise<Fixture> {
	undoOnSignals();
	const sandbox = await startSandbox({ port: 0, webConnector: true });
	atEnd(async () => await sandbox.stop());
	const instance = await installedN8n(
		[sandboxCredential(sandbox), ...credentials(sandbox)],
		workflows(sandbox),
	);
	sandbox.resetRequests();
	return { sandbox, instance };
}

/** An n8n of its own with the packed package, credentials and workflows. `undoAll` removes it. */
export async function installedN8n(
	credentials: CredentialToImport[],
	workflows: Workflow[],
): Promise<N8nInstance> {
	const instance: N8nInstance = {
		installation: await prepareN8n(),
		userFolder: await createUserFolder(),
	};
	await installPackage(instance.userFolder, await tarballToTest());
	await importCredentials(instance, credentials);
	await importWorkflows(instance, workflows);
	return instance;
}
