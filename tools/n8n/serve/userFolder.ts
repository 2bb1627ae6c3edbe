/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { x as unpack } from 'tar';
import { cleanEnvironment } from './environment';
import { temporaryFolder } from './leftovers';
import { run } from './processes';

interface Manifest {
	name: string;
	version: string;
	dependencies?: Record<string, string>;
	devDependencies?: Record<string, string>;
	peerDependencies?: Record<string, string>;
	optionalDependencies?: Record<string, string>;
	[field: string]: unknown;
}

/** A temporary place for everything that n8n stores; it is removed at the end. */
export async function createUserFolder(): Promise<string> {
	const folder = await temporaryFolder('n8n');
	await mkdir(scratchFolder(folder));
	return folder;
}

/** Where n8n puts what it would leave in the machine's temporary folder. */
export function scratchFolder(userFolder: string): string {
	return path.join(userFolder, 'tmp');
}

/** Where n8n looks for a community package once it is installed. */
function installedPackageFolder(userFolder: string, packageName: string): string {
	return path.join(userFolder, '.n8n', 'nodes', 'node_modules', packageName);
}

/**
 * Installs a packed tarball as n8n's Settings > Community nodes does it, step by step: unpack it under
 * `.n8n/nodes/node_modules`, drop what only development needs, let npm add the rest, note it down.
 * The node's type then begins with the package's name, as in workflows of users.
 *
 * @param tarball path of the `.tgz`
 * @returns name and folder of the installed package
 */
export async function installPackage(
	userFolder: string,
	tarball: string,
): Promise<{ name: string; folder: string }> {
	const unpacked = await temporaryFolder('unpacked');
	await unpack({ file: tarball, cwd: unpacked, strip: 1 });
	const { name } = JSON.parse(
		await readFile(path.join(unpacked, 'package.json'), 'utf8'),
	) as Manifest;

	const folder = installedPackageFolder(userFolder, name);
	await mkdir(folder, { recursive: true });
	await unpack({ file: tarball, cwd: folder, strip: 1 });

	const manifestFile = path.join(folder, 'package.json');
	const manifest = JSON.parse(await readFile(manifestFile, 'utf8')) as Manifest;
	delete manifest.devDependencies;
	delete manifest.peerDependencies;
	delete manifest.optionalDependencies;
	await writeFile(manifestFile, JSON.stringify(manifest, null, 2));
	await run(
		'npm',
		[
			'install',
			'--audit=false',
			'--fund=false',
			'--bin-links=false',
			'--install-strategy=shallow',
			'--ignore-scripts=true',
			'--package-lock=false',
		],
		{ cwd: folder, env: cleanEnvironment(), timeoutMs: 120_000 },
	);
	await writeFile(
		path.join(userFolder, '.n8n', 'nodes', 'package.json'),
		JSON.stringify(
			{ name: 'installed-nodes', private: true, dependencies: { [name]: manifest.version } },
			null,
			2,
		),
	);
	return { name, folder };
}
