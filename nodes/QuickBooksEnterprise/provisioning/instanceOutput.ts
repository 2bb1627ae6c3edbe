import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../transport/answer';
import { isSecretKey, MASK, Redactor } from '../transport/redaction';
import { tagsOf } from './tags';

/** An instance as the service answers it. */
export type Instance = Record<string, unknown>;

/** Members that a simplified instance takes over as they are, around the two that are computed. */
const FIRST_MEMBERS = ['id', 'name', 'token'] as const;
const LAST_MEMBERS = ['valid', 'disabled', 'eventsEnabled', 'createdDate'] as const;

/** What of an instance goes into the output. */
export interface OutputChoice {
	simplify: boolean;
	includeToken: boolean;
}

/**
 * Shapes an instance for the output.
 * Simplified: the nine members that users chain on. In full: the answer, with the values of secret
 * configuration keys masked, since execution data is kept. The token only where it was asked for; the
 * service may repeat it elsewhere.
 */
export function shapeInstance(instance: Instance, choice: OutputChoice): IDataObject {
	const shaped = choice.simplify ? simplified(instance) : withMaskedSecrets(instance);
	if (choice.includeToken) return shaped as IDataObject;
	delete shaped.token;
	const redactor = new Redactor();
	redactor.add(instance.token);
	return cleaned(shaped, redactor) as IDataObject;
}

/** A value of JSON whose texts are cleaned, at any depth. */
function cleaned(value: unknown, redactor: Redactor): unknown {
	if (typeof value === 'string') return redactor.clean(value);
	if (Array.isArray(value)) return value.map((member) => cleaned(member, redactor));
	if (!isRecord(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, member]) => [key, cleaned(member, redactor)]),
	);
}

/** Key of the element that an instance belongs to, where the answer says so. */
export function elementKeyOf(instance: Instance): string | undefined {
	const key = isRecord(instance.element) ? instance.element.key : undefined;
	return typeof key === 'string' ? key : undefined;
}

/** Id of an instance as text, or undefined where the answer has none. */
export function idOf(instance: Instance): string | undefined {
	const { id } = instance;
	return typeof id === 'number' || (typeof id === 'string' && id !== '') ? String(id) : undefined;
}

/** Configuration of an instance: values are texts or null (documented). */
export function configurationOf(instance: Instance): Record<string, unknown> {
	return isRecord(instance.configuration) ? instance.configuration : {};
}

function simplified(instance: Instance): Instance {
	const result: Instance = {};
	for (const member of FIRST_MEMBERS) copyMember(instance, result, member);
	result.elementKey = elementKeyOf(instance);
	result.tags = tagsOf(instance);
	for (const member of LAST_MEMBERS) copyMember(instance, result, member);
	return result;
}

function copyMember(from: Instance, to: Instance, member: string): void {
	if (from[member] !== undefined) to[member] = from[member];
}

function withMaskedSecrets(instance: Instance): Instance {
	if (!isRecord(instance.configuration)) return { ...instance };
	const configuration = { ...instance.configuration };
	for (const [key, value] of Object.entries(configuration)) {
		if (isSecretKey(key) && typeof value === 'string' && value !== '') configuration[key] = MASK;
	}
	return { ...instance, configuration };
}
