import { hashOf } from '../../transport/queueing/pause';
import type { Instance } from '../instance';
import { belongsElsewhere, hasConnectionOf, identityOf, type Identity } from './identity';
import { bareForm, isKeptAs, looseForm, sanitiseName } from './keptText';
import { Learnt } from './learnt';
import { addTo, hasKey, type MatchKey } from './matching';
import type { UpsertRequest } from '../reconcile/types';

const NAME = 'name ';
const TAG = 'tag ';

/**
 * Names and tags that the service keeps in a form that nobody foresees, such as with the end cut off and a number behind
 * it, or not at all. Its answer to a creation told them; without them a later run would not find the instance. Known to
 * all runs in this process.
 */
export class KeptKeys {
	private static readonly keptByGiven = new Learnt();
	private readonly byKeptForm = new Map<string, UpsertRequest[]>();
	private readonly looksForTags: boolean;

	/**
	 * @param account What tells the account from others.
	 * @param requests What a run wants.
	 */
	constructor(
		private readonly account: string,
		requests: readonly UpsertRequest[],
	) {
		for (const request of requests) {
			const kept = KeptKeys.keptByGiven.get(this.keyOf(request.key));
			if (kept !== undefined) addTo(this.byKeptForm, kept, request);
		}
		this.looksForTags = [...this.byKeptForm.keys()].some((form) => form.startsWith(TAG));
	}

	/** Whether an instance bears a name or tag that the service made of that of an item, or may without showing it. */
	readonly isWanted = (instance: Instance): boolean =>
		this.byKeptForm.size > 0 &&
		((this.looksForTags && !instance.shows.tags) ||
			keptFormsOf(instance).some((form) => this.byKeptForm.has(form)));

	/**
	 * @param request What an item wants that no instance has the name or tag of.
	 * @param instances Instances that no item has.
	 * @returns Those that the item means by what the service made of it.
	 */
	matches(request: UpsertRequest, instances: readonly Instance[]): Instance[] {
		const kept = KeptKeys.keptByGiven.get(this.keyOf(request.key));
		if (kept === undefined) return [];
		const bearers = instances.filter(
			(instance) => keptFormsOf(instance).includes(kept) && mayBeMeant(instance, request),
		);
		return meantByKeptForm(bearers, identityOf(request.body));
	}

	/** Remembers what an answer made of the name or tag of an item, where it is nothing that is foreseen. */
	remember(request: UpsertRequest, created: Instance): void {
		const kept = unforeseenForm(request, created);
		if (kept !== undefined) KeptKeys.keptByGiven.set(this.keyOf(request.key), kept);
	}

	private keyOf({ elementKey, by, value }: MatchKey): string {
		return hashOf([this.account, elementKey.toLowerCase(), by, value]);
	}
}

/** What an instance can be found by: its name and its tags, as texts for maps. */
export function keptFormsOf({ name, tags }: Instance): string[] {
	return [nameForm(name), ...tags.map(tagForm)];
}

/**
 * What the service made of the name or tag of an item.
 *
 * @param created The instance that it made for the item.
 * @returns One of its `keptFormsOf`, for a tag of which nothing is left that of its name; undefined where the instance
 *   will be found again.
 */
export function unforeseenForm(
	{ key, body }: UpsertRequest,
	created: Instance,
): string | undefined {
	const { name, tags } = created;
	if (hasKey(created, key) || name === '') return undefined;
	if (key.by === 'name') return nameForm(name);
	const others = [name, ...(body.tags ?? []).filter((tag) => tag !== key.value)];
	const given = bareForm(key.value);
	const [kept] = tags
		.filter((tag) => !others.some((other) => isKeptAs(sanitiseName(other), tag)))
		.filter((tag) => bareForm(tag) !== '' && given.startsWith(bareForm(tag)))
		.sort((one, other) => other.length - one.length);
	return kept === undefined ? nameForm(name) : tagForm(kept);
}

/**
 * Of instances that bear what the service made of the name or tag of an item, those that the item means. Several items may
 * be cut to the same one, so the connection decides. One with the same letters and digits in its name is meant whatever it
 * connects to.
 */
export function meantByKeptForm(bearers: readonly Instance[], identity: Identity): Instance[] {
	const connected = bearers.filter((bearer) => hasConnectionOf(bearer, identity) === true);
	if (connected.length > 0 || bearers.length !== 1) return connected;
	return bearers.filter((bearer) => hasSameLetters(bearer, identity));
}

/**
 * Whether an instance that bears what the service made of it may be the one of an item. For a name the connection may be
 * hidden, or may have changed where the letters are the same; a tag tells less.
 */
export function mayBeMeant(bearer: Instance, { key, body }: UpsertRequest): boolean {
	if (belongsElsewhere(bearer, key.elementKey)) return false;
	const identity = identityOf(body);
	const connects = hasConnectionOf(bearer, identity);
	if (key.by === 'tag') return connects === true;
	return connects !== false || hasSameLetters(bearer, identity);
}

function hasSameLetters({ name }: Instance, { bareName }: Identity): boolean {
	return bareName !== '' && bareForm(sanitiseName(name)) === bareName;
}

function nameForm(name: string): string {
	return `${NAME}${looseForm(name)}`;
}

function tagForm(tag: string): string {
	return `${TAG}${looseForm(tag)}`;
}
