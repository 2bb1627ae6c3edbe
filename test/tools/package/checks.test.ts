import { checkContents, checkImports } from '../../../tools/package/contents';
import { checkDocuments } from '../../../tools/package/documents';
import {
	checkManifest,
	placeholderLinks,
	placeholdersOf,
	type Manifest,
} from '../../../tools/package/manifest';
import { checkPublishing, checkWorkflow, tagsOf } from '../../../tools/package/workflows';

const MANIFEST: Manifest = {
	name: 'n8n-nodes-something',
	version: '1.2.3',
	description: 'Something',
	license: 'MIT',
	keywords: ['n8n-community-node-package'],
	homepage: 'https://something.test',
	author: { name: 'Somebody', email: 'somebody@something.test' },
	repository: { type: 'git', url: 'https://github.com/somebody/n8n-nodes-something.git' },
	scripts: { prepublishOnly: 'n8n-node prerelease' },
	peerDependencies: { 'n8n-workflow': '*' },
	n8n: {
		n8nNodesApiVersion: 1,
		strict: true,
		nodes: ['dist/nodes/A.node.js'],
		credentials: ['dist/credentials/B.credentials.js'],
	},
};

const COMMIT = '0123456789abcdef0123456789abcdef01234567';

const WORKFLOW = `on:
  push:
    tags: ['[0-9]+.[0-9]+.[0-9]+']
permissions:
  contents: read
jobs:
  publish:
    permissions:
      id-token: write
    steps:
      - uses: actions/checkout@${COMMIT} # v1.2.3
        with:
          persist-credentials: false
      - run: test "$GITHUB_REF_NAME" = 1.2.3
      - run: npm ci
      - run: npm run verify:package
      - run: npm test
      - run: npm exec --no -- n8n-node prerelease
      - run: npm publish --provenance --access public
`;

const GATEWAY_WORKFLOW = WORKFLOW.replace('[0-9]+.[0-9]+.[0-9]+', 'gateway-v*')
	.replace('verify:package', 'verify:gateway')
	.replace('      - run: npm exec --no -- n8n-node prerelease\n', '')
	.replace('npm publish', 'npm publish ./node_modules/.cache/gateway');

const published = (text: string, gateway = GATEWAY_WORKFLOW): string[] =>
	checkPublishing([
		{ name: 'publish.yml', text },
		{ name: 'publish-gateway.yml', text: gateway },
	]);

describe('package.json', () => {
	it('passes as it should be', () => {
		expect(checkManifest(MANIFEST)).toEqual([]);
		expect(placeholdersOf(MANIFEST)).toEqual([]);
	});

	it('names the files that lead to nobody', () => {
		const files = [
			{ name: 'a.json', text: '{"url":"https://example.com/n8n-nodes-something#credential"}' },
			{ name: 'b.json', text: '{"placeholder":"e.g. https://example.com/hook"}' },
		];
		expect(placeholderLinks(files, MANIFEST.name)).toEqual(['a.json']);
	});

	it.each<[string, Partial<Manifest>]>([
		['a runtime dependency', { dependencies: { lodash: '1' } }],
		['an optional dependency', { optionalDependencies: { lodash: '1' } }],
		['overrides', { overrides: {} }],
		['an install script', { scripts: { ...MANIFEST.scripts, postinstall: 'node x' } }],
		['another peer', { peerDependencies: { 'n8n-workflow': '*', 'n8n-core': '*' } }],
		['another licence', { license: 'Apache-2.0' }],
		['another name', { name: 'quickbooks' }],
		['no keyword', { keywords: [] }],
		['no email', { author: { name: 'Somebody' } }],
		['a repository elsewhere', { repository: { url: 'https://gitlab.com/a/b.git' } }],
		['a publication by hand', { scripts: {} }],
		['no strict mode', { n8n: { ...MANIFEST.n8n, strict: false } }],
	])('is refused with %s', (_what, change) => {
		expect(checkManifest({ ...MANIFEST, ...change })).toHaveLength(1);
	});

	it('is not taken for filled in while it names nobody', () => {
		expect(
			placeholdersOf({
				...MANIFEST,
				homepage: 'https://example.com/x',
				author: { name: 'maintainers', email: 'maintainers@example.com' },
				repository: { url: 'https://github.com/example/x.git' },
			}),
		).toEqual(['homepage', 'repository', 'author']);
	});
});

