/** What a finding is about; `missing` ones are often named together. */
export type ProblemKind = 'missing' | 'choice' | 'value' | 'length' | 'name' | 'balance';

/** Something that QuickBooks would refuse. */
export interface RecordProblem {
	problem: ProblemKind;
	/** The key in the record's JSON: `BillAddress.Addr1`, `InvoiceLineRet[1].Quantity`. */
	path: string;
	/** What a person reads for it: "Bill Address: Line 1", "Item Lines, row 2: Quantity". */
	label: string;
	/** A sentence that names label and key and says how to mend it. */
	message: string;
}

/** A member that the catalogue does not know. It may be right: a connector can know more. */
export interface UnknownField {
	path: string;
	/** The member that was probably meant. */
	suggestion?: string;
}

/** Why QuickBooks will not use a member that it knows. */
export type UnusedReason = 'readOnly' | 'createOnly' | 'updateOnly' | 'otherItemType';

/** A member that the service tolerates and QuickBooks does not use (observed). */
export interface UnusedField {
	path: string;
	label: string;
	reason: UnusedReason;
}

/** Everything there is to say about a record before it is sent. */
export interface RecordValidation {
	problems: RecordProblem[];
	unknownFields: UnknownField[];
	unusedFields: UnusedField[];
}
