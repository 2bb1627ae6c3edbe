import type { LineGroup, LineGroupName, RecordOperation, Resource } from '../types';

/** What an entry has to say itself; the rest follows from what kind of record it is. */
type Told = 'value' | 'label' | 'plural' | 'description' | 'path' | 'qbObject' | 'simplified';
type Entry = Pick<Resource, Told> &
	Partial<Omit<Resource, Told | 'idField' | 'kind' | 'operations'>> & {
		/** What the resource cannot do (observed: no request of that kind in the vendor's suite). */
		without?: readonly RecordOperation[];
	};

const ALL_OPERATIONS: readonly RecordOperation[] = [
	'create',
	'delete',
	'get',
	'getAll',
	'update',
	'upsert',
];

/** For lists that the service only reads (observed). */
export const READ_ONLY: readonly RecordOperation[] = ['create', 'delete', 'update'];

/** Create or Update exists where create, update and the list exist. */
function operationsWithout(missing: readonly RecordOperation[]): RecordOperation[] {
	const rest = ALL_OPERATIONS.filter((operation) => !missing.includes(operation));
	const canReconcile = rest.includes('create') && rest.includes('update');
	return rest.filter((operation) => operation !== 'upsert' || canReconcile);
}

/** Puts the fields of the vendor's own filters first and names none twice. */
function filters(seen: readonly string[] = [], usual: readonly string[]): string[] {
	return [...new Set([...seen, ...usual])];
}

function complete(entry: Entry, facts: Pick<Resource, 'idField' | 'kind' | 'match'>): Resource {
	const { without = [], filterFields, ...told } = entry;
	const operations = operationsWithout(without);
	const match = told.match ?? facts.match;
	const usual =
		facts.kind === 'list'
			? ['ListID', 'Name', ...(match?.nested ? ['FullName'] : []), 'IsActive']
			: ['TxnID', ...(match?.field === 'RefNumber' ? ['RefNumber'] : []), 'TxnDate'];
	return {
		filterDocumented: true,
		lines: [],
		hasExternalGuid: false,
		...told,
		...facts,
		operations,
		filterFields: filters(filterFields, [...usual, 'TimeCreated', 'TimeModified']),
		match: operations.includes('upsert') ? match : undefined,
	};
}

/** An entry of a list: known by `ListID`, with a unique name. */
export function list(entry: Entry): Resource {
	return complete(
		{ nameSpace: 'own', ...entry },
		{ idField: 'ListID', kind: 'list', match: entry.match ?? { field: 'Name' } },
	);
}

/** An entry of a transaction: known by `TxnID`; every transaction takes a GUID of the sender (qbXML 13). */
export function transaction(entry: Entry): Resource {
	return complete(
		{ hasExternalGuid: true, ...entry },
		{ idField: 'TxnID', kind: 'transaction', match: entry.match ?? { field: 'RefNumber' } },
	);
}

const GROUP_LABELS: Readonly<Record<LineGroupName, string>> = {
	itemLines: 'Item Lines',
	itemGroupLines: 'Item Group Lines',
	expenseLines: 'Expense Lines',
	debitLines: 'Debit Lines',
	creditLines: 'Credit Lines',
	appliedPayments: 'Applied Payments',
};

/**
 * One kind of line. Some resources use qbXML's name of the answer (`…Ret`) and others the bare one
 * (observed); reading tries both.
 *
 * @param key The member in which it is sent.
 */
export function lines(name: LineGroupName, key: string): LineGroup {
	const other = key.endsWith('Ret') ? key.slice(0, -'Ret'.length) : `${key}Ret`;
	return {
		name,
		label: GROUP_LABELS[name],
		key,
		readKeys: [key, other],
		idField: name === 'appliedPayments' ? 'TxnID' : 'TxnLineID',
	};
}
