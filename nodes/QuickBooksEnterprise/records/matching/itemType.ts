import type { Members } from '../../catalogue/validation/walk';
import type { FieldSet, Resource } from '../../catalogue/types';
import { choiceLabelOf, labelOf } from '../../catalogue/labels';
import { nounOf } from '../../catalogue/words';
import { InputError } from '../../common/problems';
import { isBlank } from './sameValue';

/**
 * Refuses what a product that is there cannot become: QuickBooks settles its type when it is made.
 *
 * @param given What is wanted of the record.
 * @param present The record as it is.
 * @throws InputError where a product of another type has the name, or where members of another type were given.
 */
export function requireItemType(
	resource: Resource,
	set: FieldSet,
	given: Members,
	present: Members,
): void {
	const [wanted, there] = [given.ItemType, present.ItemType].map((type) => String(type ?? ''));
	if (there === '') return;
	const named = `The ${nounOf(resource)} '${String(present.FullName ?? present.Name)}'`;
	if (wanted !== '' && wanted.toLowerCase() !== there.toLowerCase()) {
		throw new InputError(
			[
				`${named} is there already as ${choiceLabelOf(there)} (${there}), and this item gives Item Type (ItemType) ${wanted}`,
			],
			'QuickBooks cannot change the type of an item. Give the type that it has, or another name. Nothing was written.',
		);
	}
	const strangers = membersOfOtherType(set, given, there);
	if (strangers.length === 0) return;
	throw new InputError(
		strangers.map((complaint) => `${named}: ${complaint}`),
		'QuickBooks would refuse them. Leave them out. Nothing was written.',
	);
}

/** What is said of given members that products of a type do not have; nothing for a type without facts. */
function membersOfOtherType({ fields }: FieldSet, given: Members, itemType: string): string[] {
	if (!fields.some(({ variants }) => variants?.includes(itemType))) return [];
	return fields
		.filter(({ path, variants }) => {
			if (path.includes('.') || !variants || variants.includes(itemType)) return false;
			return path in given && !isBlank(given[path]);
		})
		.map(({ path, variants = [] }) => otherTypeComplaint(labelOf(path), path, variants, itemType));
}

/** A member is not one of this type of product. */
export function otherTypeComplaint(
	label: string,
	path: string,
	variants: readonly string[],
	itemType: string,
): string {
	const owners = variants.map(choiceLabelOf).join(', ');
	return `${label} (${path}) is a field of ${owners}, and not of ${choiceLabelOf(itemType)} (${itemType})`;
}
