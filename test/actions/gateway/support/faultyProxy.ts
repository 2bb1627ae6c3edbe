/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as the node sent it. */
export interface ProxiedRequest {
	method: string;
	/** Without the base of the API. */
	path: string;
	headers: IncomingMessage['headers'];
	text: string;
}

/**
 * What happens to a request: it gets lost on its way, its answer does, or no answer ever comes, or the proxy answers by
 * itself once the gateway has.
 */
export type ProxyFault =
	| 'cutAfter'
	| 'cutBefore'
	| 'hang'
	| { status: number; text: string; before?: boolean };

interface Kept {
	status: number;
	headers: Record<string, string>;
	text: string;
}

/** Stands between the node and a gateway, loses answers, and tells what was sent. */
export class FaultyProxy {
	/** Chooses what happens to a request; undefined for nothing. */
	fault: (request: ProxiedRequest) => ProxyFault | undefined = () => undefined;

	readonly requests: ProxiedRequest[] = [];

	/** How many answers the gateway gave again. */
	replays = 0;

	private readonly server = createServer((request, response) => {
		void this.serve(request, response);
	});

	private constructor(private readonly target: () => string) {}

	/** @param target address of the gateway, looked up for each request */
	static async start(target: () => string): Promise<FaultyProxy> {
		const proxy = new FaultyProxy(target);
		await new Promise<void>((done) => proxy.server.listen(0, '127.0.0.1', done));
		return proxy;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	/** What was sent, as `METHOD path`; writes alone where `only` says so. */
	calls(only: 'all' | 'writes' = 'all'): string[] {
		return this.requests
			.filter(({ method }) => only === 'all' || method !== 'GET')
			.map(({ method, path }) => `${method} ${path}`);
	}

	/** The idempotency keys of all writes. */
	get keys(): Array<string | undefined> {
		return this.requests
			.filter(({ method }) => method !== 'GET')
			.map(({ headers }) => headers['idempotency-key'] as string | undefined);
	}

	reset(): void {
		this.fault = () => undefined;
		this.requests.length = 0;
		this.replays = 0;
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((done) => this.server.close(done));
	}

	private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const { method = 'GET', url = '/', headers } = request;
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const body = Buffer.concat(chunks);
		const path = url.replace('/elements/api-v2', '').split('?')[0];
		const asked = { method, path, headers, text: body.toString() };
		this.requests.push(asked);
		const fault = this.fault(asked);
		if (fault === 'cutBefore') return void response.destroy();
		if (typeof fault === 'object' && fault.before) return answer(response, fault);
		const kept = await this.forward(url, asked, body).catch(() => undefined);
		if (!kept || fault === 'cutAfter') response.destroy();
		else if (fault === undefined) answer(response, kept);
		else if (fault !== 'hang') answer(response, fault);
	}

	private async forward(
		url: string,
		{ method, headers }: ProxiedRequest,
		body: Buffer,
	): Promise<Kept> {
		const names = ['authorization', 'content-type', 'accept', 'idempotency-key'];
		const passed = names.flatMap((name) => (headers[name] ? [[name, String(headers[name])]] : []));
		const answered = await fetch(`${this.target()}${url}`, {
			method,
			headers: Object.fromEntries(passed) as Record<string, string>,
			...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
			redirect: 'manual',
		});
		const text = await answered.text();
		this.replays += answered.headers.get('idempotent-replayed') === 'true' ? 1 : 0;
		const shown = ['content-type', 'elements-request-id', 'elements-next-page-token', 'location'];
		const own: Record<string, string> = {};
		for (const name of shown) {
			const value = answered.headers.get(name);
			if (value !== null) own[name] = value;
		}
		return { status: answered.status, headers: own, text };
	}
}

function answer(
	response: ServerResponse,
	{ status, headers = {}, text }: Omit<Kept, 'headers'> & Partial<Kept>,
): void {
	response.writeHead(status, headers);
	response.end(text);
}
