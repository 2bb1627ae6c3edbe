import type { Session } from '../../store';
import { randomUUID } from 'node:crypto';
import type { ConnectorParts } from './parts';

/** How often it is written down that a session lives. */
const NOTED_EVERY_MS = 30_000;
/** More companies than one gateway serves. */
const WORKLESS_REMEMBERED = 10_000;

/** A session as this process has it. */
export interface LiveSession extends Session {
	/** When there was something to do last. */
	lastWorkAtMs: number;
	notedAtMs: number;
	/** Whether the log-in named a company file, rather than whatever is open. */
	hasNamedFile: boolean;
}

/** Sessions of the Web Connector: tickets in the store outlive the process. */
export class Sessions {
	private readonly live = new Map<string, LiveSession>();

	/** Of log-ins that found no work: companies that are quiet cost no look into the store. */
	private readonly workless = new Set<string>();

	/** Instances of which the store has no open session, and that opened none since. */
	private readonly idle = new Set<number>();

	constructor(private readonly parts: ConnectorParts) {}

	/** @returns the ticket of a new session */
	async open(instanceId: number, hasNamedFile: boolean): Promise<string> {
		const ticket = newTicket();
		const now = this.parts.clock.now();
		const session: LiveSession = {
			id: this.idOf(ticket),
			instanceId,
			openedAtMs: now,
			lastCallAtMs: now,
			lastWorkAtMs: now,
			notedAtMs: now,
			hasBegun: false,
			connectionErrors: 0,
			hasNamedFile,
		};
		this.live.set(session.id, session);
		this.idle.delete(instanceId);
		await this.note(session);
		return ticket;
	}

	/** @returns a ticket without a session */
	openNone(): string {
		const ticket = newTicket();
		this.workless.add(this.idOf(ticket));
		if (this.workless.size > WORKLESS_REMEMBERED) {
			const [oldest] = this.workless;
			this.workless.delete(oldest);
		}
		return ticket;
	}

	/** @returns the session of a ticket, also one that is over; undefined for a ticket that was never given out */
	async find(ticket: string): Promise<LiveSession | undefined> {
		if (ticket === '') return undefined;
		const id = this.idOf(ticket);
		const there = this.live.get(id);
		if (there) return there;
		if (this.workless.has(id)) return undefined;
		const stored = await this.parts.store.session(id);
		if (!stored) return undefined;
		const session = {
			...stored,
			lastWorkAtMs: stored.lastCallAtMs,
			notedAtMs: 0,
			hasNamedFile: false,
		};
		if (session.closedAtMs === undefined) this.live.set(id, session);
		return session;
	}

	/** Whether a session has called since the gateway started. */
	hasCalled({ id }: LiveSession): boolean {
		return this.live.has(id);
	}

	/** @returns the session that is open for an instance, from this life of the gateway or the last */
	async openOf(instanceId: number): Promise<LiveSession | undefined> {
		for (const session of this.live.values()) {
			if (session.instanceId === instanceId) return session;
		}
		if (this.idle.has(instanceId)) return undefined;
		const last = await this.parts.store.lastSession(instanceId);
		if (!last || last.closedAtMs !== undefined) {
			this.idle.add(instanceId);
			return undefined;
		}
		return { ...last, lastWorkAtMs: last.lastCallAtMs, notedAtMs: 0, hasNamedFile: false };
	}

	/** A call came. */
	async touch(session: LiveSession): Promise<void> {
		session.lastCallAtMs = this.parts.clock.now();
		if (session.lastCallAtMs - session.notedAtMs >= NOTED_EVERY_MS) await this.note(session);
	}

	/** Writes down what has changed in a session. */
	async note(session: LiveSession): Promise<void> {
		const { lastWorkAtMs, notedAtMs, hasNamedFile, ...stored } = session;
		void [lastWorkAtMs, notedAtMs, hasNamedFile];
		session.notedAtMs = this.parts.clock.now();
		await this.parts.store.putSession(stored);
	}

	/** @param reason what `getLastError` says to a Web Connector that goes on with the ticket */
	async close(session: LiveSession, reason?: string): Promise<void> {
		this.live.delete(session.id);
		if (session.closedAtMs !== undefined) return;
		session.closedAtMs = this.parts.clock.now();
		session.lastError ??= reason;
		await this.note(session);
	}

	/** Its instance is gone, with all that was kept of it. */
	forget({ id }: LiveSession): void {
		this.live.delete(id);
	}

	private idOf(ticket: string): string {
		return this.parts.vault.digest(ticket, 'ticket');
	}
}

/** A GUID by habit of the servers before us; 122 random bits. */
const newTicket = (): string => `{${randomUUID()}}`;
