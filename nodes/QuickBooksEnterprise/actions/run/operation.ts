import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { Problems } from '../../common/problems';
import type { HubCall } from '../../hub/hubCall';
import type { Session } from '../../hub/session';
import type { RequestPolicy } from '../../transport/request';
import type { FailureSubject } from '../../transport/errors/describeAnswer';
import type { Permit } from '../../transport/queueing/permit';
import type { CreatedLog } from './createdLog';
import type { ItemInput } from './itemInput';
import type { ItemOutput, ItemResults } from './itemResults';

/** What all items of one run of the node share. */
export interface Run {
	readonly node: IExecuteFunctions;
	/** The client, the instances of the account, and the ways through them. */
	readonly session: Session;
	readonly createdLog: CreatedLog;
	/** How many items may be worked on at the same time. */
	readonly concurrency: number;
}

/** What an operation has at hand for one item. */
export interface ItemContext {
	readonly run: Run;
	/** Which input item, counted from zero. */
	readonly index: number;
	readonly policy: RequestPolicy;
	/** Where to warn; shown however the item ends. */
	readonly problems: Problems;
	/** To be given back in long waits. */
	readonly permit: Permit;
}

/** The same for an operation on one instance, which was found by now. */
export interface InstanceContext extends ItemContext {
	readonly instanceId: string;
}

/** The same for an operation that goes through one instance. */
export interface HubContext extends InstanceContext {
	readonly call: HubCall;
}

/** An item that was read without an error. */
export interface ReadItem<Input> {
	readonly index: number;
	readonly input: Input;
	readonly policy: RequestPolicy;
	/** Where to warn; shown however the item ends. */
	readonly problems: Problems;
}

interface OperationBase<Input> {
	/** How n8n's operation list and action panel show it. */
	option: { name: string; value: string; action: string; description: string };
	fields: INodeProperties[];
	/** Time limit of one attempt where the user sets none, in milliseconds. */
	timeoutMs: number;
	/** What to do about errors in the input; by target, without. */
	advice?: string;
	/**
	 * Reads one item and sends nothing. All that is missing or wrong goes to the item's `problems`; what is
	 * returned is not used then.
	 */
	read(item: ItemInput): Input | Promise<Input>;
	/** What the item is about to do, for messages. */
	subject(input: Input): FailureSubject;
}

interface ItemOperation<Input, Target extends string, Context> extends OperationBase<Input> {
	target: Target;
	/** Does the work of one item. */
	execute(input: Input, context: Context): Promise<ItemOutput>;
}

/** An operation on the account, such as listing its instances. */
export type AccountOperation<Input = unknown> = ItemOperation<Input, 'account', ItemContext>;

/** An operation on one instance that exists. */
export type InstanceOperation<Input = unknown> = ItemOperation<Input, 'instance', InstanceContext>;

/** An operation on what is behind one instance. */
export type HubOperation<Input = unknown> = ItemOperation<Input, 'hub', HubContext>;

/** An operation on the account that has to know all items before it does any of them. */
export interface BatchOperation<Input = unknown> extends OperationBase<Input> {
	target: 'account';
	/** Does the work of all items and keeps in `results` how each one ended. */
	executeAll(items: ReadonlyArray<ReadItem<Input>>, run: Run, results: ItemResults): Promise<void>;
}

/** One operation of a resource: its fields, how it reads an item and how it does it. */
export type Operation = AccountOperation | InstanceOperation | HubOperation | BatchOperation;
