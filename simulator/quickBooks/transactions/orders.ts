import type { Holder } from '../books/books';
import type { CompanyFile } from '../books/companyFile';
import { quantityText, units } from '../books/money';
import { leafRows } from '../books/rows';
import { has, rowsOf, without, type QbRecord } from '../record';
import { invalidInContext, notFound } from '../refusals/status';
import { StatusError } from '../statusError';
import type { Write } from '../writes/write';

/** Which orders a transaction can be made from, and under which member its lines stand. */
const MADE_FROM: Readonly<Record<string, readonly [order: string, line: string]>> = {
	Bill: ['PurchaseOrder', 'ItemLineAdd'],
	Invoice: ['SalesOrder', 'InvoiceLineAdd'],
	ItemReceipt: ['PurchaseOrder', 'ItemLineAdd'],
};

const KEPT = ['ItemRef', 'Desc', 'UnitOfMeasure', 'ClassRef', 'SalesTaxCodeRef'];

/** 570: the text is ours. */
const closed = (id: string) =>
	new StatusError(
		570,
		`The transaction cannot be linked to "${id}": it is closed, or has nothing open.`,
	);

/** What is left of a line of an order, in hundred-thousandths. */
const openQuantity = (file: CompanyFile, row: QbRecord): bigint =>
	row.IsManuallyClosed === 'true'
		? 0n
		: units(row.Quantity) - units(row['#received']) - file.orders.takenOf(String(row.TxnLineID));

function lineFrom(file: CompanyFile, orderId: string, row: QbRecord, order: string): QbRecord {
	const members = Object.fromEntries(
		[...KEPT, ...(order === 'SalesOrder' ? ['InventorySiteRef'] : ['CustomerRef'])]
			.filter((member) => has(row, member))
			.map((member) => [member, row[member]]),
	);
	return {
		...members,
		Quantity: quantityText(openQuantity(file, row)),
		...(has(row, 'Rate') ? { [order === 'SalesOrder' ? 'Rate' : 'Cost']: row.Rate } : {}),
		LinkToTxn: { TxnID: orderId, TxnLineID: row.TxnLineID },
	};
}

/** @throws StatusError 3120 for an order that is not there, 570 for a closed one. */
function openOrder(file: CompanyFile, id: string, order: string): Holder {
	const found = file.transaction(id);
	if (found?.object.name !== order) throw notFound(id);
	if (found.record.IsManuallyClosed === 'true') throw closed(id);
	return found;
}

/**
 * A request with the lines of the orders that it names put in.
 *
 * @throws StatusError
 */
export function withOrders({ file, object }: Write, given: QbRecord): QbRecord {
	const madeFrom = MADE_FROM[object.name];
	if (!madeFrom) return given;
	const [order, member] = madeFrom;
	const whole = (given.LinkToTxnID ?? []) as string[];
	const named = rowsOf(given, member).map((row) => {
		const { TxnID: id, TxnLineID: lineId } = (row.LinkToTxn ?? {}) as QbRecord;
		if (!id) return row;
		if (whole.includes(String(id))) {
			throw invalidInContext('LinkToTxn', String(id), 'LinkToTxnID names it already.');
		}
		if (has(row, 'ItemRef')) {
			throw invalidInContext('ItemRef', String(id), 'A linked line takes its item from the order.');
		}
		const { record } = openOrder(file, String(id), order);
		const line = leafRows(order, record).find((each) => each.TxnLineID === lineId);
		if (!line) throw notFound(String(lineId));
		if (openQuantity(file, line) <= 0n) throw closed(String(id));
		return { ...lineFrom(file, String(id), line, order), ...without(row, ['LinkToTxn']) };
	});
	const all = whole.flatMap((id) => {
		const { record } = openOrder(file, id, order);
		const lines = leafRows(order, record).filter((row) => openQuantity(file, row) > 0n);
		if (lines.length === 0) throw closed(id);
		return lines.map((row) => lineFrom(file, id, row, order));
	});
	const rows = [...all, ...named];
	const told = (given['#order'] ?? []) as string[];
	return {
		...without(given, ['LinkToTxnID']),
		...(rows.length > 0 ? { [member]: rows } : {}),
		...(told.length > 0 ? { '#order': [...all.map(() => member), ...told] } : {}),
	};
}
