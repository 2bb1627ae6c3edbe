import type { SavedCompany } from '../../simulator/quickBooks/books/companyFile';
import { objectAt } from '../../simulator/quickBooks/objects';
import { SimulatedCompany } from '../../simulator/quickBooks';
import { resourceAt, type CompanyPort } from '../../gateway/records';
import { idOf, type FinanceRecord, type Kind } from './kinds';
import { LatePort } from './latePort';
import { Listing } from './listing';
import type { Connection } from '../webConnector/connection';
import { ConnectedPort } from '../webConnector/connectedPort';
import { SimulatedPort } from './simulatedPort';

type Resource = Pick<Kind, 'qbObject'>;

/** Products are all items but those that have a path of their own. */
const APART = ['ItemSalesTax', 'ItemSalesTaxGroup'];

/** The company file of an instance, under the names of the service's resources. Its records are QuickBooks' own. */
export class FinanceCompany {
	readonly listing = new Listing();

	/** By which lists are read: its session keeps iterators from page to page. */
	readonly lists: CompanyPort;

	/** @param connection the long way to QuickBooks; without, it is asked directly */
	constructor(
		readonly quickBooks: SimulatedCompany,
		private readonly connection?: Connection,
	) {
		const port = connection ? new ConnectedPort(connection) : new SimulatedPort(quickBooks);
		this.lists = new LatePort(port, this.listing);
	}

	private get file() {
		return this.quickBooks.file;
	}

	/** QuickBooks with this file open, on a computer whose clock is this. */
	port(now: () => Date): CompanyPort {
		if (this.connection) return new ConnectedPort(this.connection, now);
		return new SimulatedPort(new SimulatedCompany(this.file, now));
	}

	/** Whether something was written since it was made from the seed. */
	get isChanged(): boolean {
		return this.file.isChanged;
	}

	/** Closes the books up to a day, `yyyy-MM-dd`; undefined opens them. */
	close(day: string | undefined): void {
		this.quickBooks.close(day);
	}

	/** All records of a resource, in the order of QuickBooks. */
	all({ qbObject }: Resource): FinanceRecord[] {
		const { objects = [] } = resourceAt(qbObject) ?? {};
		return objects.flatMap((object) =>
			[...this.quickBooks.list(object)].flatMap((record) => {
				const own = this.file.get(object, idOf(record));
				return own ? [own] : [];
			}),
		);
	}

	get({ qbObject }: Resource, id: string): FinanceRecord | undefined {
		const isApart = qbObject === 'Item' && APART.includes(this.nameOf('Item', id));
		return isApart ? undefined : this.file.get(qbObject, id);
	}

	/** QuickBooks' own name for what a record is: of a product the kind of item. */
	nameOf(qbObject: string, id: string): string {
		if (qbObject === 'Item') return this.file.item(id)?.object.name ?? '';
		if (objectAt(qbObject)) return qbObject;
		return this.file.holders(qbObject).find(({ record }) => idOf(record) === id)?.object.name ?? '';
	}

	toSaved(): SavedCompany {
		return this.file.toSaved();
	}
}
