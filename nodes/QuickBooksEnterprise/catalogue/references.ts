/** How QuickBooks writes the id of a record: a hexadecimal counter, a hyphen, Unix seconds (observed). */
const ID_FORM = /^[0-9A-F]+-\d{9,10}$/i;

/** Whether a text looks like a `ListID` or `TxnID`, and not like a name. */
export function isRecordId(text: string): boolean {
	return ID_FORM.test(text.trim());
}

/** What names another record in the service's JSON: either member is enough (observed). */
export type Reference = { ListID: string } | { FullName: string };

/**
 * The reference that a name or an id stands for: `80000002-1484947875`, or `Keenan, Bridget:Shed`.
 *
 * @param idLike Takes down what has the form of an id and could be a name all the same.
 */
export function referenceFrom(nameOrId: string, idLike?: Set<string>): Reference {
	const text = nameOrId.trim();
	if (isRecordId(text)) idLike?.add(text);
	return isRecordId(text) ? { ListID: text } : { FullName: text };
}
