import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { InstanceDirectory } from '../provisioning/directory';
import type { InstanceApi } from '../provisioning/instanceApi';
import type { Instance } from '../provisioning/instanceOutput';
import type { CloudElementsClient } from '../transport/client';
import type { FailureSubject } from '../transport/describeFailure';
import type { Ledger } from './ledger';

/** What all items of one run of the node share. */
export interface Run {
	readonly node: IExecuteFunctions;
	readonly client: CloudElementsClient;
	readonly instances: InstanceApi;
	readonly directory: InstanceDirectory;
	readonly ledger: Ledger;
	/** Adds a remark for the user about the whole run; the same one is shown once. */
	hint(message: string): void;
}

/** One input item, read and checked, before anything was sent. */
export interface PreparedItem {
	/** What the item is about to do, for messages. */
	subject: FailureSubject;
	/** Items of the same key run one after the other. */
	key?: string;
	/** Finds the instance that the item names; its id then is the key. */
	locate?: () => Promise<string>;
	/**
	 * Does the work. In: the id that `locate` found.
	 * Out: the output items of this input item.
	 */
	execute(instanceId: string): Promise<IDataObject[]>;
}

/** One operation of a resource: its fields and what it does. */
export interface Operation {
	/** How n8n's operation list and action panel show it. */
	option: { name: string; value: string; action: string; description: string };
	fields: INodeProperties[];
	/** Reads and checks one item. Errors: InputFault; nothing is sent. */
	prepare(run: Run, itemIndex: number): PreparedItem;
}

export type { Instance };
