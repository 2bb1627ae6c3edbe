/**
 * The records that the service can poll for changes, and the poller entry of each (documented: the
 * element's events page lists these thirteen).
 */

import { resourceByPath } from './resources';
import type { Resource } from './types';

const POLLED_PATHS = [
	'bills',
	'credit-memos',
	'customers',
	'employees',
	'invoices',
	'item-receipts',
	'journal-entries',
	'payments',
	'products',
	'purchase-orders',
	'sales-orders',
	'sales-receipts',
	'vendors',
] as const;

export type PolledResource = (typeof POLLED_PATHS)[number];

/** Path of a pollable resource → its entry in the index. */
export const POLLED_RESOURCES = Object.fromEntries(
	POLLED_PATHS.map((path) => [path, resourceByPath(path)]),
) as Record<PolledResource, Resource>;

/** How QuickBooks writes the times that pollers compare (documented). */
const TIME_FORMAT = "yyyy-MM-dd'T'HH:mm:ssXXX";

/** Whether a name is one of the pollable resources. */
export function isPolledResource(name: string): name is PolledResource {
	return Object.prototype.hasOwnProperty.call(POLLED_RESOURCES, name);
}

/**
 * Builds the value of `event.poller.configuration`.
 *
 * @param timeZone IANA name of the zone for comparing times; the service's UTC without.
 * @returns Compact JSON text, the one form that every page of the vendor accepts.
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
