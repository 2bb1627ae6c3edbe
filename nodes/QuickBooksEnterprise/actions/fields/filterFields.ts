import type { IDataObject, IDisplayOptions, INodeProperties } from 'n8n-workflow';

import { moment } from '../../catalogue/validation/dates';
import { complainOfMoment } from '../../catalogue/validation/values';
import type { RecordOperation } from '../../catalogue/types';
import { holds } from '../../ceql/evaluate';
import {
	joinAnd,
	toExpression,
	type Combinator,
	type Condition,
	type ConditionOperator,
} from '../../ceql/expression';
import { OPERATORS, readCondition, type ConditionRow } from '../../ceql/reading';
import { toExpressions } from '../../ceql/splitting';
import type { RecordJson } from '../../hub/recordApi';
import type { RecordFacts } from '../record/recordFacts';
import type { ItemInput } from '../run/itemInput';
import { showForRecords } from './display';
import { nounsOf } from '../../catalogue/words';

type Show = NonNullable<IDisplayOptions['show']>;

/** Which records of a list an item asks for. */
export interface RecordFilter {
	/** What the service is asked; all records without. */
	where?: string;
	/** The same as several questions, where one would be too long for an address. */
	parts?: ReadonlyArray<string | undefined>;
	/** Looks at what came back, where it is not sure that the service filters at all. */
	accepts?: (record: RecordJson) => boolean;
}

const OPERATOR_HINTS: Readonly<Partial<Record<ConditionOperator, string>>> = {
	in: 'Any of several values, separated by commas. Where a value holds a comma, give one on each line, values in quotation marks, or an array.',
	isNull: 'The field holds nothing',
	like: 'The sign % stands for any text, such as %plumbing%',
};

const operatorOptions = OPERATORS.map(({ name, value }) => ({
	name,
	value,
	...(OPERATOR_HINTS[value] ? { description: OPERATOR_HINTS[value] } : {}),
}));

const OPERATORS_WITH_VALUE = OPERATORS.map(({ value }) => value).filter(
	(value) => value !== 'isNull',
);

/** The field of a condition where the catalogue knows which there are. */
const pickedField: INodeProperties = {
	displayName: 'Field Name or ID',
	name: 'field',
	type: 'options',
	typeOptions: {
		loadOptionsMethod: 'getFilterFields',
		loadOptionsDependsOn: ['resource'],
	},
	default: '',
	description:
		'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
};

/** The fields that say which records of a resource to list. */
export function recordFilterFields(operation: RecordOperation): INodeProperties[] {
	return filterFields(showForRecords(operation), pickedField);
}

/**
 * The fields that say which records to list.
 *
 * @param field The field of a condition.
 */
export function filterFields(show: Show, field: INodeProperties): INodeProperties[] {
	const inRows = { ...show, filterMode: ['conditions'] };
	return [
		{
			displayName: 'Filter By',
			name: 'filterMode',
			type: 'options',
			options: [
				{ name: 'Conditions', value: 'conditions', description: 'Pick fields and compare them' },
				{
					name: 'Expression (CEQL)',
					value: 'ceql',
					description: 'Write the filter in the query language of Cloud Elements',
				},
			],
			default: 'conditions',
			displayOptions: { show },
			description: 'How to say which records to return',
		},
		{
			displayName: 'Conditions',
			name: 'conditions',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add condition',
			default: {},
			displayOptions: { show: inRows },
			description: 'Conditions that a record has to meet; without any, every record is returned',
			options: [
				{
					displayName: 'Condition',
					name: 'values',
					values: [
						field,
						{
							displayName: 'Operator',
							name: 'operator',
							type: 'options',
							options: operatorOptions,
							default: 'equals',
							description: 'How to compare the field with the value',
						},
						{
							displayName: 'Value',
							name: 'value',
							type: 'string',
							default: '',
							placeholder: 'e.g. Keenan, Bridget',
							displayOptions: { show: { operator: OPERATORS_WITH_VALUE } },
							description:
								'What to compare with. A day as 2025-01-31, an amount as 1234.50; a yes-or-no field is true or false.',
						},
					],
				},
			],
		},
		{
			displayName: 'Combine Conditions',
			name: 'combinator',
			type: 'options',
			options: [
				{ name: 'AND', value: 'and', description: 'A record has to meet all conditions' },
				{ name: 'OR', value: 'or', description: 'A record has to meet one of the conditions' },
			],
			default: 'and',
			displayOptions: { show: inRows },
			description: 'How several conditions count together',
		},
		{
			displayName: 'CEQL Expression',
			name: 'ceql',
			type: 'string',
			default: '',
			placeholder: "e.g. RefNumber = '1042' AND TxnDate >= '2025-01-31'",
			displayOptions: { show: { ...show, filterMode: ['ceql'] } },
			description:
				"The filter in Cloud Elements' query language, with QuickBooks' own field names. Operators are the usual comparison signs (!= for not equal), LIKE, IN, IS NULL, AND and OR. Texts stand in single quotes; an apostrophe within one is doubled.",
		},
		{
			displayName: 'Modified Since',
			name: 'modifiedSince',
			type: 'dateTime',
			default: '',
			displayOptions: { show },
			description:
				'Return only records that were created or changed at this time or later, in the time zone of the workflow. Leave empty to return them whatever their age.',
		},
	];
}

