/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** A group of alternatives as the tables of qbXML 13 give it. */
export interface SourceAlternatives {
	/** The block that holds them, dotted; `(root)` for the record. */
	at: string;
	cardinality: string;
	options: string[];
}

/** What one request or answer of qbXML may hold. */
export interface SourceBlock {
	/** Dotted path → type and remarks, such as `STR req max=41`. */
	fields: Record<string, string>;
	oneOf?: SourceAlternatives[];
}

/** Path of a resource → its blocks by their qbXML names, such as `InvoiceAdd`. */
export type SourceTables = Record<string, Record<string, string | SourceBlock>>;

const TABLES = 'qbxml-13-fields.json';

/** Where the tables are looked for: the first argument, a variable, or beside this repository. */
export function sourceFolder(args: readonly string[] = []): string {
	const given = args[0] ?? process.env.QBE_REFERENCE_DATA;
	return path.resolve(
		given ?? path.join(__dirname, '..', '..', '..', 'shared', 'reference', 'data'),
	);
}

/** Reads one of the files that the catalogue is made from; undefined when it is not there. */
export async function readSource(folder: string, file: string): Promise<unknown> {
	const present: string[] = await readdir(folder).catch(() => []);
	if (!present.includes(file)) return undefined;
	return JSON.parse(await readFile(path.join(folder, file), 'utf8'));
}

/** The tables of qbXML 13; undefined when the folder does not have them, as in a plain clone. */
export async function readTables(folder: string): Promise<SourceTables | undefined> {
	return (await readSource(folder, TABLES)) as SourceTables | undefined;
}
