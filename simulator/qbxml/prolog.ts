import type { Cause } from './refusal';
import { isKnownVersion } from './versions';

/** What stands before the root: `<?xml version="1.0" encoding="utf-8"?>` and `<?qbxml version="13.0"?>`. */
export class Prolog {
	/** As it is written. */
	version: string | undefined;
	private hasDeclaration = false;
	/** The first characters of the document. */
	private head = '';

	/** Takes a piece of the document. */
	see(piece: string): void {
		if (this.head.length < 7) this.head = (this.head + piece.slice(0, 7)).slice(0, 7);
	}

	/** @returns what is wrong with an instruction. */
	take(name: string, body: string): [Cause, string] | undefined {
		if (name === 'xml') {
			if (this.hasDeclaration || !this.head.replace(/^\uFEFF/, '').startsWith('<?xml')) {
				return ['notWellFormed', 'the XML declaration is not at the start'];
			}
			this.hasDeclaration = true;
		} else if (name === 'qbxml' && this.version === undefined) {
			this.version = /^\s*version\s*=\s*(["'])(.*?)\1\s*$/.exec(body)?.[2] ?? '';
		} else return ['envelope', `<?${name}?> is not expected`];
		return undefined;
	}

	/** @returns what is wrong with it where the root of a request opens. */
	faultOf(maximumVersion: number): [Cause, string] | undefined {
		if (!this.hasDeclaration) return ['envelope', 'there is no <?xml?> declaration'];
		if (this.version === undefined) return ['envelope', 'there is no <?qbxml?> instruction'];
		if (isKnownVersion(this.version, maximumVersion)) return undefined;
		return ['version', `"${this.version}" is not known, ${maximumVersion}.0 is the highest`];
	}
}
