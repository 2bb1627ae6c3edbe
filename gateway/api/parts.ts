import type { Companies } from '../connector';
import type { Clock } from '../queue';
import type { Store, Vault } from '../store';
import type { ElementDefinition } from './elements/definition';
import type { Guard } from './guard';
import type { Profile } from './profile';

/** Under this path live all routes of the API. */
export const API_BASE = '/elements/api-v2';

/** What the routes of the API work with. */
export interface ApiParts {
	store: Store;
	vault: Vault;
	clock: Clock;
	companies: Companies;
	guard: Guard;
	/** The elements that instances can be made of. */
	elements: readonly ElementDefinition[];
	profile: Profile;
	/** How the company's computer reaches the gateway, without a slash at its end. */
	publicUrl: string;
}
