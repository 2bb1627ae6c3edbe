import { Problems } from '../../common/problems';
import { settle } from '../../common/settle';
import type { HubCall } from '../../hub/hubCall';
import { toNodeError } from '../../transport/errors/nodeErrors';
import { runPool, type Job } from '../../transport/queueing/workerPool';
import {
	locateInstance,
	readInstanceChoice,
	type InstanceChoice,
} from '../fields/locators/instanceLocator';
import { readConcurrency, readRequestPolicy } from '../fields/options';
import { ItemInput } from './itemInput';
import type { ItemOutput, ItemResults } from './itemResults';
import type {
	BatchOperation,
	InstanceContext,
	ItemContext,
	Operation,
	ReadItem,
	Run,
} from './operation';
import type { Parameters } from './parameters';

type ItemOperation = Exclude<Operation, BatchOperation>;

/** What stands before the list of missing values, and what to do about errors in the input. */
const WORDS: Readonly<Record<Operation['target'], { missingIntro?: string; advice: string }>> = {
	account: { advice: 'Put right what is named.' },
	instance: {
		advice: "Put right what is named. 'Get Many' lists the instances there are, with their IDs.",
	},
	hub: {
		missingIntro: 'Missing required fields',
		advice: 'Put right what is named. Nothing was sent.',
	},
};

/** An item that was read, with the instance that it names; none for an operation on the account. */
interface LocatableItem extends ReadItem<unknown> {
	concurrency: number;
	instance?: InstanceChoice;
}

/**
 * Does an operation for all input items. Every item is read and checked before the first request leaves.
 * Then they run side by side, those of one instance one after the other.
 *
 * @param shared What all items share; how many run side by side is an option of the first one.
 * @param results Keeps how each item ended, and says whether further ones may start.
 */
export async function runItems(
	operation: Operation,
	parameters: Parameters,
	shared: Omit<Run, 'concurrency'>,
	results: ItemResults,
): Promise<void> {
	const items = await readAll(operation, parameters, results);
	if (items.length === 0 || !results.mayStart()) return;
	const run: Run = { ...shared, concurrency: items[0].concurrency };
	for (const { instance } of items) {
		if (instance?.mode === 'name') run.session.nameResolver.expect(instance.value);
	}
	if ('executeAll' in operation) return await operation.executeAll(items, run, results);
	const jobs: Job[] = [];
	for (const item of items) {
		const job = await toJob(operation, item, run, results);
		if (job) jobs.push(job);
	}
	if (results.mayStart()) await runPool(jobs, run.concurrency, () => results.mayStart());
}

async function readAll(
	operation: Operation,
	parameters: Parameters,
	results: ItemResults,
): Promise<LocatableItem[]> {
	const items: LocatableItem[] = [];
	for (let index = 0; index < results.count; index++) {
		const problems = new Problems(WORDS[operation.target].missingIntro);
		const item = new ItemInput(parameters, index, problems);
		const outcome = await settle(readItem(operation, item));
		problems.warnings.forEach((warning) => results.hint(warning));
		if (outcome.ok) items.push(outcome.value);
		else results.fail(index, outcome.error);
	}
	return items;
}

/** @throws InputError with everything that is wrong with the item. */
async function readItem(operation: Operation, item: ItemInput): Promise<LocatableItem> {
	const { index, problems } = item;
	const policy = readRequestPolicy(item, operation.timeoutMs);
	const concurrency = readConcurrency(item);
	const instance = operation.target === 'account' ? undefined : readInstanceChoice(item);
	const input = await operation.read(item);
	problems.throwIfAny(operation.advice ?? WORDS[operation.target].advice);
	return { index, input, policy, problems, concurrency, instance };
}

/** @returns The work of one item; none where its instance was not found, which then ended the item. */
async function toJob(
	operation: ItemOperation,
	item: LocatableItem,
	run: Run,
	results: ItemResults,
): Promise<Job | undefined> {
	const { index, input, policy, problems, instance } = item;
	const subject = operation.subject(input);
	const located =
		instance && (await settle(locateInstance(instance, run.session.nameResolver, policy)));
	if (located?.ok === false) {
		results.fail(index, located.error, subject);
		return undefined;
	}
	const instanceId = located?.value;
	return {
		key: instanceId,
		run: async (permit) => {
			const context = { run, index, policy, problems, permit, instanceId };
			const ended = await settle(execute(operation, input, context));
			problems.warnings.forEach((warning) => results.hint(warning));
			if (ended.ok) results.succeed(index, ended.value);
			else results.fail(index, ended.error, instanceId ? { instanceId, ...subject } : subject);
		},
	};
}

async function execute(
	operation: ItemOperation,
	input: unknown,
	{ instanceId = '', ...context }: ItemContext & { instanceId?: string },
): Promise<ItemOutput> {
	switch (operation.target) {
		case 'account':
			return await operation.execute(input, context);
		case 'instance':
			return await operation.execute(input, { ...context, instanceId });
		case 'hub': {
			const call = await openCall({ ...context, instanceId });
			return await operation.execute(input, { ...context, instanceId, call });
		}
	}
}

async function openCall(context: InstanceContext): Promise<HubCall> {
	const { run, index, policy, permit, instanceId } = context;
	const opened = await settle(run.session.through(instanceId, policy, permit));
	if (opened.ok) return opened.value;
	// Worded here: later failures are about what is behind the instance, and this one is about the instance.
	throw toNodeError(opened.error, run.node.getNode(), index, {
		action: 'read the instance',
		instanceId,
	});
}
