/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readSource, sourceFolder } from '../catalogue/source';
import { compileSchema, type SourceSchema } from './compileSchema';
import { memberTypesOf } from './memberTypes';

/** Exit code when the table of qbXML is not there. */
const NO_TABLE = 2;
const TABLE = 'qbxml-14-schema.json';
const PROJECT = path.join(__dirname, '..', '..');
const TARGET = path.join(PROJECT, 'gateway', 'qbxml', 'schema', 'schema.json');
const MEMBER_TYPES = path.join(
	PROJECT,
	...['nodes', 'QuickBooksEnterprise', 'catalogue', 'memberTypes.json'],
);

function say(text: string): void {
	process.stdout.write(`${text}\n`);
}

/** One line for each thing, so that a change of the schema reads well in a diff. */
function lines(compiled: Record<string, unknown>): string {
	const members = Object.entries(compiled).map(([key, value]) => {
		if (typeof value !== 'object' || value === null) {
			return `${JSON.stringify(key)}: ${JSON.stringify(value)}`;
		}
		const inner = Object.entries(value).map(
			([name, each]) => `${JSON.stringify(name)}: ${JSON.stringify(each)}`,
		);
		return `${JSON.stringify(key)}: {\n${inner.join(',\n')}\n}`;
	});
	return `{\n${members.join(',\n')}\n}\n`;
}

async function compile(): Promise<void> {
	const folder = sourceFolder(process.argv.slice(2));
	const source = (await readSource(folder, TABLE)) as SourceSchema | undefined;
	if (!source) {
		say(
			`The table of qbXML 14 is not in ${folder}.\n` +
				'It is not part of this repository, and nothing but this command needs it: what is compiled from it,\n' +
				`gateway/qbxml/schema/schema.json, is complete. To make it again, name the folder that holds ${TABLE}:\n\n` +
				'  npm run qbxml -- <folder>      or the variable QBE_REFERENCE_DATA',
		);
		process.exitCode = NO_TABLE;
		return;
	}
	const compiled = compileSchema(source);
	const text = lines({ ...compiled });
	await writeFile(TARGET, text);
	await writeFile(MEMBER_TYPES, `${JSON.stringify(memberTypesOf(compiled), null, '\t')}\n`);
	const count = (what: object) => Object.keys(what).length;
	say(
		`${count(compiled.messages)} messages, ${count(compiled.objects)} objects, ${count(compiled.blocks)} blocks, ` +
			`${(text.length / 1024).toFixed(0)} KiB`,
	);
}

void compile();
