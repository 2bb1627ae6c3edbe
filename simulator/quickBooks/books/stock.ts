import { idIn, idOf, rowsOf, type QbRecord } from '../record';
import type { Books } from './books';
import { units } from './money';
import { leafRows } from './rows';
import { STOCK_ITEMS } from '../objects';

/** What a transaction does to the things on hand. */
export interface Movement {
	itemId: string;
	siteId: string | undefined;
	/** In hundred-thousandths; what comes in is positive. */
	quantity: bigint;
}

/** Which transactions bring things in, and which take them out. */
const DIRECTIONS: Readonly<Record<string, 1n | -1n>> = {
	Bill: 1n,
	Check: 1n,
	CreditCardCharge: 1n,
	CreditCardCredit: -1n,
	CreditMemo: 1n,
	Invoice: -1n,
	ItemReceipt: 1n,
	SalesReceipt: -1n,
	VendorCredit: -1n,
};

const siteOf = (row: QbRecord, record: QbRecord) =>
	idIn(row, 'InventorySiteRef') ?? idIn(record, 'InventorySiteRef');

function built(record: QbRecord): Movement[] {
	const siteId = idIn(record, 'InventorySiteRef');
	const made = { itemId: idIn(record, 'ItemInventoryAssemblyRef')!, siteId };
	return [
		{ ...made, quantity: units(record.QuantityToBuild) },
		...rowsOf(record, 'ComponentItemLineRet').map((row) => ({
			itemId: idIn(row, 'ItemRef')!,
			siteId,
			quantity: -units(row.QuantityNeeded),
		})),
	];
}

function transferred(record: QbRecord): Movement[] {
	const [from, to] = [idIn(record, 'FromInventorySiteRef'), idIn(record, 'ToInventorySiteRef')];
	return rowsOf(record, 'TransferInventoryLineRet').flatMap((row) => {
		const itemId = idIn(row, 'ItemRef')!;
		const quantity = units(row.QuantityTransferred);
		return [
			{ itemId, siteId: from, quantity: -quantity },
			{ itemId, siteId: to, quantity },
		];
	});
}

/** What a transaction does to the things on hand; what is pending does nothing. */
function movementsOf(books: Books, name: string, record: QbRecord): Movement[] {
	if (record.IsPending === 'true') return [];
	const all = () => {
		if (name === 'BuildAssembly') return built(record);
		if (name === 'TransferInventory') return transferred(record);
		if (name === 'InventoryAdjustment') {
			return rowsOf(record, 'InventoryAdjustmentLineRet').map((row) => ({
				itemId: idIn(row, 'ItemRef')!,
				siteId: siteOf(row, record),
				quantity: units(row.QuantityDifference),
			}));
		}
		const direction = DIRECTIONS[name];
		if (direction === undefined) return [];
		return leafRows(name, record).flatMap((row) => {
			const itemId = idIn(row, 'ItemRef');
			if (itemId === undefined) return [];
			const quantity = direction * (row.Quantity === undefined ? 0n : units(row.Quantity));
			return [{ itemId, siteId: siteOf(row, record), quantity }];
		});
	};
	return all().filter(
		({ itemId, quantity }) =>
			quantity !== 0n && STOCK_ITEMS.includes(books.item(itemId)?.object.name ?? ''),
	);
}

/** How many of each thing are on hand, in all and at each site, beside what an item was opened with. */
export class Stock {
	private readonly quantities = new Map<string, bigint>();
	private readonly bySite = new Map<string, Map<string, bigint>>();
	private readonly moved = new Map<string, Movement[]>();

	/** Begins with all that another one holds. */
	begin({ quantities, bySite, moved }: Stock): void {
		for (const [id, quantity] of quantities) this.quantities.set(id, quantity);
		for (const [id, sites] of bySite) this.bySite.set(id, new Map(sites));
		for (const [id, movements] of moved) this.moved.set(id, movements);
	}

	/** A transaction is there now. */
	move(books: Books, name: string, record: QbRecord): void {
		const movements = movementsOf(books, name, record);
		if (movements.length === 0) return;
		this.moved.set(idOf(record), movements);
		this.apply(movements, 1n);
	}

	/** A transaction is there no more. */
	unmove(record: QbRecord): void {
		this.apply(this.moved.get(idOf(record)) ?? [], -1n);
		this.moved.delete(idOf(record));
	}

	/** In hundred-thousandths. */
	of(itemId: string): bigint {
		return this.quantities.get(itemId) ?? 0n;
	}

	/** By the id of the site; what is at none stands under an empty one. */
	sitesOf(itemId: string): ReadonlyMap<string, bigint> {
		return this.bySite.get(itemId) ?? new Map<string, bigint>();
	}

	private apply(movements: Movement[], direction: bigint): void {
		for (const { itemId, siteId = '', quantity } of movements) {
			const change = direction * quantity;
			this.quantities.set(itemId, this.of(itemId) + change);
			const sites = this.bySite.get(itemId) ?? new Map<string, bigint>();
			this.bySite.set(itemId, sites.set(siteId, (sites.get(siteId) ?? 0n) + change));
		}
	}
}
