import type { INodeProperties } from 'n8n-workflow';

import { BulkApi } from '../../bulk/bulkApi';
import type { JobStatus } from '../../bulk/jobStatus';
import type { FileFormat } from '../../bulk/recordStream';
import { objectNameLike } from '../../bulk/validateUpload';
import type { HubCall } from '../../hub/hubCall';
import { InputError, type Problems } from '../../common/problems';
import { locatorText, readObjectName } from '../fields/locators/objectLocator';
import { optionsOf, readSwitch } from '../fields/options';
import { toNumber } from '../fields/toNumber';
import type { ItemInput } from '../run/itemInput';

const JOB_LABEL = 'Job ID';
const LIMIT_LABEL = 'Completion Timeout';

/** Ids of jobs were seen as numbers and as texts; nothing in here means anything in an address (our choice). */
const JOB_ID = /^[A-Za-z0-9_-]+$/;

/** How long a job is waited for where the user says nothing, in minutes (our choice). */
const DEFAULT_LIMIT_MINUTES = 30;

/** Longest wait, in minutes: a day. */
const MAX_LIMIT_MINUTES = 24 * 60;

/** Shows a field for operations on bulk jobs. */
export function showForBulk(...operations: string[]) {
	return { resource: ['bulk'], operation: operations };
}

export function jobField(...operations: string[]): INodeProperties {
	return {
		displayName: JOB_LABEL,
		name: 'jobId',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 2147483',
		displayOptions: { show: showForBulk(...operations) },
		description: "The bulk job, by the ID that 'Download' or 'Upload' gave",
	};
}

/** Reads which job an item means. What cannot be used goes to the item's problems. */
export function readJobId(item: ItemInput): string {
	return checkedJobId(locatorText(item.get('jobId', '')), item.problems);
}

export function checkedJobId(given: string, problems: Problems): string {
	if (given === '') problems.add(`${JOB_LABEL} (jobId) is empty`);
	else if (!JOB_ID.test(given)) problems.add(`${JOB_LABEL} (jobId) must be the ID of a bulk job`);
	return given;
}

export function formatField(operation: 'download' | 'upload'): INodeProperties {
	const isDownload = operation === 'download';
	return {
		displayName: 'Format',
		name: 'format',
		type: 'options',
		options: [
			{ name: 'CSV', value: 'csv', description: 'One line for each record, with a heading' },
			{ name: 'JSON', value: 'json', description: 'A list of objects' },
			{ name: 'JSON Lines', value: 'jsonl', description: 'One object on each line' },
		],
		default: 'csv',
		displayOptions: { show: showForBulk(operation) },
		description: isDownload ? 'What the file is to be' : 'What the file is',
	};
}

/** Reads what a file is. */
export function readFormat(item: ItemInput): FileFormat {
	return item.get('format') as FileFormat;
}

/** Options of the operations that start a job. */
export const waitingOptions: readonly INodeProperties[] = [
	{
		displayName: `${LIMIT_LABEL} (Minutes)`,
		name: 'completionTimeout',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MAX_LIMIT_MINUTES },
		default: DEFAULT_LIMIT_MINUTES,
		description: 'Time to wait for the job; it goes on in the service when that is over',
	},
	{
		displayName: 'Wait for Completion',
		name: 'waitForCompletion',
		type: 'boolean',
		default: true,
		description: 'Whether to wait until the job is over instead of only starting it',
	},
];

/** Reads how long an item waits for its job, in milliseconds; undefined for not at all. */
export function readWaitLimitMs(item: ItemInput): number | undefined {
	if (!readSwitch(item, 'waitForCompletion', true)) return undefined;
	const { completionTimeout: given = DEFAULT_LIMIT_MINUTES } = optionsOf(item);
	const isCleared = (given === '' || given === null) && item.isFixed('options');
	const minutes = isCleared ? DEFAULT_LIMIT_MINUTES : toNumber(given);
	if (!(minutes > 0 && minutes <= MAX_LIMIT_MINUTES)) {
		item.problems.add(
			`${LIMIT_LABEL} (completionTimeout) must be a number of minutes, at most ${MAX_LIMIT_MINUTES}`,
		);
	}
	return minutes * 60_000;
}

/**
 * Waits until a job is completed.
 *
 * @throws InputError where it ended otherwise or is at work still; it names the job, which can be asked
 * for later.
 */
export async function completed(
	call: HubCall,
	job: JobStatus,
	waitLimitMs: number,
): Promise<JobStatus> {
	const over = await new BulkApi(call).waitFor(job.id, waitLimitMs);
	if (!over) {
		throw new InputError(
			[`Bulk job ${job.id} was still at work after ${Math.round(waitLimitMs / 60_000)} minutes`],
			`It goes on in the service: ask for it with 'Get Status' and its ${JOB_LABEL}, or raise '${LIMIT_LABEL}' under 'Options'.`,
		);
	}
	if (over.state === 'completed') return over;
	const why = over.message ? `: ${call.client.redactor.quote(over.message)}` : '';
	throw new InputError(
		[`Bulk job ${job.id} ended as ${over.state}${why}`],
		`'Get Errors' with its ${JOB_LABEL} lists what went wrong with records.`,
	);
}

export const subjectOf = (action: string, jobId?: string) => ({
	action,
	record: { noun: 'bulk job', ...(jobId === undefined ? {} : { id: jobId }) },
});

/** Reads which object a job is about. What cannot be used goes to the item's problems. */
export function readBulkObject(item: ItemInput): string {
	const name = readObjectName(item);
	const suggestion = objectNameLike(name);
	if (suggestion !== undefined) {
		item.problems.add(`Object (objectName) '${name}' is called ${suggestion} in bulk jobs`);
	}
	return name;
}
