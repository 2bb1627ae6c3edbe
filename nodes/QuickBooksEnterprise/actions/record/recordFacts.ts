import { loadFields } from '../../catalogue/fields';
import { resourceByValue } from '../../catalogue/resources';
import type { Resource, ResourceFields } from '../../catalogue/types';
import { InputError } from '../../common/problems';
import type { ItemInput } from '../run/itemInput';

/** What is known of the resource that an item is about. */
export interface RecordFacts {
	resource: Resource;
	fields: ResourceFields;
	/** The workflow's time zone, such as `America/Denver`. */
	timeZone: string;
}

/** The same for one item, whose reading notes something. */
export interface ItemFacts extends RecordFacts {
	/** Texts of the item that could be an ID or a name. */
	idLike: Set<string>;
}

/** @throws InputError where the catalogue has no such resource. */
export async function readFacts(item: ItemInput): Promise<ItemFacts> {
	const resource = resourceByValue(item.resource);
	if (!resource) {
		throw new InputError(
			[`There is no resource '${item.resource}'`],
			"Pick the resource anew in the node's panel.",
		);
	}
	return {
		resource,
		fields: await loadFields(resource),
		timeZone: item.timeZone,
		idLike: new Set(),
	};
}
