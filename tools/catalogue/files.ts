/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import path from 'node:path';
import { RESOURCES } from '../../nodes/QuickBooksEnterprise/catalogue/resources';
import type { Resource } from '../../nodes/QuickBooksEnterprise/catalogue/types';
import { compile } from './compile';
import { encode } from './encode';
import type { SourceTables } from './source';

export const FIELDS_FOLDER = path.join(
	__dirname,
	'..',
	'..',
	'nodes',
	'QuickBooksEnterprise',
	'catalogue',
	'fields',
);

/** The folders below it: a resource's fields stand in the one of its kind. */
const FOLDER_OF_KIND = { list: 'lists', transaction: 'transactions' } as const;

export interface CatalogueFiles {
	/** Path below `fields/` → content, not yet laid out. */
	files: ReadonlyMap<string, string>;
	/** What a person should look at. */
	notes: string[];
}

/**
 * @returns The file of a resource's fields, as a path below `fields/`.
 */
export function fieldsFile({ kind, value }: Pick<Resource, 'kind' | 'value'>): string {
	return `${FOLDER_OF_KIND[kind]}/${value}.json`;
}

function loaders(): string {
	const entries = [...RESOURCES]
		.sort((one, other) => (one.value < other.value ? -1 : 1))
		.map((each) => `${each.value}: async () => await import('./${fieldsFile(each)}'),`);
	return `// Written by \`npm run catalogue\`; do not edit.
import type { EncodedResource } from '../encoding';

/** Value of a resource → what reads its fields. */
export const FIELD_LOADERS: Readonly<Record<string, () => Promise<EncodedResource>>> = {
${entries.join('\n')}
};
`;
}

/**
 * Everything that stands in `fields/`.
 *
 * @throws Error where the tables lack a resource of the index.
 */
export function catalogueFiles(tables: SourceTables): CatalogueFiles {
	const files = new Map([['loaders.ts', loaders()]]);
	const notes: string[] = [];
	for (const resource of RESOURCES) {
		const blocks = tables[resource.path];
		if (!blocks) throw new Error(`The tables have nothing about ${resource.path}.`);
		const compiled = compile(resource, blocks);
		notes.push(...compiled.notes);
		files.set(fieldsFile(resource), JSON.stringify(encode(compiled)));
	}
	return { files, notes };
}
