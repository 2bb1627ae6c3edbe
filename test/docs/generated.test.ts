/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { GENERATED, withGeneratedTables } from '../../tools/docs/pages';

/** Prettier lays out the tables; what they say is compared without that. */
const withoutLayout = (page: string) => page.replace(/ +/g, ' ').replace(/-{3,}/g, '---');

describe('Tables that `npm run docs` makes', () => {
	it.each(Object.keys(GENERATED))('say in docs/%s what the code says', (name) => {
		const page = readFileSync(path.join(process.cwd(), 'docs', name), 'utf8');
		expect(withoutLayout(page)).toBe(withoutLayout(withGeneratedTables(name, page)));
	});

	it('are put below their heading, and nothing else is changed', () => {
		const page = readFileSync(path.join(process.cwd(), 'docs', 'messages.md'), 'utf8');
		const row = /^\| `QuickBooks has no such record.*\n/m;
		expect(page).toMatch(row);
		const made = withGeneratedTables('messages.md', page.replace(row, ''));
		expect(withoutLayout(made)).toBe(withoutLayout(page));
	});

	it('are missed where the page has no place for them', () => {
		const page = '## Cloud Elements and the network\n\nNo table.\n\n## Another\n\n| A |\n| - |\n';
		expect(() => withGeneratedTables('messages.md', page)).toThrow('There is no table below');
	});
});
