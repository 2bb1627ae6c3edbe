import type { Clock } from '../../queue';

const WINDOW_MS = 600_000;
const FAILURES = 10;
const FIRST_BLOCK_MS = 60_000;
const LONGEST_BLOCK_MS = 3_600_000;
/** Names that somebody makes up must not fill the memory. */
const NAMES_REMEMBERED = 10_000;

interface Attempts {
	failedAtMs: number[];
	blocks: number;
	blockedUntilMs: number;
}

/** Slows down who guesses passwords: by user name, since a proxy may stand before all of them. */
export class LoginGuard {
	private readonly attempts = new Map<string, Attempts>();

	constructor(private readonly clock: Clock) {}

	/** Whether a log-in is not even looked at. */
	isBlocked(username: string): boolean {
		return (this.attempts.get(username)?.blockedUntilMs ?? 0) > this.clock.now();
	}

	failed(username: string): void {
		const now = this.clock.now();
		const last = this.attempts.get(username) ?? { failedAtMs: [], blocks: 0, blockedUntilMs: 0 };
		const failedAtMs = [...last.failedAtMs.filter((atMs) => atMs > now - WINDOW_MS), now];
		this.attempts.delete(username);
		if (failedAtMs.length < FAILURES) {
			this.attempts.set(username, { ...last, failedAtMs });
		} else {
			const blockMs = Math.min(FIRST_BLOCK_MS * 2 ** last.blocks, LONGEST_BLOCK_MS);
			this.attempts.set(username, {
				failedAtMs: [],
				blocks: last.blocks + 1,
				blockedUntilMs: now + blockMs,
			});
		}
		if (this.attempts.size > NAMES_REMEMBERED) {
			const [oldest] = this.attempts.keys();
			this.attempts.delete(oldest);
		}
	}

	succeeded(username: string): void {
		this.attempts.delete(username);
	}
}
