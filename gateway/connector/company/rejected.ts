import { randomUUID } from 'node:crypto';

import type { CompanyFacts, InstanceDraft } from '../../store';
import { OTHER_COMPANY } from './state';

/** What is said of books that somebody said to be the wrong ones. */
export const wrongCompany = ({ name, fileName }: CompanyFacts): string =>
	`${name} (${fileName}) was said to be the wrong company. Open the right one.`;

/**
 * An instance without the books that somebody said to be the wrong ones. They are remembered: the Web Connector calls
 * again within seconds, and they may still be open. The right ones get a mark of their own, since the wrong ones keep
 * theirs.
 */
export function withRejected({ facts, ...rest }: InstanceDraft, nowMs: number): InstanceDraft {
	const { company, returnsGuids, ...connector } = facts.connector;
	// What was learned of the other books says nothing about the next ones.
	void returnsGuids;
	const lastError = { atMs: nowMs, message: wrongCompany(company!), code: OTHER_COMPANY };
	const next = {
		...connector,
		fileId: `{${randomUUID()}}`,
		rejectedCompany: company,
		lastError,
	};
	return { ...rest, facts: { ...facts, connector: next } };
}

/** An instance for which no books are the wrong ones any more: the next session says which are open. */
export function withReconsidered({ facts, ...rest }: InstanceDraft): InstanceDraft {
	const { rejectedCompany, lastError, ...connector } = facts.connector;
	void [rejectedCompany, lastError];
	return { ...rest, facts: { ...facts, connector } };
}
