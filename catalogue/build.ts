/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { format, resolveConfig } from 'prettier';
import { catalogueFiles, FIELDS_FOLDER } from './files';
import { readTables, sourceFolder } from './source';

/** Exit code when the tables are not there. */
const NO_TABLES = 2;

function say(text: string): void {
	process.stdout.write(`${text}\n`);
}

async function build(): Promise<void> {
	const folder = sourceFolder(process.argv.slice(2));
	const tables = await readTables(folder);
	if (!tables) {
		say(
			`The tables of qbXML 13 are not in ${folder}.\n` +
				'They are not part of this repository, and nothing but this command needs them: the catalogue in\n' +
				'nodes/QuickBooksEnterprise/catalogue/fields/ is complete. To make it again, name the folder that holds\n' +
				'qbxml-13-fields.json:\n\n' +
				'  npm run catalogue -- <folder>      or the variable QBE_REFERENCE_DATA',
		);
		process.exitCode = NO_TABLES;
		return;
	}
	const { files, notes } = catalogueFiles(tables);
	await mkdir(FIELDS_FOLDER, { recursive: true });
	for (const file of await readdir(FIELDS_FOLDER)) {
		if (!files.has(file)) await rm(path.join(FIELDS_FOLDER, file));
	}
	for (const [file, content] of files) {
		const filepath = path.join(FIELDS_FOLDER, file);
		const options = { ...(await resolveConfig(filepath)), filepath };
		await writeFile(filepath, await format(content, options));
	}

	for (const note of notes) say(`Look at this: ${note}`);
	const text = [...files.values()].join('');
	const compressed = gzipSync(text).length;
	say(
		`${files.size} files, ${(text.length / 1024).toFixed(0)} KiB, compressed ${(compressed / 1024).toFixed(1)} KiB`,
	);
}

void build();
