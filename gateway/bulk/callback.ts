import { ApiError } from '../api/errors';
import { mayCall, signatureOf } from '../events';

/** How long a callback may take (our choice). */
const TIMEOUT_MS = 5_000;

/**
 * Checks where a job is to call back.
 *
 * @returns the address; undefined where none was given
 * @throws ApiError 400 for one that cannot be called
 */
export function callbackUrlOf(given: unknown): string | undefined {
	if (given === undefined || given === null || given === '') return undefined;
	const url = String(given);
	if (mayCall(url)) return new URL(url).href;
	throw new ApiError(
		400,
		'The callback URL has to be a web address without a user name, on another network than 169.254.',
		undefined,
		'notSent',
	);
}

/**
 * Says that a job is over. The signature is that of notifications (documented).
 *
 * @param key the signature key of the instance, where it has one
 * @param ending says that there is no more to wait for
 * @returns whether it was taken: answered with a success, without being sent elsewhere
 */
export async function callBack(
	url: string,
	body: string,
	{ key, ending }: { key?: string; ending?: AbortSignal },
): Promise<boolean> {
	const inTime = AbortSignal.timeout(TIMEOUT_MS);
	try {
		const answer = await fetch(url, {
			method: 'POST',
			body,
			redirect: 'manual',
			signal: ending ? AbortSignal.any([inTime, ending]) : inTime,
			headers: {
				'Content-Type': 'application/json',
				...(key ? { 'Elements-Webhook-Signature': signatureOf(body, key) } : {}),
			},
		});
		await answer.body?.cancel();
		return answer.ok;
	} catch {
		return false;
	}
}
