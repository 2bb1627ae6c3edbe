/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { parseArgs } from 'node:util';

/** How much is measured. */
export interface Sizes {
	/** Entries of a list. */
	entries: number;
	/** Entries where one goes after the other, which takes too long for all. */
	loopEntries: number;
	/** Instances of the account in which the entries are found again. */
	instances: number;
	/** Entries of the longer list, for how memory grows. */
	manyEntries: number;
	/** Customers of the company file that is read as a whole. */
	customers: number;
	/** Rows of the file that is uploaded. */
	uploadRows: number;
	/** Executions that write customers and invoices in queue mode, and customers of each. */
	queueRecordExecutions: number;
	queueRows: number;
	/** Executions that create instances in queue mode, and instances of each. */
	queueInstanceExecutions: number;
	queueInstances: number;
	/** Rounds in which almost everything is measured; the median counts. */
	repetitions: number;
}

export interface BenchOptions {
	sizes: Sizes;
	/** A tenth of everything, once. */
	isQuick: boolean;
	/** Whether the table replaces the one in the documentation. */
	writesDocument: boolean;
	/** Ids of the contenders to measure; all when empty. */
	only: string[];
	/** Where Node is to put CPU profiles of n8n. */
	profileFolder?: string;
}

const FULL: Sizes = {
	entries: 1000,
	loopEntries: 200,
	instances: 5000,
	manyEntries: 5000,
	customers: 100_000,
	uploadRows: 10_000,
	queueRecordExecutions: 12,
	queueRows: 8,
	queueInstanceExecutions: 15,
	queueInstances: 12,
	repetitions: 3,
};

const QUICK: Sizes = {
	entries: 100,
	loopEntries: 20,
	instances: 500,
	manyEntries: 500,
	customers: 10_000,
	uploadRows: 1000,
	queueRecordExecutions: 6,
	queueRows: 3,
	queueInstanceExecutions: 6,
	queueInstances: 6,
	repetitions: 1,
};

export const USAGE = `Measures this package beside n8n's HTTP Request node, in a real n8n, and writes docs/benchmark.md.

  npm run bench -- [options]

  --quick           a tenth of everything, once; prints the tables and writes nothing
  --only A,B        these measurements alone; prints what was measured and writes nothing
  --profile FOLDER  have Node write CPU profiles of n8n there
  --help            this text
`;

/**
 * Reads the command line.
 *
 * @returns undefined when only help was asked for
 */
export function readOptions(args: string[]): BenchOptions | undefined {
	const { values } = parseArgs({
		args,
		options: {
			quick: { type: 'boolean', default: false },
			only: { type: 'string', default: '' },
			profile: { type: 'string' },
			help: { type: 'boolean' },
		},
	});
	if (values.help) return undefined;
	const only = values.only.split(',').filter(Boolean);
	return {
		sizes: values.quick ? QUICK : FULL,
		isQuick: values.quick,
		writesDocument: !values.quick && only.length === 0,
		only,
		profileFolder: values.profile,
	};
}
