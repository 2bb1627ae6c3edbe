import { importCredentials, importWorkflows } from '../n8n/drive/cli';
import type { N8nInstallation } from '../n8n/install/install';
import type { N8nInstance } from '../n8n/serve/instance';
import { build, pack, type PackedPackage } from '../n8n/install/pack';
import { step } from '../n8n/serve/progress';
import { createUserFolder, installPackage } from '../n8n/serve/userFolder';
import { sandboxCredential } from '../n8n/drive/credential';
import type { Sandbox } from '../../sandbox';
import type { Contender } from './contenders/contenders';
import { headerCredentials } from './contenders/httpRequest';
import type { SandboxClient } from './sandbox/sandboxClient';

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
