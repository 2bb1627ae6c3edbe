import type { Instance, InstanceDraft } from '../../store';
import { randomSecret } from './password';

const LINK_MS = 7 * 86_400_000;

/** An instance with a new link for the person at the company; the last one opens nothing any more. */
export function withNewLink(instance: InstanceDraft, nowMs: number): InstanceDraft {
	const connector = { ...instance.facts.connector, linkExpiresAtMs: nowMs + LINK_MS };
	return {
		...instance,
		facts: { ...instance.facts, connector },
		secrets: { ...instance.secrets, link: randomSecret() },
	};
}

/** The address that the person at the company opens. */
export const setupUrlOf = (publicUrl: string, { secrets }: Instance): string =>
	`${publicUrl}/connect/${secrets.link}`;
