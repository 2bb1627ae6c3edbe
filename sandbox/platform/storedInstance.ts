import { newConnector } from '../../gateway/api/instances/provision';
import { dateText } from '../../gateway/api/instances/view';
import type { Instance } from '../../gateway/store';
import type { InstanceFacts } from '../../gateway/store/instances';

/** What the platform keeps of an instance, and the gateway does not. */
export interface PlatformFacts {
	externalAuthentication: string;
	traceLoggingEnabled: boolean;
	/** Real time (milliseconds since 1970) from which lists show it. */
	listedFromMs: number;
	/** By the name of the object. */
	definitions: Record<string, unknown>;
	transformations: Record<string, unknown>;
}

/** An instance as tests and state files have it: one flat object, configuration unmasked. */
export interface StoredInstance extends Omit<InstanceFacts, 'connector'>, PlatformFacts {
	readonly id: number;
	readonly token: string;
	/** ISO 8601 in UTC, whole seconds, by the sandbox clock. */
	createdDate: string;
}

const FACTS = ['elementKey', 'name', 'tags', 'configuration', 'valid', 'disabled'];
const PLATFORM_FACTS = [
	'externalAuthentication',
	'traceLoggingEnabled',
	'listedFromMs',
	'definitions',
	'transformations',
];

/** Lets members of one object be read and changed through another. */
function share(flat: object, members: readonly string[], owner: () => object): void {
	for (const member of members) {
		Object.defineProperty(flat, member, {
			enumerable: true,
			get: () => Reflect.get(owner(), member) as unknown,
			set: (value: unknown) => void Reflect.set(owner(), member, value),
		});
	}
}

/** An instance of the gateway's store, live: what is changed here is changed there. */
export function flatView(instance: Instance, platform: PlatformFacts): StoredInstance {
	const flat = {
		id: instance.id,
		get token() {
			return instance.secrets.token;
		},
		get createdDate() {
			return dateText(instance.createdAtMs);
		},
		set createdDate(text) {
			instance.createdAtMs = Date.parse(text);
		},
	};
	share(flat, FACTS, () => instance.facts);
	share(flat, PLATFORM_FACTS, () => platform);
	return flat as StoredInstance;
}

/** An instance as the gateway's store has it, from one that a state file kept. */
export function fromSaved({ id, token, createdDate, ...saved }: StoredInstance): {
	instance: Instance;
	platform: PlatformFacts;
} {
	const { elementKey, name, tags, configuration, valid, disabled, ...platform } = saved;
	const connector = newConnector();
	const facts = { elementKey, name, tags, configuration, valid, disabled, connector };
	const secrets = { token, configuration: {} };
	return {
		instance: { id, createdAtMs: Date.parse(createdDate), facts, secrets },
		platform,
	};
}
