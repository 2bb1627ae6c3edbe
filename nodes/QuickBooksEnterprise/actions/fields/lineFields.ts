import type { IDisplayOptions, INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { lineColumnsOf, type LineColumn, type ColumnName } from '../../catalogue/lineColumns';
import { labelOf } from '../../catalogue/labels';
import { RESOURCES } from '../../catalogue/resources';
import type { LineGroup, RecordOperation, Resource } from '../../catalogue/types';
import { OTHER_FIELDS } from '../../records/lines/recordLines';
import { referenceLocator } from './locators/referenceLocator';

type Words = Partial<
	Pick<
		INodeProperties,
		'displayName' | 'description' | 'placeholder' | 'type' | 'options' | 'default' | 'modes'
	>
>;

const PLAIN_NUMBER = 'e.g. 1234.50';

/** What the editor says of a column; where it says no name, that of the member. */
const WORDS: Readonly<Record<ColumnName, Words>> = {
	account: {
		displayName: 'Account',
		...referenceLocator('searchAccounts'),
		description: 'Where it is posted; where there is an item, in place of its own account',
	},
	amount: {
		placeholder: PLAIN_NUMBER,
		description: 'Plain number without currency sign and thousands separator',
	},
	billableStatus: {
		type: 'options',
		options: [
			{ name: 'Billable', value: 'Billable' },
			{ name: 'Has Been Billed', value: 'HasBeenBilled' },
			{ name: 'Not Billable', value: 'NotBillable' },
			{ name: 'Not Set', value: '' },
		],
		description: 'Whether the customer named is billed for this line',
	},
	class: {
		...referenceLocator('searchClasses'),
		description: 'The class that the line counts for',
	},
	customer: {
		...referenceLocator('searchCustomers'),
		description: 'The customer or job that the line is for',
	},
	description: { description: 'Text of the line' },
	discountAccount: {
		...referenceLocator('searchAccounts'),
		description: 'The account that the discount is posted to',
	},
	discountAmount: {
		placeholder: 'e.g. 2.50',
		description: 'Discount given with this payment, as a plain number',
	},
	entity: {
		...referenceLocator('searchPeople'),
		description: 'The customer, vendor or employee that the line is about',
	},
	inventorySite: {
		...referenceLocator('searchInventorySites'),
		description: 'The place where the stock is kept',
	},
	item: {
		...referenceLocator('searchItems'),
		description: 'The product',
	},
	itemGroup: {
		...referenceLocator('searchItemGroups'),
		description: 'The product of the kind Group; QuickBooks adds its items',
	},
	newQuantity: {
		displayName: 'New Quantity',
		placeholder: 'e.g. 120',
		description: 'Quantity on hand after the adjustment; give this or the difference',
	},
	newValue: {
		displayName: 'New Value',
		placeholder: PLAIN_NUMBER,
		description: 'Value of the stock after the adjustment; give a quantity as well',
	},
	paymentAmount: {
		placeholder: PLAIN_NUMBER,
		description: 'How much of the payment is applied, as a plain number',
	},
	quantity: { placeholder: 'e.g. 3', description: 'Plain number' },
	quantityDifference: {
		placeholder: 'e.g. -3',
		description: 'By how much the quantity on hand changes',
	},
	rate: {
		placeholder: PLAIN_NUMBER,
		description: 'Price of one, as a plain number. QuickBooks works out the amount from it.',
	},
	salesTaxCode: {
		...referenceLocator('searchTaxCodes'),
		description: 'The code that says whether the line is taxed',
	},
	serviceDate: { type: 'dateTime', description: 'Day of the service, as yyyy-MM-dd' },
	txnId: {
		displayName: 'Paid Transaction ID',
		placeholder: 'e.g. 3EA2-1495189990',
		description: 'TxnID of the invoice or bill that is paid',
	},
	txnLineId: {
		displayName: 'Line ID (TxnLineID)',
		placeholder: 'e.g. 1546-1484948015',
		description: 'TxnLineID of the line that is there already; a row without one is a new line',
	},
	unitOfMeasure: { placeholder: 'e.g. box', description: 'Unit that quantity and price are in' },
	valueDifference: {
		placeholder: 'e.g. -12.50',
		description: 'By how much the value of the stock changes',
	},
};

/** An update has no members for these (qbXML 13). */
const ONLY_FOR_NEW: readonly ColumnName[] = ['newQuantity', 'newValue'];
const ONLY_FOR_PRESENT: readonly ColumnName[] = ['txnLineId'];

/**
 * The rows of lines: one parameter for each set of resources whose lines look the same.
 *
 * @param operations The operations that share it.
 */
export function lineFields(
	operations: readonly RecordOperation[],
	show: NonNullable<IDisplayOptions['show']>,
): INodeProperties[] {
	const byGroups = new Map<string, { resources: Resource[]; groups: INodePropertyCollection[] }>();
	for (const resource of RESOURCES) {
		if (resource.lines.length === 0 || !show.resource?.includes(resource.value)) continue;
		const groups = resource.lines.map((group) => groupField(resource, group, operations));
		const key = JSON.stringify(groups);
		const known = byGroups.get(key) ?? { resources: [], groups };
		known.resources.push(resource);
		byGroups.set(key, known);
	}
	return [...byGroups.values()].map(({ resources, groups }) => ({
		displayName: 'Lines',
		name: 'lines',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add line',
		default: {},
		displayOptions: { show: { ...show, resource: resources.map(({ value }) => value) } },
		description:
			"One row for each line; cells that are left empty are not sent. Rows of an expression go into 'Fields', as a list.",
		options: groups,
	}));
}

function groupField(
	resource: Resource,
	group: LineGroup,
	operations: readonly RecordOperation[],
): INodePropertyCollection {
	const isUpdate = operations.includes('update');
	const columns = lineColumnsOf(resource, group).filter(
		({ name }) => !isUpdate || !ONLY_FOR_NEW.includes(name),
	);
	return {
		displayName: group.label,
		name: group.name,
		values: [...columns.map((column) => columnField(column, operations)), otherFields],
	};
}

function columnField(column: LineColumn, operations: readonly RecordOperation[]): INodeProperties {
	const { name, path } = column;
	const users = operations.filter((operation) => operation !== 'create');
	const isForSome = ONLY_FOR_PRESENT.includes(name) && users.length < operations.length;
	return {
		displayName: labelOf(path),
		name,
		type: 'string',
		default: '',
		...(isForSome ? { displayOptions: { show: { '/operation': users } } } : {}),
		...WORDS[name],
	};
}

const otherFields: INodeProperties = {
	displayName: 'Other Fields',
	name: OTHER_FIELDS,
	type: 'json',
	default: '{}',
	description: 'Further members of the line as JSON, such as {"SerialNumber": "4711"}',
};
