/**
 * What each operation gives, as JSON schemas: the build writes them to `__schema__`, from where n8n
 * offers the fields of a node's output before it has run.
 */

type Schema = Record<string, unknown>;

const text: Schema = { type: 'string' };
const flag: Schema = { type: 'boolean' };
const whole: Schema = { type: 'integer' };

const instance = {
	id: whole,
	name: text,
	elementKey: text,
	tags: { type: 'array', items: text },
	valid: flag,
	disabled: flag,
	eventsEnabled: flag,
	createdDate: text,
};
const recovery = { recovered: flag, duplicateIds: { type: 'array', items: whole } };
const createdInstance = { ...instance, token: text, ...recovery };
const reconciledInstance = {
	...createdInstance,
	outcome: text,
	changes: {
		type: 'array',
		items: { type: 'object', properties: { field: text, old: {}, new: {} } },
	},
	notCompared: { type: 'array', items: text },
	removedTwinId: whole,
};
const switched = { id: whole, disabled: flag };

/** Schemas by version of the node, resource and operation. */
export const outputSchemas: Readonly<Record<string, Record<string, Record<string, Schema>>>> = {
	'v1.0.0': {
		instance: {
			check: objectOf({
				id: whole,
				name: text,
				ok: flag,
				brokenLink: { type: ['string', 'null'] },
				message: text,
			}),
			create: objectOf(createdInstance),
			delete: objectOf({ deleted: flag }),
			disable: objectOf(switched),
			enable: objectOf(switched),
			get: objectOf(instance),
			getAll: objectOf(instance),
			update: objectOf(instance),
			upsert: objectOf(reconciledInstance),
		},
	},
};

function objectOf(properties: Record<string, Schema>): Schema {
	return { type: 'object', properties, version: 1 };
}
