/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a request for a list says about pages. */
export interface AskedPage {
	pageSize: number;
	/** From 1. */
	page: number;
	/** Whether the request names a page by number. */
	isNumbered: boolean;
	/** The cursor that it gives. */
	nextPage?: string;
}

/** A page as such a service gives it; a number is the status of a refusal. */
export type GivenPage<Entry = unknown> =
	| number
	| { entries: Entry[]; nextPage?: string; total?: number };

/** A service that turns pages in its own way. */
export interface PagingProxy {
	readonly url: string;
	/** What was asked of lists. */
	readonly asked: AskedPage[];
	close(): Promise<void>;
}

/**
 * Starts a server in front of the sandbox that gives lists in other pages; all else goes through.
 *
 * @param target The address of the sandbox.
 * @param isList Whether the path is that of a list with pages of its own.
 * @param give What stands on a page, out of the whole list.
 */
export async function pagingProxy(
	target: string,
	isList: (path: string) => boolean,
	give: (all: unknown[], asked: AskedPage) => GivenPage,
): Promise<PagingProxy> {
	const asked: AskedPage[] = [];
	const server = createServer((request, response) => {
		void (async () => {
			const { method = 'GET', url = '/', headers } = request;
			const address = new URL(url, target);
			const { searchParams } = address;
			const chunks: Buffer[] = [];
			for await (const chunk of request) chunks.push(chunk as Buffer);
			const isPage = method === 'GET' && isList(address.pathname);
			const page: AskedPage = {
				pageSize: Number(searchParams.get('pageSize')),
				page: Number(searchParams.get('page') ?? 1),
				isNumbered: searchParams.has('page'),
				nextPage: searchParams.get('nextPage') ?? undefined,
			};
			if (isPage) {
				asked.push(page);
				for (const name of ['page', 'nextPage']) searchParams.delete(name);
				searchParams.set('pageSize', '200');
			}
			const answer = await fetch(address, {
				method,
				headers: {
					authorization: String(headers.authorization),
					...(chunks.length > 0 ? { 'content-type': 'application/json' } : {}),
				},
				...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
			});
			let text = await answer.text();
			response.statusCode = answer.status;
			response.setHeader('content-type', 'application/json');
			if (isPage && answer.ok) {
				const given = give(JSON.parse(text) as unknown[], page);
				if (typeof given === 'number') response.statusCode = given;
				else {
					const { entries, nextPage, total } = given;
					text = JSON.stringify(entries);
					if (nextPage !== undefined) response.setHeader('Elements-Next-Page-Token', nextPage);
					if (total !== undefined) response.setHeader('Elements-Total-Count', String(total));
				}
			}
			response.end(response.statusCode >= 400 ? JSON.stringify({ message: 'Refused.' }) : text);
		})();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		asked,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
