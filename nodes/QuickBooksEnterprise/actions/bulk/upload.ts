import type { INodeProperties } from 'n8n-workflow';

import { BulkApi } from '../../bulk/bulkApi';
import { jobOutput } from '../../bulk/jobStatus';
import type { FileFormat } from '../../bulk/recordStream';
import { bodyFromBase64, bodyFromStore, type UploadBody } from '../../bulk/uploadBody';
import { checkUpload, resourceOfObject } from '../../bulk/uploadCheck';
import type { ByteStream } from '../../transport/fileStream';
import type { HubCall } from '../../records/hubCall';
import { readObjectName } from '../objectLocator';
import type { ItemOutput, Run } from '../operation';
import { optionsField, readSwitch, WRITE_TIMEOUT_MS } from '../options';
import { warnOfRetryOnFail } from '../record/creationOptions';
import { throughInstance } from '../throughInstance';
import {
	completed,
	formatField,
	readFormat,
	readWaitLimitMs,
	showForBulk,
	subjectOf,
	waitingOptions,
} from './shared';

const show = showForBulk('upload');

const fields: INodeProperties[] = [
	{
		displayName:
			'Every row creates a new record. Bulk uploads update nothing: to update records that are there, use the operation Create or Update of their own resource.',
		name: 'uploadNotice',
		type: 'notice',
		default: '',
		displayOptions: { show },
	},
	formatField('upload'),
	{
		displayName: 'Input Binary Field',
		name: 'binaryPropertyName',
		type: 'string',
		default: 'data',
		required: true,
		displayOptions: { show },
		hint: 'The name of the input binary field that holds the file',
	},
];

const checkOption: INodeProperties = {
	displayName: 'Check Rows First',
	name: 'checkRows',
	type: 'boolean',
	default: true,
	description:
		'Whether to hold every row against what is known of QuickBooks before anything is sent. Columns are named as fields, with dots into groups, such as BillAddress.City.',
};

interface Upload {
	objectName: string;
	format: FileFormat;
	checksRows: boolean;
	waitLimitMs?: number;
	openBody(): Promise<UploadBody>;
}

/** Creates many records from one file. */
export const upload = throughInstance({
	option: {
		name: 'Upload',
		value: 'upload',
		action: 'Upload records in bulk',
		description: 'Create many records from one file; records that are there are not updated',
	},
	fields: [
		...fields,
		optionsField(show, WRITE_TIMEOUT_MS, 'none', [...waitingOptions, checkOption]),
	],
	timeoutMs: WRITE_TIMEOUT_MS,
	prepare: (run, itemIndex, findings) => {
		warnOfRetryOnFail(run);
		const objectName = readObjectName(run, itemIndex, findings);
		const format = readFormat(run, itemIndex, findings);
		const wanted: Upload = {
			objectName,
			format,
			checksRows: readSwitch(run.parameters, itemIndex, 'checkRows', true),
			waitLimitMs: readWaitLimitMs(run, itemIndex, findings),
			openBody: bodyOpener(run, itemIndex, format),
		};
		return {
			subject: subjectOf(`upload to ${objectName}`),
			execute: async (call) => await sendFile(run, call, wanted),
		};
	},
});

/** Errors: NodeOperationError of n8n where the item has no such file. */
function bodyOpener(run: Run, itemIndex: number, format: FileFormat): () => Promise<UploadBody> {
	const { helpers } = run.node;
	const property = run.parameters.get('binaryPropertyName', itemIndex, 'data') as string;
	const { id, data, fileName = `upload.${format}` } = helpers.assertBinaryData(itemIndex, property);
	return async () => {
		if (id === undefined) return bodyFromBase64(data, fileName, format);
		const { fileSize } = await helpers.getBinaryMetadata(id);
		const open = async () => (await helpers.getBinaryStream(id)) as unknown as ByteStream;
		return bodyFromStore(fileSize, open, fileName, format);
	};
}

async function sendFile(run: Run, call: HubCall, wanted: Upload): Promise<ItemOutput> {
	const { objectName, format, checksRows, waitLimitMs } = wanted;
	const body = await wanted.openBody();
	if (checksRows) await check(run, wanted, body);
	const job = await new BulkApi(call).startUpload(objectName, body);
	run.ledger.add({ id: job.id, name: `bulk upload to ${objectName}` });
	const facts = { objectName, direction: 'upload' as const };
	if (waitLimitMs === undefined) return [{ ...jobOutput({ ...facts, ...job }), format }];
	const done = await completed(call, job, waitLimitMs);
	if ((done.failedCount ?? 0) > 0) {
		run.hint(
			`${done.failedCount} of ${done.recordCount ?? 'the'} rows of bulk job ${done.id} created no record. 'Get Errors' with this Job ID lists them.`,
		);
	}
	return [{ ...jobOutput({ ...facts, ...done }), format }];
}

async function check(run: Run, { objectName, format }: Upload, body: UploadBody): Promise<void> {
	const { unknownFields } = await checkUpload(body, objectName, format);
	if (!resourceOfObject(objectName)) {
		run.hint(`Nothing is known of the fields of ${objectName}, so its rows were not checked.`);
	} else if (unknownFields.length > 0) {
		run.hint(
			`${unknownFields.join(', ')}: no field of ${objectName} that this node knows. It is sent as it is; QuickBooks may ignore or refuse it.`,
		);
	}
}
