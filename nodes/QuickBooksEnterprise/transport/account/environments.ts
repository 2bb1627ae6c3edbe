/**
 * Where the API is found, and how a base URL that a user typed is read.
 */

import { parseUrl } from '../../common/parseUrl';
import { isLoopback, isOwnNetwork } from './ownNetwork';

/** The environment of a gateway that its user runs, in place of Cloud Elements. */
export const GATEWAY_ENVIRONMENT = 'gateway';

/** Path under which every Cloud Elements API lives, without a trailing slash (documented). */
const API_PATH = '/elements/api-v2';

/** Scheme and host of each named environment (documented by Cloud Elements). */
export const ENVIRONMENT_ORIGINS = {
	production: 'https://api.cloud-elements.com',
	productionEu: 'https://api.cloud-elements.co.uk',
	staging: 'https://staging.cloud-elements.com',
} as const;

export type NamedEnvironment = keyof typeof ENVIRONMENT_ORIGINS;

/** The environments whose address the user types, with the hosts that may be called without encryption. */
const TYPED_ENVIRONMENTS = {
	custom: {
		allowsHttp: isLoopback,
		httpIsFor: 'an address on this machine only, such as http://127.0.0.1:4010',
	},
	[GATEWAY_ENVIRONMENT]: {
		allowsHttp: isOwnNetwork,
		httpIsFor:
			'this machine, a container such as http://gateway:8080, and a private address such as http://192.168.1.20:8080',
	},
} as const;

/** The base URL as it is to be used, or what is wrong with it, in the user's words. */
export type BaseUrlReading = { baseUrl: string } | { finding: string };

/**
 * Reads the environment of a credential.
 *
 * @param environment The credential's `environment`.
 * @param typedBaseUrl For `custom` and `gateway` its `baseUrl` as typed.
 * @returns The base URL with the API path and no trailing slash, or one finding.
 */
export function readBaseUrl(environment: unknown, typedBaseUrl: unknown): BaseUrlReading {
	if (environment === 'custom' || environment === GATEWAY_ENVIRONMENT) {
		return readTyped(environment, String(typedBaseUrl ?? '').trim());
	}
	const origin = ENVIRONMENT_ORIGINS[(environment || 'production') as NamedEnvironment];
	return origin
		? { baseUrl: origin + API_PATH }
		: { finding: `Environment '${String(environment)}' is not known` };
}

function readTyped(environment: keyof typeof TYPED_ENVIRONMENTS, typed: string): BaseUrlReading {
	const { allowsHttp, httpIsFor } = TYPED_ENVIRONMENTS[environment];
	if (typed === '') return { finding: 'Base URL is empty' };
	const url = parseUrl(typed);
	if (!url || !/^https?:\/\//i.test(typed)) {
		return { finding: 'Base URL must be a full address that begins with https://' };
	}
	if (url.username || url.password) return { finding: 'Base URL must not hold a user or password' };
	if (url.search || url.hash) return { finding: 'Base URL must not hold a query or fragment' };
	if (url.protocol === 'http:' && !allowsHttp(url.hostname)) {
		return { finding: `Base URL must begin with https:// (http:// is for ${httpIsFor})` };
	}
	const path = url.pathname.replace(/\/+$/, '');
	return { baseUrl: url.origin + (path.endsWith(API_PATH) ? path : path + API_PATH) };
}
