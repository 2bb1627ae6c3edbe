/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { missingTests, testsNamedIn, testsOf } from './testNames';

const PROJECT = process.cwd();
const page = readFileSync(path.join(PROJECT, 'docs', 'security.md'), 'utf8');
const threats = page
	.split('\n## ')
	.slice(1)
	.map((text) => ({ threat: text.split('\n')[0], text }));

const named = threats.flatMap(({ threat, text }) =>
	testsNamedIn(text).map((entry) => ({ threat, ...entry })),
);

describe('The page about threats', () => {
	it('names no test that is not there', () => {
		expect(missingTests(named, PROJECT)).toEqual([]);
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
		const files = [
			...['hostileAnswers', 'disclosure', 'triggerDisclosure', 'input'].map(
				(name) => `test/promises/security/${name}.test.ts`,
			),
			...['pages', 'secrets', 'server'].map((name) => `test/gateway/security/${name}.test.ts`),
		];
		const tests = files.flatMap((file) => {
			return [...testsOf(path.join(PROJECT, file))].map((test) => ({ file, test }));
		});
		const left = tests.filter(
			({ file, test }) => !named.some((entry) => entry.file === file && entry.test === test),
		);
		expect(left).toEqual([]);
	});
});
