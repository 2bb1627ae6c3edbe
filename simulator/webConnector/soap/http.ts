/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

/** How an endpoint is reached. */
export interface HttpOptions {
	/** How long one call may take; not documented for the real one, .NET's default is 100 s. */
	timeoutMs: number;
	/** A certificate to trust, as one that Windows has in its store. */
	certificateAuthority?: string;
}

/** What a server said. */
export interface HttpAnswer {
	status: number;
	contentType: string;
	body: Buffer;
}

/** .NET waits so long for `100 Continue` before it sends the body anyway. */
const CONTINUE_MS = 350;

/** As .NET's proxies say who they are; the runtime's version is an example. */
const USER_AGENT =
	'Mozilla/4.0 (compatible; MSIE 6.0; MS Web Services Client Protocol 4.0.30319.42000)';

/** Connections to an endpoint, kept open between calls as .NET does. Redirects are not followed. */
export class Http {
	private readonly http = new HttpAgent({ keepAlive: true });
	private readonly https: HttpsAgent;

	constructor(private readonly options: HttpOptions) {
		this.https = new HttpsAgent({ keepAlive: true, ca: options.certificateAuthority });
	}

	/** @throws Error where no answer came. */
	async get(url: string): Promise<HttpAnswer> {
		return await this.send(url, 'GET', {});
	}

	/** Posts a call. @throws Error where no answer came, or not in time. */
	async post(url: string, action: string, text: string): Promise<HttpAnswer> {
		const body = Buffer.from(text, 'utf8');
		return await this.send(
			url,
			'POST',
			{
				'Content-Type': 'text/xml; charset=utf-8',
				SOAPAction: `"${action}"`,
				'Content-Length': String(body.length),
				Expect: '100-continue',
			},
			body,
		);
	}

	/** Closes what is kept open. */
	close(): void {
		this.http.destroy();
		this.https.destroy();
	}

	private async send(
		url: string,
		method: string,
		headers: Record<string, string>,
		body?: Buffer,
	): Promise<HttpAnswer> {
		const isSecure = url.startsWith('https:');
		return await new Promise((resolve, reject) => {
			const request = (isSecure ? httpsRequest : httpRequest)(url, {
				agent: isSecure ? this.https : this.http,
				method,
				headers: { 'User-Agent': USER_AGENT, ...headers },
			});
			const limit = setTimeout(
				() => request.destroy(new Error('The operation has timed out')),
				this.options.timeoutMs,
			);
			const done = (error: Error) => {
				clearTimeout(limit);
				reject(error);
			};
			request.on('error', done);
			request.on('response', (response) => {
				readAll(response).then((answer) => {
					clearTimeout(limit);
					resolve(answer);
				}, done);
			});
			if (!body) return void request.end();
			const patience = setTimeout(() => request.end(body), CONTINUE_MS);
			const goOn = () => {
				clearTimeout(patience);
				if (!request.writableEnded) request.end(body);
			};
			request.on('continue', goOn);
			// An answer before the body was asked for: nothing is sent any more.
			request.on('close', () => clearTimeout(patience));
			request.flushHeaders();
		});
	}
}

async function readAll(response: IncomingMessage): Promise<HttpAnswer> {
	const parts: Buffer[] = [];
	for await (const part of response) parts.push(part as Buffer);
	return {
		status: response.statusCode ?? 0,
		contentType: response.headers['content-type'] ?? '',
		body: Buffer.concat(parts),
	};
}
