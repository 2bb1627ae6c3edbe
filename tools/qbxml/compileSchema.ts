import type {
	CompiledEntry,
	CompiledMessage,
	CompiledSchema,
	ObjectFacts,
} from '../../gateway/qbxml/schema/compiled';

interface SourceElement {
	name: string;
	type: string;
	occ: string;
	max?: number;
	maxBy?: Record<string, number>;
	min?: number;
	maxValue?: number;
	since?: number;
	notIn?: string;
	macro?: boolean;
	enum?: string;
	default?: string;
	block?: string;
	children?: SourceEntry[];
	attrs?: Array<{ name: string }>;
}

interface SourceChoice {
	occ: string;
	since?: number;
	choice: SourceEntry[][];
}

type SourceEntry = SourceElement | SourceChoice;

interface SourceMessage {
	set: string;
	since?: number;
	notIn?: string;
	rqAttrs: string[];
	rq: SourceEntry[];
	rs: SourceEntry[];
}

/** What is read of `qbxml-14-schema.json`; its `meta.reading` says what the members mean. */
export interface SourceSchema {
	meta: { source: string };
	objects: Record<string, Record<string, unknown>>;
	enums: Record<string, string[]>;
	enumSince: Record<string, Record<string, number>>;
	messages: Record<string, SourceMessage>;
	blocks: Record<string, SourceEntry[]>;
}

/** What the codec and its callers ask of an object. */
const FACTS = [
	...['kind', 'add', 'mod', 'query', 'del', 'void', 'merge', 'ret', 'rets', 'key', 'nameField'],
	...['listDelType', 'txnDelType', 'txnVoidType', 'listMergeType', 'dataExtVia', 'dataExtAs'],
];

class Compiler {
	readonly blocks: Record<string, CompiledEntry[]> = {};

	/**
	 * An element in one line: `Name`, `?`, `+` or `*` where it is not exactly one, its type, and what limits it. Children
	 * that the source holds in place become a block that is named after where they stand.
	 */
	private element(element: SourceElement, owner: string): string {
		const inline = element.children ? `${owner}/${element.name}` : undefined;
		if (inline) this.blocks[inline] = this.entries(element.children!, inline);
		const block = element.block ?? inline;
		const facts: Array<[string, string | number | undefined]> = [
			['max', element.max],
			...Object.entries(element.maxBy ?? {}).map(
				([edition, max]) => [`max.${edition}`, max] as [string, number],
			),
			['from', element.min],
			['to', element.maxValue],
			['since', element.since],
			['notIn', element.notIn],
			['enum', element.enum],
			['default', element.default],
			['block', block],
			['attributes', element.attrs?.map(({ name }) => name).join(',')],
		];
		const words = facts.flatMap(([name, value]) =>
			value === undefined ? [] : [`${name}=${value}`],
		);
		const occurrence = element.occ === '1' ? '' : element.occ;
		return [
			`${element.name}${occurrence}`,
			element.type,
			...words,
			...(element.macro ? ['macro'] : []),
		].join(' ');
	}

	entries(list: SourceEntry[], owner: string): CompiledEntry[] {
		return list.map((entry) => {
			if (!('choice' in entry)) return this.element(entry, owner);
			return {
				choice: entry.occ,
				...(entry.since === undefined ? {} : { since: entry.since }),
				of: entry.choice.map((branch) => this.entries(branch, owner)),
			};
		});
	}

	message(name: string, message: SourceMessage): CompiledMessage {
		return {
			...(message.set === 'QBXML' ? {} : { set: message.set }),
			...(message.since === undefined ? {} : { since: message.since }),
			...(message.notIn === undefined ? {} : { notIn: message.notIn }),
			...(message.rqAttrs.includes('iterator') ? { iterator: true } : {}),
			...(message.rqAttrs.includes('metaData') ? { metaData: true } : {}),
			rq: this.entries(message.rq, `${name}Rq`),
			rs: this.entries(message.rs, `${name}Rs`),
		};
	}
}

/** Values that only a later version than their element knows are marked with it: `PettyCash@6`. */
function enumsOf({ enums, enumSince }: SourceSchema): Record<string, string> {
	return Object.fromEntries(
		Object.entries(enums).map(([name, values]) => {
			const since = enumSince[name] ?? {};
			return [
				name,
				values.map((value) => (since[value] ? `${value}@${since[value]}` : value)).join(' '),
			];
		}),
	);
}

/**
 * @param source the table of qbXML 14 as it was read
 * @returns the same facts in the form that gateway/qbxml/schema reads
 */
export function compileSchema(source: SourceSchema): CompiledSchema {
	const compiler = new Compiler();
	for (const [name, list] of Object.entries(source.blocks)) {
		compiler.blocks[name] = compiler.entries(list, name);
	}
	const messages = Object.fromEntries(
		Object.entries(source.messages).map(([name, each]) => [name, compiler.message(name, each)]),
	);
	const objects = Object.fromEntries(
		Object.entries(source.objects).map(([name, facts]) => {
			const kept = FACTS.filter((fact) => facts[fact] !== undefined);
			return [name, Object.fromEntries(kept.map((fact) => [fact, facts[fact]]))];
		}),
	);
	return {
		source: source.meta.source,
		objects: objects as unknown as Record<string, ObjectFacts>,
		enums: enumsOf(source),
		messages,
		blocks: compiler.blocks,
	};
}
