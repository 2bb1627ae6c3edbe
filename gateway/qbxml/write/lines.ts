import { isRecord, type JsonRecord } from '../record';
import {
	blockOf,
	elementsOf,
	isChoice,
	type Block,
	type Element,
	type Entry,
} from '../schema/elements';
import {
	addFault,
	isNothing,
	type Given,
	type Members,
	type Place,
	type PresentLine,
	type Scope,
} from './scope';

/** The id by which a change asks for one more line (qbXML). */
export const NEW_LINE = '-1';

/** One thing of a list, with the element that it becomes. */
export interface Item extends Given {
	element: Element;
}

/** Whether a block is a line that a change names by its id. */
export function isChangedLine({ entries: [first] }: Block): boolean {
	return first !== undefined && !isChoice(first) && first.name === 'TxnLineID' && first.required;
}

const idOf = ({ value }: Given): string | undefined =>
	isRecord(value) && !isNothing(value.TxnLineID) && value.TxnLineID !== undefined
		? String(value.TxnLineID)
		: undefined;

/**
 * Where the lines of a record stand, by id.
 *
 * @param record the record as QuickBooks gave it back
 * @param order the ids of its lines in QuickBooks' order; as they stand in the record when left out
 */
export function presentLines(record: JsonRecord, order?: string[]): Map<string, PresentLine> {
	const lines = new Map<string, PresentLine>();
	const collect = (value: unknown): void => {
		if (Array.isArray(value)) value.forEach(collect);
		if (!isRecord(value)) return;
		const id = idOf({ path: '', value });
		if (id !== undefined) lines.set(id, { position: lines.size, record: value });
		Object.values(value).forEach(collect);
	};
	Object.values(record).forEach(collect);
	order?.forEach((id, position) => {
		const line = lines.get(id);
		if (line) line.position = position;
	});
	return lines;
}

/**
 * QuickBooks refuses lines that change places (status 3290), and JSON holds them by kind. So those that are there keep
 * their order, and a new one stands behind its neighbour of the same kind.
 *
 * @param items the lines that one list gets, kind by kind
 * @param lines the lines that the record has
 */
export function inPresentOrder(items: Item[], lines: Scope['lines']): Item[] {
	if (!lines) return items;
	const position = (item: Item) => lines.get(idOf(item) ?? '')?.position;
	const result = items
		.filter((item) => position(item) !== undefined)
		.sort((a, b) => position(a)! - position(b)!);
	items.forEach((item, index) => {
		if (position(item) !== undefined) return;
		const before = items[index - 1];
		const after = items
			.slice(index)
			.find((each) => each.element === item.element && position(each) !== undefined);
		if (before?.element === item.element) result.splice(result.indexOf(before) + 1, 0, item);
		else if (after) result.splice(result.indexOf(after), 0, item);
		else result.push(item);
	});
	return result;
}

const isClear = (entry: Entry | undefined): entry is Element =>
	entry !== undefined &&
	!isChoice(entry) &&
	entry.type === 'BOOL' &&
	entry.name.startsWith('Clear');

const repeatedOf = (entries: Entry[]) => elementsOf(entries).filter(({ repeated }) => repeated);

/** The lists of a block, and the switches that empty them. */
interface Lists {
	clearings: Array<{ clear: Element; list: Element[] }>;
	/** The elements of each list; kinds of lines that are mixed are one. */
	lists: Element[][];
}

/** A switch stands before its list, or is another branch of the same choice. */
function clearingsOf(entries: Entry[]): Lists['clearings'] {
	return entries.flatMap((entry, index) => {
		if (isClear(entry)) {
			return [{ clear: entry, list: repeatedOf(entries.slice(index + 1, index + 2)) }];
		}
		if (!isChoice(entry)) return [];
		const clear = entry.branches.map(([first]) => first).find(isClear);
		return clear ? [{ clear, list: repeatedOf([entry]) }] : [];
	});
}

/** Each is looked for once for a block: a request can hold thousands of records. */
const known = new WeakMap<Entry[], Lists>();

function listsOf(entries: Entry[]): Lists {
	let lists = known.get(entries);
	if (lists) return lists;
	const ofEntries = entries.map((entry) =>
		isChoice(entry) && !entry.repeated ? [] : repeatedOf([entry]),
	);
	lists = {
		clearings: clearingsOf(entries),
		lists: ofEntries.filter((list) => list.length > 0),
	};
	known.set(entries, lists);
	return lists;
}

const given = (members: Members, element: Element) => members.get(element) ?? [];

/** Takes nulls out of lists that keep something. */
function withoutNothing(members: Members, list: Element[]): Given[] {
	const all = list.flatMap((element) => given(members, element));
	for (const element of list) {
		const kept = given(members, element).filter(({ value }) => !isNothing(value));
		if (kept.length > 0) members.set(element, kept);
		else members.delete(element);
	}
	return all;
}

/**
 * Emptying of lists: null becomes the switch that QuickBooks has for it (`ClearItemLines`), or a fault where it has none;
 * the switch and lines together are refused (Intuit).
 */
export function clearLists(place: Place, members: Members, scope: Scope): void {
	const { clearings, lists } = listsOf(place.block.entries);
	for (const { clear, list } of clearings) {
		const all = withoutNothing(members, list);
		const kept = list.flatMap((element) => given(members, element));
		const [wanted] = given(members, clear);
		if (scope.change && all.length > 0 && kept.length === 0) {
			members.set(clear, [{ path: all[0].path, value: true }]);
		} else if (kept.length > 0 && wanted && String(wanted.value) === 'true') {
			addFault(
				scope,
				wanted.path,
				`cannot go with ${kept[0].path}: either empty the list or give it`,
			);
		}
	}
	for (const list of lists) {
		const all = withoutNothing(members, list);
		if (!scope.change || all.length === 0) continue;
		if (list.some((element) => members.has(element))) continue;
		addFault(scope, all[0].path, 'cannot be emptied in QuickBooks; give what is to stay');
	}
}

/** Whether lines stand in an element. */
export const holdsLine = (element: Element): boolean => {
	const block = blockOf(element);
	return block !== undefined && isChangedLine(block);
};
