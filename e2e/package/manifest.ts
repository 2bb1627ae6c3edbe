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

/** What n8n would refuse in this package.json, in words; empty when nothing. */
export function checkManifest(manifest: Manifest): string[] {
	const findings: string[] = [];
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
