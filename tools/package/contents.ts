import type { Manifest } from './manifest';
import type { TextFile } from './read';

const ALLOWED_AT_TOP = ['package.json', 'README.md', 'LICENSE.md', 'CHANGELOG.md'];
const REQUIRED_AT_TOP = ['package.json', 'README.md', 'LICENSE.md'];
/** Gateway, sandbox and simulator stay out. */
const IN_DIST = /^dist\/(credentials|icons|nodes)\//;
const LEFT_OUT_OF_DIST = /\.(tsbuildinfo|map|ts)$/;

/** What is in the tarball and should not be, or the other way round; empty when all is well. */
export function checkContents(files: string[], manifest: Manifest): string[] {
	const present = new Set(files);
	const findings: string[] = [];
	for (const file of files) {
		const allowed = IN_DIST.test(file)
			? !LEFT_OUT_OF_DIST.test(file)
			: ALLOWED_AT_TOP.includes(file);
		if (!allowed) findings.push(`The tarball carries ${file}, which nobody needs at run time.`);
	}
	for (const file of REQUIRED_AT_TOP) {
		if (!present.has(file)) findings.push(`The tarball lacks ${file}.`);
	}
	for (const file of [...(manifest.n8n?.nodes ?? []), ...(manifest.n8n?.credentials ?? [])]) {
		if (!present.has(file)) findings.push(`package.json names ${file}, which the tarball lacks.`);
	}
	for (const node of manifest.n8n?.nodes ?? []) {
		const codex = node.replace(/\.js$/, '.json');
		if (!present.has(codex)) findings.push(`The tarball lacks the codex file ${codex}.`);
	}
	for (const ending of ['.svg', '.dark.svg']) {
		if (!files.some((file) => file.startsWith('dist/icons/') && file.endsWith(ending))) {
			findings.push(`The tarball lacks an icon that ends in ${ending}.`);
		}
	}
	return findings;
}

/** What n8n gives a community node to load, besides the package's own files. */
const LOADABLE = ['n8n-workflow', 'crypto', 'node:crypto'];

/** What the compiled code loads although it may not be there where n8n runs; empty when nothing. */
export function checkImports(scripts: TextFile[]): string[] {
	return scripts.flatMap(({ name, text }) =>
		[...text.matchAll(/\b(?:require|import)\(\s*(?:["'`]([^"'`]*)["'`]|([^)"'`]*))\s*\)/g)]
			.map(([, literal, computed]) => literal ?? `something that is only known then (${computed})`)
			.filter((loaded) => !loaded.startsWith('.') && !LOADABLE.includes(loaded))
			.map((loaded) => `${name} loads ${loaded}.`),
	);
}
