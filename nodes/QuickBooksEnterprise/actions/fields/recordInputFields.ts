import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

type Show = NonNullable<IDisplayOptions['show']>;

/** How a record is given; the other fields show by it. */
export type FieldsMode = 'mapped' | 'json';

/**
 * The choice between fields and JSON.
 *
 * @param mappedDescription What choosing fields means here.
 */
export function fieldsModeField(
	show: Show,
	byDefault: FieldsMode,
	mappedDescription: string,
): INodeProperties {
	return {
		displayName: 'Specify Record',
		name: 'fieldsMode',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Using Fields Below', value: 'mapped', description: mappedDescription },
			{
				name: 'Using JSON',
				value: 'json',
				description: 'Write the whole record as the service takes it',
			},
		],
		default: byDefault,
		displayOptions: { show },
	};
}

/** What a mapper of a record's fields differs in. */
export interface MapperOptions {
	/** The method that lists the fields. */
	resourceMapperMethod: string;
	/** Parameters whose change makes n8n list them anew. */
	loadOptionsDependsOn: string[];
	/** Whether the members of the input item can be taken as they are. */
	supportAutoMap: boolean;
	description: string;
}

/** The fields of a record, to be filled in one by one. */
export function mapperField(show: Show, desired: MapperOptions): INodeProperties {
	const { resourceMapperMethod, loadOptionsDependsOn, supportAutoMap, description } = desired;
	return {
		displayName: 'Fields',
		name: 'fields',
		type: 'resourceMapper',
		noDataExpression: true,
		default: { mappingMode: 'defineBelow', value: null },
		typeOptions: {
			loadOptionsDependsOn,
			resourceMapper: {
				resourceMapperMethod,
				mode: 'add',
				fieldWords: { singular: 'field', plural: 'fields' },
				// Without it n8n shows every field as soon as another resource is picked.
				addAllFields: false,
				multiKeyMatch: false,
				supportAutoMap,
			},
		},
		displayOptions: { show: { ...show, fieldsMode: ['mapped'] } },
		description,
	};
}

/** The whole record as JSON. */
export function recordJsonField(show: Show): INodeProperties {
	return {
		displayName: 'Record JSON',
		name: 'recordJson',
		type: 'json',
		typeOptions: { rows: 10 },
		default: '{}',
		required: true,
		displayOptions: { show: { ...show, fieldsMode: ['json'] } },
		description:
			'The record under the names of QuickBooks, such as {"Memo": "Thank you"}, or an expression that gives it. It is sent as it is; references are {"FullName": "…"} or {"ListID": "…"}.',
	};
}
