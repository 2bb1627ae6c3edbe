import type { ICredentialDataDecryptedObject, INode } from 'n8n-workflow';

import { readAccount } from './account';
import { GATEWAY_ENVIRONMENT } from './environments';
import { InputError } from '../../common/problems';

const ADVICE =
	"Open the credential 'Cloud Elements API' of this node and put it right. Both secrets are shown in the Cloud Elements console; paste each one alone, or the whole header 'User …, Organization …' into one of the two fields.";

const GATEWAY_ADVICE =
	"Open the credential 'Cloud Elements API' of this node and put it right. The gateway shows both secrets at its first start, and keeps them in its data folder in the files user-secret and organization-secret.";

/** Where to send requests, read once per run from the credential. */
export interface Connection {
	baseUrl: string;
	/** Hosts that the credential's owner allows, as n8n's request helper takes them; undefined: all. */
	allowedDomains?: string;
	/** Whether it is a gateway of the user's own, which keeps idempotency keys and tells the outcome of each call. */
	isGateway: boolean;
	/** Values that must never be shown. */
	secrets: readonly string[];
}

/**
 * Reads and checks the credential before any request.
 *
 * @throws InputError that names everything wrong with it at once.
 */
export function readConnection(
	credential: ICredentialDataDecryptedObject,
	node: Pick<INode, 'name'>,
): Connection {
	const account = readAccount(credential);
	if ('problems' in account) {
		const isGateway = credential.environment === GATEWAY_ENVIRONMENT;
		throw new InputError(account.problems, isGateway ? GATEWAY_ADVICE : ADVICE);
	}
	return {
		baseUrl: account.baseUrl,
		isGateway: account.isGateway,
		allowedDomains: readAllowedDomains(credential, node, account.baseUrl),
		secrets: [account.userSecret, account.organizationSecret],
	};
}

/**
 * The domain restriction that n8n adds to every credential. n8n enforces it for its own HTTP Request
 * node only; here a host that is not listed is refused before the first request.
 */
function readAllowedDomains(
	credential: ICredentialDataDecryptedObject,
	node: Pick<INode, 'name'>,
	baseUrl: string,
): string | undefined {
	// "None" keeps the credential out of the HTTP Request node; this node is what it is for.
	if (credential.allowedHttpRequestDomains !== 'domains') return undefined;
	const listed = String(credential.allowedDomains ?? '').trim();
	const hostname = withoutFinalDot(new URL(baseUrl).hostname);
	const allowed = listed
		.split(',')
		.map((domain) => withoutFinalDot(domain.trim().toLowerCase()))
		.some((domain) =>
			domain.startsWith('*.') ? hostname.endsWith(domain.slice(1)) : domain === hostname,
		);
	if (!allowed) {
		throw new InputError(
			[`The credential does not allow requests to ${hostname}`],
			`Add ${hostname} to 'Allowed Domains' in the credential of node '${node.name}', or allow all domains there.`,
		);
	}
	return listed;
}

/** A domain may be written with the dot of the root at its end. */
function withoutFinalDot(domain: string): string {
	return domain.replace(/\.$/, '');
}
