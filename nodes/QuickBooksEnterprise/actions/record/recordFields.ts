import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import type { RecordOperation } from '../../catalogue/types';
import { fieldsModeField, mapperField, recordJsonField } from '../recordInputFields';
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
function recordFields(
	operations: RecordOperation[],
	resourceMapperMethod: string,
): INodeProperties[] {
	const show = showForRecords(...operations);
	const isUpdate = operations.includes('update');
	const lines = lineFields(operations, { ...show, fieldsMode: ['mapped'] });
	return [
		fieldsModeField(show, 'mapped', 'Fill in one field for each value'),
		mapperField(show, {
			resourceMapperMethod,
			loadOptionsDependsOn: ['resource', 'operation'],
			supportAutoMap: true,
			description: mapperDescription(isUpdate),
		}),
		...lines,
		recordJsonField(show),
		...(isUpdate ? [lineModeField(show, lines)] : []),
	];
}

function mapperDescription(isUpdate: boolean): string {
	const purpose = isUpdate ? 'What is to change' : 'What the record is to hold';
	return [
		`${purpose}; fields that are left empty are not sent.`,
		VALUE_FORMS,
		...(isUpdate ? ['To clear a field, use JSON with an empty text.'] : []),
	].join(' ');
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
