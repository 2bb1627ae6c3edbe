import {
	isQueried,
	objectFields,
	type FieldChoice,
	type FieldSet,
	type ObjectField,
	type Target,
} from '../qbxml';
import { allResources, type Resource } from '../records';

/** A field of an object. The first six members are observed, the others are our choice. */
export interface Metadata {
	fields: Array<{
		vendorPath: string;
		/** Numbers come as text (observed), so that they are `string`. */
		type: 'boolean' | 'date' | 'object' | 'string';
		mask?: string;
		vendorDisplayName: string;
		vendorRequired: boolean;
		vendorReadOnly: boolean;
		/** As qbXML has it, such as `AMT`. */
		vendorType: string;
		vendorLength?: number;
		vendorValues?: readonly string[];
	}>;
	/** Fields of a new record of which those of one list alone can be given. */
	oneOf: Array<{ vendorRequired: boolean; vendorPaths: string[][] }>;
}

const TYPES: Readonly<Record<string, Metadata['fields'][number]['type']>> = {
	BOOL: 'boolean',
	DATE: 'date',
	DATETIME: 'date',
	OBJ: 'object',
	REF: 'object',
};

/** As in the documented poller configuration. */
const MASKS: Readonly<Record<string, string>> = {
	DATE: 'yyyy-MM-dd',
	DATETIME: "yyyy-MM-dd'T'HH:mm:ssXXX",
};

/** @returns the resources that a QuickBooks has, in the order of their paths */
export const resourcesIn = (target: Target): Resource[] =>
	allResources().filter(({ object }) => isQueried(object, target));

/** `BillAddress.PostalCode` in words: "Bill Address: Postal Code". */
const inWords = (path: string): string =>
	path
		.split('.')
		.map((name) =>
			name
				.replace(/\[\*\]$/, '')
				.replace(/(?<=.)(?:Ref|Ret)$/, '')
				.replace(/([a-z\d])(?=[A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$& '),
		)
		.join(': ');

const text = (path: string, more: Partial<ObjectField> = {}): ObjectField => ({
	path,
	type: 'STR',
	isRequired: false,
	isWritable: true,
	...more,
});

/** What the API has beside the members of QuickBooks: `id`, what a product is, and the name of a sales rep (observed). */
function added({ key, object, objects, operations }: Resource): ObjectField[] {
	const isRequired = operations.has('create');
	return [
		...(key ? [text('id', { type: 'ID', isWritable: false })] : []),
		...(object === 'Item' ? [text('ItemType', { type: 'ENUM', values: objects, isRequired })] : []),
		...(object === 'SalesRep' ? [text('Name', { isRequired })] : []),
	];
}

/** Of several kinds: all fields, and what holds for each kind. */
function together(sets: FieldSet[]): FieldSet {
	const fields = new Map<string, ObjectField>();
	for (const field of sets.flatMap((set) => set.fields)) {
		const first = fields.get(field.path) ?? field;
		fields.set(field.path, { ...first, isWritable: first.isWritable || field.isWritable });
	}
	const isRequired = (path: string) =>
		sets.every((set) => set.fields.some((field) => field.path === path && field.isRequired));
	const same = (choice: FieldChoice) => JSON.stringify(choice);
	const [{ choices }, ...others] = sets;
	return {
		fields: [...fields.values()].map((field) => ({ ...field, isRequired: isRequired(field.path) })),
		choices: choices.filter((choice) =>
			others.every((set) => set.choices.some((other) => same(other) === same(choice))),
		),
	};
}

/** Lines under the names of the API; the id of a record is never written, a sales rep's initials are its Name. */
function asTheApi(resource: Resource, path: string): string {
	const [head, ...rest] = path.split(/(?=[.[])/);
	const line = resource.lines.find(({ ret }) => ret === head);
	return [line?.key ?? head, ...rest].join('');
}

/**
 * The fields of a resource in one QuickBooks.
 *
 * @param resource one of {@link resourcesIn}
 */
export function metadataOf(resource: Resource, target: Target): Metadata {
	const { key, object, objects, operations } = resource;
	const allowed = { add: operations.has('create'), mod: operations.has('update') };
	const { fields, choices } = together(objects.map((each) => objectFields(each, target, allowed)));
	const own = fields.map((field) => ({
		...field,
		path: asTheApi(resource, field.path),
		isWritable: field.isWritable && field.path !== key,
		isRequired: field.isRequired && !(object === 'SalesRep' && field.path === 'Initial'),
	}));
	return {
		fields: [...added(resource), ...own].map((field) => ({
			vendorPath: field.path,
			type: TYPES[field.type] ?? 'string',
			mask: MASKS[field.type],
			vendorDisplayName: inWords(field.path),
			vendorRequired: field.isRequired,
			vendorReadOnly: !field.isWritable,
			vendorType: field.type,
			vendorLength: field.maxLength,
			vendorValues: field.values,
		})),
		oneOf: choices.map(({ isRequired, lists }) => ({
			vendorRequired: isRequired,
			vendorPaths: lists.map((paths) => paths.map((path) => asTheApi(resource, path))),
		})),
	};
}
