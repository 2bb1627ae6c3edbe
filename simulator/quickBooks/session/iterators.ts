import { randomUUID } from 'node:crypto';
import { StatusError } from '../statusError';

/** A record that a query has found. */
export interface Found {
	/** Its qbXML object, `ItemService` where an `ItemQuery` was asked. */
	object: string;
	id: string;
}

/** What is left of a query. */
interface Open {
	query: string;
	/** The filters that it began with. */
	filters: string;
	rest: Found[];
}

/** The iterators of one session. They end with it. */
export class Iterators {
	private readonly open = new Map<string, Open>();

	/** @returns the id of a new iterator over what was found. */
	start(query: string, filters: string, rest: Found[]): string {
		const id = `{${randomUUID()}}`;
		this.open.set(id, { query, filters, rest });
		return id;
	}

	/**
	 * Takes the next records.
	 *
	 * @param filters those of this request, undefined where it repeats none.
	 * @param maximum undefined for all that is left.
	 * @throws StatusError where the iterator is of another session or query, or the filters are others.
	 */
	next(id: string | undefined, query: string, filters: string | undefined, maximum?: number) {
		const open = this.find(id, query);
		if (filters !== undefined && filters !== open.filters) {
			throw new StatusError(
				3152,
				`The filters of the iterator "${id}" cannot be changed once it has started.`,
			);
		}
		const page = open.rest.splice(0, maximum ?? open.rest.length);
		return { page, remaining: open.rest.length };
	}

	/** @throws StatusError where there is no such iterator. */
	stop(id: string | undefined, query: string): void {
		this.find(id, query);
		this.open.delete(id!);
	}

	/** Ends all of them. */
	clear(): void {
		this.open.clear();
	}

	private find(id: string | undefined, query: string): Open {
		const open = this.open.get(id ?? '');
		if (open?.query === query) return open;
		throw new StatusError(3000, `The given iterator "${id ?? ''}" is invalid or no longer valid.`);
	}
}
