import { writeDocument } from '../qbxml';
import type { Entry } from './entry';

/** Why a document has no answer. */
export interface Refusal {
	/** Whether it is certain that QuickBooks carried nothing out. */
	isNotExecuted: boolean;
	/** Such as `0x80040400`. */
	code: string;
	/** In the words of the Web Connector or of QuickBooks. */
	words: string;
}

/**
 * The document in which entries leave together.
 *
 * @param newMessageSetId under which QuickBooks keeps its answer; for a write
 * @param oldMessageSetId of which QuickBooks may forget the answer; a read leaves that alone
 */
export function documentOf(
	entries: readonly Entry[],
	newMessageSetId: string | undefined,
	oldMessageSetId: string | undefined,
): string {
	const messages = entries.map(({ question }) => question.message);
	return writeDocument(messages, {
		version: entries[0].question.version,
		onError: messages.length > 1 ? 'continueOnError' : 'stopOnError',
		newMessageSetId,
		oldMessageSetId: newMessageSetId === undefined ? undefined : oldMessageSetId,
	});
}
