/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { GENERATED } from '../../tools/docs/pages';
import { isSaid, textsIn } from './codeTexts';

const PROJECT = process.cwd();

/** The page with the space that lays out its tables taken away. */
const page = readFileSync(path.join(PROJECT, 'docs', 'messages.md'), 'utf8').replace(/ +/g, ' ');

const texts = textsIn(['nodes', 'credentials'].map((folder) => path.join(PROJECT, folder)));

const sections = new Map(
	page
		.split('\n## ')
		.slice(1)
		.map((text) => [text.split('\n')[0], text]),
);

/** The rows of the table of a section, without its heading. */
function rowsOf(section: string): string[] {
	const rows = sections
		.get(section)
		?.split('\n')
		.filter((line) => line.startsWith('| '));
	return rows?.slice(2) ?? [];
}

const generated = Object.keys(GENERATED['messages.md']);

describe('The page about messages', () => {
	it.each([...sections.keys()].filter((section) => !generated.includes(section)))(
		'holds no message that the code does not: %s',
		(section) => {
			const messages = rowsOf(section).flatMap((row) =>
				[...row.split('|')[1].matchAll(/`(.+?)`/g)].map(([, message]) => message),
			);
			expect(messages.length).toBeGreaterThan(0);
			const unknown = messages.filter((message) => !isSaid(message, texts));
			expect(unknown).toEqual([]);
		},
	);
});
