// Holds every import against the table in docs/architecture.md, which says what each folder may import.
const { readFileSync } = require('node:fs');
const path = require('node:path');

const NODE_FOLDER = 'nodes/QuickBooksEnterprise';

/** Where the parts are that the table names in words. */
const NAMED_PARTS = {
	'the nodes': `^${NODE_FOLDER}/[^/]+$`,
	'the credentials': '^credentials/',
};

/** The rows of the table in a section of that page. */
function readTable(section) {
	const page = readFileSync(path.join(__dirname, 'docs', 'architecture.md'), 'utf8');
	const [, text] = page.split(`\n## ${section}\n`);
	const rows = text.split('\n## ')[0].match(/^\| (`|the ).*$/gm);
	return rows.map((row) => {
		const [part, , imports] = row
			.split('|')
			.slice(1, -1)
			.map((cell) => cell.trim().replace(/`/g, ''));
		return { part, imports: imports === 'nothing' ? [] : imports.split(', ') };
	});
}

const placeOf = (part) => NAMED_PARTS[part] ?? `^${NODE_FOLDER}/${part}/`;
const table = readTable('What each folder may know');
const parts = readTable('Which part may know which');
const PUBLISHED = '^(nodes|credentials)/';
const OURS = '^(credentials|e2e|gateway|nodes|sandbox|simulator|test|tools)/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
	forbidden: [
		...table.map(({ part, imports }) => ({
			name: `${part.replace(/ /g, '-')}-may-not-import-this`,
			severity: 'error',
			from: { path: placeOf(part) },
			to: { path: PUBLISHED, pathNot: [part, ...imports].map(placeOf) },
		})),
		...parts.map(({ part, imports }) => ({
			name: `${part}-may-not-know-this`,
			severity: 'error',
			from: { path: `^${part}/` },
			to: { path: OURS, pathNot: [part, ...imports].map((one) => `^${one}/`) },
		})),
		{
			name: 'not-in-the-table',
			severity: 'error',
			from: { path: PUBLISHED, pathNot: table.map(({ part }) => placeOf(part)) },
			to: {},
		},
		{ name: 'no-circles', severity: 'error', from: { path: PUBLISHED }, to: { circular: true } },
		{
			name: 'only-what-n8n-gives',
			severity: 'error',
			from: { path: PUBLISHED },
			to: { pathNot: '^(nodes|credentials|node_modules/n8n-workflow)/|^crypto$' },
		},
	],
	options: {
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		doNotFollow: { path: 'node_modules' },
		enhancedResolveOptions: { extensions: ['.ts', '.js', '.json'] },
	},
};
