/** Whose definitions and transformations they are: of the account, or of the whole organization. */
export type TransformationLevel = 'account' | 'organization';

type Library = Record<string, unknown>;

export type SavedTransformations = Record<string, Library>;

/** Keeps them by level and element key. */
export class ElementTransformations {
	private readonly libraries = new Map<string, Library>();

	/** By the name of the object; the live one. */
	of(level: TransformationLevel, elementKey: string): Library {
		return this.library(`${level}/${elementKey}`);
	}

	/** Definitions of objects, by the name of the object; the live ones. They are not those of one element. */
	definitions(level: TransformationLevel): Library {
		return this.library(`definitions/${level}`);
	}

	clear(): void {
		this.libraries.clear();
	}

	toSaved(): SavedTransformations {
		return Object.fromEntries(this.libraries);
	}

	restore(saved: SavedTransformations = {}): void {
		for (const [key, library] of Object.entries(saved)) this.libraries.set(key, library);
	}

	private library(key: string): Library {
		const library = this.libraries.get(key) ?? {};
		this.libraries.set(key, library);
		return library;
	}
}
