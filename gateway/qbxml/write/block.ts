import { isRecord, type JsonRecord } from '../record';
import {
	blockOf,
	elementsOf,
	findElement,
	isChoice,
	type Block,
	type Choice,
	type Element,
	type Entry,
} from '../schema/elements';
import { chosenBranch } from './choice';
import { clearLists, holdsLine, inPresentOrder, isChangedLine, NEW_LINE } from './lines';
import { resolveMembers } from './members';
import { canBeEmptied, emptyElement, writeScalar } from './scalar';
import {
	addFault,
	isEmpty,
	isNothing,
	memberOf,
	pathOf,
	type Given,
	type Members,
	type Place,
	type Scope,
} from './scope';
import { lengthOf } from './values/scalarText';

/** Why an element is not there for this QuickBooks; undefined when it is. */
function absence({ since, notIn }: Element, { version, target }: Scope): string | undefined {
	const { edition = 'US' } = target;
	if (notIn.includes(edition)) return `is not there in the ${edition} edition of QuickBooks`;
	if (since === undefined || since <= version) return undefined;
	return `needs qbXML ${since.toFixed(1)}; this QuickBooks speaks ${version.toFixed(1)}`;
}

/** An address is replaced as a whole, so the lines that were not named go along. */
function completed(
	element: Element,
	value: JsonRecord,
	present: unknown,
	scope: Scope,
): JsonRecord {
	const isAddress = /^Address(?:Lines)?(?:~\d)?$/.test(element.block ?? '');
	if (!scope.change || !isAddress || !isRecord(present) || isEmpty(value)) return value;
	return { ...present, ...value };
}

function nestedPlace(element: Element, block: Block, place: Place, given: Given): Place {
	const counterpart = place.ret && findElement(place.ret, element.name);
	const present = element.repeated ? undefined : memberOf(place.present, element.stem);
	return {
		block,
		name: element.block ?? '',
		ret: counterpart && blockOf(counterpart),
		present: isRecord(present) ? present : undefined,
		path: given.path,
	};
}

/** The name of a list element is no longer than the list allows; the schema says it with the reference. */
function checkReference(element: Element, given: Given, scope: Scope): void {
	const value = given.value as JsonRecord;
	const max = lengthOf(element, scope.target);
	const name = value.FullName;
	if (isEmpty(value.ListID) && isEmpty(name)) {
		addFault(scope, given.path, 'must name a ListID or a FullName');
	} else if (max !== undefined && typeof name === 'string' && name.length > max) {
		addFault(
			scope,
			pathOf(given.path, 'FullName'),
			`has ${name.length} characters; QuickBooks takes at most ${max}`,
		);
	}
}

function writeContainer(element: Element, given: Given, place: Place, scope: Scope): string {
	if (!isRecord(given.value)) {
		const what = element.type === 'REF' ? 'a ListID or a FullName' : 'its members';
		addFault(scope, given.path, `must be an object with ${what}`);
		return '';
	}
	if (element.type === 'REF') checkReference(element, given, scope);
	const inner = nestedPlace(element, blockOf(element)!, place, given);
	const value = completed(element, given.value, inner.present, scope);
	// A part of a reference that is empty is no wish to empty anything.
	const within = element.type === 'REF' ? { ...scope, change: false } : scope;
	return `<${element.name}>${writeBlock(inner, value, within)}</${element.name}>`;
}

const isContainer = ({ type }: Element) => type === 'REF' || type === 'OBJ';

const saysNothing = (element: Element, value: unknown): boolean =>
	isContainer(element) ? isEmpty(value) : isNothing(value);

function writeElement(element: Element, given: Given, place: Place, scope: Scope): string {
	if (!isContainer(element)) return writeScalar(element, given, scope);
	return writeContainer(element, given, place, scope);
}

function addMissing(element: Element, { path }: Place, scope: Scope): void {
	if (!element.required || absence(element, scope)) return;
	addFault(scope, pathOf(path, element.stem), 'is required');
}

