import type { Findings } from './findings';

/**
 * Reads tags as given: one text with commas, or a list from an expression.
 * Out: the tags trimmed, without empty ones and doubles, in the order given; undefined where nothing
 * was given.
 */
export function readTags(given: unknown, findings: Findings): string[] | undefined {
	if (given === undefined || given === null || given === '') return undefined;
	const list = Array.isArray(given) ? (given as unknown[]) : String(given).split(',');
	if (!Array.isArray(given) && typeof given === 'object') {
		findings.add('Tags must be a text with commas or a list of texts');
		return undefined;
	}
	if (list.some((tag) => typeof tag === 'object')) {
		findings.add('Tags must be a list of texts; it holds something else');
		return undefined;
	}
	return [...new Set(list.map((tag) => String(tag).trim()).filter((tag) => tag !== ''))];
}

/** How given tags change those of an instance. */
export type TagMode = 'replace' | 'add' | 'remove';

/**
 * Computes the tags to write; the service replaces the whole set, it never merges (documented).
 */
export function applyTags(
	current: readonly string[],
	given: readonly string[],
	mode: TagMode,
): string[] {
	switch (mode) {
		case 'add':
			return [...new Set([...current, ...given])];
		case 'remove':
			return current.filter((tag) => !given.includes(tag));
		default:
			return [...given];
	}
}

/** Reads the tags of an answer: texts, or in the oldest samples objects with a name (documented). */
export function tagsOf(instance: Readonly<Record<string, unknown>>): string[] {
	if (!Array.isArray(instance.tags)) return [];
	return (instance.tags as unknown[]).flatMap((tag) => {
		if (typeof tag === 'string') return [tag];
		const name = (tag as { name?: unknown } | null)?.name;
		return typeof name === 'string' ? [name] : [];
	});
}
