/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

import { sleep } from 'n8n-workflow';

/** What of an answer can be changed beside its body. */
export interface AnswerFrame {
	status: number;
	headers: Record<string, string>;
	/** The answer comes byte by byte, each after so many milliseconds. */
	dripMs?: number;
}

/**
 * Changes an answer with a JSON body.
 *
 * @param body The parsed body.
 * @param frame The rest of the answer, to be changed in place.
 * @returns What is sent instead of the body.
 */
export type Rewrite = (body: unknown, method: string, path: string, frame: AnswerFrame) => unknown;

/** A request as the client sent it. */
export interface SentRequest {
	method: string;
	/** Path and query. */
	url: string;
	/** The body as text; empty where there is none. */
	text: string;
}

/** Changes a request before the service gets it. */
export type Redirect = (request: SentRequest) => SentRequest;

/** A server in front of the sandbox that answers a little differently, as another version might. */
export interface RewritingProxy {
	readonly url: string;
	close(): Promise<void>;
}

const PASSED_HEADERS = [
	'content-type',
	'date',
	'elements-error',
	'elements-next-page-token',
	'elements-request-id',
	'elements-total-count',
];

/**
 * @param target The address of the sandbox.
 * @param rewrite Changes its answers.
 * @param redirect Changes what it is asked.
 */
export async function rewritingProxy(
	target: string,
	rewrite: Rewrite,
	redirect: Redirect = (request) => request,
): Promise<RewritingProxy> {
	let isOpen = true;
	const server = createServer((request, response) => {
		void (async () => {
			const { method = 'GET', url = '/', headers } = request;
			const asked = redirect({ method, url, text: await textOf(request) });
			const answer = await fetch(`${target}${asked.url}`, {
				method: asked.method,
				headers: {
					authorization: String(headers.authorization),
					accept: 'application/json',
					...(asked.text ? { 'content-type': 'application/json' } : {}),
				},
				...(asked.text ? { body: asked.text } : {}),
			}).catch(() => undefined);
			if (!answer) {
				response.destroy();
				return;
			}
			const text = await answer.text();
			const isJson = text !== '' && answer.ok;
			const frame: AnswerFrame = { status: answer.status, headers: {} };
			for (const name of PASSED_HEADERS) {
				const value = answer.headers.get(name);
				if (value !== null) frame.headers[name] = value;
			}
			const sent = isJson
				? JSON.stringify(rewrite(JSON.parse(text), method, url.split('?')[0], frame))
				: text;
			response.writeHead(frame.status, frame.headers);
			for (const byte of frame.dripMs === undefined ? [] : sent) {
				if (!isOpen || response.destroyed) return;
				response.write(byte);
				await sleep(frame.dripMs as number);
			}
			response.end(frame.dripMs === undefined ? sent : undefined);
		})();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		async close() {
			isOpen = false;
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

async function textOf(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString();
}
