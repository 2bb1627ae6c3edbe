/** Most entries that are remembered (our choice). */
const MAX_REMEMBERED = 20_000;

/** What all runs in this process have learnt of the service, text by text; what was learnt first goes first. */
export class Learnt {
	private readonly byKey = new Map<string, string>();

	get(key: string): string | undefined {
		return this.byKey.get(key);
	}

	set(key: string, learnt: string): void {
		this.byKey.set(key, learnt);
		const [oldest] = this.byKey.keys();
		if (this.byKey.size > MAX_REMEMBERED) this.byKey.delete(oldest);
	}
}
