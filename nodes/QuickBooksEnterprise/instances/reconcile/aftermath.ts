import { keptFormsOf, mayBeMeant, unforeseenForm } from '../comparison/keptKeys';
import { isKeptAs, looseForm, sanitiseName } from '../comparison/keptText';
import { addTo, hasDefaultTagOnly, matchKeyText, type MatchIndex } from '../comparison/matching';
import type { CreationEnd } from '../creation/pending';
import type { Instance } from '../instance';
import { removeDuplicates } from './duplicateRemoval';
import type { ItemEnd, Provisioning, UpsertRequest, UpsertResult } from './types';

/** What a list shows after the creation, sorted by what an item looks for. */
export interface Surroundings {
	/** By the text of the match key. */
	groups: ReadonlyMap<string, Instance[]>;
	/** By what they can be found by: see `keptFormsOf`. */
	byForm: ReadonlyMap<string, Instance[]>;
	/** Instances with no tag but their name, by the loose form of it. */
	byDefaultTag: ReadonlyMap<string, Instance[]>;
	/** Ids that items have; what an item takes in place of its own comes to them. */
	ownedIds: Set<string>;
	/** When the creation began: what was listed before was there before. */
	startedAtMs: number;
}

/**
 * Sorts what a list shows after the creation.
 *
 * @param listed Its instances.
 */
export function surroundingsOf(
	listed: readonly Instance[],
	{
		index,
		ownedIds,
		startedAtMs,
	}: { index: MatchIndex; ownedIds: ReadonlySet<string>; startedAtMs: number },
): Surroundings {
	const byForm = new Map<string, Instance[]>();
	const byDefaultTag = new Map<string, Instance[]>();
	for (const instance of listed) {
		for (const form of new Set(keptFormsOf(instance))) addTo(byForm, form, instance);
		if (hasDefaultTagOnly(instance)) addTo(byDefaultTag, looseForm(instance.tags[0]), instance);
	}
	return {
		groups: index.group(listed),
		byForm,
		byDefaultTag,
		ownedIds: new Set(ownedIds),
		startedAtMs,
	};
}

/**
 * Ends an item that created an instance, in view of what else there is.
 *
 * @returns How it ended.
 */
export async function settleCreated(
	provisioning: Provisioning,
	request: UpsertRequest,
	end: CreationEnd,
	{ groups, byForm, byDefaultTag, ownedIds, startedAtMs }: Surroundings,
): Promise<ItemEnd<UpsertResult>> {
	const { ended } = end;
	if (!ended?.ok) return { ...end, ended };
	const { key } = request;
	const { instance: ours } = ended.value;
	const sameKey = new Map((groups.get(matchKeyText(key)) ?? []).map((other) => [other.id, other]));
	const olderIds = new Set<string>();
	// The service may keep the name or tag in a form that nobody foresees: then it stands in its own answer.
	const kept = unforeseenForm(request, ours);
	for (const other of kept === undefined ? [] : (byForm.get(kept) ?? [])) {
		if (ownedIds.has(other.id) || !mayBeMeant(other, request)) continue;
		sameKey.set(other.id, other);
		const isOlder = provisioning.snapshots.wasThereBefore(other.id, startedAtMs);
		if (isOlder) olderIds.add(other.id);
	}
	const tagged = key.by === 'tag' ? (byDefaultTag.get(looseForm(key.value)) ?? []) : [];
	const hints = tagged
		.filter(({ name }) => !isKeptAs(key.name, sanitiseName(name)))
		.map((instance) => defaultTagHint(request, instance));
	const finished = await removeDuplicates(
		provisioning,
		request,
		{ creation: ended.value, end },
		{ sameKey: [...sameKey.values()], ownedIds, olderIds },
	);
	const wasRemoved = finished.ended?.ok && finished.ended.value.removedTwinId !== undefined;
	if (wasRemoved && kept !== undefined) hints.push(unforeseenHint(request, ours));
	return { ...finished, hints: [...finished.hints, ...hints] };
}

/** An item that ended in doubt, and whose instance shows at last: named, for the next run to adopt. */
export function withLate(
	end: ItemEnd<UpsertResult>,
	{ body }: UpsertRequest,
	ids: readonly string[],
): ItemEnd<UpsertResult> {
	return {
		...end,
		doubts: [...end.doubts, ...ids.map((id) => `${body.name} (ID ${id})`)],
		lines: [...end.lines, `Landed late: ${ids.join(', ')}`],
	};
}

function defaultTagHint({ key, index }: UpsertRequest, { id, name }: Instance): string {
	return `Item ${index}: instance '${name}' (ID ${id}) has the tag '${key.value}' only because the service tags instances with their names, so it was left alone.`;
}

function unforeseenHint({ key, index }: UpsertRequest, { id, name }: Instance): string {
	const created = `It created an instance to learn it, and removed that again (ID ${id}).`;
	return key.by === 'name'
		? `Item ${index}: the service keeps the name '${key.value}' as '${name}', which this node did not know before. ${created} Give the item the name that is kept, or match by a tag ('Match By').`
		: `Item ${index}: the service does not keep the tag '${key.value}' as it was given, which this node did not know before. ${created} Match by a tag that is kept as it is, or by the name ('Match By').`;
}
