import { lineColumnsOf } from './lineColumns';
import { partyOf } from './parties';
import { choiceLabelOf, labelOf } from './labels';
import type { Field, LineGroup, Resource, ResourceFields, WriteOperation } from './types';

/** A field as it is offered to somebody who fills in a record. */
export interface OfferedField extends Field {
	/** Its label, and what one has to know to fill it in: "Sales Price (inventory part)". */
	title: string;
	/** Whether the record cannot be written without it. */
	isRequired: boolean;
	/** Whether a form shows it before anybody adds fields. */
	isShownFirst: boolean;
}

/**
 * What nobody is asked for: card data has no place in the parameters of a workflow and the node makes
 * the GUID itself (our choice). As JSON all of it can be sent.
 */
const NOT_OFFERED = ['CreditCardInfo', 'CreditCardTxnInfo', 'ExternalGUID'];

/** How many columns the title of a list of rows names. */
const SHOWN_COLUMNS = 5;

/**
 * How much of the title of a required field n8n's editor shows (seen in 2.41): a longer one is cut, and pushes the
 * sign for a missing value out of the form.
 */
const SHOWN_CHARACTERS = 22;

/** What is for those who know why: offered last. */
const LAST = 'EditSequence';

/** What comes after the rest: rows as JSON, and whom a transaction is with, which has a field of its own. */
const AFTER_THE_REST = 5;

/**
 * The fields that a create, an update or an upsert of a resource may fill in: required ones first, then those of
 * which some have to be there, then those that show in a simplified record, then the others as QuickBooks
 * orders them, and last what has a field of its own beside them. Members of a group stand each for itself; a repeated group is one field, of JSON. So is a
 * kind of line, under its group's name: the rows of n8n's editor cannot come out of an expression.
 */
export function offeredFields(
	resource: Resource,
	fields: ResourceFields,
	wanted: WriteOperation | 'upsert',
): OfferedField[] {
	const operation = wanted === 'upsert' ? 'create' : wanted;
	const party = partyOf(resource)?.member;
	const usable = fields.fields.filter((field) => isOffered(field, fields, operation));
	const needed = usable.filter(
		(field) =>
			field.path !== party &&
			(isRequired(field, operation) || alternativesOf(field, fields, operation)),
	);
	const first = wanted === 'update' ? [] : firstFields(resource, wanted, needed.length === 0);
	const offered: OfferedField[] = usable.map((field) => ({
		...field,
		title:
			field.path === party
				? `${labelOf(party)} (name or ID, in place of the field above)`
				: titleOf(field, resource, fields, operation),
		isRequired:
			field.path !== party && (isRequired(field, operation) || isKey(field, resource, wanted)),
		isShownFirst: needed.includes(field) || first.includes(field.path),
	}));
	const rows = resource.lines.map((group) => rowsField(resource, group));
	const keys = wanted === 'upsert' ? keyFields(resource, fields) : [];
	const rank = (field: OfferedField): number => {
		if (field.path === LAST) return AFTER_THE_REST + 1;
		if (field.path === party || rows.includes(field)) return AFTER_THE_REST;
		if (field.isRequired) return 0;
		if (keys.includes(field) || field.isShownFirst) return 1;
		return resource.simplified.includes(field.path) ? 2 : 3;
	};
	// Sorting keeps the order of what ranks equal.
	return [...keys, ...offered, ...rows].sort((a, b) => rank(a) - rank(b));
}

/**
 * What a form shows though QuickBooks does not insist on it: the parts of a name, what Create or Update
 * finds the record by, and of a transaction that needs nothing its day and number.
 */
function firstFields(
	{ match, kind }: Resource,
	wanted: 'create' | 'upsert',
	needsNothing: boolean,
): readonly string[] {
	if (match?.composedOf) return match.composedOf;
	const key = wanted === 'upsert' && match ? [match.field] : [];
	return needsNothing && kind === 'transaction' ? ['TxnDate', 'RefNumber', ...key] : key;
}

/** What has neither name nor number is found again by its id, though QuickBooks alone gives that. */
function keyFields({ match, idField }: Resource, { fields }: ResourceFields): OfferedField[] {
	return fields
		.filter(({ path }) => path === idField && path === match?.field)
		.map((field) => ({
			...field,
			title: `${field.label} (of the record to update; without it a new one is created)`,
			isRequired: false,
			isShownFirst: true,
		}));
}

/** All rows of a kind of line in one value, for rows that an expression gives. */
function rowsField(resource: Resource, group: LineGroup): OfferedField {
	const columns = lineColumnsOf(resource, group).map(({ name }) => name);
	return {
		path: group.name,
		label: group.label,
		title: `${group.label} as JSON (rows of an expression, with ${columns.slice(0, SHOWN_COLUMNS).join(', ')}, …)`,
		type: 'object',
		create: 'optional',
		update: 'optional',
		readOnly: false,
		repeatable: true,
		isRequired: false,
		isShownFirst: false,
	};
}

function isOffered(field: Field, { fields }: ResourceFields, operation: WriteOperation): boolean {
	const { path, readOnly, type, repeatable } = field;
	if (readOnly || field[operation] === 'none') return false;
	if (NOT_OFFERED.includes(path.split('.')[0])) return false;
	const isInRepeated = fields.some(
		(group) => group.type === 'object' && group.repeatable && path.startsWith(`${group.path}.`),
	);
	return !isInRepeated && (type !== 'object' || repeatable);
}

/** An update takes what is required from the record itself. */
function isRequired({ path, create }: Field, operation: WriteOperation): boolean {
	return operation === 'create' && create === 'required' && !path.includes('.');
}

/**
 * Whether Create or Update finds the record by this field alone. n8n's editor shows no field from the start that is
 * not required (seen in 2.41).
 */
function isKey(
	{ path }: Field,
	{ match, idField }: Resource,
	wanted: WriteOperation | 'upsert',
): boolean {
	if (wanted !== 'upsert' || !match || match.composedOf) return false;
	return path === match.field && path !== idField;
}

/** The others of which one has to be there, where this field is not. */
function alternativesOf(
	{ path }: Field,
	{ oneOf }: ResourceFields,
	operation: WriteOperation,
): string[] | undefined {
	const choice = oneOf.find(
		({ at, on, required, options }) =>
			at === '' && required && on.includes(operation) && options.includes(path),
	);
	const others = choice?.options.filter((option) => option !== path) ?? [];
	return others.length > 0 ? others : undefined;
}

function titleOf(
	field: Field,
	{ lines }: Resource,
	fields: ResourceFields,
	operation: WriteOperation,
): string {
	const { path, type, repeatable, variants } = field;
	const nameOf = (other: string) => lineLabel(lines, other) ?? labelOf(other);
	const others = alternativesOf(field, fields, operation)?.map(nameOf);
	const remarks = [
		...(type === 'reference' ? ['name or ID'] : []),
		...(type === 'id' && repeatable ? ['IDs, separated by commas'] : []),
		...(type === 'object' ? ['list as JSON'] : []),
		...(type === 'duration' ? ['minutes'] : []),
		...(variants ? [variants.map(choiceLabelOf).join(', ')] : []),
		...(others ? [`needed unless ${others.join(' or ')} is given`] : []),
	];
	const label = labelOf(path);
	const title = remarks.length > 0 ? `${label} (${remarks.join('; ')})` : label;
	const isCut = isRequired(field, operation) && title.length > SHOWN_CHARACTERS;
	return isCut ? label : title;
}

function lineLabel(lines: readonly LineGroup[], key: string): string | undefined {
	return lines.find((line) => line.key === key)?.label;
}
