import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import { RESOURCES } from '../../catalogue/resources';
import type { RecordOperation } from '../../catalogue/types';
import { fieldsModeField, mapperField, recordJsonField } from './recordInputFields';
import { lineFields } from './lineFields';
import { showForRecords } from './display';
import { partyFields } from './partyFields';

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

/**
 * @param operations The operations that share the fields.
 * @param resourceMapperMethod The method that lists the fields of the mapper.
 */
function recordFields(
	operations: RecordOperation[],
	resourceMapperMethod: string,
): INodeProperties[] {
	const show = showForRecords(...operations);
	const isUpdate = operations.includes('update');
	const lines = lineFields(operations, { ...show, fieldsMode: ['mapped'] });
	return [
		fieldsModeField(show, 'mapped', 'Fill in one field for each value'),
		...partyFields({ ...show, fieldsMode: ['mapped'] }, isUpdate),
		mapperField(show, {
			resourceMapperMethod,
			loadOptionsDependsOn: ['resource', 'operation'],
			supportAutoMap: true,
			description: mapperDescription(isUpdate),
		}),
		...(isUpdate ? [lineModeField(show, lines), ...lineNotices(show)] : []),
		...lines,
		recordJsonField(show),
	];
}

function mapperDescription(isUpdate: boolean): string {
	const purpose = isUpdate ? 'What is to change' : 'What the record is to hold';
	return [
		`${purpose}; fields that are left empty are not sent.`,
		VALUE_FORMS,
		...(isUpdate ? ['To clear a field, name it under Fields to Empty.'] : []),
	].join(' ');
}

/** What becomes of a row without an ID is the same as nobody expects: the line that it repeats is there twice then. */
function lineNotices(show: Show): INodeProperties[] {
	const resource = RESOURCES.filter(
		({ value, lines }) =>
			show.resource?.includes(value) && lines.some(({ idField }) => idField === 'TxnLineID'),
	).map(({ value }) => value);
	const notice = (lineMode: string, displayName: string): INodeProperties => ({
		displayName,
		name: 'lineNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { ...show, resource, lineMode: [lineMode] } },
	});
	return [
		notice(
			'merge',
			"A row without a Line ID (TxnLineID) is added as a further line, also where it repeats one that is there. To change a line, give its Line ID: 'Get' with 'Simplify' off shows it.",
		),
		notice(
			'replace',
			'Lines that no row names by its Line ID (TxnLineID) are removed as soon as one row is given; a row without a Line ID is added as a new line.',
		),
	];
}

/** @param lines The parameters of lines; they say which resources have some. */
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
