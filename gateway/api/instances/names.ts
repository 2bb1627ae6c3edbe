/**
 * Takes HTML out of a display name, as the service does on create and update (observed). A lone `<` that opens
 * no tag stays, and surrounding white space goes: our choice.
 */
export function sanitizeName(name: string): string {
	let text = name;
	let previous: string;
	do {
		previous = text;
		text = text.replace(/<[/!]?[a-z][^<>]*>/gi, '');
	} while (text !== previous);
	return text.trim();
}
