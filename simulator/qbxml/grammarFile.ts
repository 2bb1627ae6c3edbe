/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is known of a list or a kind of transaction. */
export interface ObjectFacts {
	kind: 'list' | 'txn';
	/** The member that holds the id. */
	key?: string;
	/** The member that names a record. */
	name?: string;
	/** The blocks of its answers; several for a query over kinds, as `ItemQuery`. */
	rets: string[];
	/** Members of the answer that are lines. */
	lines?: string[];
	/** Members of the answer that name other transactions. */
	links?: string[];
	/** `ListDelType` or `TxnDelType`. */
	deletes?: string;
	voids?: string;
	merges?: string;
	/** Through which member of `DataExtAdd` it gets custom fields. */
	extends?: string;
}

/** `grammar.json`: written by tools/qbxml/compileValidator.ts, which says where the facts come from. */
interface GrammarFile {
	/** Block → content model. */
	models: Record<string, string>;
	/** Block → element → `STR max=41 since=6 not=AU`. */
	facets: Record<string, Record<string, string>>;
	/** Place → attribute → `ENUM required values=Start,Continue,Stop`. */
	attributes: Record<string, Record<string, string>>;
	/** Enumeration → values; `Value@12` came with version 12. */
	enums: Record<string, string[]>;
	objects: Record<string, ObjectFacts>;
}

export const file = JSON.parse(
	readFileSync(join(__dirname, 'grammar.json'), 'utf8'),
) as GrammarFile;

/** What an attribute may be. */
export interface AttributeFacts {
	type: string;
	isRequired: boolean;
	values?: string[];
}

const NO_ATTRIBUTES = new Map<string, AttributeFacts>();

/** @returns what is known of the attributes at a place. */
export function attributesAt(place: string | undefined): Map<string, AttributeFacts> {
	if (place === undefined) return NO_ATTRIBUTES;
	return new Map(
		Object.entries(file.attributes[place]).map(([name, text]) => {
			const [type, ...words] = text.split(' ');
			const values = words.find((word) => word.startsWith('values='))?.slice('values='.length);
			return [
				name,
				{ type, isRequired: words.includes('required'), values: values?.split(',') },
			] as const;
		}),
	);
}

/** `STR max=41 since=6` as a list of words by their names. */
function wordsOf(text: string): { type: string; words: Map<string, string> } {
	const [type, ...rest] = text.split(' ');
	const words = rest.map((word): [string, string] => {
		const [name, value = ''] = word.split('=');
		return [name, value];
	});
	return { type, words: new Map(words) };
}

type Facets = ReadonlyArray<readonly [element: string, facts: ReturnType<typeof wordsOf>]>;

const knownFacets = new Map<string, Facets>();

/** The facts of a block's elements: read once, as each version and edition of it asks for them. */
export function facetsOf(name: string): Facets {
	let facets = knownFacets.get(name);
	if (!facets) {
		facets = Object.entries(file.facets[name]).map(
			([element, text]) => [element, wordsOf(text)] as const,
		);
		knownFacets.set(name, facets);
	}
	return facets;
}
