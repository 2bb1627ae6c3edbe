import { rowsOf, type QbRecord } from '../../../simulator/qbxml/record';
import { Model, rounded, text, whole, type Doc } from './model';
import { named, type Office } from './office';

const CUSTOMERS = ['Blue, Dale', 'Cook, Brian:Kitchen', 'Melton, Johnny', 'Allard, Robert'];
const VENDORS = ['Lew Plumbing', 'Timberloft Lumber', 'Cal Gas & Electric'];

/** Items with the account that sales go to, and whether things are counted. */
const ITEMS: Array<[name: string, income: string, isCounted: boolean]> = [
	['Painting', 'Construction Income', false],
	['Framing', 'Construction Income', false],
	['Apples', 'Sales of Product Income', true],
	['Wood Door', 'Sales of Product Income', true],
	['Crayons', 'Sales of Product Income', true],
];
const EXPENSES = ['Rent', 'Utilities', 'Miscellaneous'];
const MONEY = ['Checking', 'Savings'];
const PERCENT = 775n;

/** Enters, changes and deletes transactions at random, and writes down what each of them has to do to the books. */
export class Clerk {
	readonly model = new Model();
	/** How many requests of each kind there were. */
	readonly counts = new Map<string, number>();

	/** @param random numbers from 0 to 1. */
	constructor(
		private readonly office: Office,
		private readonly random: () => number,
	) {}

	/** One request. */
	step(): void {
		this.office.wait(1 + Math.floor(this.random() * 90));
		const acts: Array<[weight: number, name: string, act: () => void]> = [
			[9, 'invoice', () => this.sale('Invoice')],
			[4, 'receipt', () => this.sale('SalesReceipt')],
			[3, 'credit', () => this.sale('CreditMemo')],
			[9, 'payment', () => this.payment()],
			[7, 'bill', () => this.purchase('Bill')],
			[2, 'vendor credit', () => this.purchase('VendorCredit')],
			[2, 'item receipt', () => this.purchase('ItemReceipt')],
			[2, 'check', () => this.purchase('Check')],
			[2, 'card', () => this.purchase(this.pick(['CreditCardCharge', 'CreditCardCredit']))],
			[6, 'bill payment', () => this.billPayment()],
			[3, 'journal', () => this.journal()],
			[2, 'transfer', () => this.transfer()],
			[2, 'count', () => this.adjustment()],
			[2, 'deposit', () => this.deposit()],
			[6, 'change', () => this.changeInvoice()],
			[4, 'other total', () => this.changePayment()],
			[5, 'deletion', () => this.remove()],
			[3, 'void', () => this.void()],
			[8, 'refusal', () => this.refused()],
		];
		let at = this.random() * acts.reduce((sum, [weight]) => sum + weight, 0);
		const [, name, act] = acts.find(([weight]) => (at -= weight) < 0) ?? acts[0];
		this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
		act();
	}

	private pick<T>(list: readonly T[]): T {
		return list[Math.floor(this.random() * list.length)];
	}

	/** From 0.01 to so many. */
	private amount(most: number): bigint {
		return BigInt(1 + Math.floor(this.random() * most * 100));
	}

	private docs(...objects: string[]): Doc[] {
		return [...this.model.docs.values()].filter(({ object }) => objects.includes(object));
	}

	private keep(object: string, record: QbRecord, doc: Partial<Doc>): void {
		const id = String(record.TxnID);
		const none = { accounts: [], stock: [], worth: 0n, applied: [] };
		this.model.docs.set(id, { ...none, ...doc, object, id });
	}

	private soldRows(count: number): NonNullable<Doc['rows']> {
		return Array.from({ length: count }, () => ({
			quantity: this.amount(20),
			rate: this.amount(90),
			item: this.pick(ITEMS)[0],
			isTaxed: this.random() < 0.5,
		}));
	}

