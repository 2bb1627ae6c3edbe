import { RESOURCES } from '../../nodes/QuickBooksEnterprise/catalogue/resources';
import type { RecordOperation, Resource } from '../../nodes/QuickBooksEnterprise/catalogue/types';
import type { Table } from './table';

const HEAD = [
	'Resource',
	'Value',
	'Create',
	'Get',
	'Get Many',
	'Update',
	'Create or Update matches by',
	'Delete',
	'Lines',
];

/** What each resource can do. */
export function recordTable(): Table {
	return { head: HEAD, rows: RESOURCES.map(rowOf) };
}

function rowOf(resource: Resource): string[] {
	const has = (operation: RecordOperation) =>
		resource.operations.includes(operation) ? 'yes' : '';
	return [
		resource.label,
		`\`${resource.value}\``,
		has('create'),
		has('get'),
		has('getAll'),
		has('update'),
		matchWords(resource),
		has('delete'),
		resource.lines.map(({ label }) => label.replace(/ Lines$/, '').toLowerCase()).join(', '),
	];
}

function matchWords({ match, operations }: Resource): string {
	if (!match || !operations.includes('upsert')) return '';
	if (match.composedOf) return 'first, middle and last name';
	if (match.nested) return 'full name';
	return { Name: 'name', RefNumber: 'reference number', TxnID: 'ID (TxnID)' }[match.field];
}
