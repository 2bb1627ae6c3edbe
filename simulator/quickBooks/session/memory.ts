/** A value of a custom field, or of an application's private data. */
export interface StoredExtension {
	/** `0` or the GUID of an application. */
	ownerId: string;
	name: string;
	value: string;
	/** Of a transaction's line. */
	lineId?: string;
}

/** The answer to a message set, so that the same set is not run twice. */
export interface StoredMessageSet {
	/** Of the text of the request. */
	checksum: string;
	answer: string;
}

/** The definition of a custom field. */
export interface StoredExtensionDefinition {
	ownerId: string;
	name: string;
	type: string;
	/** Objects that it is there for. */
	objects: string[];
	listRequire?: string;
	txnRequire?: string;
	formatString?: string;
}

/** What a company file keeps for the language itself. Plain data, so that a company file can be saved and restored. */
export interface CompanyMemory {
	extensionDefinitions: StoredExtensionDefinition[];
	/** By record, `Customer/80000001-1484947875`. */
	extensions: Record<string, StoredExtension[]>;
	/** Message set id → what was answered. */
	messageSets: Record<string, StoredMessageSet>;
}

/** @returns the memory of a new company file. */
export const emptyMemory = (): CompanyMemory => ({
	extensionDefinitions: [],
	extensions: {},
	messageSets: {},
});
