/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { x as unpack } from 'tar';
import { runCommand, temporaryFolder } from './n8n/leftovers';
import { pack, projectFolder } from './n8n/pack';
import { say } from './n8n/progress';
import { checkLockfile } from './package/lockfile';
import { checkContents } from './package/contents';
import { checkManifest, type Manifest } from './package/manifest';
import { scan } from './package/scan';

const SIZE_LIMIT_KIB = 400;

async function readManifest(folder: string): Promise<Manifest> {
	return JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as Manifest;
}

void runCommand(async () => {
	const packed = await pack();
	const unpacked = await temporaryFolder('checked');
	await unpack({ file: packed.tarball, cwd: unpacked, strip: 1 });

	const sizeKib = packed.size / 1024;
	for (const file of packed.files) say(`${String(file.size).padStart(9)}  ${file.path}`);
	say(`${packed.files.length} files, packed ${sizeKib.toFixed(1)} KiB (limit ${SIZE_LIMIT_KIB})`);

	const manifest = await readManifest(unpacked);
	const findings = [
		...(sizeKib > SIZE_LIMIT_KIB
			? [`The tarball has ${sizeKib.toFixed(1)} KiB; ${SIZE_LIMIT_KIB} are allowed.`]
			: []),
		...checkManifest(manifest),
		...checkContents(
			packed.files.map((file) => file.path),
			manifest,
		),
		...(await checkLockfile(projectFolder)),
		...(await scan(unpacked, projectFolder)),
	];
	if (findings.length > 0) {
		throw new Error(
			`The package check found:\n\n${findings.map((text) => `* ${text}`).join('\n')}`,
		);
	}
	say("The package check and the scanner's rules found nothing.");
});
