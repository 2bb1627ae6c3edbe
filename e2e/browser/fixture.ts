import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox';
import { type CredentialToImport, importCredentials } from '../../tools/n8n/drive/cli';
import { prepareN8n } from '../../tools/n8n/install/install';
import { atEnd, undoOnSignals } from '../../tools/n8n/serve/leftovers';
import { createUserFolder, installPackage } from '../../tools/n8n/serve/userFolder';
import { tarballToTest } from '../support/fixture';
import { openEditor, type Session } from './session';

export interface Scene {
	sandbox: Sandbox;
	session: Session;
}

/**
 * A sandbox, and the editor of an n8n of its own with the packed package, in a browser. `undoAll` ends all of it.
 *
 * @param options of the sandbox
 * @param credentials that are there from the beginning
 */
export async function openScene(
	options: SandboxOptions = {},
	credentials: (sandbox: Sandbox) => CredentialToImport[] = () => [],
): Promise<Scene> {
	undoOnSignals();
	const sandbox = await startSandbox({ port: 0, ...options });
	atEnd(async () => await sandbox.stop());
	const instance = { installation: await prepareN8n(), userFolder: await createUserFolder() };
	await installPackage(instance.userFolder, await tarballToTest());
	const given = credentials(sandbox);
	if (given.length > 0) await importCredentials(instance, given);
	return { sandbox, session: await openEditor(instance) };
}
