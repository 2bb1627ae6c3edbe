import type { LineGroup } from '../../nodes/QuickBooksEnterprise/catalogue/types';
import type { CompanyFile } from './companyFile';
import { resourceNamed, rowsOf, without, type FinanceRecord } from './kinds';
import { amountText, cents, percentOf, rateOf, times } from './money';
import { merged, shaped, type Write } from './shape';

const has = (row: FinanceRecord, member: string) =>
	row[member] !== undefined && row[member] !== null && row[member] !== '';

/** What an item costs on a line that names no price. */
function itemPrice(company: CompanyFile, row: FinanceRecord, price: string): unknown {
	const { ListID: id } = (row.ItemRef ?? {}) as FinanceRecord;
	const item = company.get(resourceNamed('product'), String(id));
	const group = (item?.SalesOrPurchase ?? item?.SalesAndPurchase ?? {}) as FinanceRecord;
	if (price === 'Cost') return item?.PurchaseCost ?? group.PurchaseCost ?? group.Price;
	return item?.SalesPrice ?? group.SalesPrice ?? group.Price;
}

/**
 * The amount of a line. A price that was sent wins over an amount that was sent; an amount alone sets the price, which
 * is kept in whole cents (our choice). So values that are read and sent back can come out different.
 */
function priced(
	company: CompanyFile,
	row: FinanceRecord,
	given: FinanceRecord,
	price: string,
	previous: bigint,
): FinanceRecord {
	if (!has(given, price) && has(given, 'Amount')) {
		const amount = cents(row.Amount);
		const rate = has(row, 'Quantity') ? rateOf(amount, row.Quantity) : undefined;
		const rest = { ...row, Amount: amountText(amount) };
		return rate === undefined ? rest : { ...rest, [price]: amountText(rate) };
	}
	if (!has(row, price) && has(row, 'RatePercent')) {
		return { ...row, Amount: amountText(percentOf(previous, row.RatePercent)) };
	}
	if (!has(row, price) && has(row, 'Amount')) return row;
	const rate = has(row, price) ? row[price] : itemPrice(company, row, price);
	const amount = amountText(times(row.Quantity ?? '1', rate));
	return rate === undefined
		? { ...row, Amount: amount }
		: { ...row, [price]: rate, Amount: amount };
}

/** Inventory adjustments give the difference in a group and get it back without (qbXML). */
function flattened({ QuantityAdjustment, ValueAdjustment, ...row }: FinanceRecord): FinanceRecord {
	const members = { ...(QuantityAdjustment ?? {}), ...(ValueAdjustment ?? {}) } as FinanceRecord;
	const { NewQuantity, ...rest } = members;
	return NewQuantity === undefined
		? { ...row, ...rest }
		: { ...row, QuantityDifference: NewQuantity, ...rest };
}

function computed(
	{ company, kind }: Write,
	group: LineGroup,
	row: FinanceRecord,
	given: FinanceRecord,
	previous: bigint,
): FinanceRecord {
	if (group.name === 'itemGroupLines') return { TotalAmount: '0.00', ...row };
	if (group.name === 'appliedPayments') return row;
	if (kind.value === 'inventoryAdjustment') return flattened(row);
	if (group.name !== 'itemLines') {
		return { ...row, Amount: amountText(cents(row.Amount)) };
	}
	const set = kind.facts.lines.itemLines;
	const price = set?.fields.some(({ path }) => path === 'Cost') ? 'Cost' : 'Rate';
	return priced(company, row, given, price, previous);
}

/** A line that names nothing but itself stays as it is. */
function isMentionedOnly(row: FinanceRecord, idField: string): boolean {
	return Object.entries(row).every(([member, value]) => member === idField || value === null);
}

function newRow(write: Write, group: LineGroup, given: FinanceRecord): FinanceRecord {
	const set = write.kind.facts.lines[group.name] ?? { fields: [], oneOf: [] };
	const row = without(shaped(write, set, given), ['TxnLineID']);
	const clean = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
	return group.idField === 'TxnID'
		? clean
		: { TxnLineID: write.company.newTxnId(write.at), ...clean };
}

function changedRow(write: Write, group: LineGroup, old: FinanceRecord, given: FinanceRecord) {
	const set = write.kind.facts.lines[group.name] ?? { fields: [], oneOf: [] };
	return merged(old, shaped(write, set, given));
}

/** The rows of one kind of line after a write. */
function rowsAfter(write: Write, group: LineGroup, old: FinanceRecord[], rows: FinanceRecord[]) {
	let previous = 0n;
	return rows.map((given) => {
		const known = old.find((row) => row[group.idField] === given[group.idField]);
		if (known && isMentionedOnly(given, group.idField)) {
			previous = cents(known.Amount);
			// An applied payment that is only mentioned keeps its amount.
			return group.name === 'appliedPayments' ? { ...known, PaymentAmount: known.Amount } : known;
		}
		const row = known ? changedRow(write, group, known, given) : newRow(write, group, given);
		const result = computed(write, group, row, given, previous);
		previous = cents(result.Amount);
		return result;
	});
}

/**
 * The lines that a record has after a write; undefined when the write names none, so that they stay as they are. Once
 * any line is named, whatever line is not mentioned is gone, of the other kinds too (our choice: the strictest reading).
 * An empty list names no line, as it leaves nothing in qbXML (our choice).
 */
export function linesAfter(
	write: Write,
	old: FinanceRecord,
	given: FinanceRecord,
): FinanceRecord | undefined {
	const { lines } = write.kind;
	if (!lines.some(({ key }) => rowsOf(given, key).length > 0)) return undefined;
	const groups = lines.map((group) => {
		const rows = rowsAfter(write, group, rowsOf(old, group.key), rowsOf(given, group.key));
		return [group.key, rows.length > 0 ? rows : null] as const;
	});
	return Object.fromEntries(groups);
}
