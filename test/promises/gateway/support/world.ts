/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import inject from 'light-my-request';
import type { ServerResponse } from 'node:http';

import { MemoryFiles } from '../../../../gateway/bulk';
import { USUAL_SETTINGS } from '../../../../gateway/connector';
import { API_BASE } from '../../../../gateway/api';
import { buildGateway } from '../../../../gateway/server/app';
import { makeKey, SqlStore, Vault } from '../../../../gateway/store';
import type { SimulatedCompany } from '../../../../simulator/quickBooks';
import type { HttpAnswer } from '../../../../simulator/webConnector/soap/http';
import { Computer } from './computer';
import { Disk } from './powerCut';
import { Steps } from './steps';
import { VirtualTime } from './virtualTime';

export type Json = Record<string, unknown>;

export interface Answer {
	status: number;
	body: Json;
	isReplayed: boolean;
}

export const PUBLIC_URL = 'http://localhost:1';
const PLATFORM = 'User user-1, Organization organization-1';
const RESTART_MS = 3_000;
/** As the node waits. */
const PATIENCE_MS = 60_000;
const COMPANIES = 2;

/** A call of the API. */
export interface Request {
	method: InjectOptions['method'];
	path: string;
	body?: unknown;
	/** Undefined for a call to the platform. */
	token?: string;
	key?: string;
	/** Of a body that is no JSON. */
	type?: string;
}

/** The gateway as its callers have it. */
export interface Service {
	readonly time: { wait(ms: number): Promise<void> };
	/** Undefined where the caller got no answer, or gave up. */
	call(request: Request): Promise<Answer | undefined>;
	/** A call that is repeated until it is answered: it changes nothing. */
	sure(request: Request): Promise<Answer>;
	/** The same with the secrets of the account. */
	platform(method: Request['method'], path: string, body?: unknown): Promise<Answer>;
}

/** A company that is written to. */
export interface Company {
	readonly company: SimulatedCompany;
	readonly token: string;
	readonly id: number;
	/** Whether QuickBooks is at work on a document. */
	readonly isBusy: boolean;
	/** Its records whose member has that value. */
	list(object: string, member: string, value: string): Json[];
}

/** One process of the gateway. */
interface Life {
	inject(options: InjectOptions, hangUp?: AbortSignal): Promise<LightMyRequestResponse>;
	end(): void;
}

/** A gateway over a disk, companies that it serves, and callers; the power of the gateway can go at any step. */
export class World implements Service {
	readonly time = new VirtualTime();

	readonly steps = new Steps(this.time);

	private readonly disk = new Disk((place) => void this.steps.pass(place));

	private readonly vault = new Vault(makeKey());

	private readonly jobFiles = new MemoryFiles();

	private life?: Life;

	/** Callers that wait, and can give up. */
	readonly waiting = new Set<AbortController>();

	readonly computers = Array.from({ length: COMPANIES }, (_, at) => new Computer(this, at));

	isOver = false;

	private lives = 0;

	/** What went wrong that may not. */
	failure?: unknown;

	/** Ends what the process of the gateway has planned, also while it starts. */
	private endClock = (): void => {};

	/** How often a Web Connector's session ended how. */
	readonly endings = new Map<string, number>();

	/** @param waitMs how long the gateway lets callers wait */
	constructor(private readonly waitMs: number) {}

	async open(): Promise<void> {
		await this.live();
		for (const computer of this.computers) await computer.join();
		for (const computer of this.computers) void computer.work();
	}

	/**
	 * Lets time pass while something is done, and then ends the world.
	 *
	 * @throws what that threw, or what went wrong that may not
	 */
	async during(work: () => Promise<void>): Promise<void> {
		let failure: unknown;
		await Promise.race([
			this.time.run(() => this.isOver || this.failure !== undefined),
			work()
				.catch((error: unknown) => (failure = error))
				.finally(() => {
					this.isOver = true;
					this.time.activity += 1;
				}),
		]);
		failure ??= this.failure;
		if (failure !== undefined) throw failure;
	}

	/** The gateway goes at once, and comes again after a while. */
	switchOff(keepsAll: boolean, downMs = RESTART_MS): void {
		this.disk.switchOff(keepsAll, this.life === undefined);
		this.endClock();
		this.life?.end();
		this.life = undefined;
		this.steps.isDown = true;
		const next = (this.lives += 1);
		// It can go again before it has come.
		this.time.after(downMs, () => {
			if (next === this.lives) this.live().catch((error: unknown) => this.failed(next, error));
		});
	}

