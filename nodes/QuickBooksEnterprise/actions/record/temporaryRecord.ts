import type { INodeProperties } from 'n8n-workflow';

import { checkRecord } from '../../catalogue/checks';
import type { Members } from '../../catalogue/checking/walk';
import type { Findings } from '../../provisioning/findings';
import type { Run } from '../operation';
import type { RecordFacts } from './recordOperation';
import { showForRecords } from './show';

export const recordFields: INodeProperties[] = [
	{
		displayName: 'Record JSON',
		name: 'recordJson',
		type: 'json',
		default: '{}',
		displayOptions: { show: showForRecords('create', 'update', 'upsert') },
	},
	{
		displayName: 'Line Mode',
		name: 'lineMode',
		type: 'options',
		options: [
			{ name: 'Merge', value: 'merge' },
			{ name: 'Replace', value: 'replace' },
		],
		default: 'merge',
		displayOptions: { show: showForRecords('update') },
	},
];

export function readRecord(
	run: Run,
	itemIndex: number,
	facts: RecordFacts,
	operation: 'create' | 'update' | 'upsert',
	findings: Findings,
): Members {
	const given = run.parameters.get('recordJson', itemIndex);
	const record = (typeof given === 'string' ? JSON.parse(given) : given) as Members;
	const needed = facts.fields.fields.filter(({ update }) => update === 'required');
	const { findings: found } = checkRecord({
		...facts,
		record,
		operation: operation === 'update' ? 'update' : 'create',
	});
	for (const { message, problem, path } of found) {
		if (problem === 'missing' && operation === 'update') {
			if (path.endsWith('TxnLineID') || needed.some((field) => field.path === path)) continue;
		}
		findings.add(message);
	}
	return record;
}
