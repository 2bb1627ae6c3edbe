/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { atEnd } from '../../tools/n8n/serve/leftovers';

/**
 * Opens a server on a free port of loopback. `undoAll` ends it.
 *
 * @returns its address, without a slash at its end
 */
export async function listenOnLoopback(server: Server): Promise<string> {
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	atEnd(() => {
		server.close();
		server.closeAllConnections();
	});
	const { port } = server.address() as AddressInfo;
	return `http://127.0.0.1:${port}`;
}
