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
		await importWorkflows(instance, await examplesInOrder(credential));
	});
	return { instance, packageFolder: folder };
}

/**
 * The examples in the order in which they are to be stored: n8n lists last things first, and the one that the demo runs
 * stands on top.
 *
 * @param credential that they use
 */
export async function examplesInOrder(credential: {
	id: string;
	name: string;
}): Promise<Workflow[]> {
	const examples = (await loadExamples(credential)).reverse();
	const isLast = ({ id }: Workflow) => id === PROVISIONING_EXAMPLE;
	return [...examples.filter((example) => !isLast(example)), ...examples.filter(isLast)];
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
