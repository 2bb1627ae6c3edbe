import type { INodeProperties } from 'n8n-workflow';

import { isEmpty, type Members } from '../../catalogue/validation/walk';
import { checkTree } from '../../common/json/parseJson';
import { keepableText } from '../../records/input/characters/keepableText';
import { otherObjectResource } from '../../records/input/otherObject';
import { readMapper } from '../../records/input/recordBody';
import { underAnswersNames } from '../../records/input/spellings';
import { asText } from '../../records/typedValues';
import { readRecordJson } from '../../records/input/recordJson';
import type { ItemInput } from '../run/itemInput';
import { readCharacterRules } from '../fields/characterOptions';
import { fieldsModeField, mapperField, recordJsonField } from '../fields/recordInputFields';
import { showForObjects } from './shared';
import { isRecord } from '../../common/json/isRecord';

const JSON_LABEL = 'Record JSON (recordJson)';
const FIELDS_LABEL = 'Fields (fields)';

/**
 * The fields that say what a record is to hold.
 *
 * @param resourceMapperMethod The method that lists the fields of the mapper.
 */
export function recordInputFields(
	operation: 'create' | 'update',
	resourceMapperMethod: string,
): INodeProperties[] {
	const show = showForObjects(operation);
	return [
		fieldsModeField(show, 'json', 'Fill in the fields that the service tells of this object'),
		mapperField(show, {
			resourceMapperMethod,
			loadOptionsDependsOn: ['instanceId.value', 'objectName.value'],
			supportAutoMap: false,
			description: 'What the record is to hold; fields that are left empty are not sent',
		}),
		recordJsonField(show),
	];
}

/**
 * Reads the record that an item wants to write. Nothing is known of its fields, so only its form is
 * checked. What cannot be used goes to the item's problems.
 */
export function readRecordInput(item: ItemInput, objectName: string): Members {
	const { problems } = item;
	const isJson = item.get('fieldsMode', 'json') === 'json';
	const read = isJson
		? readRecordJson(item.get('recordJson'), JSON_LABEL, problems)
		: readMapped(item);
	const record = read && underAnswersNames(asText(read), JSON_LABEL, problems);
	if (problems.isEmpty && Object.keys(record ?? {}).length === 0) {
		problems.add('Nothing to send was given: fill in at least one field');
	}
	if (!record) return {};
	const resource = otherObjectResource(objectName, record);
	return keepableText(record, resource, readCharacterRules(item), problems);
}

function readMapped(item: ItemInput): Members | undefined {
	const { values } = readMapper(item.get('fields', {}));
	const record: Members = {};
	for (const [path, value] of Object.entries(values)) {
		if (!isEmpty(value)) put(record, path.split('.'), value);
	}
	return checkTree(record, FIELDS_LABEL, item.problems) ? record : undefined;
}

/** Sets a member by its path; groups that are named twice become one. */
function put(record: Members, [name, ...rest]: readonly string[], value: unknown): void {
	if (rest.length === 0) {
		record[name] = value;
		return;
	}
	const held = Object.prototype.hasOwnProperty.call(record, name) ? record[name] : undefined;
	const inner: Members = isRecord(held) ? held : {};
	put(inner, rest, value);
	record[name] = inner;
}
