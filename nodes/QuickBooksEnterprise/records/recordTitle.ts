import type { Resource } from '../catalogue/types';
import { isRecord } from '../common/json/isRecord';
import { recordIdOf, type RecordJson } from '../hub/recordApi';

/** Whom a transaction is with, the likelier first. */
export const PARTIES = ['CustomerRef', 'VendorRef', 'PayeeEntityRef', 'EntityRef', 'AccountRef'];

/**
 * A record in a line, for people who choose among several: "Keenan, Bridget:Storage Shed",
 * "Invoice 1042 · Keenan, Bridget · 2026-01-31".
 */
export function titleOf({ kind, label, match }: Resource, record: RecordJson): string {
	const id = recordIdOf(record) ?? '';
	if (kind === 'transaction') {
		const what = [label, record.RefNumber].filter(isGiven).join(' ');
		const named = [what, partyOf(record), record.TxnDate].filter(isGiven);
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
