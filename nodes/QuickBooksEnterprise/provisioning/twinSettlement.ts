import { settle } from '../transport/settle';
import { bringToWanted } from './bringToWanted';
import type { Creation, CreationLog } from './creation';
import { identityOf } from './identity';
import type { InstanceApi } from './instanceApi';
import { idOf, type Instance } from './instanceOutput';
import { chooseTwin, removeInFavourOf } from './twins';
import type { UpsertReport, UpsertRequest, UpsertResult } from './upsertTypes';

/** What settling twins needs of the run. */
export interface TwinSettlement {
	api: InstanceApi;
	log: CreationLog;
	report: UpsertReport;
	/** Ids that items of this run have. */
	ownedIds: ReadonlySet<string>;
}

/**
 * Ends an item that created an instance: another run, or a request of ours that landed late, may have
 * made the same one too. In: the instances with its match key, as listed after the creation.
 */
export async function settleTwins(
	{ api, log, report, ownedIds }: TwinSettlement,
	request: UpsertRequest,
	{ instance, recovered }: Creation,
	sameKey: readonly Instance[],
): Promise<void> {
	const ourId = idOf(instance) as string;
	const others = sameKey.filter((other) => idOf(other) !== ourId);
	const created: UpsertResult = {
		outcome: 'created',
		instance,
		changes: [],
		notCompared: [],
		...(recovered ? { recovered } : {}),
	};
	const rule = { key: request.key, identity: identityOf(request.body) };
	// One that another item has is no twin, though it may bear the same name or tag.
	const free = others.filter((other) => !ownedIds.has(idOf(other) as string));
	// Only what an answer to our own request named may be removed; what was found again may be another's.
	const twin = recovered ? undefined : chooseTwin(instance, free, rule);
	const removal = twin
		? await settle(removeInFavourOf(api, instance, twin, rule, request.patience))
		: undefined;
	if (removal && !removal.ok) {
		report.fail(request, removal.error);
		report.remark(
			request,
			`Created: ${request.body.name} (ID ${ourId}). It may be gone again: it was to make way for its twin, ID ${idOf(twin as Instance)}.`,
		);
		return;
	}
	const kept = removal?.value;
	if (!kept) {
		report.succeed(request, { ...created, ...leftBehind(others) });
		return;
	}
	log.remove(ourId);
	const brought = await settle(
		bringToWanted(api, request, kept, (message) => report.hint(message)),
	);
	if (brought.ok) {
		const rest = others.filter((other) => idOf(other) !== idOf(kept));
		report.succeed(request, { ...brought.value, ...leftBehind(rest), removedTwinId: ourId });
	} else {
		report.fail(request, brought.error);
		report.remark(request, `Removed: ID ${ourId}, which had a twin, ID ${idOf(kept)}`);
	}
}

function leftBehind(others: readonly Instance[]): Pick<UpsertResult, 'duplicateIds'> {
	return others.length > 0 ? { duplicateIds: others.map((other) => idOf(other) as string) } : {};
}