	/** What lines of a sale come to, with the tax on them. */
	private sold(
		rows: NonNullable<Doc['rows']>,
		sign: bigint,
	): Pick<Doc, 'accounts' | 'stock' | 'worth'> {
		let [total, taxed] = [0n, 0n];
		const accounts: Doc['accounts'] = [];
		const stock: Doc['stock'] = [];
		for (const { quantity, rate, item, isTaxed } of rows) {
			const [, income, isCounted] = ITEMS.find(([name]) => name === item)!;
			const amount = rounded(quantity * rate, 100n);
			total += amount;
			if (isTaxed) taxed += amount;
			accounts.push([income, -sign * amount]);
			if (isCounted) stock.push([item, -sign * quantity]);
		}
		const tax = rounded(taxed * PERCENT, 10_000n);
		accounts.push(['Sales Tax Payable', -sign * tax]);
		return { accounts, stock, worth: total + tax };
	}

	private lineOf({ quantity, rate, item, isTaxed }: NonNullable<Doc['rows']>[number]): QbRecord {
		return {
			ItemRef: named(item),
			Quantity: text(quantity),
			Rate: text(rate),
			SalesTaxCodeRef: named(isTaxed ? 'Tax' : 'Non'),
		};
	}

	private sale(object: 'CreditMemo' | 'Invoice' | 'SalesReceipt'): void {
		const customer = this.pick(CUSTOMERS);
		const rows = this.soldRows(1 + Math.floor(this.random() * 3));
		const record = this.office.add(object, {
			CustomerRef: named(customer),
			ItemSalesTaxRef: named('San Tomas'),
			[`${object}LineAdd`]: rows.map((row) => this.lineOf(row)),
		});
		const sign = object === 'CreditMemo' ? -1n : 1n;
		const effect = this.sold(rows, sign);
		const isPaid = object === 'SalesReceipt';
		const account = isPaid ? 'Undeposited Funds' : 'Accounts Receivable';
		this.keep(object, record, {
			...effect,
			accounts: [[account, sign * effect.worth], ...effect.accounts],
			owner: isPaid ? undefined : { name: customer, amount: sign * effect.worth },
			rows,
		});
	}

	private openOf(object: string): Doc | undefined {
		return this.pick(this.docs(object).filter(({ id }) => this.model.open(id) > 0n));
	}

	private payment(): void {
		const invoice = this.openOf('Invoice');
		if (!invoice) return this.sale('Invoice');
		const customer = invoice.owner!.name;
		const others = this.docs('Invoice').filter(
			({ id, owner }) => id !== invoice.id && owner!.name === customer && this.model.open(id) > 0n,
		);
		const targets = [invoice, ...(this.random() < 0.4 ? others.slice(0, 1) : [])];
		const applied = targets.map(({ id }) => {
			const open = this.model.open(id);
			const discount = this.random() < 0.2 ? open / 20n : 0n;
			const amount = this.random() < 0.5 ? open - discount : rounded((open - discount) * 2n, 3n);
			return { to: id, amount, discount };
		});
		const paid = applied.reduce((sum, { amount }) => sum + amount, 0n);
		const worth = paid + (this.random() < 0.3 ? this.amount(50) : 0n);
		const off = applied.reduce((sum, { discount }) => sum + discount, 0n);
		const record = this.office.add('ReceivePayment', {
			CustomerRef: named(customer),
			TotalAmount: text(worth),
			DepositToAccountRef: named('Checking'),
			AppliedToTxnAdd: applied.map(({ to, amount, discount }) => ({
				TxnID: to,
				PaymentAmount: text(amount),
				...(discount > 0n
					? { DiscountAmount: text(discount), DiscountAccountRef: named('Sales Discounts') }
					: {}),
			})),
		});
		this.keep('ReceivePayment', record, {
			accounts: [
				['Checking', worth],
				['Sales Discounts', off],
				['Accounts Receivable', -worth - off],
			],
			owner: { name: customer, amount: -worth - off },
			worth,
			applied,
		});
	}

