import type {
	IBinaryKeyData,
	IDataObject,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
} from 'n8n-workflow';

import type { FailureSubject } from '../../transport/errors/describeAnswer';
import { toNodeError, type NodeError } from '../../transport/errors/nodeErrors';

/** How many other items' messages stand under the one that stopped the run. */
const MAX_NAMED_ITEMS = 50;

/** What is said where it is not known yet what an item is about. */
const THIS_OPERATION: FailureSubject = { action: 'run this operation' };

/** What one input item gives: output items, the first of which may carry files. */
export interface ItemOutput {
	items: IDataObject[];
	binary?: IBinaryKeyData;
}

type ItemOutcome = { output: ItemOutput } | { error: NodeError; remarks: string[] };

/** Keeps how each input item ended, in input order, and says whether further ones may start. */
export class ItemResults {
	private readonly outcomes: Array<ItemOutcome | undefined>;
	private readonly hinted = new Set<string>();
	private failures = 0;

	private readonly node: INode;
	private readonly keepGoing: boolean;

	/** @param isCancelled Whether the run was cancelled. */
	constructor(
		context: IExecuteFunctions,
		private readonly isCancelled: () => boolean,
	) {
		this.node = context.getNode();
		this.keepGoing = context.continueOnFail();
		const { length } = context.getInputData();
		this.outcomes = new Array<ItemOutcome | undefined>(length).fill(undefined);
	}

	/** How many input items there are. */
	get count(): number {
		return this.outcomes.length;
	}

	succeed(index: number, output: ItemOutput): void {
		this.outcomes[index] = { output };
	}

	/**
	 * @param thrown Whatever ended the item.
	 * @param subject What was being done.
	 */
	fail(index: number, thrown: unknown, subject = THIS_OPERATION): void {
		this.failures++;
		this.outcomes[index] = {
			error: toNodeError(thrown, this.node, index, subject),
			remarks: [],
		};
	}

	/** Adds a line to what the error of an item says, if it has one. */
	remark(index: number, line: string): void {
		const outcome = this.outcomes[index];
		if (!outcome || !('error' in outcome)) return;
		addLines(outcome.error, [line]);
		outcome.remarks.push(line);
	}

	/** Adds something to tell the user about the whole run; the same is told once. */
	hint(message: string): void {
		this.hinted.add(message);
	}

	get hints(): string[] {
		return [...this.hinted];
	}

	/** Ends every item that has not ended yet: for what goes wrong with the run as a whole. */
	failRest(thrown: unknown): void {
		this.outcomes.forEach((outcome, index) => {
			if (outcome === undefined) this.fail(index, thrown);
		});
	}

	/** False once the run was cancelled, or an item failed and the node is to stop at that. */
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
				const { items, binary } = outcome.output;
				return items.map((json, position) => ({
					json,
					...(binary && position === 0 ? { binary } : {}),
					pairedItem: { item: index },
				}));
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
