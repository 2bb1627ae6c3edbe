import { ELEMENT_KEY } from '../common/constants';
import { InputError } from '../common/problems';
import { settle } from '../common/settle';
import type { RequestPolicy } from '../transport/request';
import type { InstanceApi } from './instanceApi';

/**
 * Finds instances by name: one list for all items of a run, however many names they hold.
 */
export class NameResolver {
	private readonly wantedNames = new Set<string>();
	private idsByName: Promise<Map<string, Set<string>>> | undefined;

	constructor(private readonly instances: InstanceApi) {}

	/** Says beforehand that a name will be looked up. */
	expect(name: string): void {
		this.wantedNames.add(name);
	}

	/**
	 * Looks an instance up by its name: trimmed, case counts.
	 * @returns the id of the one instance of this name
	 * @throws InputError where there is none, or several, with their ids; RequestFailure
	 */
	async idOfName(name: string, policy: RequestPolicy): Promise<string> {
		const ids = [...((await this.readOnce(policy)).get(name) ?? [])];
		if (ids.length === 1) return ids[0];
		if (ids.length === 0) {
			throw new InputError(
				[`No instance is named '${name}'`],
				"Names are compared with upper and lower case. Pick the instance from the list, or look for it with 'Get Many'.",
			);
		}
		throw new InputError(
			[`${ids.length} instances are named '${name}': ${ids.join(', ')}`],
			'Pick one of them by its ID.',
		);
	}

	/** A list that could not be read is read again for the next item; whoever waits for it shares its fate. */
	private async readOnce(policy: RequestPolicy): Promise<Map<string, Set<string>>> {
		const reading = (this.idsByName ??= this.readIds(policy));
		const outcome = await settle(reading);
		if (!outcome.ok && this.idsByName === reading) this.idsByName = undefined;
		return await reading;
	}

	private async readIds(policy: RequestPolicy): Promise<Map<string, Set<string>>> {
		// The service's own filter finds names that contain a text: it saves pages for a single name.
		const searchText = this.wantedNames.size === 1 ? [...this.wantedNames][0] : undefined;
		const byName = new Map<string, Set<string>>();
		const pages = this.instances.list(policy, { searchText });
		for await (const { entries } of pages) {
			for (const listed of entries) {
				const isKnown = listed.shows.element && listed.shows.name;
				const mayBeMeant = !listed.shows.name || this.wantedNames.has(listed.name.trim());
				// What a list leaves out is read by id, if it may be what somebody looks for.
				const instance =
					isKnown || !mayBeMeant ? listed : await this.instances.get(listed.id, policy);
				const { id, name, elementKey } = instance;
				if (elementKey?.toLowerCase() !== ELEMENT_KEY) continue;
				byName.set(name.trim(), (byName.get(name.trim()) ?? new Set()).add(id));
			}
		}
		if (pages.complete) return byName;
		throw new InputError(
			[`The list of instances could not be read to its end: ${pages.gap}`],
			'Pick the instance by its ID.',
		);
	}
}
