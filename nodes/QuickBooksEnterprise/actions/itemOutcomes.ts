import type { INode, INodeExecutionData } from 'n8n-workflow';

import type { FailureSubject } from '../transport/describeFailure';
import { toNodeError, type NodeError } from '../transport/nodeErrors';
import type { ItemDesk, ItemEntry, ItemOutput } from './operation';

/** How many other items' messages stand under the one that stopped the run. */
const MAX_NAMED_ITEMS = 50;

const UNSUBJECTED: FailureSubject = { action: 'run this operation' };

type ItemOutcome = { output: ItemOutput } | { error: NodeError; remarks: string[] };

/** Keeps how each input item ended, in input order. */
export class ItemOutcomes implements ItemDesk {
	private readonly outcomes: Array<ItemOutcome | undefined>;
	private failures = 0;

	/**
	 * In: the number of input items; whether an item that fails leaves the others running;
	 * whether the run was cancelled.
	 */
	constructor(
		private readonly node: INode,
		private readonly count: number,
		private readonly keepGoing: boolean,
		private readonly isCancelled: () => boolean,
	) {
		this.outcomes = new Array<ItemOutcome | undefined>(count);
	}

	checkAll<Entry>(read: (itemIndex: number) => Entry): Array<ItemEntry<Entry>> {
		const entries: Array<ItemEntry<Entry>> = [];
		for (let index = 0; index < this.count; index++) {
			try {
				entries.push({ index, entry: read(index) });
			} catch (error) {
				this.fail(index, error, UNSUBJECTED);
			}
		}
		return this.mayStart() ? entries : [];
	}

	succeed(index: number, output: ItemOutput): void {
		this.outcomes[index] = { output };
	}

	fail(index: number, thrown: unknown, subject: FailureSubject): void {
		this.failures++;
		this.outcomes[index] = {
			error: toNodeError(thrown, this.node, index, subject),
			remarks: [],
		};
	}

	remark(index: number, line: string): void {
		const outcome = this.outcomes[index];
		if (!outcome || !('error' in outcome)) return;
		addLines(outcome.error, [line]);
		outcome.remarks.push(line);
	}

	/** Ends every item in the same way: for what goes wrong before any item is looked at. */
	failAll(thrown: unknown): void {
		for (let index = 0; index < this.count; index++) this.fail(index, thrown, UNSUBJECTED);
	}

	mayStart(): boolean {
		return !this.isCancelled() && (this.keepGoing || this.failures === 0);
	}

	/** The error to stop at: that of the first item that has one. It also tells of the others. */
	stoppingError(): NodeError | undefined {
		if (this.keepGoing || this.failures === 0) return undefined;
		const failed = this.outcomes.flatMap((outcome, index) =>
			outcome && 'error' in outcome ? [{ ...outcome, index }] : [],
		);
		const [first, ...others] = failed;
		const same = others.filter(({ error }) => error.message === first.error.message);
		const different = others.filter(({ error }) => error.message !== first.error.message);
		addLines(first.error, [
			...(same.length > 0
				? [`The same holds for item ${same.map(({ index }) => index).join(', ')}`]
				: []),
			...different
				.slice(0, MAX_NAMED_ITEMS)
				.map(({ error, index }) => `Item ${index}: ${error.message}`),
			...(different.length > MAX_NAMED_ITEMS
				? [`… and ${different.length - MAX_NAMED_ITEMS} more items`]
				: []),
			...others.flatMap(({ remarks, index }) =>
				remarks
					.filter((line) => !first.remarks.includes(line))
					.map((line) => `Item ${index}: ${line}`),
			),
		]);
		return first.error;
	}

	/** The output items, paired with their input items. */
	toOutput(): INodeExecutionData[] {
		return this.outcomes.flatMap((outcome, index): INodeExecutionData[] => {
			if (outcome === undefined) return [];
			if ('output' in outcome) {
				const items = Array.isArray(outcome.output)
					? outcome.output.map((json) => ({ json }))
					: [outcome.output];
				return items.map((item) => ({ ...item, pairedItem: { item: index } }));
			}
			return [errorItem(outcome.error, index)];
		});
	}
}

/** Adds lines to what an error says below its message. */
export function addLines(error: NodeError, lines: readonly string[]): void {
	error.description = [error.description, ...lines].filter(Boolean).join('\n');
}

/**
 * An item's own error. n8n keeps only its message in the output, so everything that was said goes into
 * it. An error under `json` instead would make n8n run the whole node again where "Retry On Fail" is on.
 */
function errorItem(error: NodeError, index: number): INodeExecutionData {
	error.message = [error.message, error.description].filter(Boolean).join('\n');
	return { json: {}, error, pairedItem: { item: index } };
}
