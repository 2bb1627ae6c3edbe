import type {
	IDataObject,
	IExecuteFunctions,
	INodeParameters,
	INodeProperties,
} from 'n8n-workflow';

/** An expression that is nothing but one field of the item, as dragging the field into a parameter writes it. */
const PLAIN_FIELD =
	/^=\{\{\s*\$json(?:\.([A-Za-z_$][\w$]*)|\[(?:'([^'\\]*)'|"([^"\\]*)")\])\s*\}\}$/;

/**
 * Reads the parameters of the node for its items.
 *
 * n8n starts its expression engine anew for each value, which with a thousand items is most of what a run
 * costs. So a parameter without an expression is asked for once, and one that is nothing but a field of
 * the item is read from the item. All else is n8n's to evaluate.
 */
export class Parameters {
	private readonly given: INodeParameters;
	private readonly fixed = new Map<string, unknown>();
	private readonly fields: ReadonlyMap<string, INodeProperties>;

	/**
	 * @param properties The parameters of the node as they are described, of all resources.
	 * @param resource The chosen resource, by its value.
	 * @param operation The chosen operation, by its value.
	 */
	constructor(
		readonly node: IExecuteFunctions,
		properties: readonly INodeProperties[],
		readonly resource: string,
		operation: string,
	) {
		this.given = node.getNode().parameters;
		const shown = properties.filter(({ displayOptions: { show } = {} }) => {
			return show?.resource?.includes(resource) && show.operation?.includes(operation);
		});
		this.fields = new Map(shown.map((field) => [field.name, field]));
	}

	/** The description of a parameter of the chosen operation. */
	fieldOf(name: string): INodeProperties | undefined {
		return this.fields.get(name);
	}

	/**
	 * The value of a parameter for an item. It is not to be changed: items may share it.
	 *
	 * @param fallback For a parameter that a workflow does not hold.
	 */
	get(name: string, itemIndex: number, fallback?: unknown): unknown {
		if (this.fixed.has(name)) return this.fixed.get(name);
		const given = this.given[name];
		const field = this.plainField(given, itemIndex);
		if (field !== undefined) return field;
		const value = this.node.getNodeParameter(name, itemIndex, fallback);
		if (!holdsExpression(given)) this.fixed.set(name, value);
		return value;
	}

	/** Whether no part of a parameter is an expression. */
	isFixed(name: string): boolean {
		return !holdsExpression(this.given[name]);
	}

	/** The item's field that a parameter is, where it is a text, a number or a boolean. */
	private plainField(given: unknown, itemIndex: number): string | number | boolean | undefined {
		const match = typeof given === 'string' ? PLAIN_FIELD.exec(given) : null;
		const key = match?.[1] ?? match?.[2] ?? match?.[3];
		const json: IDataObject | undefined = this.node.getInputData()[itemIndex]?.json;
		if (key === undefined || !json || !Object.prototype.hasOwnProperty.call(json, key)) {
			return undefined;
		}
		const value = json[key];
		return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
			? value
			: undefined;
	}
}

function holdsExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	if (typeof value !== 'object' || value === null) return false;
	return Object.values(value).some(holdsExpression);
}