	/** What is bought: things and what is used up. */
	private purchase(object: string): void {
		const vendor = this.pick(VENDORS);
		const [item] = this.pick(ITEMS.filter(([, , isCounted]) => isCounted));
		const [quantity, cost, spent] = [this.amount(30), this.amount(40), this.amount(400)];
		const expense = this.pick(EXPENSES);
		const worth = rounded(quantity * cost, 100n) + spent;
		const isCard = object.startsWith('CreditCard');
		const whose = ['Bill', 'ItemReceipt', 'VendorCredit'].includes(object)
			? { VendorRef: named(vendor) }
			: {
					AccountRef: named(isCard ? 'CalOil Credit Card' : 'Checking'),
					PayeeEntityRef: named(vendor),
				};
		const record = this.office.add(object, {
			...whose,
			ExpenseLineAdd: [{ AccountRef: named(expense), Amount: text(spent) }],
			ItemLineAdd: [{ ItemRef: named(item), Quantity: text(quantity), Cost: text(cost) }],
		});
		const sign = object === 'VendorCredit' || object === 'CreditCardCredit' ? -1n : 1n;
		const owed = 'VendorRef' in whose;
		const account = owed ? 'Accounts Payable' : isCard ? 'CalOil Credit Card' : 'Checking';
		this.keep(object, record, {
			accounts: [
				[account, -sign * worth],
				[expense, sign * spent],
				['Inventory Asset', sign * (worth - spent)],
			],
			owner: owed ? { name: vendor, amount: sign * worth } : undefined,
			stock: [[item, sign * quantity]],
			worth,
		});
	}

	private billPayment(): void {
		const bill = this.openOf('Bill');
		if (!bill) return this.purchase('Bill');
		const open = this.model.open(bill.id);
		const amount = this.random() < 0.5 ? open : rounded(open, 2n);
		const isCard = this.random() < 0.5;
		const account = isCard ? 'QuickBooks Credit Card' : 'Checking';
		const record = this.office.add(isCard ? 'BillPaymentCreditCard' : 'BillPaymentCheck', {
			PayeeEntityRef: named(bill.owner!.name),
			[isCard ? 'CreditCardAccountRef' : 'BankAccountRef']: named(account),
			...(isCard ? {} : { IsToBePrinted: 'true' }),
			AppliedToTxnAdd: [{ TxnID: bill.id, PaymentAmount: text(amount) }],
		});
		this.keep(isCard ? 'BillPaymentCreditCard' : 'BillPaymentCheck', record, {
			accounts: [
				[account, -amount],
				['Accounts Payable', amount],
			],
			owner: { name: bill.owner!.name, amount: -amount },
			worth: amount,
			applied: [{ to: bill.id, amount, discount: 0n }],
		});
	}

	private journal(): void {
		const [amount, part] = [this.amount(900), this.pick([2n, 3n])];
		const first = amount / part;
		const [a, b] = [this.pick(EXPENSES), this.pick(EXPENSES)];
		const row = (account: string, each: bigint) => ({
			AccountRef: named(account),
			Amount: text(each),
		});
		const record = this.office.add('JournalEntry', {
			JournalDebitLine: [row(a, first), row(b, amount - first)],
			JournalCreditLine: [row('Savings', amount)],
		});
		this.keep('JournalEntry', record, {
			accounts: [
				[a, first],
				[b, amount - first],
				['Savings', -amount],
			],
		});
	}

	private transfer(): void {
		const [from, to] = this.random() < 0.5 ? MONEY : [...MONEY].reverse();
		const amount = this.amount(500);
		const record = this.office.add('Transfer', {
			TransferFromAccountRef: named(from),
			TransferToAccountRef: named(to),
			Amount: text(amount),
		});
		this.keep('Transfer', record, {
			accounts: [
				[from, -amount],
				[to, amount],
			],
		});
	}

	private adjustment(): void {
		const [item] = this.pick(ITEMS.filter(([, , isCounted]) => isCounted));
		const [quantity, value] = [this.amount(9) - 450n, this.amount(20) - 1000n];
		const record = this.office.add('InventoryAdjustment', {
			AccountRef: named('Miscellaneous'),
			InventoryAdjustmentLineAdd: [
				{
					ItemRef: named(item),
					ValueAdjustment: { QuantityDifference: text(quantity), ValueDifference: text(value) },
				},
			],
		});
		this.keep('InventoryAdjustment', record, {
			accounts: [
				['Inventory Asset', value],
				['Miscellaneous', -value],
			],
			stock: [[item, quantity]],
		});
	}

