import { cents, quantityText, sum, times, units } from '../books/money';
import type { QbRecord } from '../record';
import type { Content } from './accounting';
import { cell, type ReportBooks } from './books';
import { percentText } from './columns';
import { nameOf, referenceIn } from './entries';
import { amounts, LABELS, text, texts, type Column, type Row } from './table';

/** Inventory items that the request leaves, by name. */
function stockItems(books: ReportBooks): QbRecord[] {
	const { values } = books.request;
	const lower = (each: unknown) => String(each).toLowerCase();
	const names = values.get('ItemName')?.map(lower);
	const ids = values.get('ItemId');
	return books
		.stockItems()
		.filter((item) => !names || names.includes(lower(nameOf(item))))
		.filter(({ ListID }) => !ids || ids.includes(String(ListID)))
		.sort((a, b) => (nameOf(a)! < nameOf(b)! ? -1 : 1));
}

const onHand = ({ QuantityOnHand }: QbRecord) => String(QuantityOnHand ?? '0');

const STATUS: Column[] = [
	LABELS,
	...texts('Pref Vendor', 'Reorder Pt'),
	...['On Hand', 'On Sales Order', 'Available', 'On PO'].map(
		(title): Column => ({ title, type: 'QUANTYPE' }),
	),
];

function statusRow(item: QbRecord): Row {
	const onSales = String(item.QuantityOnSalesOrder ?? '0');
	return {
		kind: 'data',
		label: nameOf(item)!,
		about: 'item',
		cells: [
			nameOf(referenceIn(item, 'PrefVendorRef')) ?? '',
			String(item.ReorderPoint ?? ''),
			onHand(item),
			onSales,
			quantityText(units(onHand(item)) - units(onSales)),
			String(item.QuantityOnOrder ?? '0'),
		],
	};
}

export function stockByItem(books: ReportBooks): Content {
	return { columns: STATUS, rows: stockItems(books).map((item) => statusRow(item)) };
}

export function stockByVendor(books: ReportBooks): Content {
	const items = stockItems(books);
	const vendor = (item: QbRecord) => nameOf(referenceIn(item, 'PrefVendorRef')) ?? 'No vendor';
	const rows = [...new Set(items.map(vendor))].sort().flatMap((name) => {
		const own = items.filter((item) => vendor(item) === name);
		return [text(name), ...own.map((item) => statusRow(item))];
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
	const whole = quantityText(sum(items.map(({ quantity }) => units(quantity))));
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
