import { ELEMENT_KEY } from '../constants';
import type { ApiRequest, CloudElementsClient, Patience } from '../transport/client';
import { InputFault } from '../transport/failure';
import { MAX_PAGE_SIZE, readPages, type ListReading } from '../transport/pages';
import type { QueryValue } from '../transport/url';
import { elementKeyOf, idOf, type Instance } from './instanceOutput';

/** The request for the list of instances. It has paging and filters; the list per element has none. */
export function instanceList(
	patience: Patience,
	query: Readonly<Record<string, QueryValue | undefined>> = {},
): ApiRequest {
	return { method: 'GET', segments: ['instances'], query, patience };
}

/**
 * Finds instances by name: one list for all items of a run, however many names they hold.
 */
export class InstanceDirectory {
	private readonly wantedNames = new Set<string>();
	private idsByName: Promise<Map<string, string[]>> | undefined;

	constructor(private readonly client: CloudElementsClient) {}

	/** Says beforehand that a name will be looked up. */
	expect(name: string): void {
		this.wantedNames.add(name);
	}

	/**
	 * Id of the one instance of exactly this name: trimmed, case counts.
	 * Errors: InputFault where there is none, or several, with their ids; RequestFailure.
	 */
	async idOfName(name: string, patience: Patience): Promise<string> {
		this.idsByName ??= this.readIds(patience);
		const ids = (await this.idsByName).get(name) ?? [];
		if (ids.length === 1) return ids[0];
		if (ids.length === 0) {
			throw new InputFault(
				[`No instance is named '${name}'`],
				"Names are compared with upper and lower case. Pick the instance from the list, or look for it with 'Get Many'.",
			);
		}
		throw new InputFault(
			[`${ids.length} instances are named '${name}': ${ids.join(', ')}`],
			'Pick one of them by its ID.',
		);
	}

	private async readIds(patience: Patience): Promise<Map<string, string[]>> {
		// The service's own filter finds names that contain a text: it saves pages for a single name.
		const searchText = this.wantedNames.size === 1 ? [...this.wantedNames][0] : undefined;
		const byName = new Map<string, Set<string>>();
		const reading: ListReading = await readPages(
			this.client,
			instanceList(patience, { searchText }),
			MAX_PAGE_SIZE,
			(entries) => {
				for (const instance of entries) noteName(instance, byName);
				return true;
			},
		);
		if (!reading.complete) {
			throw new InputFault(
				['The list of instances could not be read to its end: the service repeated a page'],
				'Pick the instance by its ID.',
			);
		}
		return new Map([...byName].map(([name, ids]) => [name, [...ids]]));
	}
}

function noteName(instance: Instance, byName: Map<string, Set<string>>): void {
	const id = idOf(instance);
	if (id === undefined || elementKeyOf(instance) !== ELEMENT_KEY) return;
	const name = String(instance.name ?? '').trim();
	byName.set(name, (byName.get(name) ?? new Set()).add(id));
}
