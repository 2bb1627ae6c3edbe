import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import type { RecordOperation } from '../../catalogue/types';
import { lineFields } from './lineFields';
import { showForRecords } from './show';

type Show = NonNullable<IDisplayOptions['show']>;

const VALUE_FORMS =
	'Amounts are plain numbers such as 1234.50, days are written as yyyy-MM-dd, and other records are named by full name or ListID.';

/** The fields that say what a new record is to hold, or one that is created where it is not there. */
export const newRecordFields: INodeProperties[] = recordFields(
	['create', 'upsert'],
	'getRecordFields',
);

/** The fields that say what of a record is to change. */
export const changedRecordFields: INodeProperties[] = recordFields(
	['update'],
	'getRecordUpdateFields',
);

/** In: the operations that share them; the method that lists the fields of the mapper. */
function recordFields(operations: RecordOperation[], mapperMethod: string): INodeProperties[] {
	const show = showForRecords(...operations);
	const whenMapped: Show = { ...show, fieldsMode: ['mapped'] };
	const isUpdate = operations.includes('update');
	const lines = lineFields(operations, whenMapped);
	return [
		modeField(show),
		mapperField(whenMapped, mapperMethod, isUpdate),
		...lines,
		{
			displayName: 'Record JSON',
			name: 'recordJson',
			type: 'json',
			typeOptions: { rows: 10 },
			default: '{}',
			required: true,
			displayOptions: { show: { ...show, fieldsMode: ['json'] } },
			description:
				'The record under the names of QuickBooks, such as {"Memo": "Thank you"}, or an expression that gives it. It is sent as it is; references are {"FullName": "…"} or {"ListID": "…"}.',
		},
		...(isUpdate ? [lineModeField(show, lines)] : []),
	];
}

function modeField(show: Show): INodeProperties {
	return {
		displayName: 'Specify Record',
		name: 'fieldsMode',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Using Fields Below',
				value: 'mapped',
				description: 'Fill in one field for each value',
			},
			{
				name: 'Using JSON',
				value: 'json',
				description: 'Write the whole record as the service takes it',
			},
		],
		default: 'mapped',
		displayOptions: { show },
	};
}

function mapperField(show: Show, resourceMapperMethod: string, isUpdate: boolean): INodeProperties {
	const purpose = isUpdate ? 'What is to change' : 'What the record is to hold';
	const sentences = [
		`${purpose}; fields that are left empty are not sent.`,
		VALUE_FORMS,
		...(isUpdate ? ['To clear a field, use JSON with an empty text.'] : []),
	];
	return {
		displayName: 'Fields',
		name: 'fields',
		type: 'resourceMapper',
		noDataExpression: true,
		default: { mappingMode: 'defineBelow', value: null },
		typeOptions: {
			loadOptionsDependsOn: ['resource', 'operation'],
			resourceMapper: {
				resourceMapperMethod,
				mode: 'add',
				fieldWords: { singular: 'field', plural: 'fields' },
				addAllFields: false,
				multiKeyMatch: false,
				supportAutoMap: true,
			},
		},
		displayOptions: { show },
		description: sentences.join(' '),
	};
}

/** In: the parameters of lines, which say what resources have some. */
function lineModeField(show: Show, lines: readonly INodeProperties[]): INodeProperties {
	const resources = lines.flatMap(({ displayOptions }) => displayOptions?.show?.resource ?? []);
	return {
		displayName: 'Line Mode',
		name: 'lineMode',
		type: 'options',
		options: [
			{
				name: 'Merge',
				value: 'merge',
				description:
					'Lines named by their Line ID are changed, those without one are added, all others stay',
			},
			{
				name: 'Replace',
				value: 'replace',
				description: 'The record is left with the lines given here; all others are removed',
			},
		],
		default: 'merge',
		displayOptions: { show: { ...show, resource: resources } },
		description: 'What becomes of the lines that the record has, as soon as any line is given',
	};
}
