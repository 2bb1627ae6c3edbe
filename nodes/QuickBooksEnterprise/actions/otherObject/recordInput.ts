import type { INodeProperties } from 'n8n-workflow';

import { isEmpty, isMembers, type Members } from '../../catalogue/checking/walk';
import { checkTree } from '../../provisioning/jsonText';
import type { Findings } from '../../provisioning/findings';
import { readMapper } from '../../records/recordBody';
import { readRecordJson } from '../../records/recordJson';
import type { Run } from '../operation';
import { fieldsModeField, mapperField, recordJsonField } from '../recordInputFields';
import { showForObjects } from './shared';

const FIELDS_LABEL = 'Fields (fields)';

/** The fields that say what a record is to hold. In: the method that lists the fields of the mapper. */
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
 * checked. What cannot be used is noted in `findings`.
 */
export function readRecordInput(run: Run, itemIndex: number, findings: Findings): Members {
	const isJson = run.parameters.get('fieldsMode', itemIndex, 'json') === 'json';
	const record = isJson
		? readRecordJson(
				run.parameters.get('recordJson', itemIndex),
				'Record JSON (recordJson)',
				findings,
			)
		: readMapped(run, itemIndex, findings);
	if (findings.isEmpty && Object.keys(record ?? {}).length === 0) {
		findings.add('Nothing to send was given: fill in at least one field');
	}
	return record ?? {};
}

function readMapped(run: Run, itemIndex: number, findings: Findings): Members | undefined {
	const { values } = readMapper(run.parameters.get('fields', itemIndex, {}));
	const record: Members = {};
	for (const [path, value] of Object.entries(values)) {
		if (!isEmpty(value)) put(record, path.split('.'), value);
	}
	return checkTree(record, FIELDS_LABEL, findings) ? record : undefined;
}

/** Sets a member by its path; groups that are named twice become one. */
function put(record: Members, [name, ...rest]: readonly string[], value: unknown): void {
	if (rest.length === 0) {
		record[name] = value;
		return;
	}
	const held = Object.prototype.hasOwnProperty.call(record, name) ? record[name] : undefined;
	const inner: Members = isMembers(held) ? held : {};
	put(inner, rest, value);
	record[name] = inner;
}
