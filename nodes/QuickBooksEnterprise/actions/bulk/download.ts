import type { INodeProperties } from 'n8n-workflow';

import { BulkApi } from '../../bulk/bulkApi';
import { jobOutput, type JobStatus } from '../../bulk/jobStatus';
import { converterTo, type FileFormat } from '../../bulk/recordStream';
import { MEDIA_TYPES } from '../../bulk/uploadBody';
import type { Findings } from '../../provisioning/findings';
import type { HubCall } from '../../records/hubCall';
import { NO_FIELDS, otherObjectResource } from '../../records/otherObject';
import { locatorText, readObjectName } from '../objectLocator';
import type { ItemOutput, Run } from '../operation';
import { optionsField, WRITE_TIMEOUT_MS } from '../options';
import { freeField } from '../otherObject/shared';
import { filterFields, readFilter } from '../record/filterFields';
import { throughInstance } from '../throughInstance';
import {
	checkedJobId,
	completed,
	formatField,
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
export const download = throughInstance({
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
	prepare: (run, itemIndex, findings) => {
		const wanted = readDownload(run, itemIndex, findings);
		const jobId = wanted.jobId === '' ? undefined : wanted.jobId;
		return {
			subject: subjectOf(`download ${wanted.objectName}`, jobId),
			execute: async (call) => await fetchFile(run, call, wanted),
		};
	},
});

function readDownload(run: Run, itemIndex: number, findings: Findings): Download {
	const objectName = readObjectName(run, itemIndex, findings);
	const facts = {
		resource: otherObjectResource(objectName),
		fields: NO_FIELDS,
		timeZone: run.node.getTimezone(),
	};
	const options = (run.parameters.get('options', itemIndex, {}) ?? {}) as { jobId?: unknown };
	const jobId = locatorText(options.jobId);
	if (jobId !== '') checkedJobId(jobId, findings);
	return {
		objectName,
		where: readFilter(run, itemIndex, facts, findings).where,
		format: readFormat(run, itemIndex, findings),
		fieldName: readFieldName(run, itemIndex, findings),
		waitLimitMs: readWaitLimitMs(run, itemIndex, findings),
		jobId,
	};
}

function readFieldName(run: Run, itemIndex: number, findings: Findings): string {
	const name = String(run.parameters.get('binaryPropertyName', itemIndex, 'data') ?? '').trim();
	if (name === '') findings.add('Put Output File in Field (binaryPropertyName) is empty');
	return name;
}

async function fetchFile(run: Run, call: HubCall, wanted: Download): Promise<ItemOutput> {
	const { objectName, where, format, fieldName, waitLimitMs, jobId } = wanted;
	const api = new BulkApi(call);
	const job: JobStatus =
		jobId === '' ? await api.startDownload(objectName, where) : (await api.status(jobId)).status;
	if (waitLimitMs === undefined && job.state !== 'completed') {
		return [jobOutput({ objectName, direction: 'download', ...job })];
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
		run.hint(
			`Bulk job ${done.id} tells of ${done.recordCount} records, and its file holds ${recordCount}. Run this again if some are missing.`,
		);
	}
	const facts = { objectName, direction: 'download' as const, ...done, recordCount };
	return { json: { ...jobOutput(facts), format }, binary: { [fieldName]: binary } };
}
