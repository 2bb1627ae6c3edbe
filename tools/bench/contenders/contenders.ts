import type { Workflow } from '../../n8n/drive/workflow';
import { node } from '../../n8n/drive/build';
import { bookContenders } from './books';
import { bulkContenders } from './bulk';
import * as http from './httpRequest';
import { barePool, create, createOrUpdate, ENTRY_FIELDS } from './ownNode';
import type { Sizes } from '../options';
import type { Account, SandboxReady } from '../sandbox/sandboxClient';
import { measuredNode } from './workflows';

/** What is measured, and what it must have led to. */
export interface Contender extends Account {
	id: ContenderId;
	/** As the table calls it. */
	label: string;
	workflow: Workflow;
	/** Entries that go in or, where a list is read, that come out. */
	entries: number;
	/** Requests that must have been sent to change something. */
	writes: number;
	/** Instances that they must have made; as many where this is missing. */
	instancesMade?: number;
	/** Measured in the first round only: what takes long, or what is no matter of a few percent. */
	once?: boolean;
}

export type ContenderId =
	| 'nothing'
	| 'read'
	| 'pool5'
	| 'create5'
	| 'pool20'
	| 'create20'
	| 'upsert5'
	| 'httpAll'
	| 'httpBatches'
	| 'httpLoop'
	| 'repeat'
	| 'listAndCompare'
	| 'lookUpEach'
	| 'createMany'
	| 'httpMany'
	| 'repeatMany'
	| 'customers'
	| 'customersRaw'
	| 'httpCustomers'
	| 'bulkDown'
	| 'bulkDownCsv'
	| 'bulkUp';

/** Everything that is measured, in the order in which one round measures it. */
export function contenders(sandbox: SandboxReady, sizes: Sizes): Contender[] {
	const instancesUrl = `${sandbox.url}/elements/api-v2/instances`;
	const { entries, loopEntries, instances, manyEntries } = sizes;
	const creating = { entries, instances: 0, every: 1, writes: entries };
	const repeating = { entries, instances, every: instances / entries, writes: 0 };
	const many = { ...creating, entries: manyEntries, writes: manyEntries, once: true };
	const on = (id: ContenderId, count: number, single: Parameters<typeof measuredNode>[2]) => ({
		id,
		workflow: measuredNode(id, count, single),
	});
	const reading = node('Read', 'CUSTOM.benchRead', 1, ENTRY_FIELDS);
	return [
		{
			...on('nothing', entries, node('Nothing', 'n8n-nodes-base.noOp', 1, {})),
			...creating,
			label: 'A workflow without a request',
			writes: 0,
			once: true,
		},
		{
			...on('read', entries, reading),
			...creating,
			label: 'Reading four expressions per entry',
			writes: 0,
		},
		{
			...on('pool5', entries, barePool(instancesUrl, 5)),
			...creating,
			label: 'Bare pool of 5',
		},
		{
			...on('create5', entries, create(5)),
			...creating,
			label: '**Create**, concurrency 5 (default)',
		},
		{
			...on('upsert5', entries, createOrUpdate(5)),
			...creating,
			label: '**Create or Update** of an empty account, concurrency 5 (default)',
		},
		{
			...on('pool20', entries, barePool(instancesUrl, 20)),
			...creating,
			label: 'Bare pool of 20',
		},
		{
			...on('create20', entries, create(20)),
			...creating,
			label: '**Create**, concurrency 20',
		},
		{
			id: 'httpAll',
			workflow: http.createAllAtOnce('httpAll', instancesUrl, entries),
			...creating,
			label: 'HTTP Request, all at once (default)',
		},
		{
			id: 'httpBatches',
			workflow: http.createInBatches('httpBatches', instancesUrl, entries),
			...creating,
			label: 'HTTP Request, batching 50 every 1,000 ms (as proposed)',
			once: true,
		},
		{
			id: 'httpLoop',
			workflow: http.createInLoop('httpLoop', instancesUrl, loopEntries),
			...creating,
			entries: loopEntries,
			writes: loopEntries,
			label: 'Loop Over Items, 1 by 1, with HTTP Request',
			once: true,
		},
		{
			...on('repeat', entries, createOrUpdate(5)),
			...repeating,
			label: '**Create or Update**',
		},
		{
			id: 'listAndCompare',
			workflow: http.listAndCompare('listAndCompare', instancesUrl, entries),
			...repeating,
			label: 'HTTP Request (list with pagination), Edit Fields, Compare Datasets',
		},
		{
			id: 'lookUpEach',
			workflow: http.lookUpEach('lookUpEach', instancesUrl, entries),
			...repeating,
			label: 'HTTP Request, one look-up per entry, nothing compared',
		},
		{
			...on('createMany', manyEntries, create(20)),
			...many,
			label: '**Create**, concurrency 20',
		},
		{
			id: 'httpMany',
			workflow: http.createAllAtOnce('httpMany', instancesUrl, manyEntries),
			...many,
			label: 'HTTP Request, all at once',
		},
		{
			...on('repeatMany', manyEntries, createOrUpdate(5)),
			...repeating,
			entries: manyEntries,
			every: instances / manyEntries,
			once: true,
			label: '**Create or Update**, nothing to change',
		},
		...bookContenders(sandbox, sizes),
		...bulkContenders(sandbox, sizes),
	];
}
