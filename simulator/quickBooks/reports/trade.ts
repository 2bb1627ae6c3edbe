import { cents, percentOf, quantityText, rateOf, sum, units } from '../books/money';
import { isSubtotal, leafRows } from '../books/rows';
import type { QbRecord } from '../record';
import { byName, type Content } from './accounting';
import { cell, type ReportBooks } from './books';
import { percentText } from './columns';
import { nameOf, referenceIn, transactionsOf, type Entry } from './entries';
import { INCOME, isProfit } from './statements';
import { amounts, LABELS, texts, type Column, type Row } from './table';

const SALES = ['Invoice', 'SalesReceipt', 'CreditMemo'];
const PURCHASES = ['Bill', 'ItemReceipt', 'VendorCredit', 'CreditCardCharge', 'CreditCardCredit'];

const inPeriod = (books: ReportBooks) =>
	books.entries.filter((entry) => books.within(books.request.period, entry));

/** Lines of sales, without tax and what is owed. */
const salesLines = (books: ReportBooks) =>
	inPeriod(books).filter(({ txn, row }) => SALES.includes(txn.name) && row !== undefined);

/** Lines with items of purchases. */
const purchaseLines = (books: ReportBooks) =>
	inPeriod(books).filter(
		({ txn, row }) => PURCHASES.includes(txn.name) && row?.ItemRef !== undefined,
	);

export function salesByCustomer(books: ReportBooks): Content {
	const lines = salesLines(books);
	return byName(books, lines, (entry) => books.customerOf(entry), -1n, 'customer');
}

export function salesByRep(books: ReportBooks): Content {
	const rep = ({ txn }: Entry) => nameOf(referenceIn(txn.record, 'SalesRepRef'));
	return byName(books, salesLines(books), rep, -1n, 'salesRep');
}

/** What each customer brought after its costs. */
export function incomeByCustomer(books: ReportBooks): Content {
	const entries = inPeriod(books).filter(
		(entry) => isProfit(books.accountType(entry.accountId)) && books.customerOf(entry),
	);
	return byName(books, entries, (entry) => books.customerOf(entry), -1n, 'customer');
}

const vendorOf =
	(books: ReportBooks) =>
	({ txn }: Entry) =>
		books.record('Vendor', txn.entity?.ListID) && nameOf(txn.entity);

export function expenseByVendor(books: ReportBooks): Content {
	const entries = inPeriod(books).filter((entry) => {
		const type = books.accountType(entry.accountId);
		return isProfit(type) && !INCOME.includes(type) && vendorOf(books)(entry);
	});
	return byName(books, entries, vendorOf(books), 1n, 'vendor');
}

export function purchaseByVendor(books: ReportBooks): Content {
	return byName(books, purchaseLines(books), vendorOf(books), 1n, 'vendor');
}

/** A quantity, negative when it came back. */
function quantityOf({ row, txn }: Entry): string {
	const quantity = String(row?.Quantity ?? '0');
	const isBack = ['CreditMemo', 'VendorCredit', 'CreditCardCredit'].includes(txn.name);
	if (!isBack) return quantity;
	return quantity.startsWith('-') ? quantity.slice(1) : `-${quantity}`;
}

function byItem(entries: Entry[], sign: bigint, columns: Column[], withShare: boolean): Content {
	const items = new Map<string, Entry[]>();
	for (const entry of entries) {
		const name = nameOf(referenceIn(entry.row, 'ItemRef')) ?? 'No item';
		items.set(name, [...(items.get(name) ?? []), entry]);
	}
	const worth = (own: Entry[]) => sign * sum(own.map(({ amount }) => amount));
	const whole = worth(entries);
	const cells = (own: Entry[]): string[] => {
		const quantity = quantityText(sum(own.map((each) => units(quantityOf(each)))));
		const average = rateOf(worth(own), quantity);
		return withShare
			? [
					quantity,
					cell(worth(own)),
					percentText(worth(own), whole),
					average === undefined ? '' : cell(average),
				]
			: [quantity, cell(worth(own))];
	};
	const rows = [...items]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([label, own]): Row => ({ kind: 'data', label, about: 'item', cells: cells(own) }));
	return { columns, rows: [...rows, { kind: 'total', label: 'TOTAL', cells: cells(entries) }] };
}

