/* eslint-disable @n8n/community-nodes/require-node-api-error -- these errors never reach a node */
import { readDocument, UnreadableDocumentError, type ReadMessage } from '../../qbxml';
import type { CompanyFacts } from '../../store';
import { OWNER_ID } from './product';

/** What `sendRequestXML` brings in the first call of a session. */
export interface FirstCall {
	strHCPResponse: string;
	strCompanyFileName: string;
	qbXMLCountry: string;
	qbXMLMajorVers: string;
	qbXMLMinorVers: string;
}

type Members = Record<string, unknown>;

const isMembers = (value: unknown): value is Members =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads what QuickBooks says of itself and the company; where it gives no name of the company that is empty. Leniently: one published answer has a broken element inside
 * (observed), and QuickBooks POS gives a sentence instead (documented). What is missing is taken from the parameters
 * beside it.
 */
export function readCompany(call: FirstCall): CompanyFacts {
	const messages = messagesOf(call.strHCPResponse);
	const host = firstRecord(messages, 'HostQueryRs');
	const company = firstRecord(messages, 'CompanyQueryRs');
	const currency = preferences(messages).MultiCurrencyPreferences;
	const versions = listOf(host.SupportedQBXMLVersion).map(String).filter(isVersion);
	const given = `${call.qbXMLMajorVers || '0'}.${call.qbXMLMinorVers || '0'}`;
	const homeCurrency = isMembers(currency) ? currency.HomeCurrencyRef : undefined;
	const facts: CompanyFacts = {
		name: textOf(company.CompanyName) ?? '',
		fileName: call.strCompanyFileName,
		country: call.qbXMLCountry || (textOf(host.Country) ?? ''),
		qbxmlVersions: sorted(versions.length > 0 ? versions : [given].filter(isVersion)),
		productName: textOf(host.ProductName),
		isMultiCurrencyOn: isMembers(currency) ? currency.IsMultiCurrencyOn === 'true' : undefined,
		homeCurrency: isMembers(homeCurrency) ? textOf(homeCurrency.FullName) : undefined,
		fileId: fileIdOf(company),
	};
	const known = Object.entries(facts).filter(([, value]) => value !== undefined);
	return Object.fromEntries(known) as unknown as CompanyFacts;
}

/**
 * Whether two sessions had the same books. The mark in the company file decides where QuickBooks shows it: a file can
 * be moved and a company renamed. Else both the name and the path have to be the same, since a copy has the name too.
 */
export function isSameCompany(known: CompanyFacts, seen: CompanyFacts): boolean {
	if (known.fileId !== undefined && seen.fileId !== undefined) {
		return plain(known.fileId) === plain(seen.fileId);
	}
	const isSameFile = plain(known.fileName) === plain(seen.fileName);
	return isSameFile && (seen.name === '' || isSameName(known.name, seen.name));
}

/** The same for instances with the same books, in which each has left a mark of its own. */
export const booksKeyOf = ({ fileName, name }: CompanyFacts): string =>
	JSON.stringify([plain(fileName), plain(name)]);

/** Trimmed, and without regard to case: what people type as the name of their company. */
export const isSameName = (one: string, other: string): boolean => plain(one) === plain(other);

const plain = (text: string): string => text.trim().toLowerCase();

function messagesOf(text: string): ReadMessage[] {
	try {
		return readDocument(text).messages;
	} catch (error) {
		if (error instanceof UnreadableDocumentError) return [];
		throw error;
	}
}

function firstRecord(messages: readonly ReadMessage[], name: string): Members {
	return messages.find((message) => message.name === name)?.records[0]?.record ?? {};
}

const preferences = (messages: readonly ReadMessage[]): Members =>
	firstRecord(messages, 'PreferencesQueryRs');

function fileIdOf(company: Members): string | undefined {
	const mark = listOf(company.DataExtRet)
		.filter(isMembers)
		.find(
			({ OwnerID, DataExtName }) =>
				plain(String(OwnerID)) === OWNER_ID && plain(String(DataExtName)) === 'fileid',
		);
	return textOf(mark?.DataExtValue);
}

const listOf = (value: unknown): unknown[] =>
	Array.isArray(value) ? value : value === undefined ? [] : [value];

const textOf = (value: unknown): string | undefined =>
	typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;

/** `CA13.0` and the like were written before SDK 7 (documented). */
const isVersion = (text: string): boolean => /^[1-9]\d?\.\d{1,2}$/.test(text);

const sorted = (versions: string[]): string[] =>
	[...new Set(versions)].sort((one, other) => Number(one) - Number(other));

/** `C:\Books\Smith.qbw` is likely the company Smith. */
export const nameInPath = (path: string): string =>
	path
		.split(/[\\/]/)
		.pop()!
		.replace(/\.qbw$/i, '');
