// Holds every import against the table in docs/architecture.md, which says what each folder may import.
const { readFileSync } = require('node:fs');
const path = require('node:path');

const NODE_FOLDER = 'nodes/QuickBooksEnterprise';

/** Where the parts are that the table names in words. */
const NAMED_PARTS = {
	'the nodes': `^${NODE_FOLDER}/[^/]+$`,
	'the credentials': '^credentials/',
};

function readTable() {
	const page = readFileSync(path.join(__dirname, 'docs', 'architecture.md'), 'utf8');
	const [, section] = page.split('## What each folder may know');
	const rows = section.split('\n## ')[0].match(/^\| (`|the ).*$/gm);
	return rows.map((row) => {
		const [part, , imports] = row
			.split('|')
			.slice(1, -1)
			.map((cell) => cell.trim().replace(/`/g, ''));
		return { part, imports: imports === 'nothing' ? [] : imports.split(', ') };
	});
}

const placeOf = (part) => NAMED_PARTS[part] ?? `^${NODE_FOLDER}/${part}/`;
const table = readTable();

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
	forbidden: [
		...table.map(({ part, imports }) => ({
			name: `${part.replace(/ /g, '-')}-may-not-import-this`,
			severity: 'error',
			from: { path: placeOf(part) },
			to: { path: '^(nodes|credentials)/', pathNot: [part, ...imports].map(placeOf) },
		})),
		{
			name: 'not-in-the-table',
			severity: 'error',
			from: { path: '^(nodes|credentials)/', pathNot: table.map(({ part }) => placeOf(part)) },
			to: {},
		},
		{ name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
		{
			name: 'only-what-n8n-gives',
			severity: 'error',
			from: { path: '^(nodes|credentials)/' },
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
