import type { ConfigurationEntry, ElementDefinition } from './definition';

/** The newer of the two generations of entry members. */
export function entryView(entry: ConfigurationEntry, index: number) {
	return {
		id: index + 1,
		...entry,
		description: entry.name,
		active: true,
		displayOrder: index,
		hideFromConsole: false,
		groupControl: false,
	};
}

/** What every view of an element shows. */
function described(element: ElementDefinition) {
	return {
		id: element.id,
		name: element.name,
		key: element.key,
		description: element.description,
		image: element.image,
		active: true,
		deleted: false,
		typeOauth: element.typeOauth,
		trialAccount: false,
		transformationsEnabled: true,
		bulkDownloadEnabled: true,
		bulkUploadEnabled: true,
		extendable: true,
		extended: false,
		hub: element.hub,
		private: false,
	};
}

/** An element with the members of the documented list. */
export function elementView(element: ElementDefinition) {
	return {
		...described(element),
		configuration: element.configuration.map(entryView),
		authentication: { type: element.authentication.value },
	};
}

/** The element as part of an instance (documented sample). */
export function elementOfInstance(element: ElementDefinition) {
	return {
		...described(element),
		hookName: element.hookName,
		configDescription: element.configDescription,
		defaultTransformations: [],
		cloneable: true,
		beta: false,
	};
}
