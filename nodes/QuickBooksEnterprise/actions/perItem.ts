import type { FailureSubject } from '../transport/describeFailure';
import { settle } from '../transport/settle';
import type { Slot } from '../transport/slot';
import type { ItemDesk, ItemOutput, Operation, Run } from './operation';
import { runPool, type Job } from '../provisioning/pool';

/** One input item, read and checked, before anything was sent. */
export interface PreparedItem {
	/** What the item is about to do, for messages. */
	subject: FailureSubject;
	/** Finds the instance that the item names; items of one instance run one after the other. */
	locate?: () => Promise<string>;
	/**
	 * Does the work. In: the id that `locate` found; the item's slot, to be given back in long waits.
	 * Out: what this input item gives.
	 */
	execute(instanceId: string, slot: Slot): Promise<ItemOutput>;
}

/**
 * Makes an operation whose items know nothing of each other.
 * In: `prepare` reads and checks one item; it throws InputFault, and sends nothing.
 */
export function perItem(
	parts: Pick<Operation, 'option' | 'fields'>,
	prepare: (run: Run, itemIndex: number) => PreparedItem,
): Operation {
	return {
		...parts,
		run: async (run, desk) => await runPerItem(run, desk, (itemIndex) => prepare(run, itemIndex)),
	};
}

/** Reads and checks all items, then works on them side by side. In: see `perItem`. */
export async function runPerItem(
	run: Run,
	desk: ItemDesk,
	prepare: (itemIndex: number) => PreparedItem,
): Promise<void> {
	const jobs: Job[] = [];
	for (const { index, entry } of desk.checkAll(prepare)) {
		const job = await locatedJob(entry, index, desk);
		if (job) jobs.push(job);
	}
	if (desk.mayStart()) await runPool(jobs, run.concurrency, () => desk.mayStart());
}

async function locatedJob(
	item: PreparedItem,
	index: number,
	desk: ItemDesk,
): Promise<Job | undefined> {
	const located = item.locate ? await settle(item.locate()) : undefined;
	if (located && !located.ok) {
		desk.fail(index, located.error, item.subject);
		return undefined;
	}
	const instanceId = located?.value ?? '';
	return {
		key: located ? instanceId : undefined,
		run: async (slot) => {
			const ended = await settle(item.execute(instanceId, slot));
			if (ended.ok) desk.succeed(index, ended.value);
			else desk.fail(index, ended.error, { ...(located ? { instanceId } : {}), ...item.subject });
		},
	};
}
