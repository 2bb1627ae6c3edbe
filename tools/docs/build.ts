/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { format, resolveConfig } from 'prettier';

import { projectFolder } from '../n8n/install/pack';
import { GENERATED, withGeneratedTables } from './pages';

/** Writes the generated tables into the pages. */
async function build(): Promise<void> {
	for (const name of Object.keys(GENERATED)) {
		const file = path.join(projectFolder, 'docs', name);
		const page = withGeneratedTables(name, await readFile(file, 'utf8'));
		const config = await resolveConfig(file);
		await writeFile(file, await format(page, { ...config, filepath: file }));
	}
}

void build();
