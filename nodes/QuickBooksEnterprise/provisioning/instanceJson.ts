import type { IDataObject } from 'n8n-workflow';

import { ELEMENT_KEY } from '../constants';
import { InputFault } from '../transport/failure';
import { CONFIGURATION_KEYS } from './configurationKeys';
import { findPlaceholder, Findings } from './findings';
import type { InstanceBody } from './instanceBody';
import { findSyntaxFault, positionAt, type TextPosition } from './jsonPosition';
import { firstCurlyQuote, repairQuotes } from './quoteRepair';

/** Deeper JSON than any instance needs (our choice); a guard against input made to exhaust the stack. */
const MAX_DEPTH = 40;

const LABEL = 'Instance JSON';

/**
 * Reads the documented `instance.json`.
 * In: its text, or the object that an expression gave.
 * Out: the body to send: as given, with the element filled in where none is named.
 * Errors: InputFault that names everything wrong, with line and column where the text is no JSON.
 */
export function readInstanceJson(given: unknown): InstanceBody {
	const parsed = typeof given === 'string' ? parseText(given) : given;
	if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
		throw new InputFault(
			[`${LABEL} must be one JSON object`],
			'Paste the whole content of instance.json, from { to }. For several instances use one item each.',
		);
	}
	const body = parsed as Record<string, unknown>;
	const findings = new Findings();
	checkTree(body, [], findings);
	const element = body.element ?? { key: ELEMENT_KEY };
	checkMembers({ ...body, element }, findings);
	findings.throwIfAny(`Mend '${LABEL}' at the places named.`);
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
		throw new InputFault(
			[`${LABEL} is nested deeper than ${MAX_DEPTH} levels`],
			'Paste a plain instance.json.',
		);
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

function parseText(text: string): unknown {
	if (text.trim() === '')
		throw new InputFault([`${LABEL} is empty`], 'Paste the content of instance.json.');
	const asGiven = tryParse(text);
	if ('value' in asGiven) return asGiven.value;
	const repair = repairQuotes(text);
	if ('text' in repair) {
		const repaired = tryParse(repair.text);
		if ('value' in repaired) return repaired.value;
		throw syntaxFault(repaired.position);
	}
	// Without a curly quote in the text, a quote that fits nowhere is an ordinary slip.
	throw firstCurlyQuote(text) >= 0
		? curlyFault(repair.position, repair.found)
		: syntaxFault(asGiven.position);
}

type Parsing = { value: unknown } | { position: TextPosition };

function tryParse(text: string): Parsing {
	try {
		return { value: JSON.parse(text) as unknown };
	} catch {
		return { position: positionAt(text, findSyntaxFault(text)) };
	}
}

function curlyFault({ line, column }: TextPosition, found: string): InputFault {
	return new InputFault(
		[
			`${LABEL} has a curly quote ${found} at line ${line}, column ${column} where JSON needs a straight one (")`,
		],
		'A word processor makes curly quotes of straight ones. Type the quotes anew, here or in a plain text editor.',
	);
}

function syntaxFault({ line, column }: TextPosition): InputFault {
	return new InputFault(
		[`${LABEL} is no valid JSON at line ${line}, column ${column}`],
		'Look there for a missing or superfluous comma, quote or bracket.',
	);
}