/** Reads which records an item asks for. What cannot be used goes to the item's problems. */
export function readFilter(item: ItemInput, facts: RecordFacts): RecordFilter {
	const { problems } = item;
	const since = readModifiedSince(item, facts);
	const changed = since ? toExpression([since], 'and') : undefined;
	if (item.get('filterMode', 'conditions') === 'ceql') {
		const expression = String(item.get('ceql', '') ?? '').trim();
		if (!facts.resource.filterDocumented && expression !== '')
			problems.warn(undocumentedHint(facts));
		return {
			where: joinAnd(expression, changed),
			accepts: accepting([], 'and', since, facts),
		};
	}
	const conditions = readConditions(item, facts);
	const combinator = item.get('combinator', 'and') as Combinator;
	return {
		where: joinAnd(toExpression(conditions, combinator), changed),
		parts: toExpressions(conditions, combinator).map((part) => joinAnd(part, changed)),
		accepts: accepting(conditions, combinator, since, facts),
	};
}

function readConditions(item: ItemInput, { fields, resource, timeZone }: RecordFacts): Condition[] {
	const given = (item.get('conditions', {}) ?? {}) as IDataObject;
	const rows = Array.isArray(given.values) ? (given.values as ConditionRow[]) : [];
	return rows.flatMap((row, index) => {
		const {
			condition,
			remark,
			complaints = [],
		} = readCondition(row, {
			fields,
			kind: resource.kind,
			timeZone,
		});
		for (const complaint of complaints) item.problems.add(`Condition ${index + 1}: ${complaint}`);
		if (remark) item.problems.warn(`Condition ${index + 1}: ${remark}.`);
		return condition ? [condition] : [];
	});
}

function readModifiedSince(item: ItemInput, { timeZone }: RecordFacts): Condition | undefined {
	const given = item.get('modifiedSince', '');
	if (given === undefined || given === null || given === '') return undefined;
	const since = moment(given, timeZone);
	if (since === undefined) {
		item.problems.add(
			'Modified Since (modifiedSince) must be a day or a time such as 2025-01-31T14:05:00',
		);
		return undefined;
	}
	const complaint = complainOfMoment(since);
	if (complaint) item.problems.add(`Modified Since (modifiedSince) ${complaint}`);
	return { field: 'TimeModified', operator: 'greaterOrEqual', values: [since] };
}

function accepting(
	conditions: readonly Condition[],
	combinator: Combinator,
	since: Condition | undefined,
	{ resource, fields }: RecordFacts,
): RecordFilter['accepts'] {
	if (resource.filterDocumented || (conditions.length === 0 && !since)) return undefined;
	return (record) =>
		holds(conditions, combinator, record, fields) &&
		holds(since ? [since] : [], 'and', record, fields);
}

function undocumentedHint({ resource }: RecordFacts): string {
	return `Cloud Elements does not document a filter for ${nounsOf(resource)}, so it may not heed the expression. Conditions are also looked at here.`;
}
