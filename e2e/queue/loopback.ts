/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { atEnd } from '../n8n/leftovers';

/** Opens a server on a free port of loopback until the end. Out: its address, without a slash behind it. */
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
