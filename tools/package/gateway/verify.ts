/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { x as unpack } from 'tar';
import { installGateway, packGateway } from '../../gateway/packed';
import { projectFolder } from '../../n8n/install/pack';
import { runCommand, temporaryFolder } from '../../n8n/serve/leftovers';
import { say, step } from '../../n8n/serve/progress';
import { placeholdersOf } from '../manifest';
import { readManifest, readPacked } from '../read';
import {
	checkGatewayContents,
	checkGatewayImports,
	checkGatewayManifest,
	type LockedVersions,
} from './checks';
import { writeFirstInvoice } from './firstInvoice';

async function lockedVersions(): Promise<LockedVersions> {
	const text = await readFile(path.join(projectFolder, 'package-lock.json'), 'utf8');
	return (JSON.parse(text) as { packages: LockedVersions }).packages;
}

/** What has to hold before the gateway is published. */
void runCommand(async () => {
	const packed = await step('Building and packing the gateway', packGateway);
	const unpacked = await temporaryFolder('verified');
	await unpack({ file: packed.tarball, cwd: unpacked, strip: 1 });
	const manifest = await readManifest(unpacked);
	const files = packed.files.map((file) => file.path);
	const scripts = await readPacked(unpacked, files, ['.js']);
	const toFillIn = placeholdersOf(manifest);
	const checks: Array<[string, string[]]> = [
		[
			'manifest',
			checkGatewayManifest(manifest, await readManifest(projectFolder), await lockedVersions()),
		],
		['files of the tarball', checkGatewayContents(files, manifest)],
		['what the code loads', checkGatewayImports(scripts, files, manifest)],
		// A tag is what gets published.
		['addresses', process.env.GITHUB_REF_TYPE === 'tag' ? toFillIn : []],
	];
	say(`${files.length} files, packed ${(packed.size / 1024).toFixed(1)} KiB`);
	for (const [what, findings] of checks) {
		say(`${findings.length === 0 ? 'ok     ' : 'FOUND  '} ${what}`);
	}
	for (const field of toFillIn) say(`To fill in before the first release: ${field}`);
	const findings = checks.flatMap(([, found]) => found);
	if (findings.length > 0) {
		throw new Error(`Not ready:\n\n${findings.map((text) => `* ${text}`).join('\n')}`);
	}
	const folder = await step(
		'Installing the tarball into an empty folder',
		async () => await installGateway(packed.tarball),
	);
	const written = await step(
		'Starting it with npx, connecting a simulated Web Connector, writing an invoice',
		async () => await writeFirstInvoice(folder),
	);
	say(`The packed gateway works: ${written}.`);
});