	/** Pays in a receipt that waits, or something else. */
	private deposit(): void {
		const receipt = this.pick(
			this.docs('SalesReceipt').filter(({ id, worth }) => worth !== 0n && !this.isPaidIn(id)),
		);
		const own = this.amount(100);
		const record = this.office.add('Deposit', {
			DepositToAccountRef: named('Savings'),
			DepositLineAdd: [
				...(receipt ? [{ PaymentTxnID: receipt.id }] : []),
				{ AccountRef: named('Miscellaneous'), Amount: text(own) },
			],
		});
		const paidIn = receipt?.worth ?? 0n;
		this.keep('Deposit', record, {
			accounts: [
				['Savings', own + paidIn],
				['Undeposited Funds', -paidIn],
				['Miscellaneous', -own],
			],
			applied: receipt ? [{ to: receipt.id, amount: 0n, discount: 0n }] : [],
		});
	}

	private isPaidIn(id: string): boolean {
		return this.docs('Deposit').some(({ applied }) => applied.some(({ to }) => to === id));
	}

	/** Changes lines of an invoice that nobody has paid: one other quantity, one dropped, one new. */
	private changeInvoice(): void {
		const free = this.docs('Invoice').filter(
			({ id, worth, rows }) => rows && worth !== 0n && this.model.open(id) === worth,
		);
		const invoice = this.pick(free);
		if (!invoice) return this.sale('Invoice');
		const record = this.office.read('Invoice', invoice.id);
		const ids = rowsOf(record, 'InvoiceLineRet').map(({ TxnLineID }) => ({ TxnLineID }));
		const quantity = this.amount(20);
		const added = this.soldRows(1);
		const kept = invoice
			.rows!.slice(1)
			.map((row, index) => (index === 0 ? { ...row, quantity } : row));
		const mods = ids
			.slice(1)
			.map((id, index) => (index === 0 ? { ...id, Quantity: text(quantity) } : id));
		this.office.change('Invoice', invoice.id, {
			InvoiceLineMod: [...mods, { TxnLineID: '-1', ...this.lineOf(added[0]) }],
		});
		const rows = [...kept, ...added];
		const effect = this.sold(rows, 1n);
		Object.assign(invoice, {
			...effect,
			rows,
			accounts: [['Accounts Receivable', effect.worth], ...effect.accounts],
			owner: { name: invoice.owner!.name, amount: effect.worth },
		});
	}

	/** Another total of a payment: what it pays gives way from the last row on. */
	private changePayment(): void {
		const payment = this.pick(this.docs('ReceivePayment').filter(({ worth }) => worth > 100n));
		if (!payment) return this.payment();
		const off = payment.applied.reduce((sum, { discount }) => sum + discount, 0n);
		const worth =
			this.random() < 0.5 ? payment.worth + this.amount(30) : rounded(payment.worth, 2n);
		this.office.change('ReceivePayment', payment.id, { TotalAmount: text(worth) });
		let left = worth;
		for (const row of payment.applied) {
			if (row.amount > left) row.amount = left;
			left -= row.amount;
		}
		payment.applied = payment.applied.filter(({ amount, discount }) => amount + discount > 0n);
		payment.worth = worth;
		payment.accounts = [
			['Checking', worth],
			['Sales Discounts', off],
			['Accounts Receivable', -worth - off],
		];
		payment.owner = { name: payment.owner!.name, amount: -worth - off };
	}

	private remove(): void {
		const doc = this.pick(
			[...this.model.docs.values()].filter(({ object }) => object !== 'Transfer'),
		);
		if (!doc) return;
		const code = this.office.remove(doc.object, doc.id);
		if (this.isPaidIn(doc.id)) return expect(code).toBe('3160');
		expect(code).toBe('0');
		this.model.remove(doc.id);
	}

	private void(): void {
		const doc = this.pick(
			this.docs(
				'Invoice',
				'Bill',
				'Check',
				'CreditMemo',
				'SalesReceipt',
				'JournalEntry',
				'BillPaymentCheck',
			),
		);
		if (!doc) return;
		const isLinked = [...this.model.docs.values()].some(({ applied }) =>
			applied.some(({ to }) => to === doc.id),
		);
		const code = this.office.void(doc.object, doc.id);
		if (isLinked) return expect(code).toBe('3185');
		expect(code).toBe('0');
		Object.assign(doc, { accounts: [], stock: [], worth: 0n, applied: [], rows: undefined });
		if (doc.owner) doc.owner.amount = 0n;
	}

