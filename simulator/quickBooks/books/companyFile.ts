import type { Deletion } from '../company';
import { usesIn, useKey } from '../lists/references';
import { objectAt, objectNamed, type QbObject } from '../objects';
import { idOf, nameKey, nameOf, type QbRecord } from '../record';
import { emptyMemory, type CompanyMemory } from '../session/memory';
import type { Books, Holder } from './books';
import { Ledger } from './ledger';
import { OrderLinks } from './orders';
import { Stock } from './stock';

/** Where the ids of transactions and their lines start. */
const FIRST_TXN = 0x5000;
const FIRST_LIST = 0x80000001;

/** What a company file holds, as plain data. */
export interface SavedCompany {
	/** Each with the name of its object, in the order of its table. */
	records: Array<[object: string, record: QbRecord]>;
	counters: Record<string, number>;
	deletions?: Deletion[];
	memory?: CompanyMemory;
	closingDate?: string;
}

const hex = (value: number) => value.toString(16).toUpperCase();
export const secondsOf = (at: Date) => Math.floor(at.getTime() / 1000);

/** `2017-01-20T21:33:37+00:00` (observed). */
export const timeText = (at: Date) => `${at.toISOString().slice(0, 19)}+00:00`;

/** The books of one company: records, the indexes over them, and what gives ids. What may be written is decided elsewhere. */
export class CompanyFile implements Books {
	private readonly tables = new Map<string, Map<string, Holder>>();
	private readonly transactions = new Map<string, Holder>();
	private readonly ordered = new Map<string, QbRecord[]>();
	private readonly names = new Map<string, Map<string, Holder>>();
	private readonly guids = new Map<string, QbRecord>();
	private readonly uses = new Map<string, number>();
	private counters: Record<string, number> = {};
	ledger = new Ledger(this);
	stock = new Stock();
	orders = new OrderLinks();
	/** What was deleted, the oldest first. */
	deletions: Deletion[] = [];
	/** What the language itself keeps with the company. */
	memory: CompanyMemory = emptyMemory();
	/** Transactions up to this day, `yyyy-MM-dd`, cannot be touched. */
	closingDate: string | undefined;
	/** Another one after each write. */
	revision = 0;
	/** Whether something was written since it was made from the seed. */
	isChanged = false;

	/** All records of an object, or of a table of several (`Item`), in the order in which they came. */
	all(name: string): QbRecord[] {
		const known = this.ordered.get(name);
		if (known) return known;
		const object = objectAt(name);
		const holders = [...(this.tables.get(object?.table ?? name)?.values() ?? [])];
		const records = holders
			.filter((holder) => !object || holder.object === object)
			.map(({ record }) => record);
		this.ordered.set(name, records);
		return records;
	}

	/** The same with the object that each one is. */
	holders(table: string): Holder[] {
		return [...(this.tables.get(table)?.values() ?? [])];
	}

	/** Every record there is. */
	everything(): Holder[] {
		return [...this.tables.values()].flatMap((table) => [...table.values()]);
	}

	/** A record of an object, or of a table of several. */
	get(name: string, id: string): QbRecord | undefined {
		const object = objectAt(name);
		const holder = this.tables.get(object?.table ?? name)?.get(id);
		return holder && (!object || holder.object === object) ? holder.record : undefined;
	}

	/** Any item, with the kind that it is. */
	item(id: string | undefined): Holder | undefined {
		return id === undefined ? undefined : this.tables.get('Item')?.get(id);
	}

	/** The account that QuickBooks itself uses for something, as `AccountsReceivable`. */
	special(type: string): QbRecord | undefined {
		return this.all('Account').find(({ SpecialAccountType: own }) => own === type);
	}

	/** The currency of the books; there is none where QuickBooks knows only one. */
	homeCurrency(): QbRecord | undefined {
		return this.all('Currency').find((currency) => currency['#isHome'] === 'true');
	}

	transaction(id: string): Holder | undefined {
		return this.transactions.get(id);
	}

	/** Who holds a name among those that an object shares its names with. */
	named(object: string, fullName: unknown): Holder | undefined {
		return this.names.get(objectNamed(object).space)?.get(nameKey(fullName));
	}

	withGuid(object: string, guid: unknown): QbRecord | undefined {
		return this.guids.get(guidKey(object, guid));
	}

	/** Whether any record names one of a list. */
	isUsed(object: string, id: string): boolean {
		return (this.uses.get(useKey(objectNamed(object).space, id)) ?? 0) > 0;
	}

	/** Stores a record as a whole. */
	add(name: string, record: QbRecord): void {
		const object = objectNamed(name);
		const holder = { object, record };
		const table = this.tables.get(object.table) ?? new Map<string, Holder>();
		this.tables.set(object.table, table.set(idOf(record), holder));
		this.forgetOrder(object);
		if (object.kind === 'transaction') {
			this.transactions.set(idOf(record), holder);
			this.ledger.post(name, record);
			this.stock.move(this, name, record);
			this.orders.link(name, record);
		} else if (nameOf(record) !== undefined) {
			const names = this.names.get(object.space) ?? new Map<string, Holder>();
			this.names.set(object.space, names.set(nameKey(nameOf(record)), holder));
		}
		if (record.ExternalGUID) this.guids.set(guidKey(name, record.ExternalGUID), record);
		this.count(name, record, 1);
	}

