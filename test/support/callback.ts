/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An address of this machine that takes notifications and keeps them. */
export interface Callback {
	url: string;
	requests: Array<{ headers: IncomingHttpHeaders; body: string }>;
	/** The status of the answers from now on. */
	answerWith(status: number): void;
	close(): Promise<void>;
}

export async function listen(): Promise<Callback> {
	const requests: Callback['requests'] = [];
	let status = 200;
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			requests.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
			response.writeHead(status).end();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/callback`,
		requests,
		answerWith(next) {
			status = next;
		},
		async close() {
			server.closeAllConnections();
			await new Promise<void>((resolve) => server.close(() => resolve()));
		},
	};
}
