import type { CompanyFile } from '../books/companyFile';
import { linkTo, worthOf } from '../books/ledger';
import { amountText, cents, quantityText, sum, times, units } from '../books/money';
import { onHand } from '../books/onHand';
import { STOCK_ITEMS } from '../objects';
import { idIn, idOf, referenceIn, referenceTo, rowsOf, type QbRecord } from '../record';
import { ordered, orderLinks, purchaseOrder, salesOrder } from './orders';

/** Types of accounts whose balance is what was credited. */
const CREDIT_ACCOUNTS = [
	'AccountsPayable',
	'CreditCard',
	'Equity',
	'Income',
	'LongTermLiability',
	'OtherCurrentLiability',
	'OtherIncome',
];

/** The balance of an account as QuickBooks shows it: on the side where it usually is. */
const accountBalance = (account: QbRecord | undefined, debits: bigint): string =>
	amountText(CREDIT_ACCOUNTS.includes(String(account?.AccountType)) ? -debits : debits);

const WITH_LINKS = [
	'Bill',
	'Charge',
	'Check',
	'CreditMemo',
	'Estimate',
	'Invoice',
	'ItemReceipt',
	'PurchaseOrder',
	'SalesOrder',
	'VendorCredit',
];

function linked(file: CompanyFile, name: string, record: QbRecord): QbRecord {
	if (!WITH_LINKS.includes(name)) return {};
	const links = [...file.ledger.links(idOf(record)), ...orderLinks(file, name, record)];
	return links.length > 0 ? { LinkedTxn: links } : {};
}

/** What a payment pays, with what is left of it now. */
function appliedRows(file: CompanyFile, record: QbRecord): QbRecord[] {
	return rowsOf(record, 'AppliedToTxnRet').map((row) => {
		const target = file.transaction(String(row.TxnID));
		const open = target
			? worthOf(target.object.name, target.record) - file.ledger.appliedTo(String(row.TxnID))
			: cents(row.BalanceRemaining);
		const credits = rowsOf(row, '#credits').flatMap((credit) => {
			const holder = file.transaction(String(credit.CreditTxnID));
			if (!holder) return [];
			const amount = amountText(-cents(credit.AppliedAmount));
			return [linkTo(holder.object.name, holder.record, 'AMTTYPE', amount)];
		});
		return {
			...row,
			BalanceRemaining: amountText(open),
			...(credits.length > 0 ? { LinkedTxn: credits } : {}),
		};
	});
}

function payment(file: CompanyFile, name: string, record: QbRecord): QbRecord {
	const rows = { AppliedToTxnRet: appliedRows(file, record) };
	if (name !== 'ReceivePayment') return rows;
	const used = sum(rowsOf(record, 'AppliedToTxnRet').map((row) => cents(row.Amount)));
	const left = cents(record.TotalAmount) - used - file.ledger.appliedTo(idOf(record));
	return { UnusedPayment: amountText(left), UnusedCredits: '0.00', ...rows };
}

function item(file: CompanyFile, record: QbRecord): QbRecord {
	const id = idOf(record);
	const { bought, sold } = ordered(file, id);
	return {
		QuantityOnHand: quantityText(onHand(file, id)),
		AverageCost: String(record.AverageCost ?? record.PurchaseCost ?? '0.00'),
		QuantityOnOrder: quantityText(bought),
		QuantityOnSalesOrder: quantityText(sold),
	};
}

/** How many of an assembly its parts on hand are enough for, whole ones. */
export function canBuild(file: CompanyFile, assembly: QbRecord | undefined): bigint {
	const each = rowsOf(assembly, 'ItemInventoryAssemblyLine').map((row) => {
		const need = units(row.Quantity ?? '1');
		const there = onHand(file, idIn(row, 'ItemInventoryRef') ?? '');
		return need <= 0n || there <= 0n ? 0n : there / need;
	});
	return each.length === 0 ? 0n : each.reduce((least, one) => (one < least ? one : least));
}

function build(file: CompanyFile, record: QbRecord): QbRecord {
	const id = idIn(record, 'ItemInventoryAssemblyRef') ?? '';
	return {
		QuantityCanBuild: String(canBuild(file, file.item(id)?.record)),
		QuantityOnHand: quantityText(onHand(file, id)),
		QuantityOnSalesOrder: quantityText(ordered(file, id).sold),
		ComponentItemLineRet: rowsOf(record, 'ComponentItemLineRet').map((row) => ({
			...row,
			QuantityOnHand: quantityText(onHand(file, idIn(row, 'ItemRef') ?? '')),
		})),
	};
}

