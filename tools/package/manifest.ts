import type { TextFile } from './read';

/** The parts of package.json that decide whether n8n takes the package. */
export interface Manifest {
	name: string;
	version: string;
	dependencies?: Record<string, string>;
	optionalDependencies?: Record<string, string>;
	bundledDependencies?: string[];
	bundleDependencies?: string[];
	peerDependencies?: Record<string, string>;
	scripts?: Record<string, string>;
	description?: string;
	license?: string;
	keywords?: string[];
	homepage?: string;
	author?: { name?: string; email?: string };
	repository?: { type?: string; url?: string };
	n8n?: { credentials?: string[]; nodes?: string[]; strict?: boolean; n8nNodesApiVersion?: number };
	[field: string]: unknown;
}

/** Scripts that npm runs on the machine of whoever installs the package, or on packing it. */
const FORBIDDEN_SCRIPTS = [
	'preinstall',
	'install',
	'postinstall',
	'prepare',
	'preprepare',
	'postprepare',
	'prepublish',
];

/** What npm and n8n show of the package, and by what n8n knows it. */
function checkDetails(manifest: Manifest): string[] {
	const { name, version, description, license, keywords, homepage, author, repository } = manifest;
	const wanted: Array<[boolean, string]> = [
		[/^(@[\w.-]+\/)?n8n-nodes-[\w.-]+$/.test(name), 'a name that begins with n8n-nodes-'],
		[/^\d+\.\d+\.\d+$/.test(version), 'a version of three numbers'],
		[Boolean(description?.trim()), 'a description'],
		[license === 'MIT', 'the licence MIT'],
		[keywords?.includes('n8n-community-node-package') ?? false, 'the keyword of community nodes'],
		[/^https:\/\//.test(homepage ?? ''), 'a homepage that begins with https://'],
		[Boolean(author?.name && author.email), 'an author with name and email'],
		[
			/^(git\+)?https:\/\/github\.com\/[\w.-]+\/[\w.-]+\.git$/.test(repository?.url ?? ''),
			'a repository on GitHub',
		],
		[/n8n-node prerelease/.test(manifest.scripts?.prepublishOnly ?? ''), 'n8n-node prerelease'],
		[manifest.n8n?.n8nNodesApiVersion === 1, 'n8n.n8nNodesApiVersion: 1'],
	];
	return wanted.filter(([holds]) => !holds).map(([, what]) => `package.json lacks ${what}.`);
}

/** Fields that still hold an address of nobody. */
export function placeholdersOf({ homepage, author, repository }: Manifest): string[] {
	const isPlaceholder = (text = '') => /\bexample(\.com|\/)/.test(text);
	return [
		...(isPlaceholder(homepage) ? ['homepage'] : []),
		...(isPlaceholder(repository?.url) ? ['repository'] : []),
		...(isPlaceholder(author?.email) ? ['author'] : []),
	];
}

/** Files of the package that lead to the address of nobody. In: the files with their texts, and the package's name. */
export function placeholderLinks(files: TextFile[], name: string): string[] {
	return files
		.filter(({ text }) => text.includes(`https://example.com/${name}`))
		.map((file) => file.name);
}

/** What n8n would refuse in this package.json, in words; empty when nothing. */
export function checkManifest(manifest: Manifest): string[] {
	const findings = checkDetails(manifest);
	for (const field of [
		'dependencies',
		'optionalDependencies',
		'bundledDependencies',
		'bundleDependencies',
	] as const) {
		const names = Object.keys(manifest[field] ?? {});
		if (names.length > 0) {
			findings.push(`package.json has ${field}; a verified node has none: ${names.join(', ')}`);
		}
	}
	if (manifest.overrides !== undefined) findings.push('package.json has overrides.');
	for (const script of FORBIDDEN_SCRIPTS) {
		if (manifest.scripts?.[script]) findings.push(`package.json has the script "${script}".`);
	}
	const peers = Object.keys(manifest.peerDependencies ?? {});
	if (peers.join() !== 'n8n-workflow') {
		findings.push(`The one peer dependency is n8n-workflow, not: ${peers.join(', ') || 'none'}`);
	}
	if (manifest.n8n?.strict !== true) findings.push('package.json does not say n8n.strict: true.');
	if (!manifest.n8n?.nodes?.length) findings.push('package.json names no node.');
	if (!manifest.n8n?.credentials?.length) findings.push('package.json names no credential.');
	return findings;
}
