import type { Findings } from './findings';
import { findSyntaxFault, positionAt, type TextPosition } from './jsonPosition';
import { firstCurlyQuote, repairQuotes } from './quoteRepair';

/** Deeper JSON than any request needs (our choice); a guard against input made to exhaust the stack. */
export const MAX_DEPTH = 40;

/**
 * Reads JSON that a user wrote or pasted; curly quotes of a word processor are repaired where it is
 * clear what was meant.
 * In: the text; what the reader calls it, as the first words of a finding.
 * Out: what the text says, or undefined where it is no JSON, which is noted with line and column.
 */
export function parseJson(text: string, label: string, findings: Findings): unknown {
	if (text.trim() === '') {
		findings.add(`${label} is empty`);
		return undefined;
	}
	const asGiven = tryParse(text);
	if ('value' in asGiven) return asGiven.value;
	const repair = repairQuotes(text);
	if ('text' in repair) {
		const repaired = tryParse(repair.text);
		if ('value' in repaired) return repaired.value;
		findings.add(syntaxFinding(label, repaired.position));
	} else if (firstCurlyQuote(text) >= 0) {
		findings.add(quoteFinding(label, repair.position, repair.found));
	} else {
		// Without a curly quote in the text, a quote that fits nowhere is an ordinary slip.
		findings.add(syntaxFinding(label, asGiven.position));
	}
	return undefined;
}

/**
 * Goes through everything that stands in a value, down to the deepest level that is allowed.
 * In: `look` at a value that holds no others, and where it stands.
 * Out: false where something is nested too deep or has a key that is not allowed, which is noted.
 */
export function checkTree(
	value: unknown,
	label: string,
	findings: Findings,
	look: (value: unknown, path: readonly string[]) => void = () => {},
	path: readonly string[] = [],
): boolean {
	if (path.length > MAX_DEPTH) {
		findings.add(
			`${label} is nested deeper than ${MAX_DEPTH} levels at ${path.slice(0, 3).join(' → ')} → …`,
		);
		return false;
	}
	if (typeof value !== 'object' || value === null) {
		look(value, path);
		return true;
	}
	// The first finding ends it: an object that holds itself twice would else have no end.
	return Object.entries(value).every(([key, member]) => {
		const at = [...path, key];
		if (key !== '__proto__') return checkTree(member, label, findings, look, at);
		findings.add(`${at.join(' → ')} is not allowed as a key`);
		return false;
	});
}

type Parsing = { value: unknown } | { position: TextPosition };

function tryParse(text: string): Parsing {
	try {
		return { value: JSON.parse(text) as unknown };
	} catch {
		return { position: positionAt(text, findSyntaxFault(text)) };
	}
}

function quoteFinding(label: string, { line, column }: TextPosition, found: string): string {
	const quote = found === '"' ? 'a quote whose partner is unclear' : `a curly quote ${found}`;
	return `${label} has ${quote} at line ${line}, column ${column}: a word processor made curly quotes of straight ones ("), type them anew`;
}

function syntaxFinding(label: string, { line, column }: TextPosition): string {
	return `${label} is no valid JSON at line ${line}, column ${column}: look there for a missing or superfluous comma, quote or bracket`;
}
