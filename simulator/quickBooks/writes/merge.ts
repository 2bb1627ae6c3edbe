import type { CompanyFile } from '../books/companyFile';
import { followName, named, requireFreeName } from '../lists/naming';
import { pointElsewhere } from '../lists/references';
import { objectNamed } from '../objects';
import { idIn, idOf, type QbRecord } from '../record';
import { StatusError } from '../statusError';
import { requireRecord } from './change';
import { logged } from './remove';
import { touch } from './touch';

/** Lists whose records can be merged: the values of `ListMergeType`. */
const MERGED = [
	'Account',
	'Class',
	'Customer',
	'ItemDiscount',
	'ItemGroup',
	'ItemInventory',
	'ItemNonInventory',
	'ItemOtherCharge',
	'ItemPayment',
	'ItemSalesTax',
	'ItemSalesTaxGroup',
	'ItemService',
	'ItemSubtotal',
	'Vendor',
];

/**
 * Moves all that names one record of a list to another one and deletes the first.
 *
 * @returns the record that stays.
 * @throws StatusError 3120 for one that is not there, 3210 for two that cannot become one.
 */
export function mergeRecords(
	file: CompanyFile,
	name: string,
	fromId: string,
	toId: string,
	at: Date,
): QbRecord {
	const object = objectNamed(name);
	const [from, to] = [requireRecord(file, name, fromId), requireRecord(file, name, toId)];
	const refuse = (why: string) => new StatusError(3210, `The records cannot be merged. ${why}`);
	if (!MERGED.includes(name)) throw refuse(`Records of ${name} cannot be merged at all.`);
	if (fromId === toId) throw refuse('They are one and the same.');
	if (from.AccountType !== to.AccountType) throw refuse('They have different types.');
	if (idIn(to, 'ParentRef') === fromId) throw refuse('One stands under the other.');
	for (const holder of file.everything()) {
		const { name: own, kind } = holder.object;
		// Another one may have changed it since.
		const current = requireRecord(file, own, idOf(holder.record));
		const copy = structuredClone(current);
		if (!pointElsewhere(own, copy, from, to, name)) continue;
		const after = kind === 'list' ? named(holder.object, copy) : copy;
		if (kind === 'list') requireFreeName(file, holder.object, after, current);
		file.replace(own, current, after);
		if (kind === 'list') followName(file, holder.object, current, after);
	}
	const stays = requireRecord(file, name, toId);
	file.remove(name, from);
	logged(file, name, fromId, from, at);
	file.isChanged = true;
	if (object.isNested) file.rebuildLedger();
	return touch(file, name, stays, at);
}
