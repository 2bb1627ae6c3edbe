import type { TextFile } from './read';

const USES = /^\s*-?\s*uses:\s*(\S+)/gm;
const COMMIT = /@[0-9a-f]{40}$/;
const EXACT_TAG = /@v\d+\.\d+\.\d+$/;

function actionsOf(text: string): string[] {
	return [...text.matchAll(USES)].map(([, action]) => action);
}

/** Actions that are pinned to a whole version, which its owner could still move. */
export function tagsOf({ name, text }: TextFile): { name: string; tags: string[] } {
	return { name, tags: actionsOf(text).filter((action) => EXACT_TAG.test(action)) };
}

/** What would let somebody else decide what a workflow runs, or give it more rights than it needs. */
export function checkWorkflow(name: string, text: string): string[] {
	const findings: string[] = [];
	for (const action of actionsOf(text)) {
		if (action.startsWith('./') || COMMIT.test(action) || EXACT_TAG.test(action)) continue;
		findings.push(`${name} uses ${action}, whose content can change: pin its commit.`);
	}
	if (!/^permissions:\n {2}contents: read$/m.test(text)) {
		findings.push(`${name} does not begin with the rights to read alone.`);
	}
	const checkouts = text.match(/actions\/checkout@/g)?.length ?? 0;
	const withoutLogin = text.match(/persist-credentials: false/g)?.length ?? 0;
	if (checkouts !== withoutLogin) {
		findings.push(`${name} leaves its login in a checkout: set persist-credentials to false.`);
	}
	if (/\bnpm (install|i)\b/.test(text)) {
		findings.push(`${name} installs what the lockfile does not name: use npm ci.`);
	}
	if (/npm run test:e2e/.test(text) && !/image: postgres:[^]*image: redis:/.test(text)) {
		findings.push(`${name} tests in n8n without PostgreSQL and Redis, which its queue mode needs.`);
	}
	if (/pull_request_target/.test(text)) {
		findings.push(`${name} runs code of strangers with its own rights (pull_request_target).`);
	}
	return findings;
}

/** What a workflow has to hold so that npm notes from which commit the package was built. */
const PUBLISHING: Array<[RegExp, string]> = [
	[/^\s+id-token: write$/m, 'may not prove who it is (id-token: write)'],
	[/npm publish .*--provenance/, 'publishes without --provenance'],
	[/GITHUB_REF_NAME/, 'does not compare the tag with the version'],
	[/npm test/, 'publishes without "npm test"'],
];

/** By which tags each of the two packages is published, and what has to come before. */
const PACKAGES: Array<{ tags: string; wanted: Array<[RegExp, string]> }> = [
	{
		// GitHub's '*.*.*' would match the tags of the gateway too (documented: * is anything but a slash).
		tags: "tags: ['[0-9]+.[0-9]+.[0-9]+']",
		wanted: [
			[/n8n-node prerelease/, 'leaves out "n8n-node prerelease", which npm does not run by itself'],
			[/npm run verify:package/, 'publishes without "npm run verify:package"'],
			[/npm publish --/, 'publishes something else than the n8n package'],
		],
	},
	{
		tags: "tags: ['gateway-v*']",
		wanted: [
			[/npm run verify:gateway/, 'publishes without "npm run verify:gateway"'],
			[
				/npm publish \.\/node_modules\/\.cache\/gateway --/,
				'publishes something else than the gateway',
			],
		],
	},
];

/**
 * What keeps the packages from being published with provenance, which n8n asks of a verified node
 * (documented: by a GitHub Action, without a stored token), each by its own tags.
 */
export function checkPublishing(workflows: TextFile[]): string[] {
	const publishing = workflows.filter(({ text }) => /npm publish/.test(text));
	const strange = publishing.filter(
		({ text }) => !PACKAGES.some(({ tags }) => text.includes(tags)),
	);
	return [
		...strange.map(({ name }) => `${name} publishes by tags of no package.`),
		...PACKAGES.flatMap(({ tags, wanted }) => {
			const own = publishing.filter(({ text }) => text.includes(tags));
			return own.length === 1
				? publishingOf(own[0], wanted)
				: [`One workflow publishes by ${tags}, not ${own.length}.`];
		}),
	];
}

function publishingOf({ name, text }: TextFile, wanted: Array<[RegExp, string]>): string[] {
	const findings = [...PUBLISHING, ...wanted]
		.filter(([pattern]) => !pattern.test(text))
		.map(([, what]) => `${name} ${what}.`);
	if (/NPM_TOKEN|NODE_AUTH_TOKEN|secrets\./.test(text)) {
		findings.push(`${name} uses a stored token; npm trusts the workflow itself.`);
	}
	if (/actions\/cache@|^\s+cache:/m.test(text)) {
		findings.push(`${name} takes files from a cache that other runs fill.`);
	}
	return findings;
}
