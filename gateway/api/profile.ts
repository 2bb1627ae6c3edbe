import type { Instance } from '../store';

/** In what the services differ that answer this API: the gateway, and whatever imitates Cloud Elements with its code. */
export interface Profile {
	/** An Element token that no instance has had. */
	newToken(): string;
	/** Whether the secrets of a configuration are kept apart, where the store encrypts them. */
	keepsSecretsApart: boolean;
	/** What an instance shows beside the members that are the same everywhere. */
	members(instance: Instance): Record<string, unknown>;
}
