import type { Edition, ReadMessage, RequestMessage, Target } from '../qbxml';
import type { Mark } from '../queue';

/** How one request goes to QuickBooks. */
export interface Sending {
	/** Whether the answer can be long: two of those never share a document. */
	mayBeLong?: boolean;
	/** By what a write can be found in the books where its answer was lost. */
	mark?: Mark;
}

/**
 * QuickBooks at a company, on behalf of one call of the API: the queue of the Web Connector, or a simulated QuickBooks
 * directly. Whether a message writes is in its name: queries read, all else writes.
 */
export interface CompanyPort extends Target {
	readonly edition: Edition;
	/**
	 * @param writes whether the message writes: the first one that does has the id that errors of the call name
	 * @returns an id for the next message of this call; never the same twice
	 */
	newRequestId(writes?: boolean): string;
	/** @returns a GUID for a new record, so that it can be found by it; where that is of no use it is not there */
	newGuid?(): string;
	/**
	 * Asks QuickBooks and waits for the answer.
	 *
	 * @param message with an id that {@link newRequestId} gave
	 * @returns the answer, whatever its status
	 * @throws CallFailure where there is none
	 */
	run(message: RequestMessage, sending?: Sending): Promise<ReadMessage>;
}

/** @returns whether asking twice could do something twice */
export const isWrite = ({ name }: Pick<RequestMessage, 'name'>): boolean => !name.endsWith('Query');

/** @returns the QuickBooks behind a port, as requests are written for it */
export const targetOf = ({ version, edition, codePage }: CompanyPort): Target => ({
	version,
	edition,
	codePage,
});
