/* eslint-disable @n8n/community-nodes/require-node-api-error */
import { InvalidRequestError, writeRequest, type RequestCall } from '../../../../gateway/qbxml';

type Call = Omit<RequestCall, 'version'> & { version?: string };

const VERSION = '13.0';

/** The text of a request for a QuickBooks of version 13. */
export const textOf = (call: Call): string => writeRequest({ version: VERSION, ...call }).text;

/** What is wrong with a request: messages by path; nothing when it can be written. */
export function faultsOf(call: Call): Record<string, string> {
	try {
		textOf(call);
		return {};
	} catch (error) {
		if (!(error instanceof InvalidRequestError)) throw error;
		return Object.fromEntries(error.faults.map(({ path, message }) => [path, message]));
	}
}
