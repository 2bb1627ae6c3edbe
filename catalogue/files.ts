/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
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
	/** File name → content. */
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

async function formatted(file: string, content: string): Promise<string> {
	const filepath = path.join(FIELDS_FOLDER, file);
	return await format(content, { ...(await resolveConfig(filepath)), filepath });
}

/** Everything that stands in `fields/`. Errors: when the tables lack a resource of the index. */
export async function catalogueFiles(tables: SourceTables): Promise<CatalogueFiles> {
	const files = new Map([['loaders.ts', await formatted('loaders.ts', loaders())]]);
	const notes: string[] = [];
	for (const resource of RESOURCES) {
		const blocks = tables[resource.path];
		if (!blocks) throw new Error(`The tables have nothing about ${resource.path}.`);
		const compiled = compile(resource, blocks);
		notes.push(...compiled.notes);
		const file = `${resource.value}.json`;
		files.set(file, await formatted(file, JSON.stringify(encode(compiled))));
	}
	return { files, notes };
}