	/** A call of the API; undefined where its caller got no answer, or gave up. */
	async call(request: Request): Promise<Answer | undefined> {
		const giveUp = new AbortController();
		this.waiting.add(giveUp);
		const callOff = this.time.after(PATIENCE_MS, () => giveUp.abort());
		try {
			this.steps.pass('api:before');
			const answer = await this.request(injected(request), giveUp.signal);
			if (this.steps.pass('api:after') === 'lost') return undefined;
			return {
				status: answer.statusCode,
				body: answer.body === '' ? {} : answer.json<Json>(),
				isReplayed: answer.headers['idempotent-replayed'] === 'true',
			};
		} catch {
			this.time.activity += 1;
			return undefined;
		} finally {
			callOff();
			this.waiting.delete(giveUp);
		}
	}

	/** A call that is repeated until it is answered: it changes nothing. */
	async sure(request: Request): Promise<Answer> {
		for (;;) {
			const answer = await this.call(request);
			if (answer && answer.status < 500) return answer;
			await this.time.wait(1_000);
		}
	}

	async platform(method: Request['method'], path: string, body?: unknown): Promise<Answer> {
		return await this.sure({ method, path, body });
	}

	async get(url: string): Promise<LightMyRequestResponse> {
		return await this.request({ url, headers: { accept: 'application/json' } });
	}

	async post(url: string): Promise<LightMyRequestResponse> {
		const headers = { accept: 'application/json' };
		return await this.request({ method: 'POST', url, headers });
	}

	/** A call of a Web Connector. */
	async soap(company: number, url: string, action: string, text: string): Promise<HttpAnswer> {
		const method = action.split('/').at(-1);
		const lost = () => new Error('The connection broke.');
		if (this.steps.pass(`soap:before:${method}`, company) === 'lost') throw lost();
		const { statusCode, headers, rawPayload } = await this.request({
			method: 'POST',
			url: new URL(url).pathname,
			headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: `"${action}"` },
			payload: text,
		});
		if (this.steps.pass(`soap:after:${method}`, company) === 'lost') throw lost();
		return { status: statusCode, contentType: String(headers['content-type']), body: rawPayload };
	}

	note(ending: string): void {
		this.endings.set(ending, (this.endings.get(ending) ?? 0) + 1);
	}

	private async request(
		options: InjectOptions,
		hangUp?: AbortSignal,
	): Promise<LightMyRequestResponse> {
		if (!this.life) throw new Error('Nobody listens.');
		return await this.life.inject(options, hangUp);
	}

	/** A start that a power cut ended is no fault. */
	private failed(life: number, error: unknown): void {
		if (life === this.lives) this.failure = error;
	}

	private async live(): Promise<void> {
		this.steps.isDown = false;
		const clock = this.time.ofLife();
		this.endClock = clock.end;
		const store = await SqlStore.open(this.disk.database(), this.vault);
		await store.dropQueued(this.time.now());
		const app = await buildGateway({
			store,
			clock,
			vault: this.vault,
			secrets: { user: 'user-1', organization: 'organization-1' },
			publicUrl: PUBLIC_URL,
			waitMs: this.waitMs,
			intervalSeconds: 5,
			jobFiles: this.disk.files(this.jobFiles),
			listFolder: '/nowhere',
			sessions: USUAL_SETTINGS,
		});
		await app.ready();
		this.life = lifeOf(app);
	}
}

function lifeOf(app: FastifyInstance): Life {
	let die = (): void => {};
	const died = new Promise<never>((_, reject) => {
		die = () => reject(new Error('The gateway died.'));
	});
	died.catch(() => undefined);
	return {
		inject: async (options, hangUp) => await Promise.race([ask(app, options, hangUp), died]),
		end: () => die(),
	};
}

/** A request whose caller can hang up: fastify's own `inject` ends only one that has not been read yet. */
async function ask(
	app: FastifyInstance,
	options: InjectOptions,
	hangUp?: AbortSignal,
): Promise<LightMyRequestResponse> {
	let response: ServerResponse | undefined;
	hangUp?.addEventListener('abort', () => response?.destroy());
	return await inject((incoming, outgoing) => {
		response = outgoing as unknown as ServerResponse;
		app.routing(incoming as never, response as never);
	}, options);
}

function injected({ method, path, body, token, key, type }: Request): InjectOptions {
	return {
		method,
		url: `${API_BASE}${path}`,
		headers: {
			authorization: token === undefined ? PLATFORM : `User user-1, Element ${token}`,
			'content-type': type ?? 'application/json',
			...(key === undefined ? {} : { 'idempotency-key': key }),
		},
		...(body === undefined
			? {}
			: { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
	};
}
