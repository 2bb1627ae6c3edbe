/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import {
	readSource,
	readTables,
	sourceFolder,
	type SourceTables,
} from '../../tools/catalogue/source';

const folder = sourceFolder();

/** The tables that the catalogue is made from; undefined in a plain clone. */
export async function tables(): Promise<SourceTables | undefined> {
	return await readTables(folder);
}

export type Samples = Record<string, Partial<Record<'create' | 'update', Record<string, unknown>>>>;

/** The vendor's own payloads; undefined in a plain clone. */
export async function samples(): Promise<Samples | undefined> {
	return (await readSource(folder, 'quickbooksonprem-sample-payloads.json')) as Samples | undefined;
}

/** Says aloud what a test could not look at. */
export function sayAbsent(what: string): void {
	process.stderr.write(
		`${what} not compared: ${folder} is absent. What is committed is still checked in itself.\n`,
	);
}
