import type { Holder } from '../books/books';
import type { CompanyFile } from '../books/companyFile';
import { worthOf } from '../books/ledger';
import { amountText, cents, quantityText, sum } from '../books/money';
import { onHand } from '../books/onHand';
import { STOCK_ITEMS } from '../objects';
import { idIn, idOf, referenceIn, referenceTo, rowsOf, type QbRecord } from '../record';
import { toDeposit } from '../transactions/deposits';
import { ordered } from './orders';
import { canBuild } from './ret';

/** Payments that wait to be paid in. */
function receivePaymentsToDeposit(file: CompanyFile): QbRecord[] {
	return toDeposit(file).map(({ name, record }) => ({
		TxnID: idOf(record),
		TxnType: name,
		...(record.CustomerRef ? { CustomerRef: record.CustomerRef } : {}),
		TxnDate: record.TxnDate,
		...(record.RefNumber ? { RefNumber: record.RefNumber } : {}),
		Amount: record.TotalAmount,
	}));
}

/** How many of each item are at each site. */
function itemSites(file: CompanyFile): QbRecord[] {
	return STOCK_ITEMS.flatMap((name) =>
		file.all(name).flatMap((item) => {
			const id = idOf(item);
			const { bought, sold } = ordered(file, id);
			const sites = [...file.stock.sitesOf(id)];
			const placed = sum(sites.map(([, quantity]) => quantity));
			const rest = onHand(file, id) - placed;
			const [first] = file.all('InventorySite');
			const all = new Map(sites.map(([site, quantity]) => [site || idOf(first ?? item), quantity]));
			if (first) all.set(idOf(first), (all.get(idOf(first)) ?? 0n) + rest);
			return [...all].map(([siteId, quantity], index): QbRecord => {
				const site = file.get('InventorySite', siteId);
				return {
					ListID: `${id.split('-')[0]}-${index + 1}`,
					TimeCreated: item.TimeCreated,
					TimeModified: item.TimeModified,
					EditSequence: item.EditSequence,
					[`${name}Ref`]: referenceTo(item),
					...(site ? { InventorySiteRef: referenceTo(site) } : {}),
					QuantityOnHand: quantityText(quantity),
					QuantityOnPurchaseOrders: quantityText(index === 0 ? bought : 0n),
					QuantityOnSalesOrders: quantityText(index === 0 ? sold : 0n),
				};
			});
		}),
	);
}

function assembliesCanBuild(file: CompanyFile): QbRecord[] {
	return file.all('ItemInventoryAssembly').map((item) => ({
		ItemInventoryAssemblyRef: referenceTo(item),
		QuantityCanBuild: String(canBuild(file, item)),
	}));
}

/** Tax that was charged and not paid, by the office that it is owed to. */
function salesTaxPayable(file: CompanyFile): QbRecord[] {
	const owed = new Map<string, bigint>();
	for (const [name, sign] of [
		['Invoice', 1n],
		['SalesReceipt', 1n],
		['CreditMemo', -1n],
	] as const) {
		for (const sale of file.all(name)) {
			const id = idIn(sale, 'ItemSalesTaxRef');
			if (id) owed.set(id, (owed.get(id) ?? 0n) + sign * cents(sale.SalesTaxTotal));
		}
	}
	for (const check of file.all('SalesTaxPaymentCheck')) {
		for (const row of rowsOf(check, 'SalesTaxPaymentCheckLineRet')) {
			const id = idIn(row, 'ItemSalesTaxRef');
			if (id) owed.set(id, (owed.get(id) ?? 0n) - cents(row.Amount));
		}
	}
	const byOffice = new Map<string, { office?: QbRecord; lines: QbRecord[] }>();
	for (const [id, amount] of owed) {
		const item = file.item(id)?.record;
		if (!item || amount === 0n) continue;
		const office = referenceIn(item, 'TaxVendorRef');
		const known = byOffice.get(String(office?.ListID)) ?? { office, lines: [] };
		known.lines.push({ ItemSalesTaxRef: referenceTo(item), Amount: amountText(amount) });
		byOffice.set(String(office?.ListID), known);
	}
	return [...byOffice.values()].map(({ office, lines }) => ({
		...(office ? { PayeeEntityRef: office } : {}),
		Amount: amountText(sum(lines.map(({ Amount: amount }) => cents(amount)))),
		SalesTaxPayableLineRet: lines,
	}));
}

/** What is to be paid to each vendor, and what can be set against it; `#payee` is whom. */
function billsToPay(file: CompanyFile): QbRecord[] {
	const common = (holder: Holder) => ({
		TxnID: idOf(holder.record),
		TxnType: holder.object.name,
		APAccountRef: holder.record.APAccountRef,
		TxnDate: holder.record.TxnDate,
		...(holder.record.RefNumber ? { RefNumber: holder.record.RefNumber } : {}),
	});
	return ['Bill', 'VendorCredit'].flatMap((name) =>
		file.all(name).flatMap((record): QbRecord[] => {
			const open = worthOf(name, record) - file.ledger.appliedTo(idOf(record));
			const holder = file.transaction(idOf(record));
			if (open <= 0n || !holder) return [];
			const amount = amountText(open);
			const due = record.DueDate ? { DueDate: record.DueDate } : {};
			return [
				{
					'#payee': idIn(record, 'VendorRef'),
					...(name === 'Bill'
						? { BillToPay: { ...common(holder), ...due, AmountDue: amount } }
						: { CreditToApply: { ...common(holder), CreditRemaining: amount } }),
				},
			];
		}),
	);
}

/** Lines of a tax return that accounts can stand for; which there are depends on the form (our choice: a few). */
const TAX_LINES: ReadonlyArray<readonly [id: string, name: string]> = [
	['1581', 'Sch C: Gross receipts or sales'],
	['1586', 'Sch C: Cost of goods sold'],
	['1591', 'Sch C: Advertising'],
	['1613', 'Sch C: Office expenses'],
];

/** What can be asked for and is no record: made when it is asked for. */
export const COMPUTED: Readonly<Record<string, (file: CompanyFile) => QbRecord[]>> = {
	AccountTaxLineInfo: () =>
		TAX_LINES.map(([TaxLineID, TaxLineName]) => ({ TaxLineID, TaxLineName })),
	BarCode: (file) =>
		file
			.holders('Item')
			.filter(({ record }) => record.BarCodeValue)
			.map(({ record }) => ({ ListType: 'Item', ...referenceTo(record) })),
	BillToPay: billsToPay,
	CompanyActivity: () => [
		{ LastRestoreTime: '2017-01-20T21:31:15+00:00', LastCondenseTime: '2017-01-20T21:31:15+00:00' },
	],
	Form1099CategoryAccountMapping: () => [{ IsFiling1099Misc: 'false' }],
	ItemAssembliesCanBuild: assembliesCanBuild,
	ItemSites: itemSites,
	ReceivePaymentToDeposit: receivePaymentsToDeposit,
	SalesTaxPayable: salesTaxPayable,
};
