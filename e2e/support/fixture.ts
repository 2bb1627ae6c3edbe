/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { type Sandbox, startSandbox } from '../../sandbox';
import { type CredentialToImport, importCredentials, importWorkflows } from '../n8n/cli';
import { prepareN8n } from '../n8n/install';
import type { N8nInstance } from '../n8n/instance';
import { atEnd, undoOnSignals } from '../n8n/leftovers';
import { build, pack } from '../n8n/pack';
import { createUserFolder, installPackage } from '../n8n/userFolder';
import type { Workflow } from '../n8n/workflow';
import { sandboxCredential } from './credential';

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
	const sandbox = await startSandbox({ port: 0 });
	atEnd(async () => await sandbox.stop());
	const instance: N8nInstance = {
		installation: await prepareN8n(),
		userFolder: await createUserFolder(),
	};
	await installPackage(instance.userFolder, await tarballToTest());
	await importCredentials(instance, [sandboxCredential(sandbox), ...credentials(sandbox)]);
	await importWorkflows(instance, workflows(sandbox));
	sandbox.resetRequests();
	return { sandbox, instance };
}
