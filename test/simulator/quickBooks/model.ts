/** A number that is kept under a name, such as the balance of an account. All are whole: cents, or hundredths of a thing. */
export type Amounts = Map<string, bigint>;

/** What a transaction does, written down by the test itself. */
export interface Doc {
	object: string;
	id: string;
	/** Account → debits less credits, in cents. */
	accounts: Array<[name: string, amount: bigint]>;
	/** Customer or vendor whose balance it moves, in cents. */
	owner?: { name: string; amount: bigint };
	/** Item → hundredths that come in. */
	stock: Array<[name: string, quantity: bigint]>;
	/** What it is worth where it can be paid, or pays. */
	worth: bigint;
	/** What it pays: part of the worth, and a discount. */
	applied: Array<{ to: string; amount: bigint; discount: bigint }>;
	/** Lines of an invoice, for changes. */
	rows?: Array<{ quantity: bigint; rate: bigint; item: string; isTaxed: boolean }>;
}

const add = (amounts: Amounts, name: string, amount: bigint) =>
	amounts.set(name, (amounts.get(name) ?? 0n) + amount);

/** Half a unit goes away from zero. */
export function rounded(dividend: bigint, divisor: bigint): bigint {
	const size = dividend < 0n ? -dividend : dividend;
	const result = (2n * size + divisor) / (2n * divisor);
	return dividend < 0n ? -result : result;
}

/** 1234 is `12.34`. */
export function text(amount: bigint): string {
	const size = String(amount < 0n ? -amount : amount).padStart(3, '0');
	return `${amount < 0n ? '-' : ''}${size.slice(0, -2)}.${size.slice(-2)}`;
}

/** `12.3` is 1230. */
export function whole(amount: unknown): bigint {
	const [, sign, units, part = ''] = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(String(amount))!;
	const size = BigInt(units) * 100n + BigInt(part.padEnd(2, '0') || '0');
	return sign ? -size : size;
}

/** The books as they have to be: nothing is kept but what each transaction does, and all is added up when it is asked for. */
export class Model {
	readonly docs = new Map<string, Doc>();

	/** What is still to be paid of a transaction. */
	open(id: string): bigint {
		let open = this.docs.get(id)?.worth ?? 0n;
		for (const { applied } of this.docs.values()) {
			for (const { to, amount, discount } of applied) if (to === id) open -= amount + discount;
		}
		return open;
	}

	/** What is left of a payment. */
	unused(id: string): bigint {
		const doc = this.docs.get(id)!;
		return doc.applied.reduce((left, { amount }) => left - amount, doc.worth);
	}

	/** A transaction goes: what paid it can be used again, and a discount on it was never given. */
	remove(id: string): void {
		this.docs.delete(id);
		for (const doc of this.docs.values()) {
			const off = doc.applied.filter(({ to }) => to === id).map(({ discount }) => discount);
			doc.applied = doc.applied.filter(({ to }) => to !== id);
			for (const discount of off.filter((each) => each > 0n)) {
				doc.accounts.push(['Sales Discounts', -discount], ['Accounts Receivable', discount]);
				doc.owner!.amount += discount;
			}
		}
	}

	/** Debits less credits of each account. */
	accounts(): Amounts {
		const amounts: Amounts = new Map();
		for (const { accounts } of this.docs.values()) {
			for (const [name, amount] of accounts) add(amounts, name, amount);
		}
		return amounts;
	}

	/** What each customer owes, and what each vendor is owed. */
	owners(): Amounts {
		const amounts: Amounts = new Map();
		for (const { owner } of this.docs.values()) if (owner) add(amounts, owner.name, owner.amount);
		return amounts;
	}

	/** How many of each thing came in, less those that went. */
	stock(): Amounts {
		const amounts: Amounts = new Map();
		for (const { stock } of this.docs.values()) {
			for (const [name, quantity] of stock) add(amounts, name, quantity);
		}
		return amounts;
	}
}
