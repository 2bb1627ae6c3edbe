/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import type { FastifyInstance } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';

import { MemoryFiles } from '../../../../gateway/bulk';
import { USUAL_SETTINGS } from '../../../../gateway/connector';
import { API_BASE } from '../../../../gateway/api';
import { buildGateway } from '../../../../gateway/server/app';
import { makeKey, MemoryStore, Vault } from '../../../../gateway/store';
import { seedCompany } from '../../../../simulator/quickBooks';
import { QuickBooks } from '../../../../simulator/quickBooks/quickBooks';
import {
	SimulatedDesktop,
	WebConnector,
	type Application,
	type Disturbance,
	type Moment,
} from '../../../../simulator/webConnector';
import { REAL_CLOCK } from '../../../../simulator/webConnector/clock';
import { until } from '../../../support/until';
import { SkippingClock } from '../../support/skippingClock';

export type Json = Record<string, unknown>;

export interface Answer {
	status: number;
	body: Json;
	headers: Headers;
}

const PUBLIC_URL = 'http://localhost:1';
const FILE = 'C:\\Books\\rock.qbw';
const PLATFORM = 'User user-1, Organization organization-1';

/** A gateway that listens, and a computer with QuickBooks and its Web Connector. */
export class Office {
	store = new MemoryStore();

	readonly jobFiles = new MemoryFiles();
	/** Of the gateway. */
	readonly clock = new SkippingClock();

	readonly company = seedCompany();

	readonly quickBooks = new QuickBooks(this.company);

	readonly desktop = new SimulatedDesktop(
		{ [FILE]: this.quickBooks },
		{ clock: REAL_CLOCK, openFile: FILE },
	);

	/** Lines of the gateway's log. */
	readonly logged: string[] = [];

	/** What happens at the moments of a session. */
	disturb: (moment: Moment) => Disturbance = () => undefined;

	private readonly connector = new WebConnector({
		desktop: this.desktop,
		noOpPauseMs: 10,
		disturb: (moment) => this.disturb(moment),
	});

	private readonly vault = new Vault(makeKey());

	private app!: FastifyInstance;

	private application?: Application;

	private port = 0;

	address = '';

	/** The `Idempotency-Key` of the calls, where they have one. */
	key?: string;

	token = '';

	id = 0;

	/**
	 * @param waitMs how long a call waits for QuickBooks
	 * @param metricsToken opens the metrics, where there are to be any
	 */
	async open(waitMs = 5_000, metricsToken?: string): Promise<this> {
		this.app = await buildGateway({
			store: this.store,
			clock: this.clock,
			vault: this.vault,
			secrets: { user: 'user-1', organization: 'organization-1' },
			publicUrl: PUBLIC_URL,
			waitMs,
			resendMs: 900_000,
			intervalSeconds: 5,
			metricsToken,
			jobFiles: this.jobFiles,
			// A list of several answers is short then.
			answers: { list: 50, other: 10, transaction: 10 },
			listFolder: path.join(os.tmpdir(), `lists-of-the-office-${randomUUID()}`),
			logs: { write: (line) => void this.logged.push(line) },
			sessions: { ...USUAL_SETTINGS, holdMs: 40, quietMs: 40, staleMs: 0 },
		});
		await this.app.listen({ port: this.port, host: 'localhost' });
		this.port = (this.app.server.address() as AddressInfo).port;
		this.address = `http://localhost:${this.port}`;
		return this;
	}

	/** The process of the gateway dies: whoever is connected notices. */
	die(): void {
		this.app.server.closeAllConnections();
		this.app.server.close();
		// Its timers must not outlive the tests.
		void this.app.close().catch(() => undefined);
	}

	/** Another process of the gateway over what is kept, at the same address. */
	async restart(): Promise<void> {
		await this.app.close();
		await this.open();
	}

	/** Makes an instance, for the company that is named or for any; its company has not been connected yet. */
	async addInstance(company?: string): Promise<string> {
		const { body } = await this.platform('POST', '/instances', {
			element: { key: 'quickbooksonprem' },
			name: 'Store',
			configuration: { 'app.name': 'n8n', 'host.ip': 'office' },
			...(company === undefined ? {} : { connector: { company } }),
		});
		this.token = String(body.token);
		this.id = Number(body.id);
		const { setupUrl } = body.connector as { setupUrl: string };
		return setupUrl.replace(PUBLIC_URL, this.address);
	}

