import type { INodeProperties } from 'n8n-workflow';

import { BulkApi } from '../../bulk/bulkApi';
import { jobOutput, type JobStatus } from '../../bulk/jobStatus';
import { converterTo, type FileFormat } from '../../bulk/recordStream';
import { MEDIA_TYPES } from '../../bulk/uploadBody';
import { NO_FIELDS, otherObjectResource } from '../../records/input/otherObject';
import { locatorText } from '../fields/locators/objectLocator';
import type { ItemInput } from '../run/itemInput';
import type { ItemOutput } from '../run/itemResults';
import type { HubContext, HubOperation } from '../run/operation';
import { optionsField, optionsOf, WRITE_TIMEOUT_MS } from '../fields/options';
import { freeField } from '../otherObject/shared';
import { filterFields, readFilter } from '../fields/filterFields';
import {
	checkedJobId,
	completed,
	formatField,
	readBulkObject,
	readFormat,
	readWaitLimitMs,
	showForBulk,
	subjectOf,
	waitingOptions,
} from './shared';

const show = showForBulk('download');

const fileField: INodeProperties = {
	displayName: 'Put Output File in Field',
	name: 'binaryPropertyName',
	type: 'string',
	default: 'data',
	required: true,
	displayOptions: { show },
	hint: 'The name of the output binary field to put the file in',
};

const jobOption: INodeProperties = {
	displayName: 'Job ID',
	name: 'jobId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 2147483',
	description:
		'A download that was started before: its file is fetched, and no new job is started. The service keeps files for three days.',
};

/** Everything that a download of one item needs. */
interface Download {
	objectName: string;
	where?: string;
	format: FileFormat;
	fieldName: string;
	waitLimitMs?: number;
	/** A job that was started before. */
	jobId: string;
}

/** Fetches many records as one file. */
export const download: HubOperation<Download> = {
	option: {
		name: 'Download',
		value: 'download',
		action: 'Download records in bulk',
		description: 'Retrieve many records as one file, all of a kind or those that meet conditions',
	},
	fields: [
		formatField('download'),
		fileField,
		...filterFields(show, freeField),
		optionsField(show, WRITE_TIMEOUT_MS, 'none', [...waitingOptions, jobOption]),
	],
	timeoutMs: WRITE_TIMEOUT_MS,
	target: 'hub',
	read: readDownload,
	subject: ({ objectName, jobId }) =>
		subjectOf(`download ${objectName}`, jobId === '' ? undefined : jobId),
	execute: fetchFile,
};

function readDownload(item: ItemInput): Download {
	const objectName = readBulkObject(item);
	const facts = {
		resource: otherObjectResource(objectName),
		fields: NO_FIELDS,
		timeZone: item.timeZone,
	};
	const jobId = locatorText(optionsOf(item).jobId);
	if (jobId !== '') checkedJobId(jobId, item.problems);
	return {
		objectName,
		where: readFilter(item, facts).where,
		format: readFormat(item),
		fieldName: readFieldName(item),
		waitLimitMs: readWaitLimitMs(item),
		jobId,
	};
}

function readFieldName(item: ItemInput): string {
	const name = String(item.get('binaryPropertyName', 'data') ?? '').trim();
	if (name === '') item.problems.add('Put Output File in Field (binaryPropertyName) is empty');
	return name;
}

async function fetchFile(
	{ objectName, where, format, fieldName, waitLimitMs, jobId }: Download,
	{ run, call, problems }: HubContext,
): Promise<ItemOutput> {
	const api = new BulkApi(call);
	const job: JobStatus =
		jobId === '' ? await api.startDownload(objectName, where) : (await api.status(jobId)).status;
	if (waitLimitMs === undefined && job.state !== 'completed') {
		return { items: [jobOutput({ objectName, direction: 'download', ...job })] };
	}
	const done = job.state === 'completed' ? job : await completed(call, job, waitLimitMs ?? 0);
	const { binary, recordCount } = await api.file(done, objectName, format, async (file) => {
		// Counted anew for each attempt: a file that broke off is fetched from its beginning.
		const converter = converterTo(format);
		const stored = await run.node.helpers.prepareBinaryData(
			file.through(converter) as unknown as Buffer,
			`${objectName}.${format}`,
			MEDIA_TYPES[format],
		);
		return { binary: stored, recordCount: converter.recordCount };
	});
	if (done.recordCount !== undefined && done.recordCount !== recordCount) {
		problems.warn(
			`Bulk job ${done.id} tells of ${done.recordCount} records, and its file holds ${recordCount}. Run this again if some are missing.`,
		);
	}
	const facts = { objectName, direction: 'download' as const, ...done, recordCount };
	return { items: [{ ...jobOutput(facts), format }], binary: { [fieldName]: binary } };
}
