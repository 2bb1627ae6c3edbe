import { isEmpty, isMembers, type Members } from '../catalogue/checking/walk';
import type { Field, FieldSet } from '../catalogue/types';
import { isSameReference, isSameScalar } from './sameValue';

/**
 * Members that tell QuickBooks how to carry out a write and never come back (qbXML 13): alone they are
 * no reason for one.
 */
const INSTRUCTIONS: ReadonlySet<string> = new Set([
	'ApplyAccountRefToExistingTxns',
	'ApplyCOGSAccountRefToExistingTxns',
	'ApplyExpenseAccountRefToExistingTxns',
	'ApplyIncomeAccountRefToExistingTxns',
	'AllowOverride',
	'AssignEvenIfUsed',
	'ClearEarnings',
	'ClearExpenseLines',
	'ClearItemLines',
	'EditSequence',
	'ForceUOMChange',
	'IsAutoApply',
	'LinkToTxnID',
	'OptionForPriceRuleConflict',
	'Override',
]);

/** What would happen once more with every write, such as using up a credit (our choice: on a new one only). */
const DEEDS: ReadonlySet<string> = new Set(['SetCredit']);

/** What was paid is sent under one name and comes back under another (qbXML 13). */
const READ_AS: Readonly<Record<string, string>> = { PaymentAmount: 'Amount' };

/** What writing a record again would change. */
export interface Difference {
	/** The members to send; groups such as an address as they were given. */
	changed: Members;
	/** What tells QuickBooks how to go about it, to be sent with a change. */
	instructions: Members;
	/** Members that are different but are set on a new record only. */
	createOnly: string[];
}

/**
 * Compares what was given with what is there. Only what was given counts: a member that is missing is
 * not asked for, and neither is null. What QuickBooks computes itself is passed over.
 * In: one set of fields, that of the record or of a line; members that others compare.
 */
export function differenceOf(
	given: Members,
	present: Members,
	set: FieldSet,
	others: readonly string[] = [],
): Difference {
	const comparison = new Comparison(set, present.ItemType ?? given.ItemType);
	const difference: Difference = { changed: {}, instructions: {}, createOnly: [] };
	for (const [name, value] of Object.entries(given)) {
		if (others.includes(name) || comparison.isPassedOver(name)) continue;
		const isTaken = comparison.fieldOf(name)?.update !== 'none' && !DEEDS.has(name);
		if (INSTRUCTIONS.has(name)) {
			if (isTaken) difference.instructions[name] = value;
		} else if (!comparison.isSame(name, value, readAs(name, present))) {
			if (isTaken) difference.changed[name] = value;
			else difference.createOnly.push(name);
		}
	}
	return difference;
}

/** Whether a line is as it was given. In: the fields of its kind; the member that identifies it. */
export function isSameLine(
	given: Members,
	present: Members,
	set: FieldSet,
	idField: string,
): boolean {
	const { changed } = differenceOf(given, present, set, [idField]);
	return Object.keys(changed).length === 0;
}

function readAs(name: string, present: Members): unknown {
	const other = READ_AS[name];
	return present[name] ?? (other === undefined ? undefined : present[other]);
}

class Comparison {
	private readonly byPath: ReadonlyMap<string, Field>;

	constructor(
		set: FieldSet,
		private readonly itemType: unknown,
	) {
		this.byPath = new Map(set.fields.map((field) => [field.path, field]));
	}

	fieldOf(path: string): Field | undefined {
		return this.byPath.get(path);
	}

	isSame(path: string, given: unknown, present: unknown): boolean {
		if (given === undefined || given === null || this.isPassedOver(path)) return true;
		const name = path.split('.').pop() as string;
		if (INSTRUCTIONS.has(name)) return true;
		const field = this.fieldOf(path);
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
		if (field?.type === 'reference') return isSameReference(given, present);
		if (!isMembers(given)) return isSameScalar(field, given, present);
		const there = isMembers(present) ? present : {};
		return Object.entries(given).every(([name, value]) =>
			this.isSame(`${path}.${name}`, value, there[name]),
		);
	}

	/** Whether QuickBooks gives it and takes it in no write, or another kind of product has it. */
	isPassedOver(path: string): boolean {
		const field = this.fieldOf(path);
		if (field?.readOnly === true) return true;
		return field?.variants !== undefined && !this.isOfVariant(field.variants);
	}

	private isOfVariant(variants: readonly string[]): boolean {
		return isEmpty(this.itemType) || variants.includes(String(this.itemType));
	}
}
