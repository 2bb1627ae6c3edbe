import { ApiError } from '../errors';

/** One configuration key of an element. */
export interface ConfigurationEntry {
	key: string;
	name: string;
	required: boolean;
	/** The service's name for the form field; `PASSWORD` values are masked when read. */
	type: 'TEXTFIELD_128' | 'TEXTFIELD_1000' | 'TEXTAREA' | 'BOOLEAN' | 'PASSWORD';
	defaultValue: string | null;
}

/** What is known about an element (a connector to one kind of system). */
export interface ElementDefinition {
	id: number;
	key: string;
	name: string;
	hookName: string;
	hub: string;
	description: string;
	image: string;
	configDescription: string;
	typeOauth: boolean;
	authentication: { value: string; description: string };
	configuration: ConfigurationEntry[];
	providerData: ConfigurationEntry[];
	/** Empty when the element has no events. */
	polledResources: string[];
}

export const text = (
	key: string,
	name: string,
	defaultValue: string | null = null,
	required = false,
): ConfigurationEntry => ({ key, name, required, type: 'TEXTFIELD_128', defaultValue });

export const required = (key: string, name: string): ConfigurationEntry =>
	text(key, name, null, true);

export const secret = (key: string, name: string, isRequired = true): ConfigurationEntry => ({
	...text(key, name, null, isRequired),
	type: 'PASSWORD',
});

export const flag = (key: string, name: string, defaultValue: string): ConfigurationEntry => ({
	...text(key, name, defaultValue),
	type: 'BOOLEAN',
});

/** The entry of a key; null for a key the element does not declare. */
export function configurationEntry(
	element: ElementDefinition,
	key: string,
): ConfigurationEntry | null {
	return element.configuration.find((entry) => entry.key === key) ?? null;
}

/** @throws ApiError 404 where there is none with this key or id */
export function findElement(
	elements: readonly ElementDefinition[],
	keyOrId: string,
): ElementDefinition {
	const found = elements.find(({ key, id }) => key === keyOrId || String(id) === keyOrId);
	if (!found) throw new ApiError(404, `No element found with key or ID ${keyOrId.slice(0, 100)}`);
	return found;
}
