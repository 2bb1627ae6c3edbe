import { isRecord } from '../common/json/isRecord';
import type { Problems } from '../common/problems';
import { isMasked } from '../transport/redaction/redaction';
import { isKeptAs } from './comparison/keptText';

/**
 * Reads tags as given: one text with commas, or a list from an expression.
 *
 * @returns The tags trimmed, without empty ones and doubles, in the order given; undefined where nothing
 * was given.
 */
export function readTags(given: unknown, problems: Problems): string[] | undefined {
	if (given === undefined || given === null || given === '') return undefined;
	const list = Array.isArray(given) ? (given as unknown[]) : String(given).split(',');
	if (!Array.isArray(given) && typeof given === 'object') {
		problems.add('Tags must be a text with commas or a list of texts');
		return undefined;
	}
	if (list.some((tag) => typeof tag === 'object')) {
		problems.add('Tags must be a list of texts; it holds something else');
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
			return [...current, ...given.filter((tag) => !current.some((kept) => isKeptAs(tag, kept)))];
		case 'remove':
			return current.filter((kept) => !given.some((tag) => isKeptAs(tag, kept)));
		default:
			return [...given];
	}
}

/**
 * Reads the tags of an answer: a list of texts, or in the oldest samples of objects with a name (documented). Numbers, and
 * one text with commas, are what else they may have become (our choice).
 *
 * @returns undefined where the answer does not show them, or not all.
 */
export function tagsOf({ tags }: Readonly<Record<string, unknown>>): string[] | undefined {
	const list = typeof tags === 'string' ? tags.split(',') : tags;
	if (!Array.isArray(list)) return undefined;
	const texts = (list as unknown[]).filter((tag) => tag !== null).map(textOfTag);
	if (texts.some((text) => text === undefined || isMasked(text))) return undefined;
	return (texts as string[]).map((text) => text.trim()).filter((text) => text !== '');
}

function textOfTag(tag: unknown): string | undefined {
	const text = isRecord(tag) ? tag.name : tag;
	return typeof text === 'string' || typeof text === 'number' ? String(text) : undefined;
}
