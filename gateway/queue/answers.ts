/* eslint-disable @n8n/community-nodes/require-node-api-error -- these errors never reach a node */
import { readLongDocument, UnreadableDocumentError, type ReadMessage } from '../qbxml';

/** @returns the answers of a document; none where it cannot be read */
export async function readMessages(text: string): Promise<ReadMessage[]> {
	try {
		return (await readLongDocument(text)).messages;
	} catch (error) {
		if (error instanceof UnreadableDocumentError) return [];
		throw error;
	}
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
