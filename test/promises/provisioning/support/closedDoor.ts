/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A loopback address at which nobody listens until it is opened. */
export interface ClosedDoor {
	readonly url: string;
	/** Lets connections through from now on. */
	open(): Promise<void>;
	close(): Promise<void>;
}

/** In: the address that an open door leads to. */
export async function closedDoor(target: string): Promise<ClosedDoor> {
	const port = await freePort();
	const { hostname, port: targetPort } = new URL(target);
	const sockets = new Set<Socket>();
	let server: Server | undefined;
	return {
		url: `http://127.0.0.1:${port}`,
		async open() {
			server = createServer((incoming) => {
				const outgoing = connect(Number(targetPort), hostname);
				for (const [one, other] of [
					[incoming, outgoing],
					[outgoing, incoming],
				]) {
					sockets.add(one);
					one.on('error', () => other.destroy());
					one.on('close', () => {
						sockets.delete(one);
						other.destroy();
					});
					one.pipe(other);
				}
			});
			await listen(server, port);
		},
		async close() {
			for (const socket of sockets) socket.destroy();
			if (server) await new Promise((resolve) => server?.close(resolve));
		},
	};
}

async function freePort(): Promise<number> {
	const server = createServer();
	await listen(server, 0);
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}

async function listen(server: Server, port: number): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', resolve);
	});
}
