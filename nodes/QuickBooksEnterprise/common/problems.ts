/** Input that cannot be used. Lists everything that is wrong with it at once. */
export class InputError extends Error {
	/**
	 * @param problems What is wrong, in the user's words; each names a parameter as the user sees it.
	 * @param advice How to put it right.
	 */
	constructor(
		readonly problems: readonly string[],
		readonly advice?: string,
	) {
		super(problems.join('; '));
		this.name = 'InputError';
	}
}

/** Something to tell about an input: an error stops its item, a warning is shown beside the output. */
export interface Problem {
	severity: 'error' | 'warning';
	/** Where in the input, by key: `app.name`, `BillAddress.Addr1`; empty for the input as a whole. */
	path: string;
	message: string;
	/** For a required value that is not there: its label. Those are named together. */
	missing?: string;
}

/** Collects everything there is to tell about one item, so that the user reads it all at once. */
export class Problems {
	private readonly found: Problem[] = [];

	/** @param missingIntro What stands before the list of missing values. */
	constructor(private readonly missingIntro = 'Missing required configuration') {}

	/**
	 * Notes a required value that is not there.
	 *
	 * @param label What the user reads for it.
	 * @param path Its key in the service's JSON, or the name of the parameter.
	 */
	addMissing(label: string, path: string): void {
		const message = `${label} (${path})`;
		this.found.push({ severity: 'error', path, message, missing: label });
	}

	/**
	 * Notes an error.
	 *
	 * @param message Part of a sentence that names the parameter.
	 * @param path Where in the input.
	 */
	add(message: string, path = ''): void {
		this.found.push({ severity: 'error', path, message });
	}

	/**
	 * Notes what the user should know and what stops nothing.
	 *
	 * @param message Whole sentences.
	 * @param path Where in the input.
	 */
	warn(message: string, path = ''): void {
		this.found.push({ severity: 'warning', path, message });
	}

	/** Whether no error was noted. */
	get isEmpty(): boolean {
		return this.errors.length === 0;
	}

	/** Whether an error was noted at this place. */
	has(path: string): boolean {
		return this.errors.some((problem) => problem.path === path);
	}

	/** What to tell beside the output, in the order in which it was noted. */
	get warnings(): string[] {
		return this.found
			.filter(({ severity }) => severity === 'warning')
			.map(({ message }) => message);
	}

	/**
	 * @param advice How to put it right.
	 * @throws InputError when any error was noted: first what is missing, then the rest.
	 */
	throwIfAny(advice: string): void {
		if (this.isEmpty) return;
		const missing = this.errors.filter((problem) => problem.missing !== undefined);
		const others = this.errors.filter((problem) => problem.missing === undefined);
		const names = missing.map(({ message }) => message).join(', ');
		throw new InputError(
			[
				...(missing.length > 0 ? [`${this.missingIntro}: ${names}`] : []),
				...others.map(({ message }) => message),
			],
			advice,
		);
	}

	private get errors(): Problem[] {
		return this.found.filter(({ severity }) => severity === 'error');
	}
}

/**
 * Finds a placeholder of the documentation that nobody replaced, such as `<INSERT_APP_NAME>`.
 *
 * @returns The placeholder, or undefined.
 */
export function findPlaceholder(text: string): string | undefined {
	return /<\s*INSERT[^<>]*>/i.exec(text)?.[0] ?? /^\s*(<[A-Z][A-Z0-9_]+>)\s*$/.exec(text)?.[1];
}
