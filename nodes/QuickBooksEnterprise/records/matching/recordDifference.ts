import { isEmpty, type Members } from '../../catalogue/validation/walk';
import type { Field, FieldSet } from '../../catalogue/types';
import { isRecord } from '../../common/json/isRecord';
import { isBlank, isSameReference, isSameScalar } from './sameValue';

/** What happens once more with every write, such as using up a credit (our choice: on a new one only). */
const ONCE: ReadonlySet<string> = new Set(['SetCredit']);

/** What was paid is sent under one name and comes back under another (qbXML 13). */
const READ_AS: Readonly<Record<string, string>> = { PaymentAmount: 'Amount' };

/** What identifies a part of a record that is no line. */
const PART_IDS: readonly string[] = ['ListID', 'NoteID'];

/** What writing a record again would change. */
export interface RecordDifference {
	/** The members to send; groups such as an address as they were given. */
	changed: Members;
	/** Members that cannot be compared, to be sent with a change and no reason for one. */
	instructions: Members;
	/** Members that differ but are set on a new record only. */
	createOnly: string[];
	/** Paths of what was given and no answer shows. */
	notCompared: string[];
}

/**
 * Compares what was given with what is there. Only what was given counts: a member that is missing is not
 * asked for, and `null` asks for an empty one. What QuickBooks computes itself is passed over.
 *
 * @param set The fields of the record or of one kind of line.
 * @param others Members that are compared elsewhere.
 */
export function recordDifference(
	given: Members,
	present: Members,
	set: FieldSet,
	others: readonly string[] = [],
): RecordDifference {
	const comparison = new Comparison(set, present.ItemType ?? given.ItemType);
	const difference: RecordDifference = {
		changed: {},
		instructions: {},
		createOnly: [],
		notCompared: comparison.notCompared,
	};
	const computed = computedIn(given);
	for (const [name, value] of Object.entries(given)) {
		if (others.includes(name) || computed.includes(name) || comparison.isReadOnly(name)) continue;
		const isTaken = isTakenByUpdate(set, name);
		if (isKeyed(set, name) && Array.isArray(value)) {
			const { changed, isMissing } = comparison.partsOf(name, value, present);
			if (changed.length > 0) difference.changed[name] = changed;
			if (isMissing) difference.createOnly.push(name);
		} else if (ONCE.has(name)) difference.createOnly.push(name);
		else if (!comparison.isComparable(name, readAs(name, present))) {
			if (isTaken) difference.instructions[name] = value;
			else difference.createOnly.push(name);
		} else if (!comparison.isSame(name, value, readAs(name, present))) {
			if (isTaken) difference.changed[name] = value;
			else difference.createOnly.push(name);
		}
	}
	return difference;
}

/**
 * Whether a list is one of parts that have an ID of their own, such as contacts and notes: an update changes those that
 * it names by their ID, and adds none (qbXML).
 */
function isKeyed(set: FieldSet, name: string): boolean {
	return PART_IDS.some((id) => {
		const field = fieldsByPath(set).get(`${name}.${id}`);
		return field?.create === 'none' && field.update === 'required';
	});
}

/** An amount beats a price, which QuickBooks then works out from it (qbXML): what it makes of it may differ by a cent. */
function computedIn({ Quantity: quantity, Amount: amount }: Members): readonly string[] {
	return isEmpty(quantity) || isEmpty(amount) ? [] : ['Cost', 'Rate'];
}

/** Whether an update of a record that is there may carry a member; one that is not known is tried. */
export function isTakenByUpdate(set: FieldSet, name: string): boolean {
	return fieldsByPath(set).get(name)?.update !== 'none' && !ONCE.has(name);
}

/**
 * Whether a line is as it was given.
 *
 * @param idField The member that identifies it.
 */
export function isSameLine(
	given: Members,
	present: Members,
	set: FieldSet,
	idField: string,
): boolean {
	const { changed } = recordDifference(given, present, set, [idField]);
	return Object.keys(changed).length === 0;
}

/** The members of a row in which a line agrees with it. */
export function sameMembersOf(given: Members, present: Members, set: FieldSet): string[] {
	const comparison = new Comparison(set);
	return Object.keys(given).filter(
		(name) =>
			comparison.isComparable(name, readAs(name, present)) &&
			comparison.isSame(name, given[name], readAs(name, present)),
	);
}

function readAs(name: string, present: Members): unknown {
	const other = READ_AS[name];
	return present[name] ?? present[other ?? `${name}Ret`];
}

const indexes = new WeakMap<FieldSet, ReadonlyMap<string, Field>>();

function fieldsByPath(set: FieldSet): ReadonlyMap<string, Field> {
	const known = indexes.get(set);
	if (known) return known;
	const index = new Map(set.fields.map((field) => [field.path, field]));
	indexes.set(set, index);
	return index;
}

class Comparison {
	/** Paths of what was given and could not be compared. */
	readonly notCompared: string[] = [];
	private readonly byPath: ReadonlyMap<string, Field>;

	constructor(
		set: FieldSet,
		private readonly itemType?: unknown,
	) {
		this.byPath = fieldsByPath(set);
	}

	/**
	 * Notes a member that no answer shows, that the catalogue does not have and the record does not show,
	 * or that belongs to another kind of product.
	 */
	isComparable(path: string, present: unknown): boolean {
		const field = this.byPath.get(path);
		const isOfOther = field?.variants !== undefined && !this.isOfVariant(field.variants);
		if (!isOfOther && (present !== undefined || (field && !field.isUnseen))) return true;
		if (!this.notCompared.includes(path)) this.notCompared.push(path);
		return false;
	}

	/**
	 * Compares parts that have an ID of their own. Those that are not given stay.
	 *
	 * @returns Those that are to be changed, by their IDs, and whether one is not there that an update cannot add.
	 */
	partsOf(path: string, given: readonly unknown[], present: Members) {
		const there: unknown[] = [readAs(path, present)].flat();
		const open = given.filter(
			(part) => !there.some((each) => isRecord(each) && this.isSame(path, part, each)),
		);
		const changed = open.filter(
			(part) => isRecord(part) && PART_IDS.some((id) => !isEmpty(part[id])),
		);
		return { changed, isMissing: changed.length < open.length };
	}

	isReadOnly(path: string): boolean {
		return this.byPath.get(path)?.readOnly === true;
	}

	isSame(path: string, given: unknown, present: unknown): boolean {
		if (given === undefined) return true;
		if (given === null) return isBlank(present);
		const field = this.byPath.get(path);
		if (Array.isArray(given)) {
			const there = Array.isArray(present) ? present : isEmpty(present) ? [] : [present];
			return (
				given.length === there.length &&
				given.every((each, index) => this.isSameOne(path, field, each, there[index]))
			);
		}
		return this.isSameOne(path, field, given, present);
	}

	private isSameOne(
		path: string,
		field: Field | undefined,
		given: unknown,
		present: unknown,
	): boolean {
		if (field?.type === 'reference') {
			return isBlank(given) ? isBlank(present) : isSameReference(given, present);
		}
		if (!isRecord(given)) return isSameScalar(field, given, present);
		const there = isRecord(present) ? present : {};
		// Every member is looked at, so that all that cannot be compared is noted.
		const same = Object.entries(given).map(([name, value]) => {
			const inner = `${path}.${name}`;
			if (this.isReadOnly(inner) || !this.isComparable(inner, there[name])) return true;
			return this.isSame(inner, value, there[name]);
		});
		return same.every(Boolean);
	}

	private isOfVariant(variants: readonly string[]): boolean {
		return isEmpty(this.itemType) || variants.includes(String(this.itemType));
	}
}
