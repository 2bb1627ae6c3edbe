import { settle } from '../../common/settle';
import type { Instance } from '../instance';
import { applyDesiredState } from './apply';
import type { Creation, CreationEnd } from '../creation/pending';
import { chooseDuplicate, removeInFavourOf } from './duplicates';
import { identityOf } from '../comparison/identity';
import type { ItemEnd, Provisioning, UpsertRequest, UpsertResult } from './types';

/** What there is beside an instance that this run made. */
export interface Neighbours {
	/** Instances with its match key or its kept name, as listed after the creation. */
	sameKey: readonly Instance[];
	/** Ids that items of this run have; what is taken in place of ours comes to them. */
	ownedIds: Set<string>;
	/** Ids of the listed ones that were there before. */
	olderIds: ReadonlySet<string>;
}

/**
 * Ends an item that created an instance: another run, or a request of ours that landed late, may have
 * made the same one too; or the service keeps the name in a form under which one was there already.
 *
 * @returns How the item ended.
 */
export async function removeDuplicates(
	{ api }: Provisioning,
	request: UpsertRequest,
	{ creation, end }: { creation: Creation; end: CreationEnd },
	{ sameKey, ownedIds, olderIds }: Neighbours,
): Promise<ItemEnd<UpsertResult>> {
	const { instance, recovered, notApplied } = creation;
	const others = sameKey.filter(({ id }) => id !== instance.id);
	const { index, made, doubts, lines, hints } = end;
	const base = { index, made, doubts, lines, hints };
	const created: UpsertResult = {
		outcome: 'created',
		instance,
		changes: [],
		notCompared: [...request.withheld],
		...(notApplied.length > 0 ? { notApplied } : {}),
		...(recovered ? { recovered } : {}),
	};
	const rule = { key: request.key, identity: identityOf(request.body), olderIds };
	// One that another item has is no duplicate, though it may bear the same name or tag.
	const free = others.filter(({ id }) => !ownedIds.has(id));
	// Only what an answer to our own request named may be removed; what was found again may be another's.
	const duplicate = recovered ? undefined : chooseDuplicate(instance, free, rule);
	if (duplicate) ownedIds.add(duplicate.id);
	const removal = duplicate
		? await settle(removeInFavourOf(api, { ours: instance, duplicate }, rule, request.policy))
		: undefined;
	if (removal && !removal.ok) {
		const line = `Created: ${request.body.name} (ID ${instance.id}). It may be gone again: it was to make way for its duplicate, ID ${duplicate?.id}.`;
		return { ...base, ended: removal, lines: [...lines, line] };
	}
	const kept = removal?.value;
	if (!kept) return { ...base, ended: { ok: true, value: { ...created, ...leftBehind(others) } } };
	const rest = others.filter(({ id }) => id !== kept.id);
	const applied = await settle(applyDesiredState(api, request, kept));
	const removed = { ...base, made: [] };
	if (!applied.ok) {
		const line = `Removed: ID ${instance.id}, which had a duplicate, ID ${kept.id}`;
		return { ...removed, ended: applied, lines: [...lines, line] };
	}
	const { result, hints: further } = applied.value;
	return {
		...removed,
		hints: [...further],
		ended: {
			ok: true,
			value: { ...result, ...leftBehind(rest), removedTwinId: instance.id },
		},
	};
}

function leftBehind(others: readonly Instance[]): Pick<UpsertResult, 'duplicateIds'> {
	return others.length > 0 ? { duplicateIds: others.map(({ id }) => id) } : {};
}
