import { InvalidRequestError } from '../../gateway/qbxml';
import { answerTo, refusedBy } from '../../gateway/records';
import type { StatusError } from '../../simulator/quickBooks/statusError';

/** A refusal by QuickBooks with the text of its own. */
export const refusal = ({ code, message }: StatusError) => refusedBy(code, message);

/** 3001; the end of the text is our choice, to help whoever reads it. */
const parseError = (what: string) =>
	refusedBy(3001, `QuickBooks found an error when parsing the provided XML text stream. (${what})`);

/**
 * Asks QuickBooks through the gateway. What the gateway does not send, the service would: then QuickBooks refuses it.
 *
 * @throws ApiError for what is refused.
 */
export async function throughGateway<T>(ask: () => Promise<T>): Promise<T> {
	try {
		return await ask();
	} catch (error) {
		if (error instanceof InvalidRequestError) throw parseError(error.message);
		throw answerTo(error) ?? error;
	}
}
