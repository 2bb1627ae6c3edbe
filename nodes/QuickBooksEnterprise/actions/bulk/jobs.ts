import type { IDataObject } from 'n8n-workflow';

import { BulkApi } from '../../bulk/bulkApi';
import { jobOutput } from '../../bulk/jobStatus';
import { simplifyField } from '../fields/display';
import type { HubOperation } from '../run/operation';
import { optionsField, READ_TIMEOUT_MS } from '../fields/options';
import { incompleteHint, limitFields, readLimit } from '../fields/limit';
import { readJobId, showForBulk, subjectOf } from './shared';

interface JobChoice {
	jobId: string;
}

/** Stops a job; what it has created stays. */
export const cancel: HubOperation<JobChoice> = {
	option: {
		name: 'Cancel',
		value: 'cancel',
		action: 'Cancel bulk job',
		description: 'Stop a bulk job; records that it has created stay',
	},
	fields: [optionsField(showForBulk('cancel'), READ_TIMEOUT_MS)],
	timeoutMs: READ_TIMEOUT_MS,
	target: 'hub',
	read: (item) => ({ jobId: readJobId(item) }),
	subject: ({ jobId }) => subjectOf('cancel the bulk job', jobId),
	async execute({ jobId }, { call }) {
		const api = new BulkApi(call);
		const told = await api.cancel(jobId);
		return { items: [jobOutput(told ?? (await api.status(jobId)).status)] };
	},
};

/** Lists what went wrong with records of a job. */
export const getErrors: HubOperation<JobChoice & { limit: number }> = {
	option: {
		name: 'Get Errors',
		value: 'getErrors',
		action: 'Get errors of bulk job',
		description: 'Retrieve the records that a bulk job could not handle, and why',
	},
	fields: [
		...limitFields(showForBulk('getErrors')),
		optionsField(showForBulk('getErrors'), READ_TIMEOUT_MS),
	],
	timeoutMs: READ_TIMEOUT_MS,
	target: 'hub',
	read: (item) => ({ jobId: readJobId(item), limit: readLimit(item) }),
	subject: ({ jobId }) => subjectOf('list what the bulk job could not handle', jobId),
	async execute({ jobId, limit }, { call, problems }) {
		const errors: IDataObject[] = [];
		const api = new BulkApi(call);
		const pages = api.errors(jobId);
		for await (const { entries } of pages) {
			errors.push(...entries.slice(0, limit - errors.length));
			if (errors.length === limit) return { items: errors };
		}
		if (pages.gap) problems.warn(incompleteHint('records', pages.gap));
		// An empty list and a job that is not there are answered alike.
		if (errors.length === 0) await api.status(jobId);
		return { items: errors };
	},
};

/** Tells how far a job is. */
export const getStatus: HubOperation<JobChoice & { simplify: boolean }> = {
	option: {
		name: 'Get Status',
		value: 'getStatus',
		action: 'Get status of bulk job',
		description: 'Retrieve how far a bulk job is',
	},
	fields: [
		simplifyField(showForBulk('getStatus')),
		optionsField(showForBulk('getStatus'), READ_TIMEOUT_MS),
	],
	timeoutMs: READ_TIMEOUT_MS,
	target: 'hub',
	read: (item) => ({ jobId: readJobId(item), simplify: item.get('simplify', true) as boolean }),
	subject: ({ jobId }) => subjectOf('read the bulk job', jobId),
	async execute({ jobId, simplify }, { call }) {
		const { status, raw } = await new BulkApi(call).status(jobId);
		return { items: [simplify ? jobOutput(status) : raw] };
	},
};
