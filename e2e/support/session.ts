import type { Sandbox } from '../../sandbox';
import { importCredentials, importWorkflows } from '../n8n/cli';
import { prepareN8n } from '../n8n/install';
import type { N8nInstance } from '../n8n/instance';
import { build, pack } from '../n8n/pack';
import { say, step } from '../n8n/progress';
import type { Login, N8nServer } from '../n8n/server';
import { createUserFolder, installPackage } from '../n8n/userFolder';
import { sandboxCredential } from './credential';
import { loadExamples } from './examples';

export interface Session {
	instance: N8nInstance;
	/** Where n8n has the package. */
	packageFolder: string;
}

/**
 * What the demo and development have in common: the package built, packed and installed in an n8n whose
 * credential and example workflows reach the sandbox. Prints what it does.
 */
export async function prepareSession(sandbox: Sandbox): Promise<Session> {
	const packed = await step('Building and packing the package', async () => {
		await build();
		return await pack();
	});
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
		await importWorkflows(instance, await loadExamples(credential));
	});
	return { instance, packageFolder: folder };
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
