import type { INodeProperties } from 'n8n-workflow';

import { BulkApi } from '../../bulk/bulkApi';
import { jobOutput } from '../../bulk/jobStatus';
import type { FileEncoding } from '../../bulk/fileEncoding';
import type { FileFormat } from '../../bulk/recordStream';
import { bodyFromBase64, bodyFromStore, type UploadBody } from '../../bulk/uploadBody';
import { validateUpload, resourceOfObject } from '../../bulk/validateUpload';
import type { ByteStream } from '../../transport/fileStream';
import type { Problems } from '../../common/problems';
import type { ItemInput } from '../run/itemInput';
import type { ItemOutput } from '../run/itemResults';
import type { HubContext, HubOperation } from '../run/operation';
import { optionsField, optionsOf, readSwitch, WRITE_TIMEOUT_MS } from '../fields/options';
import { codePageOption, keepsWindows1252 } from '../fields/characterOptions';
import { warnOfRetryOnFail } from '../record/creationOptions';
import {
	completed,
	formatField,
	readBulkObject,
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

const encodingOption: INodeProperties = {
	displayName: 'Encoding',
	name: 'encoding',
	type: 'options',
	options: [
		{ name: 'UTF-16', value: 'utf-16', description: 'As "Unicode Text" of Excel' },
		{ name: 'UTF-8', value: 'utf-8', description: 'As "CSV UTF-8" of Excel' },
		{ name: 'Windows-1252', value: 'windows-1252', description: 'As "CSV" of Excel in Windows' },
	],
	default: 'utf-8',
	description:
		'What the file is written in, where it does not begin with a byte order mark. It is sent in UTF-8.',
};

interface Upload {
	objectName: string;
	format: FileFormat;
	checksRows: boolean;
	isWindows1252: boolean;
	waitLimitMs?: number;
	openBody(): Promise<UploadBody>;
}

/** Creates many records from one file. */
export const upload: HubOperation<Upload> = {
	option: {
		name: 'Upload',
		value: 'upload',
		action: 'Upload records in bulk',
		description: 'Create many records from one file; records that are there are not updated',
	},
	fields: [
		...fields,
		optionsField(show, WRITE_TIMEOUT_MS, 'none', [
			...waitingOptions,
			checkOption,
			codePageOption,
			encodingOption,
		]),
	],
	timeoutMs: WRITE_TIMEOUT_MS,
	target: 'hub',
	read(item) {
		warnOfRetryOnFail(item);
		const format = readFormat(item);
		return {
			objectName: readBulkObject(item),
			format,
			checksRows: readSwitch(item, 'checkRows', true),
			isWindows1252: keepsWindows1252(item),
			waitLimitMs: readWaitLimitMs(item),
			openBody: bodyOpener(item, format),
		};
	},
	subject: ({ objectName }) => subjectOf(`upload to ${objectName}`),
	execute: sendFile,
};

/** @throws NodeOperationError of n8n where the item has no such file. */
function bodyOpener(item: ItemInput, format: FileFormat): () => Promise<UploadBody> {
	const { helpers } = item.node;
	const property = item.get('binaryPropertyName', 'data') as string;
	const encoding = (optionsOf(item).encoding as FileEncoding | undefined) ?? 'utf-8';
	const file = helpers.assertBinaryData(item.index, property);
	const { id, data, fileName = `upload.${format}` } = file;
	return async () => {
		if (id === undefined) return await bodyFromBase64(data, fileName, format, encoding);
		const { fileSize } = await helpers.getBinaryMetadata(id);
		const open = async () => (await helpers.getBinaryStream(id)) as unknown as ByteStream;
		return await bodyFromStore(fileSize, open, fileName, format, encoding);
	};
}

async function sendFile(wanted: Upload, { run, call, problems }: HubContext): Promise<ItemOutput> {
	const { objectName, format, checksRows, waitLimitMs } = wanted;
	const body = await wanted.openBody();
	if (checksRows) await check(wanted, body, problems);
	const job = await new BulkApi(call).startUpload(objectName, body);
	run.createdLog.addJob({ id: job.id, name: `bulk upload to ${objectName}` });
	const facts = { objectName, direction: 'upload' as const };
	if (waitLimitMs === undefined) return { items: [{ ...jobOutput({ ...facts, ...job }), format }] };
	const done = await completed(call, job, waitLimitMs);
	if ((done.failedCount ?? 0) > 0) {
		problems.warn(
			`${done.failedCount} of ${done.recordCount ?? 'the'} rows of bulk job ${done.id} created no record. 'Get Errors' with this Job ID lists them.`,
		);
	}
	return { items: [{ ...jobOutput({ ...facts, ...done }), format }] };
}

async function check(
	{ objectName, format, isWindows1252 }: Upload,
	body: UploadBody,
	problems: Problems,
): Promise<void> {
	const { unknownFields, unusedFields } = await validateUpload(
		body,
		objectName,
		format,
		isWindows1252,
	);
	if (unusedFields.length > 0) {
		problems.warn(
			`${unusedFields.join(', ')}: QuickBooks takes this for no new record, so that what the file says there is passed over.`,
		);
	}
	if (!resourceOfObject(objectName)) {
		problems.warn(
			`Nothing is known of the fields of ${objectName}, so of its rows the characters alone were checked.`,
		);
	} else if (unknownFields.length > 0) {
		problems.warn(
			`${unknownFields.join(', ')}: no field of ${objectName} that this node knows. It is sent as it is; QuickBooks may ignore or refuse it.`,
		);
	}
}
