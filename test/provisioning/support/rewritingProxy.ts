/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Changes what an answer holds. In: the parsed body, the method and the path of the request. */
export type Rewrite = (body: unknown, method: string, path: string) => unknown;

/** A server in front of the sandbox that answers a little differently, as another version might. */
export interface RewritingProxy {
	readonly url: string;
	close(): Promise<void>;
}

/** In: the address of the sandbox. */
export async function rewritingProxy(target: string, rewrite: Rewrite): Promise<RewritingProxy> {
	const server = createServer((request, response) => {
		void (async () => {
			const { method = 'GET', url = '/', headers } = request;
			const sent = await textOf(request);
			const answer = await fetch(`${target}${url}`, {
				method,
				headers: {
					authorization: String(headers.authorization),
					accept: 'application/json',
					...(sent ? { 'content-type': 'application/json' } : {}),
				},
				...(sent ? { body: sent } : {}),
			});
			const text = await answer.text();
			const isJson = text !== '' && answer.ok;
			const shown = ['elements-request-id', 'elements-next-page-token', 'content-type', 'date'];
			for (const name of shown) {
				const value = answer.headers.get(name);
				if (value !== null) response.setHeader(name, value);
			}
			response.statusCode = answer.status;
			response.end(
				isJson ? JSON.stringify(rewrite(JSON.parse(text), method, url.split('?')[0])) : text,
			);
		})();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		async close() {
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
