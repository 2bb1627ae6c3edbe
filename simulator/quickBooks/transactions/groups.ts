import { amountText, quantityText, units } from '../books/money';
import { amountsOf } from '../books/rows';
import { isGroupLine, memberLine, retName } from '../objects';
import { has, idIn, rowsOf, without, type QbRecord } from '../record';
import { notFound, wrongOrder } from '../refusals/status';
import type { Write } from '../writes/write';
import { lineAfter, next } from './lineRow';
import type { Before } from './pricing';

/** The product of two quantities. */
const multiplied = (a: unknown, b: unknown) => quantityText((units(a) * units(b)) / 100_000n);

/** The lines that a group of items stands for. */
function expanded(write: Write, kind: string, group: QbRecord, quantity: unknown): QbRecord[] {
	let before: Before = { previous: 0n, running: 0n };
	return rowsOf(group, 'ItemGroupLine').map((member) => {
		const given = {
			ItemRef: member.ItemRef,
			...(has(member, 'Quantity') ? { Quantity: multiplied(member.Quantity, quantity) } : {}),
			...(has(member, 'UnitOfMeasure') ? { UnitOfMeasure: member.UnitOfMeasure } : {}),
		};
		const row = lineAfter(write, kind, undefined, given, before);
		before = next(write, before, row);
		return row;
	});
}

/** The lines in a group after a Mod names some of them. */
function membersAfter(write: Write, kind: string, old: QbRecord[], given: QbRecord[]): QbRecord[] {
	let before: Before = { previous: 0n, running: 0n };
	let last = -1;
	return given.map((asked) => {
		const id = String(asked.TxnLineID ?? '-1');
		const at = old.findIndex((row) => row.TxnLineID === id);
		if (id !== '-1') {
			if (at < 0) throw notFound(id);
			if (at < last) throw wrongOrder(id);
			last = at;
		}
		const isKept = at >= 0 && Object.keys(asked).length === 1;
		const row = isKept ? old[at] : lineAfter(write, kind, old[at], asked, before);
		before = next(write, before, row);
		return row;
	});
}

/**
 * A group line after a write: QuickBooks puts the lines of the group's items under it.
 *
 * @returns undefined for a line that is no group.
 * @throws StatusError
 */
export function withGroup(
	write: Write,
	kind: string,
	old: QbRecord | undefined,
	given: QbRecord,
): QbRecord | undefined {
	if (!isGroupLine(kind)) return undefined;
	const inner = memberLine(kind);
	const key = retName(inner);
	const { InventorySiteRef, InventorySiteLocationRef, ...asked } = without(given, [
		'DataExt',
		'TxnLineID',
		`${inner}Mod`,
	]);
	const base: QbRecord = { ...(old ?? { TxnLineID: write.file.newTxnId(write.at) }), ...asked };
	const group = write.file.item(idIn(base, 'ItemGroupRef'))?.record ?? {};
	const isOther =
		!old || (has(given, 'ItemGroupRef') && idIn(old, 'ItemGroupRef') !== group.ListID);
	const told = rowsOf(given, `${inner}Mod`);
	const site = {
		...(InventorySiteRef ? { InventorySiteRef } : {}),
		...(InventorySiteLocationRef ? { InventorySiteLocationRef } : {}),
	};
	const rows =
		isOther || (has(given, 'Quantity') && told.length === 0)
			? expanded(write, inner, group, base.Quantity ?? '1').map((row) => ({ ...row, ...site }))
			: told.length > 0
				? membersAfter(write, inner, rowsOf(old, key), told)
				: rowsOf(old, key);
	const { [key]: _old, TotalAmount: _total, ...members } = base;
	void [_old, _total];
	return {
		...members,
		...(has(members, 'Desc') || !has(group, 'ItemDesc') ? {} : { Desc: group.ItemDesc }),
		IsPrintItemsInGroup: String(group.IsPrintItemsInGroup ?? 'false'),
		TotalAmount: amountText(amountsOf(write.file, rows)),
		[key]: rows,
	};
}