/** Writes an element at its place: none, one, or those that are given where it can be repeated. */
function writeMember(element: Element, members: Members, place: Place, scope: Scope): string {
	const values = members.get(element) ?? [];
	const said = values.filter(({ value }) => !saysNothing(element, value));
	if (said.length === 0) {
		const [emptied] = values;
		if (!emptied || !scope.change || element.required) {
			addMissing(element, place, scope);
			return '';
		}
		return canBeEmptied(element, emptied, scope) ? emptyElement(element) : '';
	}
	const why = absence(element, scope);
	if (why) addFault(scope, said[0].path, why);
	if (said.length > 1 && !element.repeated) {
		addFault(scope, said[0].path.replace(/\[\d+\]$/, ''), 'must be one value, not a list');
		return '';
	}
	if (said.length === 1) return writeElement(element, said[0], place, scope);
	const ordered = holdsLine(element)
		? inPresentOrder(
				said.map(({ path, value }) => ({ path, value, element })),
				scope.lines,
			)
		: said;
	return ordered.map((each) => writeElement(element, each, place, scope)).join('');
}

/** Writes a mixture of kinds, such as lines and groups of lines. */
function writeMixture(choice: Choice, members: Members, place: Place, scope: Scope): string {
	const kinds = new Set(elementsOf([choice]));
	const items = [...members].flatMap(([element, values]) =>
		kinds.has(element) ? values.map(({ path, value }) => ({ path, value, element })) : [],
	);
	for (const element of kinds) {
		const [first] = members.get(element) ?? [];
		const why = first && absence(element, scope);
		if (why) addFault(scope, first.path, why);
	}
	if (items.length === 0 && choice.required) {
		const names = [...kinds].map(({ stem }) => stem);
		addFault(
			scope,
			pathOf(place.path, names[0]),
			`is required: at least one of ${names.join(', ')}`,
		);
	}
	const ordered = scope.change ? inPresentOrder(items, scope.lines) : items;
	return ordered.map((item) => writeElement(item.element, item, place, scope)).join('');
}

function writeEntries(entries: Entry[], members: Members, place: Place, scope: Scope): string {
	return entries
		.map((entry) => {
			if (!isChoice(entry)) return writeMember(entry, members, place, scope);
			if (entry.repeated) return writeMixture(entry, members, place, scope);
			const branch = chosenBranch(entry, members, place, scope);
			return branch ? writeEntries(branch, members, place, scope) : '';
		})
		.join('');
}

/** Finds out which line a change means; one that the record does not have is a new one (observed of the API). */
function identifyLine(place: Place, members: Members, scope: Scope): [Place, Scope] {
	const element = place.block.byName.get('TxnLineID')!;
	const [given] = members.get(element) ?? [];
	const own = place.present?.TxnLineID;
	const id = isEmpty(given?.value) ? own : String(given!.value);
	const known = id === undefined ? undefined : scope.lines?.get(String(id));
	const isNew = id === undefined || id === NEW_LINE || (scope.lines !== undefined && !known);
	const path = pathOf(place.path, element.name);
	members.set(element, [{ path, value: isNew ? NEW_LINE : id }]);
	if (!isNew) return [{ ...place, present: known?.record }, scope];
	// QuickBooks itself fills a new group with the lines of its item.
	for (const each of members.keys()) if (holdsLine(each)) members.delete(each);
	return [
		{ ...place, present: undefined },
		{ ...scope, change: false },
	];
}

/**
 * Writes a block in the order of qbXML.
 *
 * @param place the block, and what is known of it
 * @param record what the caller gave for it
 * @param scope gets a fault for everything that QuickBooks would refuse
 * @returns the elements of the block
 */
export function writeBlock(place: Place, record: JsonRecord, scope: Scope): string {
	const members = resolveMembers(place, record, scope);
	const isLine = scope.change && isChangedLine(place.block);
	const [here, within] = isLine ? identifyLine(place, members, scope) : [place, scope];
	clearLists(here, members, within);
	return writeEntries(here.block.entries, members, here, within);
}
