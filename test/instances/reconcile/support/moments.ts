import type { RecordedRequest, Sandbox } from '../../../../sandbox';
import { until } from '../../../support/until';

/**
 * Does something while a request is being answered: a fault of kind `delay` gives it the time.
 * Out: resolves when it was done. Errors: when no such request comes.
 */
export async function onRequest(
	sandbox: Sandbox,
	isMeant: (request: RecordedRequest, earlier: readonly RecordedRequest[]) => boolean,
	act: (request: RecordedRequest) => void,
): Promise<void> {
	await until(() => {
		const request = sandbox.requests.find((sent, index) =>
			isMeant(sent, sandbox.requests.slice(0, index)),
		);
		if (request) act(request);
		return request !== undefined;
	});
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
