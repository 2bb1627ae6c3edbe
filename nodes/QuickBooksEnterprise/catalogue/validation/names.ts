/** A member without what tells qbXML's requests and answers apart, in small letters. */
function core(name: string): string {
	return name.replace(/(Add|Mod|Ret)$/, '').toLowerCase();
}

/** The member that an unknown name stands for: other case, the name of another request, or a slip of the pen. */
export function suggestionFor(name: string, known: Iterable<string>): string | undefined {
	const wanted = core(name);
	const candidates = [...known];
	return (
		candidates.find((candidate) => core(candidate) === wanted) ??
		candidates.find((candidate) => isOneSlip(core(candidate), wanted))
	);
}

/** Names with fewer letters are too easily another word (our choice). */
const LEAST_LETTERS = 4;

/** With so many letters the first one may be the wrong one (our choice). */
const MANY_LETTERS = 6;

/**
 * Whether two names differ by one slip: a letter that is wrong, missing or too much, or two that changed places.
 * Digits count: `Addr6` is no slip for `Addr1`.
 */
export function isOneSlip(one: string, other: string): boolean {
	const shortest = Math.min(one.length, other.length);
	if (Math.abs(one.length - other.length) > 1 || shortest < LEAST_LETTERS) return false;
	if (one[0] !== other[0] && shortest < MANY_LETTERS) return false;
	let start = 0;
	while (start < shortest && one[start] === other[start]) start++;
	let end = 0;
	while (end < shortest - start && one[one.length - 1 - end] === other[other.length - 1 - end]) {
		end++;
	}
	const [left, right] = [one, other].map((text) => text.slice(start, text.length - end));
	if (left === right || !/^[a-z]*$/i.test(left + right)) return false;
	const isSwapped = left.length === 2 && left[0] === right[1] && left[1] === right[0];
	return isSwapped || (left.length < 2 && right.length < 2);
}

/** Whether a member is meant to be custom fields of QuickBooks, which qbXML calls data extensions. */
export function isCustomField(name: string): boolean {
	return /^(dataext|customfield)s?$/.test(core(name).replace(/[\s_-]/g, ''));
}
