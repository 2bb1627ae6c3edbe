import {
	checkGatewayContents,
	checkGatewayImports,
	checkGatewayManifest,
	type GatewayManifest,
} from '../../../tools/package/gateway/checks';

const SHARED = {
	version: '1.2.3',
	license: 'MIT',
	engines: { node: '>=20' },
	homepage: 'https://something.test',
	author: { email: 'somebody@something.test' },
	repository: { url: 'https://github.com/somebody/something.git' },
};
const ROOT: GatewayManifest = { ...SHARED, name: 'n8n-nodes-something' };
const MANIFEST: GatewayManifest = {
	...SHARED,
	name: 'quickbooks-enterprise-gateway',
	description: 'Something',
	bin: { 'quickbooks-enterprise-gateway': 'dist/cli.js' },
	dependencies: { fastify: '5.0.0' },
};
const LOCKED = { 'node_modules/fastify': { version: '5.0.0' } };
const FILES = [
	'package.json',
	'README.md',
	'LICENSE.md',
	'deploy/compose.yaml',
	'dist/cli.js',
	'dist/server/index.js',
	'dist/schema.json',
	'dist/pages/templates/layout.eta',
	'dist/pages/assets/page.css',
];

describe("The gateway's package.json", () => {
	it('passes as it should be', () => {
		expect(checkGatewayManifest(MANIFEST, ROOT, LOCKED)).toEqual([]);
	});

	it.each<[string, Partial<GatewayManifest>]>([
		['private', { private: true }],
		['without its command', { bin: {} }],
		['with another licence', { license: 'Apache-2.0' }],
		['for other versions of Node.js', { engines: { node: '>=24' } }],
		['with a script', { scripts: { postinstall: 'node x' } }],
		['with devDependencies', { devDependencies: { jest: '1' } }],
		['with a version that was not tested', { dependencies: { fastify: '^5.0.0' } }],
		['with a package that was not tested', { dependencies: { lodash: '1.0.0' } }],
	])('is refused %s', (_what, change) => {
		expect(checkGatewayManifest({ ...MANIFEST, ...change }, ROOT, LOCKED)).toHaveLength(1);
	});
});

describe("The gateway's tarball", () => {
	it('passes as it should be', () => {
		expect(checkGatewayContents(FILES, MANIFEST)).toEqual([]);
	});

	it.each(['dist/cli.d.ts', 'dist/cli.ts', 'dist/cli.js.map', 'tsconfig.json', 'pages/texts.ts'])(
		'is refused with %s',
		(file) => {
			expect(checkGatewayContents([...FILES, file], MANIFEST)).toHaveLength(1);
		},
	);

	it.each(['README.md', 'LICENSE.md', 'dist/cli.js'])('is refused without %s', (missing) => {
		const rest = FILES.filter((file) => file !== missing);
		expect(checkGatewayContents(rest, MANIFEST)).toHaveLength(1);
	});

	it('loads its own files, what it depends on and Node.js', () => {
		const text = [
			'require("./server"); require("./schema.json"); require("node:fs"); require("fastify")',
			'require("../nodes/x"); require("lodash"); require.resolve("@a/b/c.css"); require("node:x")',
		].join('\n');
		expect(checkGatewayImports([{ name: 'dist/cli.js', text }], FILES, MANIFEST)).toEqual([
			'dist/cli.js loads ../nodes/x.',
			'dist/cli.js loads lodash.',
			'dist/cli.js loads @a/b/c.css.',
			'dist/cli.js loads node:x.',
		]);
	});
});