describe('The tarball', () => {
	const files = [
		'package.json',
		'README.md',
		'LICENSE.md',
		'dist/nodes/A.node.js',
		'dist/nodes/A.node.json',
		'dist/credentials/B.credentials.js',
		'dist/icons/a.svg',
		'dist/icons/a.dark.svg',
	];

	it('passes as it should be', () => {
		expect(checkContents(files, MANIFEST)).toEqual([]);
	});

	it.each(['test/a.test.ts', 'dist/nodes/A.node.d.ts', 'dist/a.js.map', '.npmrc', 'e2e/run.ts'])(
		'is refused with %s',
		(file) => {
			expect(checkContents([...files, file], MANIFEST)).toHaveLength(1);
		},
	);

	it.each(files.filter((file) => file !== 'dist/icons/a.svg'))('is refused without %s', (file) => {
		const rest = files.filter((other) => other !== file);
		expect(checkContents(rest, MANIFEST)).not.toEqual([]);
	});

	it('loads nothing but its own files and what n8n gives', () => {
		const text =
			'require("./a"); require("n8n-workflow"); require("crypto"); require("fs"); require(name); import("luxon")';
		expect(checkImports([{ name: 'a.js', text }])).toEqual([
			'a.js loads fs.',
			'a.js loads something that is only known then (name).',
			'a.js loads luxon.',
		]);
	});
});

describe('The pages', () => {
	it('that are missing, or lack what n8n asks for, are named', () => {
		const findings = checkDocuments(
			[{ name: 'README.md', text: '## Installation\n## Operations\n' }],
			MANIFEST,
		);
		expect(findings).toContain('There is no SECURITY.md.');
		expect(findings).toContain('README.md lacks credentials.');
		expect(findings).not.toContain('README.md lacks installation.');
		expect(findings).toContain('CHANGELOG.md says nothing about version 1.2.3.');
	});
});

describe('A workflow', () => {
	it('passes as it should be', () => {
		expect(checkWorkflow('publish.yml', WORKFLOW)).toEqual([]);
		expect(published(WORKFLOW)).toEqual([]);
		expect(tagsOf({ name: 'publish.yml', text: WORKFLOW }).tags).toEqual([]);
	});

	it.each([
		['an action by a tag that moves', `@${COMMIT} # v1.2.3`, '@v4'],
		['rights that were never narrowed', 'permissions:\n  contents: read\n', ''],
		['a login left behind', 'persist-credentials: false', 'fetch-depth: 1'],
		['packages that no lockfile names', 'npm ci', 'npm install'],
		['code of strangers', 'on:\n', 'on:\n  pull_request_target:\n'],
		['a real n8n without its services', 'npm test', 'npm test && npm run test:e2e'],
	])('is refused with %s', (_what, part, instead) => {
		expect(checkWorkflow('publish.yml', WORKFLOW.replace(part, instead))).toHaveLength(1);
	});

	it.each([
		['provenance', ' --provenance', ''],
		['an identity', 'id-token: write', 'contents: read'],
		['n8n’s own word', 'n8n-node prerelease', 'true'],
		['this check', 'npm run verify:package', 'true'],
		['the tests', 'npm test', 'true'],
		['a look at the tag', '$GITHUB_REF_NAME', '1.2.3'],
	])('that publishes without %s is refused', (_what, part, instead) => {
		expect(published(WORKFLOW.replace(part, instead))).toHaveLength(1);
	});

	it.each([
		['a stored token', '      - run: npm test\n        env: { NODE_AUTH_TOKEN: secret }\n'],
		['a cache', '      - uses: actions/cache@v1.2.3\n'],
	])('that publishes with %s is refused', (_what, step) => {
		expect(published(WORKFLOW + step)).toHaveLength(1);
	});

	it.each([
		['the check of the gateway', 'npm run verify:gateway', 'true'],
		['the gateway itself', './node_modules/.cache/gateway ', ''],
		['an identity', 'id-token: write', 'contents: read'],
	])('that publishes the gateway without %s is refused', (_what, part, instead) => {
		expect(published(WORKFLOW, GATEWAY_WORKFLOW.replace(part, instead))).toHaveLength(1);
	});

	it('publishes each package in one place, by tags of its own', () => {
		expect(checkPublishing([])).toHaveLength(2);
		expect(published(WORKFLOW, WORKFLOW)).toHaveLength(2);
		expect(published(WORKFLOW.replace('[0-9]+.[0-9]+.[0-9]+', '*.*.*'))).toHaveLength(2);
	});
});
