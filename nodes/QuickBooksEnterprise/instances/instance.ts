import { isRecord } from '../common/json/isRecord';
import { isMasked } from '../transport/redaction/redaction';
import { CONFIGURATION_KEYS } from './specification/configurationKeys';
import { tagsOf } from './tags';

/** An instance, read from an answer of the service. */
export interface Instance {
	/** Id as text: ids are numbers (observed), and compared and sent as text. */
	readonly id: string;
	/** Empty where the answer has none. */
	readonly name: string;
	/** Key and id of the element that it belongs to, as far as the answer says so. */
	readonly elementKey?: string;
	readonly elementId?: string;
	readonly tags: readonly string[];
	/** Values are texts or null (documented); empty where the answer has none. */
	readonly configuration: Readonly<Record<string, unknown>>;
	/** Element token for calls through the instance; a list or an answer may lack it. */
	readonly token?: string;
	readonly valid?: boolean;
	readonly disabled?: boolean;
	readonly eventsEnabled?: boolean;
	readonly createdDate?: string;
	/** How far a gateway is with the company; Cloud Elements says nothing of the kind. */
	readonly connector?: Connector;
	/** Whether the answer shows what instances are told apart and compared by; a list may lack some of it. */
	readonly shows: { name: boolean; element: boolean; tags: boolean; configuration: boolean };
	/** The answer as it came. */
	readonly raw: Readonly<Record<string, unknown>>;
}

/** What a gateway tells of an instance's connection (documented). */
export interface Connector {
	/** `waiting`, `confirm`, `connected`, `offline` or `refused`. */
	readonly state: string;
	/** When the Web Connector called last. */
	readonly lastSeen?: string;
	/** The company whose books are behind it. */
	readonly company?: string;
	/** What went wrong last, in the words of QuickBooks or of the Web Connector. */
	readonly lastError?: string;
	/** Who has it can connect a company. Only the answer to a create holds it. */
	readonly setupUrl?: string;
}

/**
 * Reads an instance from JSON.
 * @param json An answer, or an entry of a list
 * @returns The instance, or undefined where that is none: no object, or one without an id
 */
export function parseInstance(json: unknown): Instance | undefined {
	if (!isRecord(json)) return undefined;
	const id = shownText(json.id);
	// A number beyond what a number can hold is another one by now.
	if (id === undefined || (typeof json.id === 'number' && !Number.isSafeInteger(json.id))) {
		return undefined;
	}
	const element = isRecord(json.element) ? json.element : {};
	const tags = tagsOf(json);
	const elementKey = text(shownText(element.key));
	const elementId = shownText(element.id ?? json.elementId);
	return {
		id,
		name: String(json.name ?? ''),
		elementKey,
		elementId,
		tags: tags ?? [],
		configuration: isRecord(json.configuration) ? json.configuration : {},
		token: text(json.token) || undefined,
		valid: flag(json.valid),
		disabled: flag(json.disabled),
		eventsEnabled: flag(json.eventsEnabled),
		createdDate: text(json.createdDate),
		connector: connectorIn(json.connector),
		shows: {
			name: text(json.name) !== undefined && json.name !== '' && !isMasked(json.name),
			element: elementKey !== undefined || (elementId !== undefined && !isMasked(element.key)),
			tags: tags !== undefined,
			configuration: isShown(json.configuration),
		},
		raw: json,
	};
}

function connectorIn(json: unknown): Connector | undefined {
	if (!isRecord(json)) return undefined;
	const state = text(json.state);
	if (state === undefined) return undefined;
	return {
		state,
		lastSeen: text(json.lastSeen),
		company: text(json.company),
		lastError: text(json.lastError),
		setupUrl: text(json.setupUrl),
	};
}

/** Whether a configuration is there and shows what it connects to. */
function isShown(configuration: unknown): boolean {
	if (!isRecord(configuration) || Object.keys(configuration).length === 0) return false;
	return ![CONFIGURATION_KEYS.appName.key, CONFIGURATION_KEYS.hostIp.key].some((key) =>
		isMasked(configuration[key]),
	);
}

const INSTANCE_ID = /^(?:(?:[a-z]{1,8}[-_])?\d{1,19}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/i;

/**
 * Whether a text can be the id of an instance. Ids are numbers (observed); a GUID, or a number behind a short word,
 * would be one as well (our choice). Anything else, such as a pasted token, must not get into an address.
 */
export function isInstanceId(text: string): boolean {
	return INSTANCE_ID.test(text);
}

/**
 * @param id - an id of the service as text
 * @returns the id as it goes into the output: a number where it is one (observed), else the text
 */
export function outputId(id: string): number | string {
	return String(Number(id)) === id ? Number(id) : id;
}

function text(value: unknown): string | undefined {
	return typeof value === 'string' ? value : undefined;
}

/** A text or number as text; undefined where it is missing, empty or masked. */
function shownText(value: unknown): string | undefined {
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' && value !== '' && !isMasked(value) ? value : undefined;
}

function flag(value: unknown): boolean | undefined {
	return typeof value === 'boolean' ? value : undefined;
}
