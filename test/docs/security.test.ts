/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import {
	createSourceFile,
	isCallExpression,
	isStringLiteralLike,
	ScriptTarget,
	type Node,
} from 'typescript';

const PROJECT = process.cwd();
const page = readFileSync(path.join(PROJECT, 'docs', 'security.md'), 'utf8');
const threats = page
	.split('\n## ')
	.slice(1)
	.map((text) => ({ threat: text.split('\n')[0], text }));

/** The names of the tests of a file, each with the groups that it stands in. */
function testsOf(file: string): Set<string> {
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

const named = threats.flatMap(({ threat, text }) =>
	[...text.matchAll(/^- `(.+?)`: (.+)$/gm)].map(([, file, test]) => ({ threat, file, test })),
);

describe('The page about threats', () => {
	it('names no test that is not there', () => {
		const missing = named.filter(({ file, test }) => {
			const whole = path.join(PROJECT, file);
			return !existsSync(whole) || !testsOf(whole).has(test);
		});
		expect(missing).toEqual([]);
	});

	it('names a test for each threat, and says what stands against it', () => {
		expect(threats.length).toBeGreaterThan(10);
		for (const { threat, text } of threats) {
			expect([threat, named.some((entry) => entry.threat === threat)]).toEqual([threat, true]);
			expect(text).toContain('**What could happen.**');
			expect(text).toContain('**What stands against it.**');
		}
	});

	it('names every test that is there for the sake of security alone', () => {
		const files = ['hostileAnswers', 'disclosure', 'input'];
		const tests = files.flatMap((name) => {
			const file = `test/security/${name}.test.ts`;
			return [...testsOf(path.join(PROJECT, file))].map((test) => ({ file, test }));
		});
		const left = tests.filter(
			({ file, test }) => !named.some((entry) => entry.file === file && entry.test === test),
		);
		expect(left).toEqual([]);
	});
});
