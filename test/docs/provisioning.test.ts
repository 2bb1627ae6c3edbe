/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { missingTests, testsNamedIn } from './testNames';

const PROJECT = process.cwd();
const named = testsNamedIn(readFileSync(path.join(PROJECT, 'docs', 'provisioning.md'), 'utf8'));

describe('The page about provisioning runs', () => {
	it('names no test that is not there', () => {
		expect(named.length).toBeGreaterThan(10);
		expect(missingTests(named, PROJECT)).toEqual([]);
	});
});
