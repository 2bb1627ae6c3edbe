/** What is wrong with a document. */
export type Cause =
	/** It is no XML, or has what XML of QuickBooks never has: a document type, control characters. */
	| 'notWellFormed'
	| 'tooLarge'
	/** A processing instruction or the root is not what it has to be. */
	| 'envelope'
	/** A version that this QuickBooks does not know. */
	| 'version'
	| 'unknownElement'
	/** The element came with a later version than that of the document. */
	| 'newerElement'
	/** The country's edition has no such element. */
	| 'otherEdition'
	| 'repeated'
	| 'order'
	| 'missing'
	/** Text where only elements may be. */
	| 'unexpectedText'
	| 'empty'
	| 'tooLong'
	| 'value'
	| 'enumeration'
	| 'newerValue'
	| 'attribute';

/** A document that QuickBooks does not take. Its client only hears 0x80040400; the rest is for tests and logs. */
export class QbxmlRefusal extends Error {
	/**
	 * @param fault what kind of fault it is.
	 * @param path names of elements from the root on, `QBXML/QBXMLMsgsRq/CustomerAddRq/CustomerAdd/Name`.
	 * @param detail what was found, or was expected.
	 */
	constructor(
		readonly fault: Cause,
		readonly path: string,
		readonly detail: string,
	) {
		super(`${path || 'document'}: ${fault}: ${detail}`);
	}
}
