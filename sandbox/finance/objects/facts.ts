import type {
	Field,
	FieldType,
	LineGroup,
	Resource,
	ResourceFields,
} from '../../../nodes/QuickBooksEnterprise/catalogue/types';

/** An object that has no path of its own but can be read and written by its native name (documented: generic objects). */
export interface GenericObject {
	resource: Resource;
	facts: ResourceFields;
}

const OPERATIONS: Resource['operations'] = ['create', 'delete', 'get', 'getAll', 'update'];

/**
 * A field in short: `Name! text` has to be there on create, `Balance- amount` is read only.
 *
 * Which members QuickBooks knows is common knowledge of qbXML, cut down to what an example needs (our choice).
 */
function fieldOf(told: string): Field {
	const [, path, mark, type] = /^([\w.]+)([!-]?) (\w+)$/.exec(told)!;
	return {
		path,
		label: path,
		type: type as FieldType,
		create: mark === '!' ? 'required' : mark === '-' ? 'none' : 'optional',
		update: mark === '-' ? 'none' : 'optional',
		readOnly: mark === '-',
		repeatable: false,
	};
}

const KEPT = ['TimeCreated- dateTime', 'TimeModified- dateTime', 'EditSequence text'];

const setOf = (fields: string[]) => ({ fields: fields.map(fieldOf), oneOf: [] });

function resourceOf(qbObject: string, more: Partial<Resource>): Resource {
	return {
		value: qbObject[0].toLowerCase() + qbObject.slice(1),
		label: qbObject,
		plural: qbObject,
		description: '',
		path: qbObject,
		qbObject,
		idField: 'ListID',
		kind: 'list',
		operations: OPERATIONS,
		filterDocumented: true,
		filterFields: [],
		lines: [],
		hasExternalGuid: false,
		simplified: [],
		...more,
	};
}

/** A list; its names are unique. */
export function genericList(qbObject: string, fields: string[]): GenericObject {
	const own = ['id- id', 'ListID- id', ...KEPT, 'Name! text', 'IsActive boolean'];
	return {
		resource: resourceOf(qbObject, { nameSpace: 'own' }),
		facts: { ...setOf([...own, ...fields]), lines: {} },
	};
}

/** A kind of line: under which name, and its fields. */
export type GenericLines = [name: LineGroup['name'], key: string, fields: string[]];

/** A transaction with lines. */
export function genericTransaction(
	qbObject: string,
	fields: string[],
	lines: GenericLines[],
): GenericObject {
	const own = ['id- id', 'TxnID- id', ...KEPT, 'TxnNumber- text', 'TxnDate date', 'Memo text'];
	const groups = lines.map(
		([name, key]): LineGroup => ({
			name,
			label: key,
			key,
			readKeys: [key, key.replace(/Ret$/, '')],
			idField: 'TxnLineID',
		}),
	);
	return {
		resource: resourceOf(qbObject, { idField: 'TxnID', kind: 'transaction', lines: groups }),
		facts: {
			...setOf([...own, ...fields]),
			lines: Object.fromEntries(
				lines.map(([name, , members]) => [name, setOf(['TxnLineID id', ...members])]),
			),
		},
	};
}
