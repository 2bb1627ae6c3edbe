import type { Outcome } from '../store';

/** An answer that is an error. `providerMessage` is the text of QuickBooks or of the tunnel, where there is one. */
export class ApiError extends Error {
	/** Further members of the answer. */
	readonly details?: Readonly<Record<string, unknown>>;

	constructor(
		readonly status: number,
		message: string,
		readonly providerMessage?: string,
		/** What became of a call through an instance in the books. */
		readonly outcome?: Outcome,
	) {
		super(message);
		this.name = 'ApiError';
	}
}

/** The one text for every wrong secret or token, whatever was wrong with it (observed). */
export const unauthorized = () =>
	new ApiError(401, 'Invalid Organization or User secret, or invalid Element token provided.');

/** The status of an unknown address with a right log-in is observed, the text ours. */
export const nothingThere = () => new ApiError(404, 'There is nothing at this address.');
