import type { CompanyFile } from '../books/companyFile';
import { amountText, cents, percentOf, sum, times } from '../books/money';
import { amountsOf, isSubtotal, leafRows, linesTotal } from '../books/rows';
import { idIn, rowsOf, type QbRecord } from '../record';
import { notBalanced } from '../refusals/status';
import { paymentAfter } from './payments';

/** The rate of a tax item, or what those of a group come to; `undefined` where none is named. */
function taxRate(file: CompanyFile, record: QbRecord): string {
	const { object, record: item } = file.item(idIn(record, 'ItemSalesTaxRef')) ?? {};
	if (object?.name === 'ItemSalesTaxGroup') {
		const rates = rowsOf(item, 'ItemSalesTaxRef').map(({ ListID: id }) =>
			cents(file.item(String(id))?.record.TaxRate),
		);
		return amountText(sum(rates));
	}
	return String(item?.TaxRate ?? '0.00');
}

/** Lines whose code is taxable are taxed at the rate of the transaction; without either there is no tax (our choice). */
function salesTax(file: CompanyFile, name: string, record: QbRecord): QbRecord {
	const percent = taxRate(file, record);
	const taxable = leafRows(name, record).filter(
		(row) =>
			!isSubtotal(file, row) &&
			file.get('SalesTaxCode', idIn(row, 'SalesTaxCodeRef') ?? '')?.IsTaxable === 'true',
	);
	const tax = percentOf(amountsOf(file, taxable), percent);
	return { SalesTaxPercentage: percent, SalesTaxTotal: amountText(tax) };
}

function sale(file: CompanyFile, name: string, record: QbRecord): QbRecord {
	const subtotal = linesTotal(file, name, record);
	const tax = salesTax(file, name, record);
	const totals = { Subtotal: amountText(subtotal), ...tax };
	if (name === 'Invoice') return totals;
	return { ...totals, TotalAmount: amountText(subtotal + cents(tax.SalesTaxTotal)) };
}

/** @throws StatusError when debits and credits differ. */
function balanced(file: CompanyFile, record: QbRecord): QbRecord {
	const debits = amountsOf(file, rowsOf(record, 'JournalDebitLine'));
	const credits = amountsOf(file, rowsOf(record, 'JournalCreditLine'));
	if (debits !== credits) throw notBalanced(amountText(debits));
	return {};
}

function depositTotal(record: QbRecord): bigint {
	const paidIn = sum(rowsOf(record, 'DepositLineRet').map(({ Amount: amount }) => cents(amount)));
	return paidIn - cents((record.CashBackInfoRet as QbRecord | undefined)?.Amount);
}

/** Amount beats rate, as on lines. */
function chargeAmount(record: QbRecord): QbRecord {
	if (record.Amount !== undefined) return { Amount: amountText(cents(record.Amount)) };
	return { Amount: amountText(times(record.Quantity ?? '1', record.Rate)) };
}

/**
 * The members of a transaction that QuickBooks computes itself.
 *
 * @param given what the request says of it, for what is paid with it.
 * @throws StatusError
 */
export function totals(
	file: CompanyFile,
	name: string,
	record: QbRecord,
	given: QbRecord,
): QbRecord {
	const total = () => amountText(linesTotal(file, name, record));
	switch (name) {
		case 'Invoice':
		case 'CreditMemo':
		case 'SalesReceipt':
		case 'SalesOrder':
		case 'Estimate':
			return sale(file, name, record);
		case 'Bill':
			return { AmountDue: total() };
		case 'VendorCredit':
			return { CreditAmount: total() };
		case 'CreditCardCharge':
		case 'CreditCardCredit':
		case 'Check':
		case 'SalesTaxPaymentCheck':
			return { Amount: total() };
		case 'Deposit':
			return { DepositTotal: amountText(depositTotal(record)) };
		case 'ItemReceipt':
		case 'PurchaseOrder':
			return { TotalAmount: total() };
		case 'JournalEntry':
			return balanced(file, record);
		case 'Charge':
			return chargeAmount(record);
		case 'ARRefundCreditCard': {
			const rows = rowsOf(record, 'RefundAppliedToTxnRet');
			return { TotalAmount: amountText(sum(rows.map((row) => cents(row.RefundAmount)))) };
		}
		case 'ReceivePayment':
		case 'BillPaymentCheck':
		case 'BillPaymentCreditCard':
			return paymentAfter(file, name, record, given);
		default:
			return {};
	}
}
