/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { forward } from './forward';
import { listenOnLoopback } from './loopback';

/**
 * Stands before an n8n as a proxy with a health check does, and answers 503 until it is ready. Without one n8n itself
 * answers any request 200 "n8n is starting up" while its database is being migrated (observed, 2.41), and whoever
 * delivers an event takes it for delivered. `undoAll` ends it.
 *
 * @param port where that n8n listens, now or later
 * @returns its address, without a slash at its end
 */
export async function startReadinessProxy(port: number): Promise<string> {
	const target = `http://127.0.0.1:${port}`;
	const isReady = async () =>
		await fetch(`${target}/healthz/readiness`).then(
			(answer) => answer.ok,
			() => false,
		);
	const server = createServer((incoming, outgoing) => {
		void buffer(incoming)
			.then(async (body) => {
				if (await isReady()) await forward(target, incoming, outgoing, body);
				else outgoing.writeHead(503).end();
			})
			// Whoever asked is gone.
			.catch(() => outgoing.destroy());
	});
	return await listenOnLoopback(server);
}
