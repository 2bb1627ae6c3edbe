import { randomBytes } from 'node:crypto';

import type { InstanceDraft, Vault } from '../../store';

/** For random secrets: 192 bits, in characters that need no escaping anywhere. */
export const randomSecret = (): string => randomBytes(24).toString('base64url');

/** Under this the vault makes digests of passwords of the Web Connector. */
export const PASSWORD_PURPOSE = 'connector password';

/** An instance with a new password, which is readable until the first log-in with it. */
export function withNewPassword(vault: Vault, instance: InstanceDraft): InstanceDraft {
	const password = randomSecret();
	const passwordDigest = vault.digest(password, PASSWORD_PURPOSE);
	return {
		...instance,
		facts: { ...instance.facts, connector: { ...instance.facts.connector, passwordDigest } },
		secrets: { ...instance.secrets, password },
	};
}