	/** The person at the computer opens the link and adds the application; the first session says which company it is. */
	async connect(named?: string): Promise<this> {
		await this.add(await this.addInstance(named));
		await this.update();
		return this;
	}

	/** The person at the computer does what the page behind a link says; an application that was there makes room. */
	async add(setupUrl: string): Promise<void> {
		const link = setupUrl.replace(PUBLIC_URL, this.address);
		const { qwcUrl } = (await (await this.fetch(link)).json()) as { qwcUrl: string };
		const qwc = await (await this.fetch(qwcUrl.replace(PUBLIC_URL, this.address))).text();
		const answer = await this.fetch(`${link}/password`, { method: 'POST' });
		const { password } = (await answer.json()) as { password: string };
		await this.addFile(qwc, password);
	}

	/** The person at the computer opens the downloaded file and puts the password in. */
	async addFile(qwc: string, password: string): Promise<void> {
		if (this.application) await this.connector.remove(this.application);
		const atHome = qwc.replaceAll(PUBLIC_URL, this.address);
		this.application = await this.connector.add(atHome, { password });
	}

	/** Somebody says that these are the right books. */
	async confirm(): Promise<this> {
		const path = `/instances/${this.id}/connector/confirm`;
		const company = String(this.company.info().CompanyName);
		expect((await this.platform('POST', path, { company })).status).toBe(200);
		return this;
	}

	/** A whole session of the Web Connector. */
	async update(): Promise<void> {
		await this.connector.update(this.application!);
	}

	/** Calls through the instance, while the Web Connector has a session. */
	async send(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<Answer> {
		const answer = this.ask(method, path, body, signal);
		// It may end before the session does.
		answer.catch(() => undefined);
		await this.update();
		return await answer;
	}

	/** Waits until a call stands in the queue. */
	async whenQueued(): Promise<void> {
		await until(async () => (await this.store.calls(this.id, { states: ['queued'] })).length > 0);
	}

	/** Calls through the instance, while the Web Connector does nothing. */
	async ask(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<Answer> {
		return await this.call(method, path, body, `User user-1, Element ${this.token}`, signal);
	}

	async platform(method: string, path: string, body?: unknown): Promise<Answer> {
		return await this.call(method, path, body, PLATFORM);
	}

	async close(): Promise<void> {
		await this.connector.stop();
		await this.app.close();
	}

	private async call(
		method: string,
		path: string,
		body: unknown,
		authorization: string,
		signal?: AbortSignal,
	): Promise<Answer> {
		const answer = await fetch(`${this.address}${API_BASE}${path}`, {
			method,
			headers: {
				authorization,
				'content-type': 'application/json',
				...(this.key === undefined ? {} : { 'idempotency-key': this.key }),
			},
			...(body === undefined
				? {}
				: { body: typeof body === 'string' ? body : JSON.stringify(body) }),
			signal,
		});
		const text = await answer.text();
		return {
			status: answer.status,
			body: text === '' ? {} : (JSON.parse(text) as Json),
			headers: answer.headers,
		};
	}

	/** A page of the gateway, as a program asks for it. */
	private async fetch(url: string, init: RequestInit = {}): Promise<Response> {
		return await fetch(url, { ...init, headers: { accept: 'application/json' } });
	}
}

/**
 * An office for each test of a block, or one for all of them.
 *
 * @param prepare what happens to it before
 */
export function useOffice(
	prepare: (office: Office) => Promise<unknown> = async () => undefined,
	{
		waitMs,
		metricsToken,
		isShared = false,
	}: { waitMs?: number; metricsToken?: string; isShared?: boolean } = {},
): { readonly now: Office } {
	const holder = { now: undefined as unknown as Office };
	const [before, after] = isShared ? [beforeAll, afterAll] : [beforeEach, afterEach];
	before(async () => {
		holder.now = await new Office().open(waitMs, metricsToken);
		await prepare(holder.now);
	});
	after(async () => await holder.now.close());
	return holder;
}

/** A company that is connected and confirmed. */
export const ready = async (office: Office): Promise<Office> =>
	await (await office.connect()).confirm();
