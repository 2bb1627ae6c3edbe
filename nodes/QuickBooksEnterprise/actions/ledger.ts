/** An instance that this run created. */
export interface CreatedInstance {
	id: string;
	name: string;
}

/** Remembers what a run created, so that it can be named whatever happens to the output. */
export class Ledger {
	private readonly created = new Map<string, string>();
	private readonly doubtful = new Set<string>();

	add({ id, name }: CreatedInstance): void {
		this.created.set(id, name);
	}

	/** Forgets an instance that this run removed again. */
	remove(id: string): void {
		this.created.delete(id);
	}

	/** Notes the name of an instance of which it is not known whether it was created. */
	addDoubt(name: string): void {
		this.doubtful.add(name);
	}

	/** Lines that name every instance by name and id, never by token. */
	describe(): string[] {
		const created = [...this.created].map(([id, name]) => `${name} (ID ${id})`);
		return [
			...(created.length > 0 ? [`Created by this run before it ended: ${created.join(', ')}`] : []),
			...(this.doubtful.size > 0
				? [`Possibly created by this run: ${[...this.doubtful].join(', ')}`]
				: []),
		];
	}
}
