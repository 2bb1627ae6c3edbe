/**
 * Reads an address.
 *
 * @param text - The address as somebody typed or sent it.
 * @returns The parsed address, or undefined where the text is none.
 */
export function parseUrl(text: string): URL | undefined {
	try {
		return new URL(text);
	} catch {
		return undefined;
	}
}
