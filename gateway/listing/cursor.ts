import { createHash, randomBytes } from 'node:crypto';

import type { Expression } from '../ceql';
import type { Resource } from '../records';
import type { Parent } from './naming';

/** What a list is of. A cursor is good for that alone. */
export interface ListName {
	instanceId: number;
	resource: Resource;
	expression?: Expression;
	/** The record that all of them name. */
	parent?: Parent;
}

/** @returns the same text for the same list */
export function digestOf({ instanceId, resource, expression, parent }: ListName): string {
	const named = parent ? [parent.object, parent.id] : [];
	const text = JSON.stringify([instanceId, resource.path, expression ?? null, ...named]);
	return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}

/** Names one reading of a list, over its pages. */
export const newReadingId = (): string => randomBytes(9).toString('base64url');
