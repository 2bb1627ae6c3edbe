import type { IDisplayOptions, INodeParameterResourceLocator, INodeProperties } from 'n8n-workflow';

import type { Problems } from '../../../common/problems';
import { OBJECT_NAME } from '../../../records/input/otherObject';
import type { ItemInput } from '../../run/itemInput';

const LABEL = 'Object';

/** The field that picks a kind of record by its name. */
export function objectField(show: IDisplayOptions['show'], description: string): INodeProperties {
	return {
		displayName: LABEL,
		name: 'objectName',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description,
		displayOptions: { show },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select an object…',
				typeOptions: { searchListMethod: 'searchObjects', searchable: true },
			},
			{
				displayName: 'By Name',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. Estimate',
			},
		],
	};
}

/** Reads which object an item means. What cannot be used goes to the item's problems. */
export function readObjectName(item: ItemInput): string {
	const given = locatorText(item.get('objectName'));
	return checkObjectName(given, `${LABEL} (objectName)`, item.problems);
}

/** Trims a name and notes in `problems` where it cannot be one. */
export function checkObjectName(given: string, label: string, problems: Problems): string {
	const name = given.trim();
	if (name === '') problems.add(`${label} is empty`);
	else if (!OBJECT_NAME.test(name)) {
		problems.add(`${label} must be a name such as Estimate, not '${name}'`);
	}
	return name;
}

/** What a resource locator, or an expression in its place, says. */
export function locatorText(given: unknown): string {
	const isLocator = typeof given === 'object' && given !== null;
	const value: unknown = isLocator ? (given as INodeParameterResourceLocator).value : given;
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}
