/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { type IncomingMessage, request as send, type ServerResponse } from 'node:http';

/**
 * Sends a request on to another server and its answer back. Where that server cannot be reached the connection ends.
 *
 * @param target address of the other server, without a slash at its end
 * @param body what the request brought
 * @returns when the answer is through, or the other server was not reached: whether it was
 */
export async function forward(
	target: string,
	{ method = 'GET', url = '/', headers }: IncomingMessage,
	outgoing: ServerResponse,
	body: Buffer,
): Promise<boolean> {
	return await new Promise((resolve) => {
		const onward = send(target + url, { method, headers, agent: false }, (answer) => {
			outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(outgoing);
			answer.on('end', () => resolve(true));
		});
		onward.on('error', () => {
			outgoing.destroy();
			resolve(false);
		});
		onward.end(body);
	});
}
