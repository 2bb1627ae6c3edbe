import type { Clock } from '../queue';
import { isSame, type Actor, type Instance, type Store } from '../store';
import { readCredentials, type Credentials } from './authorization';
import { ApiError, unauthorized } from './errors';

const WINDOW_MS = 600_000;
const FAILURES = 30;
const ADDRESSES_REMEMBERED = 10_000;

/** The two secrets of the account. */
export interface Secrets {
	user: string;
	organization: string;
}

/** Too many wrong secrets from one address. A right one is let in all the same: others may stand behind one proxy. */
export class TooManyFailures extends ApiError {
	constructor(readonly retryAfterSeconds: number) {
		super(429, 'Too many calls with wrong secrets. Wait a while.');
	}
}

/** Whether a call has both secrets of the account. They are compared in constant time. */
export const mayCallPlatform = (
	secrets: Secrets,
	{ user = '', organization = '' }: Credentials,
): boolean =>
	[isSame(user, secrets.user), isSame(organization, secrets.organization)].every(Boolean);

/** Whether a call through an instance has the right secrets: it needs no Organization part, but no wrong one. */
export const mayCallElement = (secrets: Secrets, credentials: Credentials): boolean =>
	mayCallPlatform(secrets, { organization: secrets.organization, ...credentials });

/** Who may call what. Secrets are compared in constant time. */
export class Guard {
	private readonly failures = new Map<string, number[]>();

	constructor(
		private readonly secrets: Secrets,
		private readonly store: Store,
		private readonly clock: Clock,
	) {}

	/** Checks a call to the platform: User and Organization secret. */
	async platform(header: string | undefined, address: string): Promise<void> {
		await this.logIn(readCredentials(header), { way: 'api', address });
	}

	/** Checks the two secrets of the account. */
	async logIn(credentials: Credentials, by: Actor): Promise<void> {
		if (!mayCallPlatform(this.secrets, credentials)) throw await this.refusal(by);
	}

	/** Checks a call through an instance: User secret and Element token; an Organization part has to be right. */
	async element(header: string | undefined, address: string): Promise<Instance> {
		const credentials = readCredentials(header);
		const instance = await this.store.findInstance({ token: credentials.element ?? '' });
		const isRight = mayCallElement(this.secrets, credentials);
		if (!isRight || !instance) throw await this.refusal({ way: 'api', address });
		return instance;
	}

	/** A setup link was tried that opens nothing. @returns why this address is told nothing more; undefined while it may try */
	async unknownLink(address: string): Promise<TooManyFailures | undefined> {
		const refusal = await this.refusal({ way: 'link', address });
		return refusal instanceof TooManyFailures ? refusal : undefined;
	}

	/** A wrong secret came. It is written down, but not what an address sends that is told nothing more. @returns what it is told */
	async refusal(by: Actor): Promise<ApiError> {
		const refusal = this.count(by.address);
		if (refusal instanceof TooManyFailures) return refusal;
		const entry = { ...by, atMs: this.clock.now(), action: 'refused' } as const;
		// Who has a wrong secret is not let in, whether that can be written down or not.
		await this.store.audit.add(entry).catch(() => undefined);
		return refusal;
	}

	private count(address: string): ApiError {
		const now = this.clock.now();
		const earlier = (this.failures.get(address) ?? []).filter((atMs) => atMs > now - WINDOW_MS);
		if (earlier.length >= FAILURES) {
			return new TooManyFailures(Math.ceil((earlier[0] + WINDOW_MS - now) / 1_000));
		}
		this.failures.delete(address);
		this.failures.set(address, [...earlier, now]);
		if (this.failures.size > ADDRESSES_REMEMBERED) {
			const [oldest] = this.failures.keys();
			this.failures.delete(oldest);
		}
		return unauthorized();
	}
}
