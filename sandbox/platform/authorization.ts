import { readCredentials, type Credentials } from '../../gateway/api/authorization';
import { unauthorized } from '../errors';
import type { Call } from '../http';
import type { StoredInstance } from '../types';
import type { World } from '../world';

/** The parts of the `Authorization` header of a request. */
export const credentialsOf = ({ headers }: Call): Credentials =>
	readCredentials(headers.authorization);

/**
 * Checks a platform call: User and Organization secret. An Element part beside them is not looked at, so a
 * dead token does no harm here (our choice; observed is only that it normally does not disturb).
 *
 * @throws ApiError 401
 */
export function requirePlatform(world: World, call: Call): Credentials {
	const credentials = credentialsOf(call);
	if (
		credentials.user !== world.secrets.userSecret ||
		credentials.organization !== world.secrets.organizationSecret
	) {
		throw unauthorized();
	}
	return credentials;
}

/**
 * Checks a hub call, User secret and Element token, and gives the token's instance. An Organization part may be
 * there too and must then be right.
 *
 * @throws ApiError 401 also for the token of a deleted instance (documented)
 */
export function requireElement(world: World, call: Call): StoredInstance {
	const { user, organization, element } = credentialsOf(call);
	const organizationIsFine =
		organization === undefined || organization === world.secrets.organizationSecret;
	const instance = element === undefined ? undefined : world.instances.withToken(element);
	if (user !== world.secrets.userSecret || !organizationIsFine || !instance) throw unauthorized();
	return instance;
}

/**
 * Checks a platform call that names its instance by token: all three parts (documented).
 *
 * @throws ApiError 401
 */
export function requireTokenAddressed(world: World, call: Call): StoredInstance {
	requirePlatform(world, call);
	return requireElement(world, call);
}
