/** An instance that this run created. */
export interface CreatedInstance {
	id: string;
	name: string;
}

/** Remembers what a run created, so that it can be named whatever happens to the output. */
export class Ledger {
	private readonly created: CreatedInstance[] = [];

	add(instance: CreatedInstance): void {
		this.created.push(instance);
	}

	/** One line that names every instance by name and id, never by token; undefined where there is none. */
	describe(): string | undefined {
		if (this.created.length === 0) return undefined;
		const names = this.created.map(({ id, name }) => `${name} (ID ${id})`).join(', ');
		return `Created by this run before it ended: ${names}`;
	}
}
