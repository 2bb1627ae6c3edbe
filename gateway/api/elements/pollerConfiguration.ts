const TRANSACTIONS = [
	'bills',
	'credit-memos',
	'item-receipts',
	'invoices',
	'journal-entries',
	'payments',
	'sales-receipts',
	'purchase-orders',
	'sales-orders',
];
const LISTS = ['customers', 'employees', 'products', 'vendors'];

/** What the element can poll: transactions and lists (documented: thirteen resources). */
export const POLLED_RESOURCES = [...TRANSACTIONS, ...LISTS].sort();

const DATE_FORMAT = "yyyy-MM-dd'T'HH:mm:ssXXX";

/** The element's default `event.poller.configuration`, as the service keeps it: JSON text (documented content). */
export const DEFAULT_POLLER_CONFIGURATION = JSON.stringify(
	Object.fromEntries(
		POLLED_RESOURCES.map((resource) => [
			resource,
			{
				url: `/hubs/finance/${resource}?where=TimeModified >= '\${date:${DATE_FORMAT}}'`,
				idField: LISTS.includes(resource) ? 'ListID' : 'TxnID',
				datesConfiguration: {
					updatedDateField: 'TimeModified',
					updatedDateFormat: DATE_FORMAT,
					createdDateField: 'TimeCreated',
					createdDateFormat: DATE_FORMAT,
				},
			},
		]),
	),
);
