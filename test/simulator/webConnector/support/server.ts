/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CallReader } from '../../../../gateway/connector/soap/callReader';

const INTUIT = 'http://developer.intuit.com/';

/** A call as it arrived. */
export interface Call {
	method: string;
	/** What is absent is the empty text. */
	parameters: Readonly<Record<string, string>>;
	/** The whole envelope. */
	text: string;
	headers: IncomingMessage['headers'];
}

/** A whole HTTP answer, for servers that are wrong. */
export interface Raw {
	status?: number;
	contentType?: string;
	body: string;
}

type Answer = Raw | number | string | string[];
type Script = Record<string, Answer | ((call: Call, count: number) => Answer | Promise<Answer>)>;

const DEFAULTS: Script = {
	serverVersion: '1.0',
	clientVersion: '',
	authenticate: ['t-1', ''],
	sendRequestXML: '',
	receiveResponseXML: 100,
	connectionError: 'done',
	getLastError: 'No more work',
	closeConnection: 'OK',
};

const escape = (text: string) =>
	text.replace(/[&<>]/g, (each) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[each]!);

/** An envelope around what stands in its body. */
export const envelope = (body: string) =>
	`<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>${body}</soap:Body></soap:Envelope>`;

/** An answer as a server should give it. */
export function answerTo(method: string, result: number | string | string[]): string {
	const inner = Array.isArray(result)
		? result.map((each) => `<string>${escape(each)}</string>`).join('')
		: escape(String(result));
	return envelope(
		`<${method}Response xmlns="${INTUIT}"><${method}Result>${inner}</${method}Result></${method}Response>`,
	);
}

/** A server that answers what a test has written down. */
export class ScriptedServer {
	readonly calls: Call[] = [];
	/** What it answers to plain requests, by their paths. */
	readonly pages: Record<string, number> = {};
	script: Script = {};
	/** How often somebody has connected. */
	connections = 0;
	private readonly server: Server = createServer((request, response) => {
		void this.handle(request, response);
	});

	async start(): Promise<this> {
		this.server.on('connection', () => (this.connections += 1));
		await new Promise<void>((resolve) => this.server.listen(0, 'localhost', resolve));
		return this;
	}

	get url(): string {
		return `http://localhost:${(this.server.address() as AddressInfo).port}/qbwc`;
	}

	/** The names of the methods in their order. */
	get methods(): string[] {
		return this.calls.map(({ method }) => method);
	}

	callsOf(method: string): Call[] {
		return this.calls.filter((call) => call.method === method);
	}

	async stop(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		if (request.method === 'GET') {
			response.writeHead(this.pages[request.url!] ?? 200).end();
			return;
		}
		const parts: Buffer[] = [];
		for await (const part of request) parts.push(part as Buffer);
		const text = Buffer.concat(parts).toString('utf8');
		const reader = new CallReader();
		reader.write(text);
		const { method, parameters } = reader.end();
		const call = { method, parameters, text, headers: request.headers };
		this.calls.push(call);
		const scripted = this.script[method] ?? DEFAULTS[method];
		const answer =
			typeof scripted === 'function' ? await scripted(call, this.callsOf(method).length) : scripted;
		const isRaw = typeof answer === 'object' && !Array.isArray(answer);
		const { status = 200, contentType = 'text/xml; charset=utf-8' } = isRaw ? answer : {};
		response.writeHead(status, { 'Content-Type': contentType });
		response.end(isRaw ? answer.body : answerTo(method, answer));
	}
}
