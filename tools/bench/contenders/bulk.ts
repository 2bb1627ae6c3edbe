import { byId, quickBooks } from '../../n8n/drive/build';
import type { Contender } from './contenders';
import type { Sizes } from '../options';
import type { SandboxReady } from '../sandbox/sandboxClient';
import { BEGIN, END, measured, measuredNode } from './workflows';

/** Every how many rows of the file one cannot become a record. */
const FAULTY_EVERY = 100;

/** Files instead of items: all customers down, and a file of new ones up with a list of what was refused. */
export function bulkContenders({ books }: SandboxReady, sizes: Sizes): Contender[] {
	const instanceId = byId(books.instanceId);
	const objectName = byId('customers');
	const download = (format: 'csv' | 'jsonl') =>
		quickBooks('Download', {
			resource: 'bulk',
			operation: 'download',
			instanceId,
			objectName,
			format,
			binaryPropertyName: 'data',
			filterMode: 'conditions',
			conditions: {},
			combinator: 'and',
			modifiedSince: '',
			options: {},
		});
	const upload = quickBooks('Upload', {
		resource: 'bulk',
		operation: 'upload',
		instanceId,
		objectName,
		format: 'csv',
		binaryPropertyName: 'data',
		options: {},
	});
	const errors = quickBooks('Get Errors', {
		resource: 'bulk',
		operation: 'getErrors',
		instanceId,
		jobId: '={{ $json.jobId }}',
		returnAll: true,
		options: {},
	});
	// A job is started with one request, and makes no instance.
	const job = { instances: 1, every: 1, companyFiles: 1, writes: 1, instancesMade: 0 };
	return [
		{
			id: 'bulkDown',
			workflow: measuredNode('bulkDown', 1, download('jsonl')),
			...job,
			entries: 1,
			label: '**Download** as JSON Lines',
		},
		{
			id: 'bulkDownCsv',
			workflow: measuredNode('bulkDownCsv', 1, download('csv')),
			...job,
			entries: 1,
			once: true,
			label: '**Download** as CSV',
		},
		{
			id: 'bulkUp',
			workflow: measured(
				'bulkUp',
				0,
				[upload, errors],
				[
					{ from: BEGIN, to: upload.name },
					{ from: upload.name, to: errors.name },
					{ from: errors.name, to: END },
				],
				{ rows: sizes.uploadRows, faultyEvery: FAULTY_EVERY },
			),
			...job,
			entries: sizes.uploadRows / FAULTY_EVERY,
			label: '**Upload** of CSV, every row checked before; **Get Errors**',
		},
	];
}
