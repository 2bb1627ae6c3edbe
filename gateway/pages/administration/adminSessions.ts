import { randomSecret } from '../../connector';
import type { Clock } from '../../queue';
import type { Vault } from '../../store';

/** A page that nobody touches is locked again. */
const IDLE_MS = 2 * 3_600_000;
const LONGEST_MS = 12 * 3_600_000;
const SESSIONS_KEPT = 1_000;

/** Somebody who has logged in. */
export interface AdminSession {
	/** Stands in each form: another site cannot know it. */
	formToken: string;
	openedAtMs: number;
	seenAtMs: number;
}

/** Who has logged in to the pages. Kept in memory, so that a restart logs everybody out. */
export class AdminSessions {
	/** By the digest of what the browser has. */
	private readonly sessions = new Map<string, AdminSession>();

	constructor(private readonly parts: { clock: Clock; vault: Vault }) {}

	/** @returns what the browser is to keep */
	open(): string {
		const secret = randomSecret();
		const now = this.parts.clock.now();
		this.sessions.set(this.keyOf(secret), {
			formToken: randomSecret(),
			openedAtMs: now,
			seenAtMs: now,
		});
		if (this.sessions.size > SESSIONS_KEPT) {
			const [oldest] = this.sessions.keys();
			this.sessions.delete(oldest);
		}
		return secret;
	}

	/** @returns the session of a browser, where it is still good */
	find(secret = ''): AdminSession | undefined {
		const session = this.sessions.get(this.keyOf(secret));
		if (!session) return undefined;
		const now = this.parts.clock.now();
		if (now - session.seenAtMs >= IDLE_MS || now - session.openedAtMs >= LONGEST_MS) {
			this.close(secret);
			return undefined;
		}
		session.seenAtMs = now;
		return session;
	}

	close(secret: string): void {
		this.sessions.delete(this.keyOf(secret));
	}

	private keyOf(secret: string): string {
		return this.parts.vault.digest(secret, 'page session');
	}
}
