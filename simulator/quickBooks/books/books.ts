import type { QbObject } from '../objects';
import type { QbRecord } from '../record';

/** A record with the object that it is. */
export interface Holder {
	object: QbObject;
	record: QbRecord;
}

/** Where records are looked up. */
export interface Books {
	get(object: string, id: string): QbRecord | undefined;
	/** Who holds a name among those that an object shares its names with. */
	named(object: string, fullName: unknown): Holder | undefined;
	/** Any item, with the kind that it is. */
	item(id: string | undefined): Holder | undefined;
	/** The account that QuickBooks itself uses for something, as `AccountsReceivable`. */
	special(type: string): QbRecord | undefined;
	transaction(id: string): Holder | undefined;
}
