import { ELEMENT_KEY } from '../../common/constants';
import { settle } from '../../common/settle';
import type { RequestPolicy } from '../../transport/request';
import { sanitiseName } from '../comparison/keptText';
import type { Instance } from '../instance';
import type { InstanceApi } from '../instanceApi';

const LOOK_TIMEOUT_MS = 10_000;

/** Names that one hint lists. */
const MAX_NAMES = 10;

const FINDS_THEM = "'Create or Update' finds them.";

/**
 * Looks once whether instances that were just made have a name that others have too: who tries Create out by hand
 * makes one more with every click.
 *
 * @param made The instances as the service answered them.
 * @returns A hint; nothing where every name is there once, or where the list could not be read.
 */
export async function namesakesHint(
	api: InstanceApi,
	made: readonly Instance[],
	policy: RequestPolicy,
): Promise<string | undefined> {
	const names = new Set(made.map(keyOf));
	if (names.size === 0) return undefined;
	// The service's own filter finds names that contain a text: it saves pages for a single name.
	const searchText = names.size === 1 ? sanitiseName(made[0].name) : undefined;
	const look = await settle(idsByName(api, lookPolicy(policy), names, searchText));
	if (!look.ok) return undefined;
	const several = [...look.value.values()].filter(({ ids }) => ids.length > 1);
	if (several.length === 0) return undefined;
	if (names.size === 1) {
		return `Instances of this name exist: ${several[0].ids.join(', ')}. ${FINDS_THEM}`;
	}
	const named = several
		.slice(0, MAX_NAMES)
		.map(({ name, ids }) => `'${name}' (${ids.join(', ')})`)
		.join(', ');
	const further = several.length > MAX_NAMES ? ` and ${several.length - MAX_NAMES} more names` : '';
	return `Several instances of one name exist: ${named}${further}. ${FINDS_THEM}`;
}

/** Somebody waits for the output, which does not depend on this look. */
function lookPolicy(policy: RequestPolicy): RequestPolicy {
	return { ...policy, timeoutMs: Math.min(policy.timeoutMs, LOOK_TIMEOUT_MS), maxAttempts: 1 };
}

interface Bearers {
	name: string;
	ids: string[];
}

async function idsByName(
	api: InstanceApi,
	policy: RequestPolicy,
	names: ReadonlySet<string>,
	searchText: string | undefined,
): Promise<Map<string, Bearers>> {
	const byName = new Map<string, Bearers>();
	for await (const { entries } of api.list(policy, { searchText })) {
		for (const instance of entries) {
			const key = keyOf(instance);
			if (!names.has(key)) continue;
			const bearers = byName.get(key) ?? { name: sanitiseName(instance.name), ids: [] };
			byName.set(key, { ...bearers, ids: [...bearers.ids, instance.id] });
		}
	}
	return byName;
}

/** Instances of another element are something else, whatever they are called. */
function keyOf({ name, elementKey = ELEMENT_KEY }: Instance): string {
	return JSON.stringify([elementKey.toLowerCase(), sanitiseName(name)]);
}
