import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { readSecrets, type Secrets } from './authorization';
import { GATEWAY_ENVIRONMENT, readBaseUrl } from './environments';

/** What a credential says, as it is to be used, or everything that is wrong with it. */
export type AccountReading =
	| (Secrets & { baseUrl: string; isGateway: boolean })
	| { problems: string[] };

/** Reads and checks a credential: its address and both secrets, all problems at once. */
export function readAccount(credential: ICredentialDataDecryptedObject): AccountReading {
	const base = readBaseUrl(credential.environment, credential.baseUrl);
	const secrets = readSecrets(credential.userSecret, credential.organizationSecret);
	if ('finding' in base || 'problems' in secrets) {
		return {
			problems: [
				...('finding' in base ? [base.finding] : []),
				...('problems' in secrets ? secrets.problems : []),
			],
		};
	}
	const isGateway = credential.environment === GATEWAY_ENVIRONMENT;
	return { ...base, ...secrets, isGateway };
}
