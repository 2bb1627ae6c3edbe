/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server of its own may have dependencies */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fastify, type FastifyInstance } from 'fastify';

import { newConnector } from '../../gateway/api/instances/provision';
import {
	Companies,
	connectRoutes,
	MAX_ANSWER_BYTES,
	qbwcRoutes,
	randomSecret,
	USUAL_SETTINGS,
	WebConnector,
	withNewLink,
	withNewPassword,
	type Company,
	type SessionSettings,
} from '../../gateway/connector';
import {
	makeKey,
	MemoryStore,
	Vault,
	type Instance,
	type InstanceDraft,
} from '../../gateway/store';
import { EndingClock } from './endingClock';

/** How long a call waits for QuickBooks. */
const WAIT_MS = 50_000;
/** What the `.qwc` files ask for. */
const INTERVAL_SECONDS = 1;

/**
 * A session is held as long as the sandbox runs, so that a call costs milliseconds at any time. A hold is shorter than
 * the time after which a company counts as away, and than the Web Connector waits for an answer.
 */
const SESSIONS: SessionSettings = {
	...USUAL_SETTINGS,
	holdMs: 25_000,
	quietMs: Infinity,
	sessionMs: Infinity,
	staleMs: 0,
	asksForCompany: false,
};

/** A company that a Web Connector can be set up for. */
export interface Registered {
	instance: Instance;
	company: Company;
	/** What the person at the company's computer gets from the link. */
	qwc: string;
	password: string;
}

/** The gateway's side of the companies of a sandbox: their queues, and the address that Web Connectors call. */
export class ConnectorEndpoint {
	private readonly vault = new Vault(makeKey());

	private readonly store = new MemoryStore();

	private readonly clock = new EndingClock();

	private readonly app: FastifyInstance;

	private readonly companies: Companies;

	private constructor(private readonly server: Server) {
		const { store, vault, clock } = this;
		// The server listens already, so that the files that name its address can be written.
		this.app = fastify({ serverFactory: (handler) => server.on('request', handler) });
		const { log } = this.app;
		const companies = new Companies({ store, clock, log, waitMs: WAIT_MS });
		this.companies = companies;
		const { port } = server.address() as AddressInfo;
		const publicUrl = `http://localhost:${port}`;
		const webConnector = new WebConnector({
			store,
			vault,
			clock,
			companies,
			settings: SESSIONS,
			log,
		});
		this.app.register(qbwcRoutes, { webConnector, publicUrl, maxBytes: MAX_ANSWER_BYTES });
		const intervalSeconds = INTERVAL_SECONDS;
		const parts = { store, vault, clock, companies, publicUrl, intervalSeconds };
		this.app.register(connectRoutes, parts);
	}

	/** @returns once it listens, on a free port of this machine */
	static async open(): Promise<ConnectorEndpoint> {
		const server = createServer();
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		const endpoint = new ConnectorEndpoint(server);
		await endpoint.app.ready();
		return endpoint;
	}

	/** Makes a company known, and opens its link. */
	async register(name: string): Promise<Registered> {
		const instance = await this.store.addInstance(this.draftOf(name));
		const link = `/connect/${instance.secrets.link}`;
		const qwc = await this.app.inject(`${link}/gateway.qwc`);
		const answer = await this.app.inject({ method: 'POST', url: `${link}/password` });
		const { password } = answer.json<{ password: string }>();
		return { instance, company: this.companies.of(instance), qwc: qwc.payload, password };
	}

	/** @returns a company as it is by now */
	async current({ id }: Instance): Promise<Instance> {
		const instance = await this.store.instance(id);
		if (!instance) throw new Error('The company is not known to the gateway any more.');
		return instance;
	}

	/** The company has been disconnected for good. */
	async forget({ id }: Instance): Promise<void> {
		this.companies.forget(id);
		await this.store.removeInstance(id);
	}

	async close(): Promise<void> {
		this.clock.end();
		this.server.closeAllConnections();
		this.server.close();
		await this.app.close();
	}

	/** Its computer counts as there from the start: it is about to call. */
	private draftOf(name: string): InstanceDraft {
		const nowMs = this.clock.now();
		const draft: InstanceDraft = {
			createdAtMs: nowMs,
			facts: {
				elementKey: 'quickbooksonprem',
				name,
				tags: [],
				disabled: false,
				valid: true,
				configuration: {},
				connector: { ...newConnector(), lastSeenMs: nowMs },
			},
			secrets: { token: randomSecret(), configuration: {} },
		};
		return withNewLink(withNewPassword(this.vault, draft), nowMs);
	}
}
