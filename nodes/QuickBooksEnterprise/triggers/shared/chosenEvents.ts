import { resourceByPath, resourceByValue } from '../../catalogue/resources';
import type { Resource } from '../../catalogue/types';
import type { Problems } from '../../common/problems';
import type { ChangeEvent, EventType } from './changeEvent';
import type { Watchable } from './triggerFields';

/** Which kinds of change are told of, by resource. */
export type ChosenEvents = ReadonlyMap<Resource, ReadonlySet<EventType>>;

/** Whether a change is among those that are told of. */
export function isChosen(
	events: ChosenEvents,
	{ resource, eventType }: Pick<ChangeEvent, 'resource' | 'eventType'>,
): boolean {
	return events.get(resource)?.has(eventType) ?? false;
}

/**
 * Reads what a trigger is to tell of: kinds of change that go with 'Resources', such as `created`, and those that name
 * their resource themselves, such as `invoice.created`.
 *
 * @param given What stands in 'Trigger On'.
 * @param resourcesGiven What stands in 'Resources', which is of no account without a kind of change for it.
 * @param watchable What the trigger can tell of.
 * @param problems Where to note what is wrong.
 */
export function readChosenEvents(
	given: unknown,
	resourcesGiven: unknown,
	watchable: Watchable,
	problems: Problems,
): ChosenEvents {
	const names = namesIn(given);
	if (names.length === 0) problems.addMissing('Trigger On', 'events');
	const chosen = new Map<Resource, Set<EventType>>();
	const choose = (resource: Resource, eventType: EventType) =>
		chosen.set(resource, (chosen.get(resource) ?? new Set()).add(eventType));

	const kinds = names.filter((name): name is EventType => isKnown(name, watchable));
	if (kinds.length > 0 || names.length === 0) {
		for (const resource of readResources(resourcesGiven, watchable, problems)) {
			for (const kind of kinds) choose(resource, kind);
		}
	}
	const unknown: string[] = [];
	for (const name of names.filter((each) => !isKnown(each, watchable))) {
		const [, resourceName = '', kind = ''] = /^(.+)\.(\w+)$/.exec(name) ?? [];
		const resource = resourceNamed(resourceName, watchable);
		if (resource && isKnown(kind, watchable)) choose(resource, kind);
		else unknown.push(name);
	}
	if (unknown.length > 0) problems.add(`Trigger On (events) does not know ${unknown.join(', ')}`);
	return chosen;
}

function isKnown(name: string, { events }: Watchable): name is EventType {
	return (events as readonly string[]).includes(name);
}

function readResources(given: unknown, watchable: Watchable, problems: Problems): Resource[] {
	const names = namesIn(given);
	if (names.length === 0) problems.addMissing('Resources', 'resources');
	const unknown = names.filter((name) => !resourceNamed(name, watchable));
	if (unknown.length > 0) {
		problems.add(`Resources (resources) that cannot be watched: ${unknown.join(', ')}`);
	}
	return names.flatMap((name) => resourceNamed(name, watchable) ?? []);
}

/** By its name as the action node has it, or as the service's addresses do. */
function resourceNamed(name: string, { resources }: Watchable): Resource | undefined {
	const resource = resourceByValue(name) ?? resourceByPath(name);
	return resource && resources.includes(resource) ? resource : undefined;
}

/** The choices of a list; an expression may give a text with commas. */
function namesIn(given: unknown): string[] {
	const list: unknown[] = Array.isArray(given) ? given : String(given ?? '').split(',');
	return list.map((name) => String(name).trim()).filter((name) => name !== '');
}
