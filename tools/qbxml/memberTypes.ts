import type { CompiledEntry, CompiledSchema } from '../../gateway/qbxml/schema/compiled';

/** The types of qbXML that are yes-or-no, money or another number. */
const MEANINGS: Readonly<Record<string, keyof MemberTypes>> = {
	AMT: 'amount',
	BOOL: 'boolean',
	FLOAT: 'number',
	INT: 'number',
	PERCENT: 'number',
	PRICE: 'number',
	QUAN: 'number',
};

/** Names of members by what they hold, parted by spaces. */
export interface MemberTypes {
	amount: string;
	boolean: string;
	number: string;
}

/**
 * Finds which members of the records that QuickBooks gives and takes are yes-or-no or numbers.
 *
 * @param schema The compiled table of qbXML.
 * @returns Their names, sorted.
 * @throws Error where a name has two types: then it alone would not tell what it holds.
 */
export function memberTypesOf(schema: CompiledSchema): MemberTypes {
	const types = new Map<string, string>();
	const seen = new Set<string>();
	const visit = (block: string): void => {
		if (seen.has(block)) return;
		seen.add(block);
		for (const element of elementsOf(schema.blocks[block] ?? [])) {
			const [marked, type, ...remarks] = element.split(' ');
			const name = marked.replace(/[?*+]$/, '');
			const known = types.get(name) ?? type;
			if (known !== type)
				throw new Error(`${name} is ${known} in one block and ${type} in another.`);
			types.set(name, type);
			const inner = remarks.find((remark) => remark.startsWith('block='));
			if (inner !== undefined) visit(inner.slice('block='.length));
		}
	};
	for (const { kind, ret, rets = [], add, mod } of Object.values(schema.objects)) {
		if (kind === 'report') continue;
		for (const block of [ret, ...rets, add, mod]) if (block !== undefined) visit(block);
	}
	const named = (meaning: keyof MemberTypes) =>
		[...types]
			.filter(([, type]) => MEANINGS[type] === meaning)
			.map(([name]) => name)
			.sort()
			.join(' ');
	return { amount: named('amount'), boolean: named('boolean'), number: named('number') };
}

function elementsOf(entries: readonly CompiledEntry[]): string[] {
	return entries.flatMap((entry) =>
		typeof entry === 'string' ? [entry] : entry.of.flatMap(elementsOf),
	);
}
