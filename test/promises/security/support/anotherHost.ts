/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { TOKEN, type HostileAnswer } from './hostileService';

export interface AnotherHost {
	/** What was asked of it, with its authorization. */
	visits: string[];
	/** A redirect to it. */
	redirect(status: number): HostileAnswer;
}

/** A host that nothing is to be sent to, for the tests of a file. */
export function useAnotherHost(): AnotherHost {
	const visits: string[] = [];
	const server = createServer((request, response) => {
		visits.push(`${request.method} ${request.url} ${request.headers.authorization}`);
		response.end(JSON.stringify({ id: 1, token: TOKEN }));
	});
	beforeAll(async () => {
		await new Promise<void>((resolve) => {
			server.listen(0, '127.0.0.1', resolve);
		});
	});
	afterAll(() => {
		server.closeAllConnections();
		server.close();
	});
	beforeEach(() => {
		visits.length = 0;
	});
	return {
		visits,
		redirect: (status) => ({
			status,
			headers: {
				location: `http://127.0.0.1:${(server.address() as AddressInfo).port}/instances/1`,
			},
			body: '',
		}),
	};
}
