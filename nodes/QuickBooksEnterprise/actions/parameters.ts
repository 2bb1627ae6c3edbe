import type { IExecuteFunctions, INodeParameters } from 'n8n-workflow';

/**
 * Reads the parameters of the node for its items. One without an expression is the same for all of
 * them, so n8n is asked for it once: with a thousand items that is most of what reading costs.
 */
export class Parameters {
	private readonly given: INodeParameters;
	private readonly fixed = new Map<string, unknown>();

	constructor(private readonly node: IExecuteFunctions) {
		this.given = node.getNode().parameters;
	}

	/**
	 * The value of a parameter for an item. It is not to be changed: items may share it.
	 * In: `fallback` for a parameter that a workflow does not hold.
	 */
	get(name: string, itemIndex: number, fallback?: unknown): unknown {
		if (this.fixed.has(name)) return this.fixed.get(name);
		const value = this.node.getNodeParameter(name, itemIndex, fallback);
		if (!holdsExpression(this.given[name])) this.fixed.set(name, value);
		return value;
	}
}

function holdsExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	if (typeof value !== 'object' || value === null) return false;
	return Object.values(value).some(holdsExpression);
}
