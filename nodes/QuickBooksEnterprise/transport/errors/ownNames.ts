/** The names that a user gave to things: what a service repeats of them says nothing about what happened. */
export class OwnNames {
	private readonly names = new Set<string>();

	/** Adds a name; what is no text is passed over. */
	add(name: unknown): void {
		if (typeof name !== 'string' || name.trim() === '') return;
		this.names.add(name.trim());
		// A filter names things in quotation marks.
		for (const [, part] of name.matchAll(/'((?:[^']|'')+)'/g)) this.names.add(part.trim());
	}

	/** Adds what an instance is called, and where it is, as the service gave it. */
	addFrom(instance: Readonly<Record<string, unknown>>): void {
		this.add(instance.name);
		const { configuration, tags } = instance;
		this.addAll(tags);
		this.addAll(configuration);
	}

	/**
	 * @param sent - What a request carries.
	 * @returns All names that are known, with those of the request.
	 */
	with(...sent: readonly unknown[]): Set<string> {
		const all = new OwnNames();
		for (const value of sent) all.addAll(value);
		return new Set([...all.names, ...this.names]);
	}

	/** Adds each text in a value, at any depth. */
	private addAll(value: unknown): void {
		if (typeof value !== 'object' || value === null) this.add(value);
		else for (const member of Object.values(value)) this.addAll(member);
	}
}
