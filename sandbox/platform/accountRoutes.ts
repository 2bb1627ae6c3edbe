import { ApiError, unauthorized } from '../server/errors';
import { bodyObject, ok, type Route } from '../server/http';
import type { World } from '../world';
import { credentialsOf, requirePlatform } from './authorization';

/** Login for tools, and the organization: the cheap check of the two secrets. */
export function accountRoutes(world: World): Route[] {
	return [
		{
			method: 'POST',
			path: '/authentication',
			handler: (call) => {
				const { username, password } = bodyObject(call);
				if (username !== world.secrets.username || password !== world.secrets.password) {
					// The status is observed, the text ours.
					throw new ApiError(401, 'Invalid username or password.');
				}
				const token = world.identifiers.hex(`bearer/${call.requestId}`);
				world.bearerTokens.add(token);
				return ok({ token });
			},
		},
		{
			method: 'GET',
			path: '/authentication/secrets',
			handler: (call) => {
				const { bearer } = credentialsOf(call);
				if (bearer === undefined || !world.bearerTokens.has(bearer)) throw unauthorized();
				const { userSecret, organizationSecret } = world.secrets;
				return ok({ userSecret, organizationSecret });
			},
		},
		{
			method: 'GET',
			path: '/organizations/me',
			handler: (call) => {
				requirePlatform(world, call);
				return ok(world.organization);
			},
		},
		{
			method: 'PUT',
			path: '/organizations/me',
			handler: (call) => {
				requirePlatform(world, call);
				const { name } = bodyObject(call);
				if (typeof name !== 'string') {
					throw new ApiError(400, 'Missing required parameter: name');
				}
				world.organization.name = name;
				world.changed();
				return ok(world.organization);
			},
		},
	];
}
