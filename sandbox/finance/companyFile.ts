import { resourceNamed, idOf, nameKey, spaceOf, type FinanceRecord } from './kinds';
import { Ledger } from './ledger';
import { Listing } from './listing';
import type { Resource } from '../../nodes/QuickBooksEnterprise/catalogue/types';

/** Where the ids of transactions and their lines start. */
const FIRST_TXN = 0x5000;
const FIRST_LIST = 0x80000001;

export interface SavedCompany {
	records: Record<string, FinanceRecord[]>;
	counters: Record<string, number>;
	closingDate?: string;
}

const hex = (value: number) => value.toString(16).toUpperCase();
const seconds = (at: Date) => Math.floor(at.getTime() / 1000);

/** `2017-01-20T21:33:37+00:00` (observed). */
export const timeText = (at: Date) => `${at.toISOString().slice(0, 19)}+00:00`;

interface Holder {
	resource: Resource;
	record: FinanceRecord;
}

/** The books of one instance: records, the indexes over them, and what gives ids. What may be written is decided elsewhere. */
export class CompanyFile {
	private readonly lists = new Map<string, Map<string, FinanceRecord>>();
	private readonly ordered = new Map<string, FinanceRecord[]>();
	private readonly names = new Map<string, Map<string, Holder>>();
	private readonly guids = new Map<string, FinanceRecord>();
	private counters: Record<string, number> = {};
	ledger = new Ledger(this);
	readonly listing = new Listing();
	/** Transactions up to this day, `yyyy-MM-dd`, cannot be touched. */
	closingDate: string | undefined;
	/** Another one after each write. */
	revision = 0;
	/** Whether something was written since it was made from the seed. */
	isChanged = false;

	/** All records of a resource, in the order in which they came. */
	all({ value }: Pick<Resource, 'value'>): FinanceRecord[] {
		const known = this.ordered.get(value);
		if (known) return known;
		const records = [...(this.lists.get(value)?.values() ?? [])];
		this.ordered.set(value, records);
		return records;
	}

	/** Closes the books up to a day, `yyyy-MM-dd`; undefined opens them. */
	close(day: string | undefined): void {
		this.closingDate = day;
		this.isChanged = true;
	}

	/** Those that lists show by now. */
	listed(resource: Resource): FinanceRecord[] {
		const records = this.all(resource);
		if (!this.listing.isLate) return records;
		return records.filter((record) => this.listing.shows(idOf(record)));
	}

	get({ value }: Pick<Resource, 'value'>, id: string): FinanceRecord | undefined {
		return this.lists.get(value)?.get(id);
	}

	/** Who holds a name in the space of a resource. */
	holderOf(resource: Resource, fullName: unknown): Holder | undefined {
		return this.names.get(spaceOf(resource))?.get(nameKey(fullName));
	}

	withGuid(resource: Resource, guid: unknown): FinanceRecord | undefined {
		return this.guids.get(guidKey(resource, guid));
	}

	/** Stores a record as a whole. */
	add(resource: Resource, record: FinanceRecord): void {
		const list = this.lists.get(resource.value) ?? new Map<string, FinanceRecord>();
		this.lists.set(resource.value, list.set(idOf(record), record));
		this.ordered.delete(resource.value);
		this.revision += 1;
		const name = record.FullName ?? record.Name;
		if (resource.kind === 'list' && name !== undefined) {
			const space = spaceOf(resource);
			const names = this.names.get(space) ?? new Map<string, Holder>();
			this.names.set(space, names.set(nameKey(name), { resource, record }));
		}
		if (record.ExternalGUID) this.guids.set(guidKey(resource, record.ExternalGUID), record);
		this.ledger.post(resource, record);
	}

	remove(resource: Resource, record: FinanceRecord): void {
		this.lists.get(resource.value)?.delete(idOf(record));
		this.forget(resource, record);
	}

	/** Puts a new state in the place of an old one. */
	replace(resource: Resource, old: FinanceRecord, record: FinanceRecord): void {
		this.forget(resource, old);
		this.add(resource, record);
	}

	/** Takes a record out of everything that is derived from it; the record itself stays in its place. */
	private forget(resource: Resource, record: FinanceRecord): void {
		this.revision += 1;
		this.ordered.delete(resource.value);
		if (resource.kind === 'list') {
			this.names.get(spaceOf(resource))?.delete(nameKey(record.FullName ?? record.Name));
		}
		if (record.ExternalGUID) this.guids.delete(guidKey(resource, record.ExternalGUID));
		this.ledger.unpost(resource, record);
	}

	/** `80000002-1484947875` in a list, `3EA2-1495189990` of a transaction (observed). */
	newId(resource: Resource, at: Date): string {
		if (resource.idField === 'TxnID') return this.newTxnId(at);
		return `${hex(this.next(spaceOf(resource), FIRST_LIST))}-${seconds(at)}`;
	}

	/** Transactions and their lines share a counter, as in the samples. */
	newTxnId(at: Date): string {
		return `${hex(this.next('txn', FIRST_TXN))}-${seconds(at)}`;
	}

	/** Looks like the seconds of the write (observed) and is another one at each write. */
	newEditSequence(at: Date): string {
		this.counters.editSequence = Math.max(seconds(at), (this.counters.editSequence ?? 0) + 1);
		return String(this.counters.editSequence);
	}

	/** A running number of its own. */
	next(counter: string, first = 1): number {
		this.counters[counter] = (this.counters[counter] ?? first - 1) + 1;
		return this.counters[counter];
	}

	toSaved(): SavedCompany {
		const records: SavedCompany['records'] = {};
		for (const [value, list] of this.lists) records[value] = [...list.values()];
		return { records, counters: this.counters, closingDate: this.closingDate };
	}

	static restore({ records, counters, closingDate }: SavedCompany): CompanyFile {
		const company = new CompanyFile();
		// Lists first: balances of transactions look for the parents of customers.
		const kinds = Object.keys(records).map(resourceNamed);
		for (const resource of kinds.sort((a, b) => (a.kind < b.kind ? -1 : 1))) {
			for (const record of records[resource.value]) company.add(resource, record);
		}
		company.counters = { ...counters };
		company.closingDate = closingDate;
		company.isChanged = true;
		return company;
	}

	/** After a job went to another customer: balances with jobs have to be added up anew. */
	rebuildLedger(): void {
		this.ledger = new Ledger(this);
		for (const value of this.lists.keys()) {
			for (const record of this.all({ value })) this.ledger.post(resourceNamed(value), record);
		}
	}
}

function guidKey({ value }: Resource, guid: unknown): string {
	return `${value}/${String(guid).replace(/[{}]/g, '').toLowerCase()}`;
}
