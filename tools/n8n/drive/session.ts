import type { Sandbox } from '../../../sandbox';
import { importCredentials, importWorkflows } from './cli';
import { prepareN8n } from '../install/install';
import type { N8nInstance } from '../serve/instance';
import { pack } from '../install/pack';
import { say, step } from '../serve/progress';
import type { Login, N8nServer } from '../serve/server';
import { createUserFolder, installPackage } from '../serve/userFolder';
import { sandboxCredential } from './credential';
import { loadExamples, PROVISIONING_EXAMPLE } from './examples';
import type { Workflow } from './workflow';

export interface Session {
	instance: N8nInstance;
	/** Where n8n has the package. */
	packageFolder: string;
}

/**
 * What the demo and development have in common: the package as it was built, packed and installed in an n8n whose
 * credential and example workflows reach the sandbox. Prints what it does.
 */
export async function prepareSession(sandbox: Sandbox): Promise<Session> {
	const packed = await step('Packing the package', pack);
	say(`  ${packed.name} ${packed.version}, ${Math.ceil(packed.size / 1024)} KiB`);

	const instance: N8nInstance = {
		installation: await prepareN8n(),
		userFolder: await createUserFolder(),
	};
	const { folder } = await step(
		`Installing the package into n8n ${instance.installation.version}`,
		async () => await installPackage(instance.userFolder, packed.tarball),
	);
	await step('Importing the credential and the example workflows', async () => {
		const credential = sandboxCredential(sandbox);
		await importCredentials(instance, [credential]);
		await importExamples(instance, credential);
	});
	return { instance, packageFolder: folder };
}

/**
 * Stores the examples as they are to be listed: sorted, but the one that the demo runs stands on top.
 *
 * @param credential that they use
 */
export async function importExamples(
	instance: N8nInstance,
	credential: { id: string; name: string },
): Promise<void> {
	const examples = (await loadExamples(credential)).reverse();
	const isFirst = ({ id }: Workflow) => id === PROVISIONING_EXAMPLE;
	// What was stored last stands on top.
	await importWorkflows(instance, [
		...examples.filter((example) => !isFirst(example)),
		...examples.filter(isFirst),
	]);
}

/** Prints where the editor and the sandbox are and how to get in. Everything in it is local and temporary. */
export function sayAddresses(server: N8nServer, login: Login, sandbox: Sandbox): void {
	say();
	say(`n8n editor   ${server.url}`);
	say(`  e-mail     ${login.email}`);
	say(`  password   ${login.password}`);
	say(`Sandbox      ${sandbox.url}   (environment "Custom" in the credential)`);
	say(`  user secret          ${sandbox.userSecret}`);
	say(`  organization secret  ${sandbox.organizationSecret}`);
	say();
}
