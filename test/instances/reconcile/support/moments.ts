import { sleep } from 'n8n-workflow';

import type { RecordedRequest, Sandbox } from '../../../../sandbox';

const LOOK_INTERVAL_MS = 2;
const LONGEST_WAIT_MS = 10_000;

/**
 * Does something while a request is being answered: a fault of kind `delay` gives it the time.
 * Out: resolves when it was done. Errors: when no such request comes.
 */
export async function onRequest(
	sandbox: Sandbox,
	isMeant: (request: RecordedRequest, earlier: readonly RecordedRequest[]) => boolean,
	act: (request: RecordedRequest) => void,
): Promise<void> {
	const untilMs = Date.now() + LONGEST_WAIT_MS;
	while (Date.now() < untilMs) {
		const position = sandbox.requests.findIndex((request, index) =>
			isMeant(request, sandbox.requests.slice(0, index)),
		);
		if (position >= 0) return act(sandbox.requests[position]);
		await sleep(LOOK_INTERVAL_MS);
	}
	throw new Error('The request that was waited for did not come');
}

export const isPost = ({ method }: RecordedRequest): boolean => method === 'POST';

export const isList = ({ method, path }: RecordedRequest): boolean =>
	method === 'GET' && path === '/instances';

/** The first page of a list that begins after a create was sent. */
export const isListAfterPost = (
	request: RecordedRequest,
	earlier: readonly RecordedRequest[],
): boolean => isList(request) && request.query.nextPage === undefined && earlier.some(isPost);

export const isReadOf =
	(id: number) =>
	({ method, path }: RecordedRequest): boolean =>
		method === 'GET' && path === `/instances/${id}`;