function transfer(file: CompanyFile, record: QbRecord): QbRecord {
	const balance = (member: string) => {
		const id = idIn(record, member) ?? '';
		return accountBalance(file.get('Account', id), file.ledger.accounts.of(id));
	};
	return {
		FromAccountBalance: balance('TransferFromAccountRef'),
		ToAccountBalance: balance('TransferToAccountRef'),
	};
}

/** What changes without the record being written: balances, what was paid, received or is on hand. */
function current(file: CompanyFile, name: string, record: QbRecord): QbRecord {
	const { ledger } = file;
	const id = idOf(record);
	if (STOCK_ITEMS.includes(name)) return item(file, record);
	const applied = () => ledger.appliedTo(id);
	const open = () => worthOf(name, record) - applied();
	switch (name) {
		case 'Customer':
			return {
				Balance: amountText(ledger.entities.of(id)),
				TotalBalance: amountText(ledger.entities.totalOf(id)),
			};
		case 'Vendor':
			return { Balance: amountText(ledger.entities.of(id)) };
		case 'Account':
			return {
				Balance: accountBalance(record, ledger.accounts.of(id)),
				TotalBalance: accountBalance(record, ledger.accounts.totalOf(id)),
			};
		case 'Invoice':
			return {
				AppliedAmount: amountText(-applied()),
				BalanceRemaining: amountText(open()),
				IsPaid: String(open() === 0n),
			};
		case 'Charge':
			return { BalanceRemaining: amountText(open()), IsPaid: String(open() === 0n) };
		case 'Bill':
			return { OpenAmount: amountText(open()), IsPaid: String(open() === 0n) };
		case 'VendorCredit':
			return { OpenAmount: amountText(open()) };
		case 'CreditMemo':
			return { CreditRemaining: amountText(open()) };
		case 'ReceivePayment':
		case 'BillPaymentCheck':
		case 'BillPaymentCreditCard':
			return payment(file, name, record);
		case 'PurchaseOrder':
			return purchaseOrder(file, record);
		case 'SalesOrder':
			return salesOrder(file, record);
		case 'BuildAssembly':
			return build(file, record);
		case 'Transfer':
			return transfer(file, record);
		default:
			return {};
	}
}

/** Transactions that are in the currency of whom they are about, with the amounts that are shown in both. */
const IN_CURRENCY: Readonly<Record<string, readonly string[]>> = {
	ARRefundCreditCard: ['TotalAmount'],
	Bill: ['AmountDue'],
	BillPaymentCheck: ['Amount'],
	BillPaymentCreditCard: ['Amount'],
	Check: ['Amount'],
	CreditCardCharge: ['Amount'],
	CreditCardCredit: ['Amount'],
	CreditMemo: ['CreditRemaining'],
	Deposit: ['DepositTotal'],
	Estimate: ['TotalAmount'],
	Invoice: ['BalanceRemaining'],
	ItemReceipt: ['TotalAmount'],
	JournalEntry: [],
	PurchaseOrder: ['TotalAmount'],
	ReceivePayment: ['TotalAmount'],
	SalesOrder: ['TotalAmount'],
	SalesReceipt: ['TotalAmount'],
	VendorCredit: ['CreditAmount'],
};

const WHOSE = [
	['CustomerRef', 'Customer'],
	['VendorRef', 'Vendor'],
	['PayeeEntityRef', 'Vendor'],
] as const;

function inCurrencies(file: CompanyFile, name: string, record: QbRecord): QbRecord {
	const home = file.homeCurrency();
	if (!home) return {};
	if (name === 'Customer' || name === 'Vendor') {
		return record.CurrencyRef ? {} : { CurrencyRef: referenceTo(home) };
	}
	const members = IN_CURRENCY[name];
	if (!members) return {};
	const owner = WHOSE.map(([member, list]) => file.get(list, idIn(record, member) ?? '')).find(
		Boolean,
	);
	const rate = String(record.ExchangeRate ?? '1');
	const amounts = members.map((member) => [
		`${member}InHomeCurrency`,
		amountText(times(record[member], rate)),
	]);
	return {
		CurrencyRef: record.CurrencyRef ?? referenceIn(owner, 'CurrencyRef') ?? referenceTo(home),
		ExchangeRate: rate,
		...Object.fromEntries(amounts),
	};
}

/** A record with all that QuickBooks computes when it shows it. */
export function retOf(file: CompanyFile, name: string, record: QbRecord): QbRecord {
	const whole = { ...record, ...current(file, name, record), ...linked(file, name, record) };
	return { ...whole, ...inCurrencies(file, name, whole) };
}
