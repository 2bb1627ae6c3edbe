import type { Resource } from '../catalogue/types';
import { isRecord } from '../common/json/isRecord';
import { recordIdOf, type RecordJson } from '../hub/recordApi';

/** Whom a transaction is with, the likelier first. */
export const PARTIES = ['CustomerRef', 'VendorRef', 'PayeeEntityRef', 'EntityRef', 'AccountRef'];

/**
 * A record in a line, for people who choose among several of one kind: "Keenan, Bridget:Storage Shed",
 * "1042 · Keenan, Bridget · 2026-01-31". There is room for some 45 characters before n8n cuts the line (observed).
 */
export function titleOf({ kind, match }: Resource, record: RecordJson): string {
	const id = recordIdOf(record) ?? '';
	if (kind === 'transaction') {
		const named = [record.RefNumber, partyOf(record), record.TxnDate].filter(isGiven);
		return isGiven(record.RefNumber) ? named.join(' · ') : [...named, id].join(' · ');
	}
	const composed = (match?.composedOf ?? []).map((part) => record[part]).filter(isGiven);
	const name = [record.FullName, record.Name, composed.join(' '), id].find(isGiven);
	return String(record.IsActive) === 'false' ? `${String(name)} (inactive)` : String(name);
}

function partyOf(record: RecordJson): unknown {
	const references = PARTIES.map((member) => record[member]).filter(isRecord);
	return references.map(({ FullName }) => FullName).find(isGiven);
}

function isGiven(value: unknown): boolean {
	return value !== undefined && value !== null && value !== '';
}
