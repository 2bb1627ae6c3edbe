import { readCredentials, type Credentials } from '../../gateway/api/authorization';
import { mayCallElement, mayCallPlatform, type Secrets } from '../../gateway/api/guard';
import { unauthorized } from '../server/errors';
import type { Call } from '../server/http';
import type { StoredInstance } from '../types';
import type { World } from '../world';

/** The parts of the `Authorization` header of a request. */
export const credentialsOf = ({ headers }: Call): Credentials =>
	readCredentials(headers.authorization);

const secretsOf = ({ secrets: { userSecret, organizationSecret } }: World): Secrets => ({
	user: userSecret,
	organization: organizationSecret,
});

/**
 * Checks a platform call: User and Organization secret. An Element part beside them is not looked at, so a
 * dead token does no harm here (our choice; observed is only that it normally does not disturb).
 *
 * @throws ApiError 401
 */
export function requirePlatform(world: World, call: Call): void {
	if (!mayCallPlatform(secretsOf(world), credentialsOf(call))) throw unauthorized();
}

/**
 * Checks a hub call, User secret and Element token, and gives the token's instance.
 *
 * @throws ApiError 401 also for the token of a deleted instance (documented)
 */
export function requireElement(world: World, call: Call): StoredInstance {
	const credentials = credentialsOf(call);
	const instance = world.instances.withToken(credentials.element ?? '');
	if (!mayCallElement(secretsOf(world), credentials) || !instance) throw unauthorized();
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
