import type { JsonRecord, Operation, RequestCall } from '../../../../gateway/qbxml';
import {
	schema,
	valuesOf,
	contentOf,
	isChoice,
	blockOf,
	type Block,
} from '../../../../gateway/qbxml/schema/elements';
import type { GeneratorValue } from 'fast-check';
import { RandomRecord, type RandomTarget } from './randomRecord';

/** A request of qbXML, and how a caller asks for it. */
export interface KnownRequest {
	/** Such as `InvoiceAdd`. */
	message: string;
	object: string;
	operation: Operation;
	/** The block that the record of the call is. */
	block: Block;
	/** The name of that block, where it stands in an element of its own. */
	blockName?: string;
	/** Members that the codec sets by itself. */
	fixed: JsonRecord;
	/** The content of the message for a record. */
	content(record: JsonRecord): JsonRecord;
}

const TYPES: Array<[Operation, string, keyof (typeof schema.objects)[string]]> = [
	['delete', 'ListDel', 'listDelType'],
	['delete', 'TxnDel', 'txnDelType'],
	['void', 'TxnVoid', 'txnVoidType'],
	['merge', 'ListMerge', 'listMergeType'],
];

function typedRequests(object: string): KnownRequest[] {
	const facts = schema.objects[object];
	return TYPES.flatMap(([operation, message, fact]) => {
		const type = facts[fact];
		if (typeof type !== 'string') return [];
		const element = `${message}Type`;
		const fixed = { [element]: type };
		const block = contentOf(`${message}Rq`)!;
		const content = (record: JsonRecord) => ({ ...record, ...fixed });
		return [{ message, object, operation, block, fixed, content }];
	});
}

function ownRequests(object: string): KnownRequest[] {
	const { add, mod, query, del } = schema.objects[object];
	const own: Array<[Operation, string | undefined]> = [
		['add', add],
		['mod', mod],
		['query', query],
		['delete', object === 'List' || object === 'Txn' ? undefined : del],
	];
	return own.flatMap(([operation, message]) => {
		if (message === undefined) return [];
		const whole = contentOf(`${message}Rq`)!;
		const [first] = whole.entries;
		const isWrapped = first !== undefined && !isChoice(first) && first.name === message;
		const block = isWrapped ? blockOf(first)! : whole;
		const blockName = isWrapped ? first.block : undefined;
		const content = (record: JsonRecord) => (isWrapped ? { [message]: record } : record);
		return [{ message, object, operation, block, blockName, fixed: {}, content }];
	});
}

/** Every request that the codec writes, for every object that has it. */
export const knownRequests: KnownRequest[] = Object.keys(schema.objects).flatMap((object) => [
	...ownRequests(object),
	...typedRequests(object),
]);

/** Whether a QuickBooks has a request. */
export function isKnownTo(request: KnownRequest, { version, edition }: RandomTarget): boolean {
	const { message, block, fixed } = request;
	const { since = 0, notIn = '' } = schema.messages[message];
	const knowsType = Object.entries(fixed).every(([element, type]) =>
		valuesOf(block.byName.get(element)!.enum!, Number(version)).includes(String(type)),
	);
	if (!knowsType) return false;
	return since <= Number(version) && !notIn.split(',').includes(edition);
}

export const callOf = (
	{ object, operation }: KnownRequest,
	record: JsonRecord,
	target: RandomTarget,
): RequestCall => ({ ...target, object, operation, record });

/** Journal lines that are new have no id of their own, though the schema has a place for one; the codec writes none. */
function withoutLineIds(record: JsonRecord): JsonRecord {
	const entries = Object.entries(record).map(([key, value]) => {
		if (!Array.isArray(value)) return [key, value];
		return [
			key,
			(value as JsonRecord[]).map((line) => {
				const rest = { ...line };
				delete rest.TxnLineID;
				return Object.keys(rest).length > 0 ? rest : { Memo: 'x' };
			}),
		];
	});
	return Object.fromEntries(entries) as JsonRecord;
}

/** A random record for a request, and the maker of such records. */
export function randomFor(
	{ message, block, blockName, fixed }: KnownRequest,
	make: GeneratorValue,
	target: RandomTarget,
	share: number,
	made = new Set<string>(),
) {
	if (blockName !== undefined) made.add(blockName);
	const random = new RandomRecord(make, target, share, made);
	const whole = random.record(block);
	const record = message === 'JournalEntryAdd' ? withoutLineIds(whole) : whole;
	return { random, record: { ...record, ...fixed } };
}
