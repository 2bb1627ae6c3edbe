import { aboutInstance, isSame, type Instance } from '../../store';
import type { ConnectorParts } from './parts';
import { LoginGuard } from './loginGuard';
import { PASSWORD_PURPOSE } from './password';

/** `lastSeen` is written down no more often. */
const SEEN_EVERY_MS = 60_000;

/** Who may call for a company. */
export class Login {
	private readonly guard: LoginGuard;

	constructor(private readonly parts: ConnectorParts) {
		this.guard = new LoginGuard(parts.clock);
	}

	/** @returns the instance whose user name and password these are */
	async check(username: string, password: string, address: string): Promise<Instance | undefined> {
		const { store, vault, clock, companies, log } = this.parts;
		if (this.guard.isBlocked(username)) return undefined;
		const instance = await store.findInstance({ username });
		// The same work for a name that is not there.
		const expected = instance?.facts.connector.passwordDigest ?? vault.digest('', 'nobody');
		if (!isSame(vault.digest(password, PASSWORD_PURPOSE), expected) || !instance) {
			this.guard.failed(username);
			if (instance) {
				log.warn({ instanceId: instance.id }, 'The Web Connector sent a wrong password');
				companies.of(instance).setup.hasWrongPassword = true;
				await store.audit.add({
					atMs: clock.now(),
					action: 'refused',
					way: 'connector',
					address,
					...aboutInstance(instance),
				});
			}
			return undefined;
		}
		this.guard.succeeded(username);
		companies.of(instance).setup.hasWrongPassword = false;
		return await this.note(instance);
	}

	/** After the first log-in nobody needs to read the password any more. */
	private async note(instance: Instance): Promise<Instance> {
		const now = this.parts.clock.now();
		const { lastSeenMs = 0 } = instance.facts.connector;
		if (instance.secrets.password === undefined && now - lastSeenMs < SEEN_EVERY_MS)
			return instance;
		const noted = await this.parts.store.changeInstance(
			instance.id,
			({ facts, secrets, ...rest }) => {
				const { password, ...kept } = secrets;
				void password;
				const connector = { ...facts.connector, lastSeenMs: now };
				return { ...rest, facts: { ...facts, connector }, secrets: kept };
			},
		);
		return noted ?? instance;
	}
}
