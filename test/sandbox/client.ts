import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox';

export type Json = Record<string, unknown>;

/** An answer, read to its end. */
export interface Reply {
	status: number;
	headers: Headers;
	text: string;
	/** The body as an object; empty when there is none. */
	object: Json;
	/** The body as a list; empty when there is none. */
	list: Json[];
}

export interface SendOptions {
	body?: unknown;
	/** In place of `body`: sent as it is. */
	rawBody?: string;
	headers?: Record<string, string>;
	/** The Authorization header; the two secrets when absent, none when null. */
	authorization?: string | null;
	signal?: AbortSignal;
}

/** The documented body of a create. */
export const INSTANCE = {
	element: { key: 'quickbooksonprem' },
	configuration: { 'app.name': 'My App', 'host.ip': 'https://12345.g2c.example.com' },
	tags: ['Docs_Test'],
	name: 'QuickBooks Enterprise',
};

/** Talks to a sandbox with Node's own fetch, as any client would. */
export class Client {
	constructor(readonly sandbox: Sandbox) {}

	get base(): string {
		return `${this.sandbox.url}/elements/api-v2`;
	}

	get user(): string {
		return `User ${this.sandbox.userSecret}`;
	}

	get organization(): string {
		return `Organization ${this.sandbox.organizationSecret}`;
	}

	async send(method: string, path: string, options: SendOptions = {}): Promise<Reply> {
		const { body, rawBody, headers, authorization, signal } = options;
		const sent = rawBody ?? (body === undefined ? undefined : JSON.stringify(body));
		const response = await fetch(`${this.base}${path}`, {
			method,
			redirect: 'manual',
			signal,
			body: sent,
			headers: {
				...(authorization === null
					? {}
					: { Authorization: authorization ?? `${this.user}, ${this.organization}` }),
				...(sent === undefined ? {} : { 'Content-Type': 'application/json' }),
				...headers,
			},
		});
		const text = await response.text();
		const json: unknown =
			text !== '' && response.headers.get('content-type')?.includes('json')
				? JSON.parse(text)
				: undefined;
		return {
			status: response.status,
			headers: response.headers,
			text,
			object: (json ?? {}) as Json,
			list: (json ?? []) as Json[],
		};
	}

	/** With User, Organization and Element part. */
	async withToken(token: string, method: string, path: string, options: SendOptions = {}) {
		const authorization = `${this.user}, ${this.organization}, Element ${token}`;
		return await this.send(method, path, { authorization, ...options });
	}

	/** Creates an instance, the documented one but for what is given. */
	async create(more: Json = {}): Promise<Reply> {
		return await this.send('POST', '/instances', { body: { ...INSTANCE, ...more } });
	}
}

/** Starts one sandbox for the tests of a file, empty before each of them. */
export function useSandbox(options: SandboxOptions = {}): { client: Client; sandbox: Sandbox } {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox(options);
	});
	beforeEach(() => sandbox.reset());
	afterAll(async () => await sandbox.stop());
	return {
		get client() {
			return new Client(sandbox);
		},
		get sandbox() {
			return sandbox;
		},
	};
}
