import type { IBinaryKeyData, IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { InstanceDirectory } from '../provisioning/directory';
import type { InstanceApi } from '../provisioning/instanceApi';
import type { RecordTokens } from '../records/recordTokens';
import type { CloudElementsClient } from '../transport/client';
import type { FailureSubject } from '../transport/describeFailure';
import type { Ledger } from './ledger';
import type { Parameters } from './parameters';

/** What all items of one run of the node share. */
export interface Run {
	readonly node: IExecuteFunctions;
	readonly parameters: Parameters;
	readonly client: CloudElementsClient;
	readonly instances: InstanceApi;
	readonly directory: InstanceDirectory;
	/** What calls through instances need. */
	readonly tokens: RecordTokens;
	readonly ledger: Ledger;
	/** How many items may be worked on at the same time. */
	readonly concurrency: number;
	/** Adds a remark for the user about the whole run; the same one is shown once. */
	hint(message: string): void;
}

/** One input item, read and checked. */
export interface ItemEntry<Entry> {
	index: number;
	entry: Entry;
}

/** What one input item gives: output items, or one output item that carries files. */
export type ItemOutput = IDataObject[] | { json: IDataObject; binary: IBinaryKeyData };

/** One operation of a resource: its fields and what it does. */
export interface Operation {
	/** How n8n's operation list and action panel show it. */
	option: { name: string; value: string; action: string; description: string };
	fields: INodeProperties[];
	/**
	 * Reads and checks all items, then does the work. `checkAll` of the desk that it is handed sorts
	 * out the items that cannot be used.
	 */
	run(run: Run, desk: ItemDesk): Promise<void>;
}

/**
 * What the router does for every operation: reading items, keeping how each one ended, and saying
 * whether to go on.
 */
export interface ItemDesk {
	/**
	 * Reads and checks every item before the first request leaves.
	 * In: `read` throws InputFault for an item that cannot be used.
	 * Out: the items that can be used; none where one failed and the node is to stop at that.
	 */
	checkAll<Entry>(read: (itemIndex: number) => Entry): Array<ItemEntry<Entry>>;
	succeed(index: number, output: ItemOutput): void;
	/** In: whatever was thrown; `subject` says what was being done. */
	fail(index: number, thrown: unknown, subject: FailureSubject): void;
	/** Adds a line to what the error of an item says, if it has one. */
	remark(index: number, line: string): void;
	/** False once the run was cancelled, or an item failed and the node is to stop at that. */
	mayStart(): boolean;
}
