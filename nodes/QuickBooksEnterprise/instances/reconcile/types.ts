import type { Settled } from '../../common/settle';
import type { CloudElementsClient } from '../../transport/client';
import type { RequestPolicy } from '../../transport/request';
import type { InstanceBody } from '../specification/instanceBody';
import type { Instance } from '../instance';
import type { InstanceApi } from '../instanceApi';
import type { Change } from '../comparison/difference';
import type { MatchKey } from '../comparison/matching';
import type { RunGate } from './runGate';
import type { InstanceSnapshots } from '../creation/snapshot';

/** What the steps of one provisioning run share. */
export interface Provisioning {
	client: CloudElementsClient;
	api: InstanceApi;
	snapshots: InstanceSnapshots;
	gate: RunGate;
	/** How many items may be worked on at the same time. */
	concurrency: number;
}

/** An instance that is wanted. */
export interface CreationRequest {
	/** Which input item, counted from zero. */
	index: number;
	body: InstanceBody;
	policy: RequestPolicy;
}

/** What one item wants to stand at the end. */
export interface UpsertRequest extends CreationRequest {
	/** What an instance that exists is compared with: only what the user gave. */
	managed: InstanceBody;
	key: MatchKey;
	/** Given values that were masked, by name: they are not sent. */
	withheld: readonly string[];
	/** Those of them without which an instance cannot be created. */
	withheldRequired: readonly string[];
	/** Only say what would be done. */
	planOnly: boolean;
	/** Whether the output needs the token. */
	needsToken: boolean;
}

/** An instance by name and id, for messages. */
export interface MadeInstance {
	id: string;
	name: string;
}

/** What there is to say about an item beside how it ended. */
export interface Remarks {
	/** Instances that this run made for the item and that are there. */
	made: MadeInstance[];
	/** By name, what this run may have made. */
	doubts: string[];
	/** Lines below the item's error, where it has one. */
	lines: string[];
	/** What the user should know about the run. */
	hints: string[];
}

/** How one item ended, and what has to be said about it. */
export interface ItemEnd<Result> extends Remarks {
	index: number;
	/** Undefined where nothing was started for the item. */
	ended?: Settled<Result>;
}

/** What was done about one item. */
export interface UpsertResult {
	outcome: 'created' | 'updated' | 'unchanged' | 'wouldCreate' | 'wouldUpdate';
	/** The instance as it is now; undefined where it would only be created. */
	instance?: Instance;
	changes: Change[];
	notCompared: string[];
	/** What was asked for and does not show in the answer. */
	notApplied?: string[];
	recovered?: boolean;
	duplicateIds?: string[];
	removedTwinId?: string;
}
