/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { createSourceFile, isStringLiteral, ScriptTarget, type Node } from 'typescript';

const PROJECT = process.cwd();
const NODE_FOLDER = path.join(PROJECT, 'nodes', 'QuickBooksEnterprise');
const FOREIGN = ['n8n-workflow', 'crypto'];

/** Files that belong to no folder of their own, by what the page calls them. */
const PARTS = { nodes: 'the nodes', credentials: 'the credentials', shared: 'shared' };

interface Import {
	file: string;
	/** As it is written. */
	name: string;
}

function typescriptFilesIn(folder: string): string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => path.join(folder, file));
}

/** Every text behind `from`, `import(…)` or `require(…)`. */
function importsOf(file: string): Import[] {
	const source = createSourceFile(file, readFileSync(file, 'utf8'), ScriptTarget.ES2022, true);
	const found: Import[] = [];
	const visit = (node: Node): void => {
		const isImport = /^(import|export)\b[^'"`]*\bfrom\b|^import\s*['"(]|^require\s*\(/.test(
			node.getText(source),
		);
		node.forEachChild((child) => {
			const isPlain = child.parent === node && isStringLiteral(child);
			if (isPlain && isImport) found.push({ file, name: child.text });
			visit(child);
		});
	};
	visit(source);
	return found;
}

function partOf(file: string): string {
	if (!file.startsWith(NODE_FOLDER)) return PARTS.credentials;
	const [folder, ...rest] = path.relative(NODE_FOLDER, file).split(path.sep);
	if (rest.length > 0) return folder;
	return /\.node(\.ts)?$/.test(folder) ? PARTS.nodes : PARTS.shared;
}

/** The table of the page: what each part may import. */
function allowedImports(): Map<string, string[]> {
	const page = readFileSync(path.join(PROJECT, 'docs', 'architecture.md'), 'utf8');
	const section = page.split('## What each folder may know')[1].split('\n## ')[0];
	const rows = section.split('\n').filter((line) => /^\| (`|the )/.test(line));
	return new Map(
		rows.map((row) => {
			const [part, , imports] = row
				.split('|')
				.slice(1, -1)
				.map((cell) => cell.trim().replace(/`/g, ''));
			return [part, imports === 'nothing' ? [] : imports.split(', ')];
		}),
	);
}

const files = [
	...typescriptFilesIn(NODE_FOLDER),
	...typescriptFilesIn(path.join(PROJECT, 'credentials')),
];
const imports = files.flatMap(importsOf);
const allowed = allowedImports();

describe('Imports of the published code', () => {
	it('are found', () => {
		expect(files.length).toBeGreaterThan(100);
		expect(imports.length).toBeGreaterThan(files.length);
	});

	it('come from the package itself and what n8n gives', () => {
		const foreign = imports
			.filter(({ name }) => !name.startsWith('.') && !FOREIGN.includes(name))
			.map(({ file, name }) => `${path.relative(PROJECT, file)} imports ${name}`);
		expect(foreign).toEqual([]);
	});

	it('go the way that docs/architecture.md says', () => {
		const against = imports
			.filter(({ name }) => name.startsWith('.'))
			.map(({ file, name }) => ({ file, target: path.resolve(path.dirname(file), name) }))
			.filter(({ file, target }) => {
				const from = partOf(file);
				const to = partOf(target);
				if (from === to || to === PARTS.shared) return false;
				return from !== PARTS.shared && !allowed.get(from)?.includes(to);
			})
			.map(({ file, target }) => {
				const [from, to] = [file, target].map((one) => path.relative(PROJECT, one));
				return `${from} imports ${to}`;
			});
		expect(against).toEqual([]);
	});

	it('lead nowhere in a circle', () => {
		const left = new Map(allowed);
		for (;;) {
			const free = [...left].filter(([, names]) => names.every((name) => !left.has(name)));
			if (free.length === 0) break;
			for (const [part] of free) left.delete(part);
		}
		expect([...left.keys()]).toEqual([]);
	});
});

describe('docs/architecture.md', () => {
	it('names every folder of the published code, and no other', () => {
		const parts = new Set(files.map(partOf).filter((part) => part !== PARTS.shared));
		expect([...allowed.keys()].sort()).toEqual([...parts].sort());
	});
});
