/* eslint-disable @n8n/community-nodes/require-node-api-error */
import type { QbxmlDocument, ValidatorOptions } from './document';
import { QbxmlRefusal } from './refusal';
import { Validator } from './validator';

function decoded(bytes: Uint8Array): string {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		throw new QbxmlRefusal('notWellFormed', '', 'it is no UTF-8');
	}
}

const TAG_WITH_ATTRIBUTES = /<[A-Za-z][^\s<>"'/]*\s(?:"[^"<]*"|'[^'<]*'|[^<>"'])*>/g;

/** The parser takes the first of two attributes of one name in silence; XML does not. */
function doubleAttribute(text: string): string | undefined {
	for (const [tag] of text.matchAll(TAG_WITH_ATTRIBUTES)) {
		const names = [...tag.matchAll(/([^\s="'<>]+)\s*=\s*(?:"[^"]*"|'[^']*')/g)].map(
			([, name]) => name,
		);
		if (new Set(names).size < names.length) return /^<[^\s]+/.exec(tag)![0].slice(1);
	}
	return undefined;
}

/**
 * Checks a whole document.
 *
 * @param text as QuickBooks gets it, or its bytes in UTF-8.
 * @throws QbxmlRefusal where one thing in it is not as the schema wants it.
 */
export function validate(text: string | Uint8Array, options: ValidatorOptions = {}): QbxmlDocument {
	const validator = new Validator(options);
	const whole = typeof text === 'string' ? text : decoded(text);
	const twice = doubleAttribute(whole);
	if (twice !== undefined)
		throw new QbxmlRefusal('notWellFormed', '', `${twice} has an attribute twice`);
	validator.write(whole);
	return validator.end();
}
