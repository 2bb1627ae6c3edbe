import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Resource } from '../../catalogue/types';
import type { RecordJson } from '../../records/recordApi';
import { simplifyOther } from '../../records/otherObject';
import type { FailureSubject } from '../../transport/describeFailure';
import { instanceField } from '../instanceLocator';
import { objectField } from '../objectLocator';
import type { Run } from '../operation';
import { nounOf } from '../../catalogue/words';

/** Shows a field for operations on objects by name. */
export function showForObjects(...operations: string[]) {
	return { resource: ['otherObject'], operation: operations };
}

/** The fields that every operation on objects by name begins with. */
export function targetFields(...operations: string[]): INodeProperties[] {
	const show = showForObjects(...operations);
	return [
		instanceField(show),
		objectField(
			show,
			"The kind of record, under QuickBooks' own name, such as Estimate, Check, Deposit or SalesRep",
		),
	];
}

/** What an item was about, for messages. */
export function subjectOf(verb: string, resource: Resource, id?: string): FailureSubject {
	const noun = nounOf(resource);
	return { action: `${verb} the ${noun}`, record: { noun, ...(id === undefined ? {} : { id }) } };
}

/** How the records of an item are given. */
export function readOutput(run: Run, itemIndex: number, resource: Resource) {
	const simplify = run.parameters.get('simplify', itemIndex, true) as boolean;
	return (record: RecordJson): IDataObject => (simplify ? simplifyOther(resource, record) : record);
}

/** The field of a condition where it is not known which there are. */
export const freeField: INodeProperties = {
	displayName: 'Field Name',
	name: 'field',
	type: 'string',
	default: '',
	placeholder: 'e.g. RefNumber',
	description:
		"The field under QuickBooks' own name; dots lead into groups, such as CustomerRef.ListID",
};
