import { ELEMENT_KEY } from '../constants';
import { CONFIGURATION_KEYS } from './configurationKeys';
import { findPlaceholder, type Findings } from './findings';
import type { InstanceBody } from './instanceBody';
import { checkTree, parseJson } from './jsonText';

const LABEL = 'Instance JSON';

/**
 * Reads the documented `instance.json`.
 * In: its text, or the object that an expression gave.
 * Out: the body to send: as given, with the element filled in where none is named; not to be used where
 * anything was noted in `findings`, with line and column where the text is no JSON.
 */
export function readInstanceJson(given: unknown, findings: Findings): InstanceBody {
	const parsed = typeof given === 'string' ? parseJson(given, LABEL, findings) : given;
	if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
		if (findings.isEmpty) findings.add(`${LABEL} must be one JSON object, from { to }`);
		return { element: { key: ELEMENT_KEY }, configuration: {}, name: '' };
	}
	const body = parsed as Record<string, unknown>;
	checkTree(body, LABEL, findings, (value, path) => {
		const placeholder = typeof value === 'string' ? findPlaceholder(value) : undefined;
		if (placeholder) findings.add(`${path.join(' → ')} still holds the placeholder ${placeholder}`);
	});
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

function isBlank(value: unknown): boolean {
	return value === undefined || value === null || String(value).trim() === '';
}
