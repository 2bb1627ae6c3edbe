import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Problems } from '../../common/problems';
import { checkedValue } from '../fields/checkedValue';
import type { Parameters } from './parameters';

/** One input item while it is read: its parameters, and where to note what is wrong with them. */
export class ItemInput {
	private readonly read = new Map<string, unknown>();

	constructor(
		private readonly parameters: Parameters,
		readonly index: number,
		readonly problems: Problems,
	) {}

	/**
	 * Reads a parameter and checks it against its description: a switch or an option list that an
	 * expression fills in wrongly goes to the problems. The value is not to be changed: items may share it.
	 *
	 * @param fallback For a parameter that a workflow does not hold and that has no description.
	 */
	get(name: string, fallback?: unknown): unknown {
		if (this.read.has(name)) return this.read.get(name);
		const field = this.parameters.fieldOf(name);
		const given = this.unchecked(name, field ? field.default : fallback);
		const value = field ? checkedValue(given, field, this.problems) : given;
		this.read.set(name, value);
		return value;
	}

	/** Reads a parameter whose reader checks all that it holds. */
	unchecked(name: string, fallback?: unknown): unknown {
		return this.parameters.get(name, this.index, fallback);
	}

	/** Whether no part of a parameter is an expression. */
	isFixed(name: string): boolean {
		return this.parameters.isFixed(name);
	}

	get node(): IExecuteFunctions {
		return this.parameters.node;
	}

	/** The resource that the run is about, by its value. */
	get resource(): string {
		return this.parameters.resource;
	}

	/** What the item holds. */
	get json(): IDataObject {
		return this.node.getInputData()[this.index]?.json ?? {};
	}

	/** The workflow's time zone, such as `America/Denver`. */
	get timeZone(): string {
		return this.node.getTimezone();
	}
}
