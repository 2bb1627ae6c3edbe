import type { IDataObject } from 'n8n-workflow';

import { ELEMENT_KEY } from '../constants';
import { CONFIGURATION_KEYS } from './configurationKeys';
import { findPlaceholder, type Findings } from './findings';
import type { InstanceBody } from './instanceBody';
import { findSyntaxFault, positionAt, type TextPosition } from './jsonPosition';
import { firstCurlyQuote, repairQuotes } from './quoteRepair';

/** Deeper JSON than any instance needs (our choice); a guard against input made to exhaust the stack. */
const MAX_DEPTH = 40;

const LABEL = 'Instance JSON';

/**
 * Reads the documented `instance.json`.
 * In: its text, or the object that an expression gave.
 * Out: the body to send: as given, with the element filled in where none is named; not to be used where
 * anything was noted in `findings`, with line and column where the text is no JSON.
 */
export function readInstanceJson(given: unknown, findings: Findings): InstanceBody {
	const parsed = typeof given === 'string' ? parseText(given, findings) : given;
	if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
		if (findings.isEmpty) findings.add(`${LABEL} must be one JSON object, from { to }`);
		return { element: { key: ELEMENT_KEY }, configuration: {}, name: '' };
	}
	const body = parsed as Record<string, unknown>;
	checkTree(body, [], findings);
	const element = body.element ?? { key: ELEMENT_KEY };
	checkMembers({ ...body, element }, findings);
	return (body.element === undefined ? { element, ...body } : body) as InstanceBody;
}

function checkMembers(body: Record<string, unknown>, findings: Findings): void {
	const element = body.element as Record<string, unknown> | null;
	if (typeof element !== 'object' || element === null)
		findings.add('element must be an object with a key');
	else if (isBlank(element.key) && isBlank(element.id))
		findings.addMissing('Element', 'element.key');
	if (body.name !== undefined && typeof body.name !== 'string') findings.add('name must be a text');
	else if (isBlank(body.name)) findings.addMissing('Instance Name', 'name');
	const { configuration, tags } = body;
	if (
		configuration !== undefined &&
		(typeof configuration !== 'object' || configuration === null || Array.isArray(configuration))
	) {
		findings.add('configuration must be an object');
	} else if (element?.key === ELEMENT_KEY) {
		const values = (configuration ?? {}) as Record<string, unknown>;
		for (const { label, key } of [CONFIGURATION_KEYS.appName, CONFIGURATION_KEYS.hostIp]) {
			if (isBlank(values[key])) findings.addMissing(label, key);
		}
	}
	if (tags !== undefined && (!Array.isArray(tags) || tags.some((tag) => typeof tag !== 'string'))) {
		findings.add('tags must be a list of texts');
	}
}

function checkTree(value: unknown, path: readonly string[], findings: Findings): void {
	if (path.length > MAX_DEPTH) {
		findings.add(
			`${LABEL} is nested deeper than ${MAX_DEPTH} levels at ${path.slice(0, 3).join(' → ')} → …`,
		);
		return;
	}
	if (typeof value === 'string') {
		const placeholder = findPlaceholder(value);
		if (placeholder) findings.add(`${path.join(' → ')} still holds the placeholder ${placeholder}`);
		return;
	}
	if (typeof value !== 'object' || value === null) return;
	for (const [key, member] of Object.entries(value as IDataObject)) {
		if (key === '__proto__') findings.add(`${[...path, key].join(' → ')} is not allowed as a key`);
		else checkTree(member, [...path, key], findings);
	}
}

function isBlank(value: unknown): boolean {
	return value === undefined || value === null || String(value).trim() === '';
}

/** Out: what the text says, or undefined where it is no JSON, which is noted. */
function parseText(text: string, findings: Findings): unknown {
	if (text.trim() === '') {
		findings.add(`${LABEL} is empty`);
		return undefined;
	}
	const asGiven = tryParse(text);
	if ('value' in asGiven) return asGiven.value;
	const repair = repairQuotes(text);
	if ('text' in repair) {
		const repaired = tryParse(repair.text);
		if ('value' in repaired) return repaired.value;
		findings.add(syntaxFinding(repaired.position));
	} else if (firstCurlyQuote(text) >= 0) {
		findings.add(quoteFinding(repair.position, repair.found));
	} else {
		// Without a curly quote in the text, a quote that fits nowhere is an ordinary slip.
		findings.add(syntaxFinding(asGiven.position));
	}
	return undefined;
}

type Parsing = { value: unknown } | { position: TextPosition };

function tryParse(text: string): Parsing {
	try {
		return { value: JSON.parse(text) as unknown };
	} catch {
		return { position: positionAt(text, findSyntaxFault(text)) };
	}
}

function quoteFinding({ line, column }: TextPosition, found: string): string {
	const quote = found === '"' ? 'a quote whose partner is unclear' : `a curly quote ${found}`;
	return `${LABEL} has ${quote} at line ${line}, column ${column}: a word processor made curly quotes of straight ones ("), type them anew`;
}

function syntaxFinding({ line, column }: TextPosition): string {
	return `${LABEL} is no valid JSON at line ${line}, column ${column}: look there for a missing or superfluous comma, quote or bracket`;
}
