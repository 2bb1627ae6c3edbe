/** A member without what tells qbXML's requests and answers apart, in small letters. */
function core(name: string): string {
	return name.replace(/(Add|Mod|Ret)$/, '').toLowerCase();
}

/** The member that an unknown name stands for: other case, or the name of another request. */
export function suggestionFor(name: string, known: Iterable<string>): string | undefined {
	const wanted = core(name);
	for (const candidate of known) if (core(candidate) === wanted) return candidate;
	return undefined;
}
