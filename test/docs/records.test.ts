/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const page = readFileSync(join(process.cwd(), 'docs', 'records.md'), 'utf8');

describe('The page about records', () => {
	it('leads to headings that are there', () => {
		const anchors = [...page.matchAll(/\]\(#([a-z-]+)\)/g)].map(([, anchor]) => anchor);
		const headings = [...page.matchAll(/^##+ (.+)$/gm)].map(([, heading]) =>
			heading
				.toLowerCase()
				.replace(/[^a-z ]/g, '')
				.replace(/ /g, '-'),
		);
		expect(anchors.length).toBeGreaterThan(0);
		for (const anchor of anchors) expect(headings).toContain(anchor);
	});
});
