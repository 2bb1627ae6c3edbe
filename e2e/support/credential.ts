import { randomBytes } from 'node:crypto';
import type { Sandbox } from '../../sandbox';
import type { CredentialToImport } from '../n8n/cli';
import { CREDENTIAL_NAME, CREDENTIAL_TYPE } from './product';

/** The credential that reaches a sandbox; `overrides` for one that is wrong on purpose. */
export function sandboxCredential(
	sandbox: Sandbox,
	overrides: Partial<CredentialToImport> = {},
): CredentialToImport {
	return {
		id: 'sandboxCredential',
		name: CREDENTIAL_NAME,
		type: CREDENTIAL_TYPE,
		data: {
			environment: 'custom',
			baseUrl: sandbox.url,
			userSecret: sandbox.userSecret,
			organizationSecret: sandbox.organizationSecret,
		},
		...overrides,
	};
}

/** A credential of another id whose user secret the sandbox does not know. */
export function wrongCredential(sandbox: Sandbox): CredentialToImport & { wrongSecret: string } {
	const wrongSecret = randomBytes(24).toString('base64url');
	const credential = sandboxCredential(sandbox, { id: 'wrongCredential', name: 'Wrong' });
	return { ...credential, data: { ...credential.data, userSecret: wrongSecret }, wrongSecret };
}