const QUANTITY: Column = { title: 'Qty', type: 'QUANTYPE' };

export function salesByItem(books: ReportBooks): Content {
	const columns: Column[] = [
		LABELS,
		QUANTITY,
		...amounts('Amount'),
		{ title: '% of Sales', type: 'PERCENTTYPE' },
		...amounts('Avg Price'),
	];
	return byItem(salesLines(books), -1n, columns, true);
}

export function purchaseByItem(books: ReportBooks): Content {
	return byItem(purchaseLines(books), 1n, [LABELS, QUANTITY, ...amounts('Amount')], false);
}

interface TaxedSale {
	rate: QbRecord | undefined;
	all: bigint;
	taxable: bigint;
	tax: bigint;
}

/** Sales of the period with what of them is taxed. */
function taxedSales(books: ReportBooks): TaxedSale[] {
	return transactionsOf(books.company)
		.filter((txn) => SALES.includes(txn.name) && books.within(books.request.period, txn))
		.map(({ name, record }) => {
			const sign = name === 'CreditMemo' ? -1n : 1n;
			const rows = leafRows(name, record).filter((row) => !isSubtotal(books.company, row));
			const taxable = rows.filter(
				(row) =>
					books.record('SalesTaxCode', referenceIn(row, 'SalesTaxCodeRef')?.ListID)?.IsTaxable ===
					'true',
			);
			return {
				rate: books.record('ItemSalesTax', referenceIn(record, 'ItemSalesTaxRef')?.ListID),
				all: sign * cents(record.Subtotal),
				taxable: sign * sum(taxable.map((row) => cents(row.Amount))),
				tax: sign * cents(record.SalesTaxTotal),
			};
		});
}

const added = (sales: TaxedSale[], member: 'all' | 'tax' | 'taxable') =>
	sum(sales.map((sale) => sale[member]));

/** Sales by tax; with what is owed of it, or only what was sold. */
export function salesTax(withTax: boolean) {
	return (books: ReportBooks): Content => {
		const sales = taxedSales(books);
		const cells = (own: TaxedSale[], rate?: QbRecord): string[] => {
			const [all, taxable] = [added(own, 'all'), added(own, 'taxable')];
			if (!withTax) return [cell(taxable), cell(all - taxable), cell(all)];
			// Computed on the sum, as a check against what the single sales were charged.
			const due = rate ? cell(percentOf(taxable, rate.TaxRate)) : '';
			const percent = rate ? String(rate.TaxRate) : '';
			return [cell(all), cell(all - taxable), cell(taxable), percent, due, cell(added(own, 'tax'))];
		};
		const rates = [...new Set(sales.map(({ rate }) => rate))];
		const rows = rates.map((rate): Row => {
			const own = sales.filter((sale) => sale.rate === rate);
			return {
				kind: 'data',
				label: nameOf(rate) ?? 'No tax',
				about: 'item',
				cells: cells(own, rate),
			};
		});
		const columns = withTax
			? [
					LABELS,
					...amounts('Total Sales', 'Non-Taxable Sales', 'Taxable Sales'),
					...texts('Tax Rate'),
					...amounts('Tax at Rate', 'Tax Collected'),
				]
			: [LABELS, ...amounts('Taxable Sales', 'Non-Taxable Sales', 'TOTAL')];
		rows.sort((a, b) => (a.label < b.label ? -1 : 1));
		return { columns, rows: [...rows, { kind: 'total', label: 'TOTAL', cells: cells(sales) }] };
	};
}
