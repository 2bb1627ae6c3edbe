import { schema } from '../schema/elements';
import { escaped } from './values/characters';
import { InvalidRequestError, type Fault } from './faults';
import type { RequestMessage } from './request';

export interface DocumentOptions {
	/** Version of qbXML that the requests were written for, such as `13.0`. */
	version: string;
	/** What QuickBooks does with the rest when one request fails. */
	onError: 'continueOnError' | 'rollbackOnError' | 'stopOnError';
	/** Under this name QuickBooks keeps the answer, so that the same document can be sent again; 1 to 24 characters. */
	newMessageSetId?: string;
	/** Lets QuickBooks forget the answer that it kept under this name. */
	oldMessageSetId?: string;
	/** `includeNone`: the answers hold no records. */
	responseData?: 'includeAll' | 'includeNone';
}

function check(messages: readonly RequestMessage[], options: DocumentOptions): Fault[] {
	const faults: Fault[] = [];
	for (const id of ['newMessageSetId', 'oldMessageSetId'] as const) {
		const value = options[id];
		// Status 9004 of QuickBooks.
		if (value === undefined || (value.length >= 1 && value.length <= 24)) continue;
		faults.push({ path: id, message: 'must have 1 to 24 characters' });
	}
	if (!/^\d{1,2}\.\d{1,2}$/.test(options.version)) {
		faults.push({ path: 'version', message: 'must be a version of qbXML such as 13.0' });
	}
	const sets = new Set(messages.map(({ name }) => schema.messages[name]?.set ?? 'QBXML'));
	if (sets.size > 1) {
		faults.push({ path: '', message: 'subscriptions need a document of their own' });
	}
	return faults;
}

/**
 * Puts requests into the document that QuickBooks is given.
 *
 * @param messages requests of {@link writeRequest}; none, to make QuickBooks forget an answer that it kept
 * @returns the document, in ASCII
 * @throws InvalidRequestError when the options are not what QuickBooks takes
 */
export function writeDocument(
	messages: readonly RequestMessage[],
	options: DocumentOptions,
): string {
	const faults = check(messages, options);
	if (faults.length > 0) throw new InvalidRequestError('The document', faults);
	const isSubscription = messages.some(({ name }) => schema.messages[name]?.set !== undefined);
	const set = isSubscription ? 'QBXMLSubscriptionMsgsRq' : 'QBXMLMsgsRq';
	// Subscriptions know none of the attributes (schema).
	const attributes = Object.entries({
		newMessageSetID: options.newMessageSetId,
		oldMessageSetID: options.oldMessageSetId,
		onError: options.onError,
		responseData: options.responseData,
	}).map(([name, value]) =>
		value === undefined || isSubscription ? '' : ` ${name}="${escaped(value)}"`,
	);
	const head = `<?xml version="1.0" encoding="utf-8"?>\n<?qbxml version="${options.version}"?>\n`;
	const body = messages.map(({ text }) => `${text}\n`).join('');
	return `${head}<QBXML>\n<${set}${attributes.join('')}>\n${body}</${set}>\n</QBXML>\n`;
}
