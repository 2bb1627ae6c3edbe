/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server of its own */
import { StringDecoder } from 'node:string_decoder';

import { CallReader, SoapRequestError, type SoapCall } from './callReader';
import { ticketOf } from './methods';

/** Within so many characters a Web Connector has said which method it calls, and with which ticket. */
const HEAD_LENGTH = 16 * 1024;
/** As long as nobody knows who calls, no more is read at once. */
const STEP = 1024;

export interface CallRules {
	/** Whether a ticket was ever given out. */
	knows(ticket: string): Promise<boolean>;
	/** The answer of QuickBooks comes in one request, however long. */
	maxBytes: number;
}

/** A request that goes beyond {@link CallRules.maxBytes}. */
export class CallTooLongError extends Error {
	constructor() {
		super('The request is too long');
		this.name = 'CallTooLongError';
	}
}

/**
 * Reads a call as it comes in. Whoever calls with a ticket that nobody gave out, or says more than is to be said without one, is not read
 * on: the call then has its ticket at most, and is answered as one with a strange ticket.
 *
 * @param body in UTF-8
 * @returns the call
 * @throws SoapRequestError as soon as it is sure that this is no call, also where it breaks off
 * @throws CallTooLongError
 */
export async function readCall(
	body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
	{ knows, maxBytes }: CallRules,
): Promise<SoapCall> {
	const reader = new CallReader();
	const decoder = new StringDecoder('utf8');
	let isKnown = false;
	let bytes = 0;
	let length = 0;
	for await (const piece of body) {
		bytes += piece.length;
		if (bytes > maxBytes) throw new CallTooLongError();
		const text = decoder.write(piece);
		for (let at = 0; at < text.length; ) {
			const end = isKnown ? text.length : Math.min(at + STEP, text.length);
			reader.write(text.slice(at, end));
			if (!isKnown) {
				length += end - at;
				if (reader.ticket !== undefined) isKnown = await knows(reader.ticket);
				const isStrange = reader.ticket !== undefined && !isKnown;
				if (isStrange || (!isKnown && length > HEAD_LENGTH)) return headOf(reader);
			}
			at = end;
		}
	}
	return reader.end();
}

function headOf(reader: CallReader): SoapCall {
	const head = reader.head();
	if (!head)
		throw new SoapRequestError(
			`The request calls no method in its first ${HEAD_LENGTH} characters`,
		);
	const ticket = ticketOf(head.method);
	// Of a ticket that does not end the begin is none.
	return reader.ticket === undefined && ticket !== undefined
		? { ...head, parameters: { ...head.parameters, [ticket]: '' } }
		: head;
}
