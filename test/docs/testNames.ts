/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import {
	createSourceFile,
	isCallExpression,
	isStringLiteralLike,
	ScriptTarget,
	type Node,
} from 'typescript';

/** A test as a page names it: `- `file`: group › name`, or so in a cell of a table. */
export interface NamedTest {
	file: string;
	test: string;
}

/** The names of the tests of a file, each with the groups that it stands in. */
export function testsOf(file: string): Set<string> {
	const source = createSourceFile(file, readFileSync(file, 'utf8'), ScriptTarget.ES2022, true);
	const names = new Set<string>();
	const visit = (node: Node, groups: string[]): void => {
		let inner = groups;
		if (isCallExpression(node) && node.arguments.length > 1) {
			const [called] = /^\w+/.exec(node.expression.getText(source)) ?? [];
			const [title] = node.arguments;
			if (isStringLiteralLike(title)) {
				if (called === 'describe') inner = [...groups, title.text];
				if (called === 'it' || called === 'test') names.add([...groups, title.text].join(' › '));
			}
		}
		node.forEachChild((child) => visit(child, inner));
	};
	visit(source, []);
	return names;
}

/** The tests that a page names. */
export function testsNamedIn(text: string): NamedTest[] {
	const named = /^- `(.+?)`: (.+)$|\| `(test\/[^`]+)`: (.+?) +\|/gm;
	return [...text.matchAll(named)].map(([, file, test, cellFile = file, cellTest = test]) => ({
		file: cellFile,
		test: cellTest,
	}));
}

/** Those that are not there. */
export function missingTests(named: readonly NamedTest[], projectFolder: string): NamedTest[] {
	const inFiles = new Map<string, Set<string>>();
	return named.filter(({ file, test }) => {
		const whole = path.join(projectFolder, file);
		if (!existsSync(whole)) return true;
		const tests = inFiles.get(whole) ?? testsOf(whole);
		inFiles.set(whole, tests);
		return !tests.has(test);
	});
}
