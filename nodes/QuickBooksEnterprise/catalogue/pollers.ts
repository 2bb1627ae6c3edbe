/**
 * The records that the service can poll for changes, and the poller entry of each (documented: the
 * element's events page lists these thirteen).
 */

/** Path of a pollable resource → the field that identifies its records in QuickBooks. */
export const POLLED_RESOURCES = {
	bills: { label: 'Bill', idField: 'TxnID' },
	'credit-memos': { label: 'Credit Memo', idField: 'TxnID' },
	customers: { label: 'Customer', idField: 'ListID' },
	employees: { label: 'Employee', idField: 'ListID' },
	invoices: { label: 'Invoice', idField: 'TxnID' },
	'item-receipts': { label: 'Item Receipt', idField: 'TxnID' },
	'journal-entries': { label: 'Journal Entry', idField: 'TxnID' },
	payments: { label: 'Payment', idField: 'TxnID' },
	products: { label: 'Product', idField: 'ListID' },
	'purchase-orders': { label: 'Purchase Order', idField: 'TxnID' },
	'sales-orders': { label: 'Sales Order', idField: 'TxnID' },
	'sales-receipts': { label: 'Sales Receipt', idField: 'TxnID' },
	vendors: { label: 'Vendor', idField: 'ListID' },
} as const;

export type PolledResource = keyof typeof POLLED_RESOURCES;

/** How QuickBooks writes the times that pollers compare (documented). */
const TIME_FORMAT = "yyyy-MM-dd'T'HH:mm:ssXXX";

/** Whether a name is one of the pollable resources. */
export function isPolledResource(name: string): name is PolledResource {
	return Object.prototype.hasOwnProperty.call(POLLED_RESOURCES, name);
}

/**
 * Builds the value of `event.poller.configuration`.
 * In: the resources to poll; an IANA time zone for the comparison, or nothing for the service's UTC.
 * Out: compact JSON text, the one form that every page of the vendor accepts.
 */
export function buildPollerConfiguration(
	resources: readonly PolledResource[],
	timeZone?: string,
): string {
	const macro = timeZone ? `dateTimeZone:${timeZone}:${TIME_FORMAT}` : `date:${TIME_FORMAT}`;
	const entries = resources.map((resource) => [
		resource,
		{
			url: `/hubs/finance/${resource}?where=TimeModified >= '\${${macro}}'`,
			idField: POLLED_RESOURCES[resource].idField,
			datesConfiguration: {
				updatedDateField: 'TimeModified',
				updatedDateFormat: TIME_FORMAT,
				createdDateField: 'TimeCreated',
				createdDateFormat: TIME_FORMAT,
			},
		},
	]);
	return JSON.stringify(Object.fromEntries(entries));
}
