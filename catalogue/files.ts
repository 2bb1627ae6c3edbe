/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import path from 'node:path';
import { RESOURCES } from '../nodes/QuickBooksEnterprise/catalogue/resources';
import { compile } from './compile';
import { encode } from './encode';
import type { SourceTables } from './source';

export const FIELDS_FOLDER = path.join(
	__dirname,
	'..',
	'nodes',
	'QuickBooksEnterprise',
	'catalogue',
	'fields',
);

export interface CatalogueFiles {
	/** File name → content, not yet laid out. */
	files: ReadonlyMap<string, string>;
	/** What a person should look at. */
	notes: string[];
}

function loaders(): string {
	const values = RESOURCES.map((resource) => resource.value).sort();
	const entries = values.map((value) => `${value}: async () => await import('./${value}.json'),`);
	return `// Written by \`npm run catalogue\`; do not edit.
import type { EncodedResource } from '../fields';

/** Value of a resource → what reads its fields. */
export const FIELD_LOADERS: Readonly<Record<string, () => Promise<EncodedResource>>> = {
${entries.join('\n')}
};
`;
}

/** Everything that stands in `fields/`. Errors: when the tables lack a resource of the index. */
export function catalogueFiles(tables: SourceTables): CatalogueFiles {
	const files = new Map([['loaders.ts', loaders()]]);
	const notes: string[] = [];
	for (const resource of RESOURCES) {
		const blocks = tables[resource.path];
		if (!blocks) throw new Error(`The tables have nothing about ${resource.path}.`);
		const compiled = compile(resource, blocks);
		notes.push(...compiled.notes);
		files.set(`${resource.value}.json`, JSON.stringify(encode(compiled)));
	}
	return { files, notes };
}
