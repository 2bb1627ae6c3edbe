/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { RESOURCES } from '../../nodes/QuickBooksEnterprise/catalogue/resources';
import type { RecordOperation, Resource } from '../../nodes/QuickBooksEnterprise/catalogue/types';

const page = readFileSync(join(process.cwd(), 'docs', 'records.md'), 'utf8');

function cellsOf(line: string): string[] {
	return line
		.split('|')
		.slice(1, -1)
		.map((cell) => cell.trim());
}

function matchWords({ match, operations }: Resource): string {
	if (!match || !operations.includes('upsert')) return '';
	if (match.composedOf) return 'first, middle and last name';
	if (match.nested) return 'full name';
	return { Name: 'name', RefNumber: 'reference number', TxnID: 'ID (TxnID)' }[match.field];
}

function rowOf(resource: Resource): string[] {
	const has = (operation: RecordOperation) =>
		resource.operations.includes(operation) ? 'yes' : '';
	return [
		resource.label,
		`\`${resource.value}\``,
		has('create'),
		has('get'),
		has('getAll'),
		has('update'),
		matchWords(resource),
		has('delete'),
		resource.lines.map(({ label }) => label.replace(/ Lines$/, '').toLowerCase()).join(', '),
	];
}

describe('The page about records', () => {
	it('tells of every resource what the catalogue has', () => {
		const rows = page
			.split('\n')
			.filter((line) => line.startsWith('| '))
			.map(cellsOf)
			.filter((cells) => RESOURCES.some(({ label }) => label === cells[0]));
		expect(rows).toEqual(RESOURCES.map(rowOf));
	});

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
