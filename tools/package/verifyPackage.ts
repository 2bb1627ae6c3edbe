/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { x as unpack } from 'tar';
import { runCommand, temporaryFolder } from '../n8n/serve/leftovers';
import { pack, type PackedPackage, projectFolder } from '../n8n/install/pack';
import { say } from '../n8n/serve/progress';
import { checkContents, checkImports } from './contents';
import { checkDocuments } from './documents';
import { buildsWithoutChecksum, checkLockfile } from './lockfile';
import { checkManifest, placeholderLinks, placeholdersOf } from './manifest';
import { readManifest, readPacked, readPages, readWorkflows } from './read';
import { scan } from './scan';
import { checkPublishing, checkWorkflow, tagsOf } from './workflows';

/** Our choice: what installs without a thought. Above the aim it is only said. */
const SIZE_LIMIT_KIB = 400;
const SIZE_AIM_KIB = 200;

function checkSize({ files, size }: PackedPackage): string[] {
	const sizeKib = size / 1024;
	for (const file of files) say(`${String(file.size).padStart(9)}  ${file.path}`);
	const [of, than] = sizeKib > SIZE_AIM_KIB ? ['over', SIZE_AIM_KIB] : ['within', SIZE_AIM_KIB];
	say(
		`${files.length} files, packed ${sizeKib.toFixed(1)} KiB: ${of} the aim of ${than}, limit ${SIZE_LIMIT_KIB}`,
	);
	return sizeKib > SIZE_LIMIT_KIB
		? [`The tarball has ${sizeKib.toFixed(1)} KiB; ${SIZE_LIMIT_KIB} are allowed.`]
		: [];
}

/** What has to be there before n8n can verify the package, apart from lint and build, which come first. */
void runCommand(async () => {
	const packed = await pack();
	const unpacked = await temporaryFolder('verified');
	await unpack({ file: packed.tarball, cwd: unpacked, strip: 1 });
	const manifest = await readManifest(unpacked);
	const workflows = await readWorkflows(projectFolder);
	const paths = packed.files.map((file) => file.path);
	const links = await readPacked(unpacked, paths, ['.credentials.js', '.node.json']);
	const toFillIn = [
		...placeholdersOf(manifest).map((field) => `${field} in package.json`),
		...placeholderLinks(links, manifest.name).map((file) => `the address in ${file}`),
	];

	const checks: Array<[string, string[]]> = [
		['size', checkSize(packed)],
		['manifest', checkManifest(manifest)],
		['files of the tarball', checkContents(paths, manifest)],
		['what the code loads', checkImports(await readPacked(unpacked, paths, ['.js']))],
		['pages', checkDocuments(await readPages(projectFolder), manifest)],
		['lockfile and settings of npm', await checkLockfile(projectFolder)],
		['workflows', workflows.flatMap(({ name, text }) => checkWorkflow(name, text))],
		['publishing', checkPublishing(workflows)],
		["n8n's scanner", await scan(unpacked, projectFolder)],
		// A tag is what gets published.
		['addresses', process.env.GITHUB_REF_TYPE === 'tag' ? toFillIn : []],
	];
	for (const [what, findings] of checks) {
		say(`${findings.length === 0 ? 'ok     ' : 'FOUND  '} ${what}`);
	}
	for (const place of toFillIn) say(`To fill in before the first release: ${place}`);
	for (const { name, tags } of workflows.map(tagsOf)) {
		if (tags.length > 0) say(`Pinned by tag only in ${name}: ${tags.join(', ')}`);
	}
	const unknown = await buildsWithoutChecksum(projectFolder);
	if (unknown.length > 0) {
		say(`Without checksum in the lockfile: ${unknown.length} builds for other systems`);
	}
	const findings = checks.flatMap(([, found]) => found);
	if (findings.length > 0) {
		throw new Error(`Not ready for n8n:\n\n${findings.map((text) => `* ${text}`).join('\n')}`);
	}
	say("The package is as n8n asks of a verified one; the scanner's rules found nothing.");
});
