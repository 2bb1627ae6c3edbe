/**
 * The index of every record that the service knows under a path of its own (observed: the vendor's
 * own tests of this element). It is loaded with the node, so it stays small; the fields of a resource
 * are loaded when they are needed: see `fields.ts`.
 */

import { BOOKKEEPING } from './resources/bookkeeping';
import { LISTS } from './resources/lists';
import { PURCHASES } from './resources/purchases';
import { SALES } from './resources/sales';
import type { RecordOperation, Resource } from './types';

/** All resources, sorted by label. */
export const RESOURCES: readonly Resource[] = [
	...LISTS,
	...SALES,
	...PURCHASES,
	...BOOKKEEPING,
].sort((a, b) => (a.label < b.label ? -1 : 1));

const byValue = new Map(RESOURCES.map((resource) => [resource.value, resource]));
const byPath = new Map(RESOURCES.map((resource) => [resource.path, resource]));

const plainName = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Every way in which somebody may write the name of a resource, most usual ones last: they take precedence. */
const byAnyName = new Map(
	[
		(resource: Resource) => [resource.qbObject, `${resource.qbObject}s`],
		(resource: Resource) => [resource.label, resource.plural],
		(resource: Resource) => [resource.path, resource.value, `${resource.value}s`],
	].flatMap((namesOf) =>
		RESOURCES.flatMap((resource) =>
			namesOf(resource).map((name) => [plainName(name), resource] as const),
		),
	),
);

/** The resource with a value of contract and workflow, such as `salesOrder`. */
export function resourceByValue(value: string): Resource | undefined {
	return byValue.get(value);
}

/** The resource with a path of the service, such as `sales-orders`. */
export function resourceByPath(path: string): Resource | undefined {
	return byPath.get(path);
}

/** The resource that a name means, whatever its case, number and separators: `Customer`, `credit_memos`. */
export function resourceByAnyName(name: string): Resource | undefined {
	return byAnyName.get(plainName(name));
}

/** The resources that have an operation, sorted by label. */
export function resourcesWith(operation: RecordOperation): Resource[] {
	return RESOURCES.filter((resource) => resource.operations.includes(operation));
}

/** The resources among whose records a new one's name has to be unique, itself included. */
export function sharersOfNames(resource: Resource): Resource[] {
	if (!resource.nameSpace) return [];
	if (resource.nameSpace === 'own') return [resource];
	return RESOURCES.filter((other) => other.nameSpace === resource.nameSpace);
}
