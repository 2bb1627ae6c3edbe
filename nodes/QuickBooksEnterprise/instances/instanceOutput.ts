import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../common/json/isRecord';
import { isSecretKey, MASK, Redactor } from '../transport/redaction/redaction';
import { outputId, type Instance } from './instance';

/** Members that a simplified instance takes over as they are, behind those that are computed. */
const STATE_MEMBERS = ['valid', 'disabled', 'eventsEnabled', 'createdDate'] as const;

/** What of an instance goes into the output. */
export interface OutputChoice {
	simplify: boolean;
	/** The Element token, and the setup link of a gateway. */
	includeToken: boolean;
}

/**
 * Shapes an instance for the output.
 * Simplified: the members that users chain on. In full: the answer, with the values of secret
 * configuration keys masked, since execution data is kept. The token and the setup
 * link only where they were asked for; the service may repeat them elsewhere.
 * @param instance - the instance
 * @param choice - what the item wants to see of it
 * @returns the JSON of an output item
 */
export function shapeInstance(instance: Instance, choice: OutputChoice): IDataObject {
	const shaped = choice.simplify ? simplified(instance) : withMaskedSecrets(instance);
	if (choice.includeToken) return shaped;
	delete shaped.token;
	delete shaped.setupUrl;
	if (isRecord(shaped.connector)) delete shaped.connector.setupUrl;
	const redactor = new Redactor();
	redactor.add(instance.raw.token);
	redactor.addSetupLink(instance.connector);
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

function simplified({ id, raw, elementKey, tags, connector }: Instance): IDataObject {
	return {
		id: outputId(id),
		...pick(raw, ['name']),
		elementKey,
		tags: [...tags],
		...pick(raw, STATE_MEMBERS),
		...(connector ? { connectorState: connector.state } : {}),
		...(connector?.setupUrl ? { setupUrl: connector.setupUrl } : {}),
		...pick(raw, ['token']),
	};
}

function pick(from: Instance['raw'], members: readonly string[]): IDataObject {
	const given = members.filter((member) => from[member] !== undefined);
	return Object.fromEntries(given.map((member) => [member, from[member]])) as IDataObject;
}

function withMaskedSecrets({ raw, connector }: Instance): IDataObject {
	const whole = {
		...raw,
		// One that was read once more shows the link of its create no longer.
		...(connector && isRecord(raw.connector)
			? { connector: { ...raw.connector, ...pick({ ...connector }, ['setupUrl']) } }
			: {}),
	} as IDataObject;
	if (!isRecord(raw.configuration)) return whole;
	const configuration = { ...raw.configuration };
	for (const [key, value] of Object.entries(configuration)) {
		if (isSecretKey(key) && typeof value === 'string' && value !== '') configuration[key] = MASK;
	}
	return { ...whole, configuration } as IDataObject;
}
