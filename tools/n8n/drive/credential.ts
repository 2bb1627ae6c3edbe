import { randomBytes } from 'node:crypto';
import type { Sandbox } from '../../../sandbox';
import type { CredentialToImport } from './cli';
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

/** The credential that reaches a gateway. */
export function gatewayCredential(
	baseUrl: string,
	secrets: { userSecret: string; organizationSecret: string },
): CredentialToImport {
	return {
		id: 'gatewayCredential',
		name: CREDENTIAL_NAME,
		type: CREDENTIAL_TYPE,
		data: { environment: 'gateway', baseUrl, ...secrets },
	};
}

export interface WrongCredential {
	credential: CredentialToImport;
	/** The user secret in it, which the sandbox does not know. */
	secret: string;
}

/** A further credential, of another id, that the sandbox refuses. */
export function wrongCredential(sandbox: Sandbox): WrongCredential {
	const secret = randomBytes(24).toString('base64url');
	const credential = sandboxCredential(sandbox, { id: 'wrongCredential', name: 'Wrong' });
	return {
		credential: { ...credential, data: { ...credential.data, userSecret: secret } },
		secret,
	};
}
