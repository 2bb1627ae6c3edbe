import type { INodeParameterResourceLocator, INodeProperties } from 'n8n-workflow';

import type { RecordOperation } from '../../catalogue/types';
import type { Findings } from '../../provisioning/findings';
import type { Run } from '../operation';
import { showForRecords } from './show';

const LABEL = 'Record';

/** The field that picks a record. */
export function recordField(...operations: RecordOperation[]): INodeProperties {
	return {
		displayName: LABEL,
		name: 'recordId',
		type: 'resourceLocator',
		default: { mode: 'id', value: '' },
		required: true,
		description: "The record's ListID or TxnID",
		displayOptions: { show: showForRecords(...operations) },
		modes: [
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 80000002-1484947875',
			},
		],
	};
}

/** Reads which record an item means. What cannot be used is noted in `findings`. */
export function readRecordId(run: Run, itemIndex: number, findings: Findings): string {
	const given = run.parameters.get('recordId', itemIndex) as
		| INodeParameterResourceLocator
		| string
		| null;
	const value = typeof given === 'object' && given !== null ? given.value : given;
	const id = String(value ?? '').trim();
	if (id === '') findings.add(`${LABEL} (recordId) is empty`);
	return id;
}
