import {
	subtractDecimals,
	sumDecimals,
} from '../../../nodes/QuickBooksEnterprise/catalogue/decimal';
import { cents, sum, times } from '../money';
import { rowsOf, type FinanceRecord } from '../kinds';
import type { Content } from './accounting';
import { cell, type ReportBooks } from './books';
import { percentText } from './columns';
import { nameOf, referenceIn } from './entries';
import { amounts, LABELS, text, texts, type Column, type Row } from './table';

const TYPES = ['ItemInventory', 'ItemInventoryAssembly'];

/** Inventory items that the request leaves, by name. */
function stockItems(books: ReportBooks): FinanceRecord[] {
	const { values } = books.request;
	const lower = (each: unknown) => String(each).toLowerCase();
	const names = values.get('ItemName')?.map(lower);
	const ids = values.get('ItemId');
	return books.products
		.filter(({ ItemType }) => TYPES.includes(String(ItemType)))
		.filter((item) => !names || names.includes(lower(nameOf(item))))
		.filter(({ ListID }) => !ids || ids.includes(String(ListID)))
		.sort((a, b) => (nameOf(a)! < nameOf(b)! ? -1 : 1));
}

const onHand = ({ QuantityOnHand }: FinanceRecord) => String(QuantityOnHand ?? '0');

/** How many of an item are in open orders. */
function ordered(books: ReportBooks, value: string, { ListID }: FinanceRecord): string {
	const rows = books
		.list(value)
		.filter((order) => order.IsManuallyClosed !== 'true')
		.flatMap((order) => Object.keys(order).flatMap((key) => rowsOf(order, key)))
		.filter((row) => referenceIn(row, 'ItemRef')?.ListID === ListID);
	return sumDecimals(rows.map(({ Quantity }) => String(Quantity ?? '0')));
}

const STATUS: Column[] = [
	LABELS,
	...texts('Pref Vendor', 'Reorder Pt'),
	...['On Hand', 'On Sales Order', 'Available', 'On PO'].map(
		(title): Column => ({ title, type: 'QUANTYPE' }),
	),
];

function statusRow(books: ReportBooks, item: FinanceRecord): Row {
	const onSales = ordered(books, 'salesOrder', item);
	return {
		kind: 'data',
		label: nameOf(item)!,
		about: 'item',
		cells: [
			nameOf(referenceIn(item, 'PrefVendorRef')) ?? '',
			String(item.ReorderPoint ?? ''),
			onHand(item),
			onSales,
			subtractDecimals(onHand(item), onSales),
			ordered(books, 'purchaseOrder', item),
		],
	};
}

export function stockByItem(books: ReportBooks): Content {
	return { columns: STATUS, rows: stockItems(books).map((item) => statusRow(books, item)) };
}

export function stockByVendor(books: ReportBooks): Content {
	const items = stockItems(books);
	const vendor = (item: FinanceRecord) => nameOf(referenceIn(item, 'PrefVendorRef')) ?? 'No vendor';
	const rows = [...new Set(items.map(vendor))].sort().flatMap((name) => {
		const own = items.filter((item) => vendor(item) === name);
		return [text(name), ...own.map((item) => statusRow(books, item))];
	});
	return { columns: STATUS, rows };
}

/** Cost is what was last paid, as averages are not kept (our choice). */
export function valuation(books: ReportBooks): Content {
	const items = stockItems(books).map((item) => {
		const cost = String(item.AverageCost ?? item.PurchaseCost ?? '0.00');
		const price = String(item.SalesPrice ?? '0.00');
		const quantity = onHand(item);
		return {
			item,
			cost,
			price,
			quantity,
			asset: times(quantity, cost),
			retail: times(quantity, price),
		};
	});
	const [assets, retails] = [
		sum(items.map(({ asset }) => asset)),
		sum(items.map(({ retail }) => retail)),
	];
	const rows = items.map(
		({ item, cost, price, quantity, asset, retail }): Row => ({
			kind: 'data',
			label: nameOf(item)!,
			about: 'item',
			cells: [
				quantity,
				cell(cents(cost)),
				cell(asset),
				percentText(asset, assets),
				cell(cents(price)),
				cell(retail),
			],
		}),
	);
	const whole = sumDecimals(items.map(({ quantity }) => quantity));
	const share = percentText(assets, assets);
	return {
		columns: [
			LABELS,
			{ title: 'On Hand', type: 'QUANTYPE' },
			...amounts('Avg Cost', 'Asset Value'),
			{ title: '% of Tot Asset', type: 'PERCENTTYPE' },
			...amounts('Sales Price', 'Retail Value'),
		],
		rows: [
			...rows,
			{ kind: 'total', label: 'TOTAL', cells: [whole, '', cell(assets), share, '', cell(retails)] },
		],
	};
}

/** A list to count by hand. */
export function worksheet(books: ReportBooks): Content {
	return {
		columns: [
			LABELS,
			...texts('Pref Vendor'),
			{ title: 'Quantity On Hand', type: 'QUANTYPE' },
			...texts('Physical Count'),
		],
		rows: stockItems(books).map((item) => ({
			kind: 'data',
			label: nameOf(item)!,
			about: 'item',
			cells: [nameOf(referenceIn(item, 'PrefVendorRef')) ?? '', onHand(item), ''],
		})),
	};
}
