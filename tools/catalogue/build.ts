/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { format, resolveConfig } from 'prettier';
import { catalogueFiles, FIELDS_FOLDER } from './files';
import { REPORT_TABLES, REPORTS_FILE, reportsOf, type ReportTables } from './reports';
import { readSource, readTables, sourceFolder } from './source';

/** Exit code when the tables are not there. */
const NO_TABLES = 2;

function say(text: string): void {
	process.stdout.write(`${text}\n`);
}

/** Lays a text out as the rest of the repository and writes it. */
async function write(filepath: string, content: string): Promise<void> {
	const options = { ...(await resolveConfig(filepath)), filepath };
	await mkdir(path.dirname(filepath), { recursive: true });
	await writeFile(filepath, await format(content, options));
}

async function build(): Promise<void> {
	const folder = sourceFolder(process.argv.slice(2));
	const tables = await readTables(folder);
	const reportTables = (await readSource(folder, REPORT_TABLES)) as ReportTables | undefined;
	if (!tables || !reportTables) {
		say(
			`The tables of qbXML 13 and of reports are not in ${folder}.\n` +
				'They are not part of this repository, and nothing but this command needs them: the catalogue in\n' +
				'nodes/QuickBooksEnterprise/catalogue/ is complete. To make it again, name the folder that holds\n' +
				`qbxml-13-fields.json and ${REPORT_TABLES}:\n\n` +
				'  npm run catalogue -- <folder>      or the variable QBE_REFERENCE_DATA',
		);
		process.exitCode = NO_TABLES;
		return;
	}
	const { files, notes } = catalogueFiles(tables);
	await mkdir(FIELDS_FOLDER, { recursive: true });
	for (const entry of await readdir(FIELDS_FOLDER, { recursive: true, withFileTypes: true })) {
		const file = path.join(entry.parentPath, entry.name);
		if (entry.isFile() && !files.has(path.relative(FIELDS_FOLDER, file))) await rm(file);
	}
	for (const [file, content] of files) await write(path.join(FIELDS_FOLDER, file), content);
	await write(REPORTS_FILE, JSON.stringify(reportsOf(reportTables)));

	for (const note of notes) say(`Look at this: ${note}`);
	const text = [...files.values()].join('');
	const compressed = gzipSync(text).length;
	say(
		`${files.size} files, ${(text.length / 1024).toFixed(0)} KiB, compressed ${(compressed / 1024).toFixed(1)} KiB`,
	);
}

void build();
