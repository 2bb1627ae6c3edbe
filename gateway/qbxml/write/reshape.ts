import { isRecord, type JsonRecord } from '../record';
import { stemOf } from '../schema/elements';
import { asksNoChange } from './sameValue';
import { isNothing, pathOf, type Given, type Place } from './scope';

/** A member of a record as it was written: its name and its values, one or a list. */
export interface NamedValues {
	key: string;
	values: Given[];
}

/** The members of a record as they stand there; what is undefined is not there. */
function plainMembers(record: JsonRecord, path: string): NamedValues[] {
	const members: NamedValues[] = [];
	for (const [key, value] of Object.entries(record)) {
		if (value === undefined) continue;
		const here = pathOf(path, key);
		const values = Array.isArray(value)
			? value.map((each: unknown, index) => ({ path: `${here}[${index}]`, value: each }))
			: [{ path: here, value }];
		members.push({ key, values: values.filter((each) => each.value !== undefined) });
	}
	return members;
}

const SIDES: Record<string, string> = { JournalDebitLine: 'Debit', JournalCreditLine: 'Credit' };

/** A change names both sides of a journal entry JournalLineMod, with the side as a member (qbXML). */
function oneJournalLine(members: NamedValues[]): NamedValues[] {
	const sides = members.filter(({ key }) => key in SIDES);
	if (sides.length === 0) return members;
	const values = sides.flatMap(({ key, values: lines }) =>
		lines.map(({ path, value }) => ({
			path,
			value: isRecord(value) ? { JournalLineType: SIDES[key], ...value } : value,
		})),
	);
	const rest = members.filter(({ key }) => !(key in SIDES));
	const already = rest.find(({ key }) => stemOf(key) === 'JournalLine');
	if (!already) return [...rest, { key: 'JournalLineMod', values }];
	return rest.map((each) =>
		each === already ? { key: each.key, values: [...each.values, ...values] } : each,
	);
}

/** What is new has two kinds of journal lines, which have no ids of their own yet. */
function bothJournalSides(members: NamedValues[]): NamedValues[] {
	return members.flatMap(({ key, values }) => {
		if (stemOf(key) !== 'JournalLine' && !(key in SIDES)) return [{ key, values }];
		return values.map(({ path, value }) => {
			if (!isRecord(value)) return { key, values: [{ path, value }] };
			const { JournalLineType: side, ...line } = value;
			delete line.TxnLineID;
			const own = key in SIDES ? key : side === 'Credit' ? 'JournalCreditLine' : 'JournalDebitLine';
			return { key: own, values: [{ path, value: line }] };
		});
	});
}

const ADJUSTED = ['QuantityDifference', 'NewQuantity', 'ValueDifference', 'NewValue'];
const ADJUSTMENT_PARTS = [...ADJUSTED, 'SerialNumber', 'LotNumber', 'InventorySiteLocationRef'];

/** QuickBooks shows the differences of an inventory adjustment on the line and takes them in a group (qbXML). */
function groupedAdjustment(members: NamedValues[], path: string): NamedValues[] {
	const isPart = ({ key, values }: NamedValues) =>
		ADJUSTMENT_PARTS.includes(key) && values.some(({ value }) => !isNothing(value));
	const parts = members.filter(isPart);
	const grouped = members.some(
		({ key }) => key.endsWith('Adjustment') && key !== 'CountAdjustment',
	);
	if (grouped || !parts.some(({ key }) => ADJUSTED.includes(key))) return members;
	const ofValue = parts.some(({ key }) => key === 'ValueDifference' || key === 'NewValue');
	const value = Object.fromEntries(parts.map(({ key, values }) => [key, values[0].value]));
	return [
		...members.filter((each) => !ADJUSTMENT_PARTS.includes(each.key)),
		{ key: ofValue ? 'ValueAdjustment' : 'QuantityAdjustment', values: [{ path, value }] },
	];
}

/** QuickBooks shows the bar code of an item as one value and takes it in a group (qbXML 12). */
function groupedBarCode(members: NamedValues[], { path, present }: Place): NamedValues[] {
	const shown = members.find(({ key }) => key === 'BarCodeValue');
	if (!shown || members.some(({ key }) => key === 'BarCode')) return members;
	const rest = members.filter((each) => each !== shown);
	const [given] = shown.values;
	if (!given || (present && asksNoChange(given.value, present.BarCodeValue))) return rest;
	return [...rest, { key: 'BarCode', values: [{ path, value: { BarCodeValue: given.value } }] }];
}

/** The two sides of a journal entry can name one kind of line several times. */
function joined(members: NamedValues[]): NamedValues[] {
	const byKey = new Map<string, NamedValues>();
	for (const { key, values } of members) {
		const known = byKey.get(key);
		if (known) known.values.push(...values);
		else byKey.set(key, { key, values: [...values] });
	}
	return [...byKey.values()];
}

/**
 * @param place the block that is written
 * @param record what was given for it
 * @returns its members, where the block has another shape than what QuickBooks shows in that shape
 */
export function reshaped(place: Place, record: JsonRecord): NamedValues[] {
	const members = plainMembers(record, place.path);
	if (place.name === 'JournalEntryMod') return oneJournalLine(members);
	if (place.name === 'JournalEntryAdd') return joined(bothJournalSides(members));
	if (place.name === 'InventoryAdjustmentLineAdd') return groupedAdjustment(members, place.path);
	if (place.block.byName.has('BarCode')) return groupedBarCode(members, place);
	return members;
}
