import { importCredentials, importWorkflows } from '../e2e/n8n/cli';
import type { N8nInstallation } from '../e2e/n8n/install';
import type { N8nInstance } from '../e2e/n8n/instance';
import { build, pack, type PackedPackage } from '../e2e/n8n/pack';
import { step } from '../e2e/n8n/progress';
import { createUserFolder, installPackage } from '../e2e/n8n/userFolder';
import { sandboxCredential } from '../e2e/support/credential';
import type { Sandbox } from '../sandbox';
import type { Contender } from './contenders';
import { headerCredentials } from './httpRequest';
import type { SandboxClient } from './sandboxClient';

export async function buildAndPack(): Promise<PackedPackage> {
	return await step('Building and packing the package', async () => {
		await build();
		return await pack();
	});
}

/** An n8n as users have it: the packed package installed, credentials and workflows stored. */
export async function prepare(
	installation: N8nInstallation,
	packed: PackedPackage,
	sandbox: SandboxClient,
	contenders: Contender[],
): Promise<N8nInstance> {
	const instance: N8nInstance = { installation, userFolder: await createUserFolder() };
	await step('Installing it into n8n, and importing credentials and workflows', async () => {
		await installPackage(instance.userFolder, packed.tarball);
		await importCredentials(instance, [
			sandboxCredential(sandbox as unknown as Sandbox),
			...headerCredentials(sandbox),
		]);
		await importWorkflows(
			instance,
			contenders.map(({ workflow }) => workflow),
		);
	});
	return instance;
}
