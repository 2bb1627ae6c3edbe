import type { IDataObject } from 'n8n-workflow';

import { BulkApi } from '../../bulk/bulkApi';
import { jobOutput } from '../../bulk/jobStatus';
import { simplifyField } from '../display';
import type { Operation } from '../operation';
import { optionsField, READ_TIMEOUT_MS } from '../options';
import { incompleteHint, limitFields, readLimit } from '../limit';
import { throughInstance } from '../throughInstance';
import { readJobId, showForBulk, subjectOf } from './shared';

/** Stops a job; what it has created stays. */
export const cancel: Operation = throughInstance({
	option: {
		name: 'Cancel',
		value: 'cancel',
		action: 'Cancel bulk job',
		description: 'Stop a bulk job; records that it has created stay',
	},
	fields: [optionsField(showForBulk('cancel'), READ_TIMEOUT_MS)],
	timeoutMs: READ_TIMEOUT_MS,
	prepare: (run, itemIndex, findings) => {
		const jobId = readJobId(run, itemIndex, findings);
		return {
			subject: subjectOf('cancel the bulk job', jobId),
			execute: async (call) => {
				const api = new BulkApi(call);
				const told = await api.cancel(jobId);
				return [jobOutput(told ?? (await api.status(jobId)).status)];
			},
		};
	},
});

/** Lists what went wrong with records of a job. */
export const getErrors: Operation = throughInstance({
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
	prepare: (run, itemIndex, findings) => {
		const jobId = readJobId(run, itemIndex, findings);
		const limit = readLimit(run, itemIndex, findings);
		return {
			subject: subjectOf('list what the bulk job could not handle', jobId),
			execute: async (call) => {
				const errors: IDataObject[] = [];
				const api = new BulkApi(call);
				const { complete } = await api.errors(jobId, (page) => {
					errors.push(...page.slice(0, limit - errors.length));
					return errors.length < limit;
				});
				if (!complete) run.hint(incompleteHint('records'));
				// An empty list and a job that is not there are answered alike.
				if (errors.length === 0) await api.status(jobId);
				return errors;
			},
		};
	},
});

/** Tells how far a job is. */
export const getStatus: Operation = throughInstance({
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
	prepare: (run, itemIndex, findings) => {
		const jobId = readJobId(run, itemIndex, findings);
		const simplify = run.parameters.get('simplify', itemIndex, true) as boolean;
		return {
			subject: subjectOf('read the bulk job', jobId),
			execute: async (call) => {
				const { status, raw } = await new BulkApi(call).status(jobId);
				return [simplify ? jobOutput(status) : raw];
			},
		};
	},
});
