/**
 * The facts of QuickBooks records, as data. Operations, mapper fields, checks and output schemas
 * follow from it; no file of its own is written for a resource.
 *
 * To add a resource:
 * 1. Add an entry to one of the files in `resources/`. Its `path` is the one of the service's hub
 *    API, its `qbObject` the name in QuickBooks' own interface (qbXML).
 * 2. Run `npm run catalogue`. It writes the file of the resource in `fields/` and the list of loaders from
 *    the tables of qbXML 13 and says what it could not settle; README of `catalogue/` tells more.
 * 3. Run the tests of `test/catalogue/`; they hold the entry against its fields.
 *
 * How sure a fact is: "qbXML 13" is the schema of QuickBooks' interface; "documented" stands in the
 * service's documentation; "observed" was seen in the requests of the vendor's own test suite;
 * "inferred" is what follows from these or is common knowledge about QuickBooks.
 */

export type RecordOperation = 'create' | 'get' | 'getAll' | 'update' | 'upsert' | 'delete';

/** A write that is checked before it is sent. */
export type WriteOperation = 'create' | 'update';

/** Lists hold customers, items and other masters; transactions are what is posted. */
export type ResourceKind = 'list' | 'transaction';

export type LineGroupName =
	| 'itemLines'
	| 'itemGroupLines'
	| 'expenseLines'
	| 'debitLines'
	| 'creditLines'
	| 'appliedPayments';

/** One kind of line of a transaction. */
export interface LineGroup {
	name: LineGroupName;
	/** What the rows are called together, such as "Item Lines". */
	label: string;
	/** The member of the record's JSON that carries the rows when sending; irregular (observed). */
	key: string;
	/** The members to look into when reading, the likelier first. */
	readKeys: readonly string[];
	/** The member of a row that identifies it; an applied payment is known by the paid transaction. */
	idField: 'TxnLineID' | 'TxnID';
}

/** How Create or Update finds the record that is there already. */
export interface MatchRule {
	field: 'Name' | 'RefNumber' | 'TxnID';
	/** Set where records can stand under a parent: the field to match by then, and the parent's. */
	nested?: {
		field: 'FullName';
		parent: string;
		/** Kinds, as a member tells them, that stand under nothing and have a name alone. */
		flat?: { member: string; values: readonly string[] };
	};
	/**
	 * Set where others give the numbers, as vendors do for their bills: members that have to name the same
	 * records too, the party first.
	 */
	within?: readonly string[];
	/** Set where the company gives each number once: the member that names whose it is. */
	owner?: string;
	/** Set where QuickBooks composes the name itself: the parts, joined by one space (inferred). */
	composedOf?: readonly string[];
}

/** Which lists share their names. `entity` and `item` span several resources; others span one. */
export type NameSpace = 'entity' | 'item' | 'own';

/** What the node has to know of a resource before it asks for its fields. */
export interface Resource {
	/** The value in workflows; never renamed. */
	value: string;
	label: string;
	plural: string;
	/** What the record is, for people and language models that do not know QuickBooks. */
	description: string;
	/** Last part of the address: `/hubs/finance/<path>`. */
	path: string;
	/** Its name in qbXML. */
	qbObject: string;
	idField: 'ListID' | 'TxnID';
	kind: ResourceKind;
	operations: readonly RecordOperation[];
	/** Whether the vendor documents filters for its list; without, look at what came back as well. */
	filterDocumented: boolean;
	/** Fields for filter conditions; those seen in the vendor's own filters first. */
	filterFields: readonly string[];
	lines: readonly LineGroup[];
	/** Set where QuickBooks insists on unique names. */
	nameSpace?: NameSpace;
	/** Set where the resource has `upsert`. */
	match?: MatchRule;
	/** Whether a create may carry a GUID of the sender (qbXML 13). */
	hasExternalGuid: boolean;
	/** At most ten members of a simplified record. */
	simplified: readonly string[];
}

/**
 * `object` is a group of members such as an address; `reference` names another record by `ListID` or
 * `FullName`; `id` is a `ListID`, `TxnID` or `TxnLineID`; `price` and `quantity` take more decimals
 * than an `amount`; `duration` is a length of time.
 */
export type FieldType =
	| 'text'
	| 'integer'
	| 'number'
	| 'amount'
	| 'price'
	| 'quantity'
	| 'percent'
	| 'boolean'
	| 'date'
	| 'dateTime'
	| 'duration'
	| 'id'
	| 'guid'
	| 'enumeration'
	| 'reference'
	| 'object';

/** What a write does with a field. A required one inside a group is required with its group only. */
export type FieldUse = 'required' | 'optional' | 'none';

export interface Field {
	/** Dotted, within the record or within the line: `BillAddress.Addr1`. */
	path: string;
	/** In human words: "Bill Address: Line 1", "Customer (name or ID)". */
	label: string;
	type: FieldType;
	create: FieldUse;
	update: FieldUse;
	/** Whether QuickBooks gives it and takes it in no write. */
	readOnly: boolean;
	/** Set where no answer of QuickBooks has it, so that it cannot be compared (qbXML 13). */
	isUnseen?: boolean;
	/** Whether it is a list. */
	repeatable: boolean;
	/** Longest text; of a reference, longest full name. */
	maxLength?: number;
	/** Smallest value of an integer. */
	minimum?: number;
	/** What an enumeration may be. */
	values?: readonly string[];
	/** Kinds of product (`ItemType`) that have it; all when absent. */
	variants?: readonly string[];
}

/** Members of which one is to be chosen. */
export interface OneOf {
	/** Dotted path of the group that holds them; empty for the record or line itself. */
	at: string;
	on: readonly WriteOperation[];
	/** Whether one of them has to be there. */
	required: boolean;
	/** Whether several may be there together. */
	several: boolean;
	/** Paths relative to `at`; line groups by their key. */
	options: readonly string[];
	variants?: readonly string[];
}

/** Fields that stand together: those of a record, or those of one kind of line. */
export interface FieldSet {
	fields: readonly Field[];
	oneOf: readonly OneOf[];
}

/** Everything known of a resource's fields. */
export interface ResourceFields extends FieldSet {
	lines: Readonly<Partial<Record<LineGroupName, FieldSet>>>;
}
