import type { CompanyFile } from '../books/companyFile';
import { linkTo } from '../books/ledger';
import { quantityText, units } from '../books/money';
import { leafRows } from '../books/rows';
import { isGroupLine, memberLine, objectNamed, retName } from '../objects';
import { idIn, rowsOf, type QbRecord } from '../record';

/** Rows of an order, those in groups too, each made another one. */
function eachLine(name: string, record: QbRecord, change: (row: QbRecord) => QbRecord): QbRecord {
	const members: QbRecord = {};
	for (const kind of objectNamed(name).lines.flat()) {
		const rows = rowsOf(record, retName(kind));
		if (rows.length === 0) continue;
		const inner = retName(memberLine(kind));
		members[retName(kind)] = rows.map((row) =>
			isGroupLine(kind) ? { ...row, [inner]: rowsOf(row, inner).map(change) } : change(row),
		);
	}
	return members;
}

const received = (file: CompanyFile, row: QbRecord) =>
	units(row['#received']) + file.orders.takenOf(String(row.TxnLineID));

const isDone = (file: CompanyFile, row: QbRecord) =>
	row.IsManuallyClosed === 'true' || received(file, row) >= units(row.Quantity);

/** Whether nothing of an order is open any more. */
function isFulfilled(file: CompanyFile, name: string, record: QbRecord): boolean {
	const rows = leafRows(name, record).filter(({ Quantity }) => Quantity !== undefined);
	return rows.length > 0 && rows.every((row) => isDone(file, row));
}

/** What an order to a vendor shows of what came of it. */
export function purchaseOrder(file: CompanyFile, record: QbRecord): QbRecord {
	return {
		IsFullyReceived: String(isFulfilled(file, 'PurchaseOrder', record)),
		...eachLine('PurchaseOrder', record, (row) => {
			const billed = file.orders.takenOf(String(row.TxnLineID), 'Bill');
			return {
				...row,
				ReceivedQuantity: quantityText(received(file, row)),
				UnbilledQuantity: quantityText(units(row.Quantity) - billed),
				IsBilled: String(billed > 0n && billed >= units(row.Quantity)),
				IsManuallyClosed: String(row.IsManuallyClosed ?? 'false'),
			};
		}),
	};
}

/** What a customer's order shows of what was invoiced. */
export function salesOrder(file: CompanyFile, record: QbRecord): QbRecord {
	return {
		IsFullyInvoiced: String(isFulfilled(file, 'SalesOrder', record)),
		...eachLine('SalesOrder', record, (row) => ({
			...row,
			Invoiced: quantityText(received(file, row)),
			IsManuallyClosed: String(row.IsManuallyClosed ?? 'false'),
		})),
	};
}

/** Orders and what was made from them show each other; what they are worth to each other is not told (observed). */
export function orderLinks(file: CompanyFile, name: string, record: QbRecord): QbRecord[] {
	const ids =
		name === 'PurchaseOrder' || name === 'SalesOrder'
			? file.orders.documentsOf(name, record)
			: file.orders.ordersOf(record);
	return ids.flatMap((id) => {
		const holder = file.transaction(id);
		return holder ? [linkTo(holder.object.name, holder.record, 'QUANTYPE', '0.00')] : [];
	});
}

/** How many of each item are in open orders, in hundred-thousandths. */
type Ordered = Map<string, bigint>;

const known = new WeakMap<CompanyFile, { revision: number; bought: Ordered; sold: Ordered }>();

function inOrders(file: CompanyFile, name: string): Ordered {
	const ordered: Ordered = new Map();
	for (const order of file.all(name)) {
		if (order.IsManuallyClosed === 'true') continue;
		for (const row of leafRows(name, order)) {
			const id = idIn(row, 'ItemRef');
			if (id === undefined || isDone(file, row)) continue;
			const open = units(row.Quantity) - received(file, row);
			ordered.set(id, (ordered.get(id) ?? 0n) + open);
		}
	}
	return ordered;
}

/** How many of an item were ordered and have not come, and how many were promised and have not gone. */
export function ordered(file: CompanyFile, itemId: string): { bought: bigint; sold: bigint } {
	const last = known.get(file);
	const now =
		last?.revision === file.revision
			? last
			: {
					revision: file.revision,
					bought: inOrders(file, 'PurchaseOrder'),
					sold: inOrders(file, 'SalesOrder'),
				};
	known.set(file, now);
	return { bought: now.bought.get(itemId) ?? 0n, sold: now.sold.get(itemId) ?? 0n };
}
