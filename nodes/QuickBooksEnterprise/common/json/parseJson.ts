import { jsonParse } from 'n8n-workflow';

import type { Problems } from '../problems';
import { duplicateKeys } from './duplicateKeys';
import { findSyntaxError, positionAt, type TextPosition } from './jsonPosition';
import { firstCurlyQuote, repairQuotes } from './quoteRepair';

/** Deeper JSON than any request needs (our choice); a guard against input made to exhaust the stack. */
const MAX_DEPTH = 40;

/**
 * Reads JSON that a user wrote or pasted. Curly quotes of a word processor are repaired where it is clear
 * what was meant.
 *
 * @param label What the reader calls the text, as the first words of a problem.
 * @returns What the text says, or undefined where it is no JSON or has a key twice, which is noted with
 * line and column.
 */
export function parseJson(text: string, label: string, problems: Problems): unknown {
	if (text.trim() === '') {
		problems.add(`${label} is empty`);
		return undefined;
	}
	const asGiven = tryParse(text);
	if ('value' in asGiven) return onceEach(text, asGiven.value, label, problems);
	const repair = repairQuotes(text);
	if ('text' in repair) {
		const repaired = tryParse(repair.text);
		if ('value' in repaired) return onceEach(repair.text, repaired.value, label, problems);
		problems.add(syntaxFinding(label, repaired.position));
	} else if (firstCurlyQuote(text) >= 0) {
		problems.add(quoteFinding(label, repair.position, repair.found));
	} else {
		// Without a curly quote in the text, a quote that fits nowhere is an ordinary slip.
		problems.add(syntaxFinding(label, asGiven.position));
	}
	return undefined;
}

/** Of a key that stands twice in one object only the last value would be used: that is noted. */
function onceEach(text: string, value: unknown, label: string, problems: Problems): unknown {
	const duplicates = duplicateKeys(text);
	for (const { key, position } of duplicates) {
		const { line, column } = position;
		problems.add(
			`${label} has '${key}' twice: the second one is at line ${line}, column ${column}`,
		);
	}
	return duplicates.length === 0 ? value : undefined;
}

/**
 * Visits every value within a value, down to the deepest level that is allowed.
 *
 * @param look Called with each value that holds no others, and with its path.
 * @returns false where something is nested too deep or has a key that is not allowed, which is noted.
 */
export function checkTree(
	value: unknown,
	label: string,
	problems: Problems,
	look: (value: unknown, path: readonly string[]) => void = () => {},
	path: readonly string[] = [],
): boolean {
	if (path.length > MAX_DEPTH) {
		problems.add(
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
		if (key !== '__proto__') return checkTree(member, label, problems, look, at);
		problems.add(`${at.join(' → ')} is not allowed as a key`);
		return false;
	});
}

type Parsing = { value: unknown } | { position: TextPosition };

function tryParse(text: string): Parsing {
	try {
		return { value: jsonParse<unknown>(text) };
	} catch {
		return { position: positionAt(text, findSyntaxError(text)) };
	}
}

function quoteFinding(label: string, { line, column }: TextPosition, found: string): string {
	const quote = found === '"' ? 'a quote whose partner is unclear' : `a curly quote ${found}`;
	return `${label} has ${quote} at line ${line}, column ${column}: a word processor made curly quotes of straight ones ("), type them anew`;
}

function syntaxFinding(label: string, { line, column }: TextPosition): string {
	return `${label} is no valid JSON at line ${line}, column ${column}: look there for a missing or superfluous comma, quote or bracket`;
}