	/** What QuickBooks refuses changes nothing. */
	private refused(): void {
		const invoice = this.openOf('Invoice');
		const [customer, line] = [named('Blue, Dale'), { ItemRef: named('Painting'), Amount: '1.00' }];
		const wrong: Array<() => string> = [
			() =>
				this.office.statusOf('Invoice', { CustomerRef: named('Nobody'), InvoiceLineAdd: [line] }),
			() => this.office.statusOf('Customer', { Name: 'BLUE, dale' }),
			() =>
				this.office.statusOf('JournalEntry', {
					JournalDebitLine: [{ AccountRef: named('Rent'), Amount: '1.00' }],
					JournalCreditLine: [{ AccountRef: named('Savings'), Amount: '1.01' }],
				}),
			() => this.office.statusOf('Bill', { VendorRef: customer, ExpenseLineAdd: [] }),
			() => this.office.remove('Invoice', '1-1'),
		];
		if (invoice) {
			const more = text(this.model.open(invoice.id) + 1n);
			wrong.push(() =>
				this.office.statusOf('ReceivePayment', {
					CustomerRef: named(invoice.owner!.name),
					TotalAmount: more,
					AppliedToTxnAdd: [{ TxnID: invoice.id, PaymentAmount: more }],
				}),
			);
			wrong.push(
				() => this.office.mod('Invoice', invoice.id, { EditSequence: '1', Memo: 'x' }).code,
			);
		}
		expect(this.pick(wrong)()).toMatch(/^3\d\d\d$/);
	}

	/** Holds the company against the model. */
	check(before: Balances): void {
		const now = balancesOf(this.office);
		const expected = (amounts: Map<string, bigint>, base: Record<string, string>) =>
			Object.fromEntries(
				Object.entries(base).map(([name, value]) => [
					name,
					text(whole(value) + (amounts.get(name) ?? 0n)),
				]),
			);
		expect(now.accounts).toEqual(expected(this.model.accounts(), before.accounts));
		expect(now.owners).toEqual(expected(this.model.owners(), before.owners));
		expect(now.stock).toEqual(expected(this.model.stock(), before.stock));
		expect(this.office.trial()).toBe(0n);
		for (const { object, id, worth } of this.model.docs.values()) {
			if (object === 'Invoice') {
				const record = this.office.read(object, id);
				const open = this.model.open(id);
				expect([id, record.BalanceRemaining, record.IsPaid]).toEqual([
					id,
					text(open),
					String(open === 0n),
				]);
			} else if (object === 'Bill') {
				const { AmountDue, OpenAmount } = this.office.read(object, id);
				expect([id, AmountDue, OpenAmount]).toEqual([id, text(worth), text(this.model.open(id))]);
			} else if (object === 'ReceivePayment') {
				const { UnusedPayment } = this.office.read(object, id);
				expect([id, UnusedPayment]).toEqual([id, text(this.model.unused(id))]);
			}
		}
	}
}

/** What is looked at: by name, as text with two decimals. */
export interface Balances {
	accounts: Record<string, string>;
	owners: Record<string, string>;
	stock: Record<string, string>;
}

/** Types of accounts that QuickBooks shows with credits less debits. */
const CREDITED =
	/^(AccountsPayable|CreditCard|Equity|Income|LongTermLiability|OtherCurrentLiability|OtherIncome)$/;

export function balancesOf(office: Office): Balances {
	const by = (records: QbRecord[], value: (record: QbRecord) => bigint) =>
		Object.fromEntries(
			records.map((record) => [String(record.FullName ?? record.Name), text(value(record))]),
		);
	return {
		accounts: by(office.query('Account', { ActiveStatus: 'All' }), ({ AccountType, Balance }) =>
			CREDITED.test(String(AccountType)) ? -whole(Balance) : whole(Balance),
		),
		owners: {
			...by(office.query('Customer', { ActiveStatus: 'All' }), ({ Balance }) => whole(Balance)),
			...by(office.query('Vendor', { ActiveStatus: 'All' }), ({ Balance }) => whole(Balance)),
		},
		stock: by(office.query('ItemInventory'), ({ QuantityOnHand }) => whole(QuantityOnHand)),
	};
}
