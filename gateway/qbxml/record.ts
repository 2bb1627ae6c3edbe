/** An object of JSON. */
export type JsonRecord = Record<string, unknown>;

export const isRecord = (value: unknown): value is JsonRecord =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** A record as QuickBooks gave it back. */
export interface RetRecord {
	/** Its object, such as `Invoice`. */
	object: string;
	/** The element that held it, such as `InvoiceRet`. */
	ret: string;
	/** Scalars as text, what can be repeated as lists, elements by their names in qbXML. */
	record: JsonRecord;
	/** The ids of all its lines in the order in which QuickBooks has them, across the kinds and with those in groups. */
	lineOrder?: string[];
}

/** @returns the id that QuickBooks gave a record */
export const recordIdOf = ({ record }: RetRecord): string => String(record.ListID ?? record.TxnID);
