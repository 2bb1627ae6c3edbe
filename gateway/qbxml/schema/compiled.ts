/** The editions of QuickBooks that differ in what they know. */
export type Edition = 'AU' | 'CA' | 'UK' | 'US';

/** An element in one line (`RefNumber? STR max=11`), or a choice of lists of them. */
export type CompiledEntry = string | { choice: string; since?: number; of: CompiledEntry[][] };

export interface CompiledMessage {
	/** Where it is not `QBXML`. */
	set?: string;
	since?: number;
	notIn?: string;
	iterator?: boolean;
	metaData?: boolean;
	rq: CompiledEntry[];
	rs: CompiledEntry[];
}

/** What there is to know of an object of qbXML, such as `Invoice`. */
export interface ObjectFacts {
	kind: 'customField' | 'list' | 'other' | 'report' | 'service' | 'subscription' | 'txn';
	add?: string;
	mod?: string;
	query?: string;
	del?: string;
	void?: string;
	merge?: string;
	/** The element in which its records come. */
	ret?: string;
	/** The elements of a query that gives back several kinds, such as ItemQuery. */
	rets?: string[];
	/** The member that holds the id of a record. */
	key?: 'ListID' | 'TxnID';
	nameField?: string;
	listDelType?: string;
	txnDelType?: string;
	txnVoidType?: string;
	listMergeType?: string;
	/** How a custom field names the record that it belongs to. */
	dataExtVia?: 'ListDataExtType' | 'OtherDataExtType' | 'TxnDataExtType';
	/** The type in `dataExtVia` where it is not the name of the object. */
	dataExtAs?: string;
}

/** The file schema.json, as tools/qbxml compiles it. */
export interface CompiledSchema {
	source: string;
	objects: Record<string, ObjectFacts>;
	/** The values, parted by spaces; `@` and a version behind those that are younger than their element. */
	enums: Record<string, string>;
	messages: Record<string, CompiledMessage>;
	blocks: Record<string, CompiledEntry[]>;
}