	remove(name: string, record: QbRecord): void {
		const object = objectNamed(name);
		this.tables.get(object.table)?.delete(idOf(record));
		this.transactions.delete(idOf(record));
		this.forget(object, record);
	}

	/** Puts a new state in the place of an old one. */
	replace(name: string, old: QbRecord, record: QbRecord): void {
		this.forget(objectNamed(name), old);
		this.add(name, record);
	}

	/** Does something as if a transaction had not been entered: what it pays or takes must not count against itself. */
	without<T>(name: string, record: QbRecord, act: () => T): T {
		if (objectNamed(name).kind === 'list') return act();
		this.ledger.unpost(record);
		this.stock.unmove(record);
		this.orders.unlink(record);
		try {
			return act();
		} finally {
			this.ledger.post(name, record);
			this.stock.move(this, name, record);
			this.orders.link(name, record);
		}
	}

	/** Takes a record out of everything that is derived from it; the record itself stays in its place. */
	private forget(object: QbObject, record: QbRecord): void {
		this.forgetOrder(object);
		if (object.kind === 'transaction') {
			this.ledger.unpost(record);
			this.stock.unmove(record);
			this.orders.unlink(record);
		} else if (nameOf(record) !== undefined) {
			this.names.get(object.space)?.delete(nameKey(nameOf(record)));
		}
		if (record.ExternalGUID) this.guids.delete(guidKey(object.name, record.ExternalGUID));
		this.count(object.name, record, -1);
	}

	private forgetOrder({ name, table }: QbObject): void {
		this.revision += 1;
		this.ordered.delete(name);
		this.ordered.delete(table);
	}

	private count(object: string, record: QbRecord, by: 1 | -1): void {
		for (const use of usesIn(object, record)) this.uses.set(use, (this.uses.get(use) ?? 0) + by);
	}

	/** `80000002-1484947875` in a list, `3EA2-1495189990` of a transaction (observed). */
	newId(name: string, at: Date): string {
		const { kind, space } = objectNamed(name);
		if (kind === 'transaction') return this.newTxnId(at);
		return `${hex(this.next(space, FIRST_LIST))}-${secondsOf(at)}`;
	}

	/** Transactions and their lines share a counter, as in the samples. */
	newTxnId(at: Date): string {
		return `${hex(this.next('txn', FIRST_TXN))}-${secondsOf(at)}`;
	}

	/** A running number of its own. */
	next(counter: string, first = 1): number {
		this.counters[counter] = (this.counters[counter] ?? first - 1) + 1;
		return this.counters[counter];
	}

	toSaved(): SavedCompany {
		const records = this.everything().map(({ object, record }): [string, QbRecord] => [
			object.name,
			record,
		]);
		const { counters, deletions, memory, closingDate } = this;
		return { records, counters, deletions, memory, closingDate };
	}

	/** Puts what was saved in the place of all that is there. */
	load({ records, counters, deletions = [], memory, closingDate }: SavedCompany): void {
		for (const map of [this.tables, this.transactions, this.ordered, this.names]) map.clear();
		for (const map of [this.guids, this.uses]) map.clear();
		this.ledger = new Ledger(this);
		this.stock = new Stock();
		this.orders = new OrderLinks();
		// Lists first: balances of transactions look for the parents of customers.
		for (const kind of ['list', 'transaction']) {
			for (const [name, record] of records) {
				if (objectNamed(name).kind === kind) this.add(name, record);
			}
		}
		this.counters = { ...counters };
		this.deletions = deletions;
		this.memory = memory ?? emptyMemory();
		this.closingDate = closingDate;
		this.isChanged = true;
	}

	/** @returns books of their own that hold the same. What is derived from the records is not worked out anew. */
	copy(): CompanyFile {
		const copy = new CompanyFile();
		for (const [name, table] of this.tables) copy.tables.set(name, new Map(table));
		for (const [space, names] of this.names) copy.names.set(space, new Map(names));
		for (const [id, holder] of this.transactions) copy.transactions.set(id, holder);
		for (const [key, record] of this.guids) copy.guids.set(key, record);
		for (const [key, count] of this.uses) copy.uses.set(key, count);
		copy.ledger.begin(this.ledger);
		copy.stock.begin(this.stock);
		copy.orders.begin(this.orders);
		copy.counters = { ...this.counters };
		copy.deletions = structuredClone(this.deletions);
		copy.memory = structuredClone(this.memory);
		copy.closingDate = this.closingDate;
		return copy;
	}

	/** After a job went to another customer: balances with jobs have to be added up anew. */
	rebuildLedger(): void {
		this.ledger = new Ledger(this);
		for (const { object, record } of this.transactions.values())
			this.ledger.post(object.name, record);
	}
}

function guidKey(object: string, guid: unknown): string {
	return `${object}/${String(guid).replace(/[{}]/g, '').toLowerCase()}`;
}
