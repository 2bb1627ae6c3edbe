/** One thing that is wrong with what was given. */
export interface Fault {
	/** Where, in the caller's own spelling: `InvoiceLine[2].Rate`. Empty when it is the whole request. */
	path: string;
	/** What is wrong and how to mend it, to be read behind the path. */
	message: string;
}

const sentence = ({ path, message }: Fault) => (path ? `${path} ${message}` : message);

/** A request that QuickBooks would refuse, so that it was not written; its message names every fault. */
export class InvalidRequestError extends Error {
	/**
	 * @param what what was to be written, such as `InvoiceAdd`
	 * @param faults all that is wrong, at least one
	 */
	constructor(
		what: string,
		readonly faults: readonly Fault[],
	) {
		super([`${what} was not sent to QuickBooks`, ...faults.map(sentence), ''].join('. ').trim());
		this.name = 'InvalidRequestError';
	}
}

/** What QuickBooks has no request for, such as a change of a ship method. */
export class UnsupportedOperationError extends Error {
	constructor(message: string) {
		super(message);
		this.name = 'UnsupportedOperationError';
	}
}
