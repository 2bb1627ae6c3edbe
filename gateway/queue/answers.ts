/* eslint-disable @n8n/community-nodes/require-node-api-error -- these errors never reach a node */
import {
	readLongDocument,
	UnreadableDocumentError,
	type MessageHead,
	type ReadMessage,
} from '../qbxml';

/** @returns the answers of a document; none where it cannot be read */
export async function readMessages(text: string): Promise<ReadMessage[]> {
	try {
		return (await readLongDocument(text)).messages;
	} catch (error) {
		if (error instanceof UnreadableDocumentError) return [];
		throw error;
	}
}

/** @returns whether QuickBooks said no; a warning is none */
export const isRefused = ({ statusCode = 0, statusSeverity }: MessageHead): boolean =>
	statusSeverity === 'Error' || statusCode >= 1_000;

/** @returns what is kept of an answer to a write beside its text: the record, and QuickBooks' words */
export function resultIn(answer: ReadMessage): { recordId?: string; reason?: string } {
	const { statusCode = 0, statusMessage, content } = answer;
	const { ListID, TxnID } = answer.records[0]?.record ?? content;
	const id = ListID ?? TxnID;
	return {
		...(typeof id === 'string' ? { recordId: id } : {}),
		...(statusCode !== 0 && statusMessage ? { reason: statusMessage } : {}),
	};
}

/**
 * Finds the answer to each request of a document: by the `requestID` that QuickBooks repeats, and where none has one
 * by its place, since the answers come in the order of the requests (documented).
 *
 * @param ids of the requests, in their order
 * @returns the answers that are there
 */
export function matchAnswers(
	messages: readonly ReadMessage[],
	ids: readonly string[],
): Map<string, ReadMessage> {
	if (
		messages.length === ids.length &&
		messages.every(({ requestId }) => requestId === undefined)
	) {
		return new Map(messages.map((message, index) => [ids[index], message]));
	}
	return new Map(
		messages.flatMap((message): Array<[string, ReadMessage]> => {
			const { requestId } = message;
			return requestId !== undefined && ids.includes(requestId) ? [[requestId, message]] : [];
		}),
	);
}
