/**
 * What each operation gives, as JSON schemas: the build writes them to `__schema__`, from where n8n
 * offers the fields of a node's output before it has run.
 */

import { memberTypeOf } from './catalogue/memberTypes';
import { RESOURCES } from './catalogue/resources';
import type { RecordOperation, Resource } from './catalogue/types';

type Schema = Record<string, unknown>;

const text: Schema = { type: 'string' };
const flag: Schema = { type: 'boolean' };
const whole: Schema = { type: 'integer' };
const number: Schema = { type: 'number' };

const instance = {
	id: whole,
	name: text,
	elementKey: text,
	tags: { type: 'array', items: text },
	valid: flag,
	disabled: flag,
	eventsEnabled: flag,
	createdDate: text,
	connectorState: text,
};
const recovery = { recovered: flag, duplicateIds: { type: 'array', items: whole } };
const createdInstance = { ...instance, setupUrl: text, token: text, ...recovery };
const reconciledInstance = {
	outcome: text,
	changes: {
		type: 'array',
		items: { type: 'object', properties: { field: text, old: {}, new: {} } },
	},
	...instance,
	notCompared: { type: 'array', items: text },
	...recovery,
	removedTwinId: whole,
	setupUrl: text,
	token: text,
};
const job = {
	jobId: text,
	status: text,
	objectName: text,
	direction: text,
	recordCount: whole,
	failedCount: whole,
	message: text,
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
		bulk: {
			cancel: objectOf(job),
			download: objectOf({ ...job, format: text }),
			getStatus: objectOf(job),
			upload: objectOf({ ...job, format: text }),
		},
		otherObject: { delete: objectOf({ deleted: flag }) },
		report: { getTypes: objectOf({ name: text, category: text }) },
		...Object.fromEntries(RESOURCES.map((resource) => [resource.value, recordSchemas(resource)])),
	},
};

/** What the operations on a resource of the catalogue give while 'Simplify' is on. */
function recordSchemas({ simplified, lines, operations }: Resource): Record<string, Schema> {
	const lists = lines.flatMap(({ readKeys }) => readKeys);
	const record = Object.fromEntries(
		simplified.map((name) => [
			name,
			lists.includes(name) ? { type: 'array', items: {} } : scalarSchema(name),
		]),
	);
	const created = { ...record, recovered: flag };
	const given: Readonly<Record<RecordOperation, Schema>> = {
		create: objectOf(created),
		delete: objectOf({ deleted: flag }),
		get: objectOf(record),
		getAll: objectOf(record),
		update: objectOf({
			...record,
			...(lines.length > 0 ? { linesAdded: { type: 'array', items: {} } } : {}),
		}),
		upsert: objectOf({
			outcome: text,
			...created,
			notCompared: { type: 'array', items: text },
		}),
	};
	return Object.fromEntries(operations.map((operation) => [operation, given[operation]]));
}

function scalarSchema(name: string): Schema {
	const type = memberTypeOf(name);
	if (type === undefined) return text;
	return type === 'boolean' ? flag : number;
}

function objectOf(properties: Record<string, Schema>): Schema {
	return { type: 'object', properties, version: 1 };
}
