/** How a promise ended. */
export type Settled<T> = { ok: true; value: T } | { ok: false; error: unknown };

/** Awaits a promise and tells how it ended; never rejects. */
export async function settle<T>(promise: Promise<T>): Promise<Settled<T>> {
	return await promise.then(
		(value): Settled<T> => ({ ok: true, value }),
		(error: unknown): Settled<T> => ({ ok: false, error }),
	);
}
