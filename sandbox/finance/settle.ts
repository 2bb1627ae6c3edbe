import type { Resource } from '../../nodes/QuickBooksEnterprise/catalogue/types';
import type { CompanyFile } from './companyFile';
import { idOf, resourceNamed, rowsOf, type FinanceRecord } from './kinds';
import { worthOf } from './ledger';
import { amountText, cents, percentOf, smaller, sum } from './money';
import { notBalanced } from './refuse';
import { invalidInContext, malformedId, notFound } from './status';

const ID = /^[0-9A-F]+-\d+$/i;

/** Refuses what cannot be an id at all. */
export function requireId(id: string, field: string): void {
	if (!ID.test(id)) throw malformedId(id, field);
}

const amountsOf = (rows: FinanceRecord[]) =>
	sum(rows.map((row) => cents(row.Amount ?? row.TotalAmount)));

function lineTotal(resource: Resource, record: FinanceRecord): bigint {
	return sum(resource.lines.map(({ key }) => amountsOf(rowsOf(record, key))));
}

/** Lines whose code is taxable are taxed at the rate of the transaction; without either there is no tax (our choice). */
function salesTax(company: CompanyFile, resource: Resource, record: FinanceRecord): FinanceRecord {
	const rateId = String((record.ItemSalesTaxRef as FinanceRecord | undefined)?.ListID);
	const percent = company.get(resourceNamed('taxRate'), rateId)?.TaxRate ?? '0.00';
	const taxable = resource.lines.flatMap(({ key }) =>
		rowsOf(record, key).filter((row) => {
			const code = String((row.SalesTaxCodeRef as FinanceRecord | undefined)?.ListID);
			return company.get(resourceNamed('taxCode'), code)?.IsTaxable === 'true';
		}),
	);
	const tax = percentOf(amountsOf(taxable), percent);
	return { SalesTaxPercentage: percent, SalesTaxTotal: amountText(tax) };
}

function sale(company: CompanyFile, resource: Resource, record: FinanceRecord): FinanceRecord {
	const subtotal = lineTotal(resource, record);
	const tax = salesTax(company, resource, record);
	const totals = { Subtotal: amountText(subtotal), ...tax };
	if (resource.value === 'invoice') return totals;
	return { ...totals, TotalAmount: amountText(subtotal + cents(tax.SalesTaxTotal)) };
}

function balanced(record: FinanceRecord): FinanceRecord {
	const debits = amountsOf(rowsOf(record, 'JournalDebitLine'));
	const credits = amountsOf(rowsOf(record, 'JournalCreditLine'));
	if (debits !== credits) throw notBalanced(amountText(debits));
	return {};
}

const isSameOrJob = (txn: FinanceRecord, member: string, payer: FinanceRecord) => {
	const owner = txn[member] as FinanceRecord;
	return (
		owner.ListID === payer.ListID || String(owner.FullName).startsWith(`${String(payer.FullName)}:`)
	);
};

/** Pays invoices or bills: each row gets its amount, which is at most what is due and what is left of the payment. */
function payment(company: CompanyFile, resource: Resource, record: FinanceRecord): FinanceRecord {
	const isReceived = resource.value === 'payment';
	const target = resourceNamed(isReceived ? 'invoice' : 'bill');
	const owner = isReceived ? 'CustomerRef' : 'VendorRef';
	const payer = record[isReceived ? 'CustomerRef' : 'PayeeEntityRef'] as FinanceRecord;
	const due = (txn: FinanceRecord) =>
		worthOf(target.value, txn) - company.ledger.appliedTo(idOf(txn));
	let rest = isReceived && record.TotalAmount !== undefined ? cents(record.TotalAmount) : undefined;

	const open = () =>
		company
			.all(target)
			.filter((txn) => isSameOrJob(txn, owner, payer) && due(txn) > 0n)
			.sort((a, b) => (String(a.TxnDate) < String(b.TxnDate) ? -1 : 1))
			.map((txn): FinanceRecord => ({ TxnID: txn.TxnID }));
	const asked = record.IsAutoApply === 'true' ? open() : rowsOf(record, 'AppliedToTxn');
	const rows = asked.map(({ PaymentAmount: sent, ...row }) => {
		requireId(String(row.TxnID), 'TxnID');
		const txn = company.get(target, String(row.TxnID));
		if (!txn) throw notFound(String(row.TxnID));
		if (!isSameOrJob(txn, owner, payer)) {
			throw invalidInContext('TxnID', String(row.TxnID), 'It belongs to somebody else.');
		}
		const wanted = sent ?? row.Amount;
		const amount =
			wanted !== undefined
				? cents(wanted)
				: rest === undefined
					? due(txn)
					: smaller(rest, due(txn));
		if (amount > due(txn) || (rest !== undefined && amount > rest)) {
			throw invalidInContext(
				'payment amount',
				amountText(amount),
				'It is more than the amount due or received.',
			);
		}
		if (rest !== undefined) rest -= amount;
		return {
			...row,
			TxnType: target.qbObject,
			TxnDate: txn.TxnDate,
			...(txn.RefNumber ? { RefNumber: txn.RefNumber } : {}),
			BalanceRemaining: amountText(due(txn) - amount),
			Amount: amountText(amount),
		};
	});
	delete record.IsAutoApply;
	const paid = amountsOf(rows);
	const lines = { AppliedToTxn: rows.filter(({ Amount: amount }) => amount !== '0.00') };
	if (!isReceived) return { ...lines, Amount: amountText(paid) };
	return { ...lines, TotalAmount: amountText(rest === undefined ? paid : paid + rest) };
}

/** The members of a transaction that QuickBooks computes itself. */
export function totals(
	company: CompanyFile,
	resource: Resource,
	record: FinanceRecord,
): FinanceRecord {
	switch (resource.value) {
		case 'invoice':
		case 'creditMemo':
		case 'salesReceipt':
		case 'salesOrder':
		case 'estimate':
			return sale(company, resource, record);
		case 'bill':
			return { AmountDue: amountText(lineTotal(resource, record)) };
		case 'vendorCredit':
			return { CreditAmount: amountText(lineTotal(resource, record)) };
		case 'creditCardCharge':
		case 'creditCardCredit':
		case 'check':
			return { Amount: amountText(lineTotal(resource, record)) };
		case 'deposit':
			return { DepositTotal: amountText(lineTotal(resource, record)) };
		case 'itemReceipt':
		case 'purchaseOrder':
			return { TotalAmount: amountText(lineTotal(resource, record)) };
		case 'journalEntry':
			return balanced(record);
		case 'payment':
		case 'billPaymentCheck':
		case 'billPaymentCard':
			return payment(company, resource, record);
		default:
			return {};
	}
}
