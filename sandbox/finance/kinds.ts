import { loadFields } from '../../nodes/QuickBooksEnterprise/catalogue/fields';
import { RESOURCES, resourceByPath } from '../../nodes/QuickBooksEnterprise/catalogue/resources';
import type {
	FieldType,
	Resource,
	ResourceFields,
} from '../../nodes/QuickBooksEnterprise/catalogue/types';
import type { Searched, SearchField } from '../../gateway/ceql';
import { genericFacts, GENERIC_RESOURCES } from './objects';

/** A QuickBooks record: scalars are text (observed). */
export type FinanceRecord = Record<string, unknown>;

/** A resource with all that is known of it: paths, fields and lines come from the catalogue. */
export interface Kind extends Resource {
	facts: ResourceFields;
}

function hidden(value: string, qbObject: string, nameSpace: Resource['nameSpace']): Resource {
	return {
		value,
		label: qbObject,
		plural: qbObject,
		description: '',
		path: qbObject,
		qbObject,
		idField: 'ListID',
		kind: 'list',
		operations: ['get', 'getAll'],
		filterDocumented: true,
		filterFields: [],
		lines: [],
		nameSpace,
		hasExternalGuid: false,
		simplified: [],
	};
}

/** Lists that have no path of their own but can be read by their native name, and only that. */
const HIDDEN: Resource[] = [
	hidden('otherName', 'OtherName', 'entity'),
	hidden('shipMethod', 'ShipMethod', 'own'),
	hidden('template', 'Template', 'own'),
];

const ALL_RESOURCES: readonly Resource[] = [...RESOURCES, ...GENERIC_RESOURCES, ...HIDDEN];

const byNativeName = new Map(ALL_RESOURCES.map((resource) => [resource.qbObject, resource]));
const byValue = new Map(ALL_RESOURCES.map((resource) => [resource.value, resource]));

/** The resource with a path of the service, or with its native name (documented: generic objects). */
export function resourceAt(path: string): Resource | undefined {
	return resourceByPath(path) ?? byNativeName.get(path);
}

export function resourceNamed(value: string): Resource {
	const resource = byValue.get(value);
	if (!resource) throw new Error(`The sandbox knows no resource "${value}".`);
	return resource;
}

const HIDDEN_FACTS: ResourceFields = {
	fields: ['id', 'ListID', 'TimeCreated', 'TimeModified', 'EditSequence', 'Name', 'IsActive'].map(
		(path) => ({
			path,
			label: path,
			type: path.startsWith('Time') ? 'dateTime' : path === 'IsActive' ? 'boolean' : 'text',
			create: 'none',
			update: 'none',
			readOnly: true,
			repeatable: false,
		}),
	),
	oneOf: [],
	lines: {},
};

/** The resource with its fields, which are read from disk the first time. */
export async function kindOf(resource: Resource): Promise<Kind> {
	const known = HIDDEN.includes(resource) ? HIDDEN_FACTS : genericFacts(resource);
	const facts = known ?? (await loadFields(resource));
	return { ...resource, facts };
}

export const idOf = (record: FinanceRecord) => String(record.ListID ?? record.TxnID);

/** A record but for some members. */
export function without(record: FinanceRecord, members: string[]): FinanceRecord {
	return Object.fromEntries(Object.entries(record).filter(([member]) => !members.includes(member)));
}

const COMPARED: Partial<Record<FieldType, SearchField['type']>> = {
	amount: 'decimal',
	dateTime: 'moment',
	integer: 'decimal',
	number: 'decimal',
	percent: 'decimal',
	price: 'decimal',
	quantity: 'decimal',
	reference: 'reference',
};

/** What a filter can look at. */
export function searched({ path, kind, facts }: Kind): Searched {
	const fields = facts.fields
		.filter(({ type }) => type !== 'object')
		.map((field): SearchField => ({ path: field.path, type: COMPARED[field.type] ?? 'text' }));
	return { name: path, isTransaction: kind === 'transaction', fields };
}
