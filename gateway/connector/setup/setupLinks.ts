import type { Clock } from '../../queue';
import type { Instance, Store, Vault } from '../../store';
import type { Companies } from '../company/companies';
import { withConfirmed } from '../company/confirmed';
import { isSameName } from '../company/facts';
import { qwcOf } from '../qwcOf';
import { withNewPassword } from '../session/password';

export interface SetupParts {
	store: Store;
	vault: Vault;
	clock: Clock;
	companies: Companies;
	publicUrl: string;
	/** What the `.qwc` file asks for. */
	intervalSeconds: number;
	/** Counts links that open nothing; where it is left out nobody does. */
	guard?: LinkGuard;
}

export interface LinkGuard {
	/** A link was tried that opens nothing. @returns why this address is told nothing more */
	unknownLink(address: string): Error | undefined;
}

/** The link opens nothing: it has expired, was replaced, has done its work, or never was one. */
export class LinkGoneError extends Error {
	readonly statusCode = 404;

	constructor() {
		super('This link has expired, or the company is connected. Ask for a new link.');
		this.name = 'LinkGoneError';
	}
}

/** What the holder of a setup link may do. */
export class SetupLinks {
	constructor(private readonly parts: SetupParts) {}

	/**
	 * @param secret of the link
	 * @param address of the caller
	 * @returns the instance of a link that is still good
	 * @throws LinkGoneError for any other, or what the guard says of this address
	 */
	async open(secret: string, address: string): Promise<Instance> {
		const { store, clock, guard } = this.parts;
		const instance = await store.findInstance({ link: secret });
		const { linkExpiresAtMs = 0 } = instance?.facts.connector ?? {};
		if (instance && clock.now() < linkExpiresAtMs) return instance;
		throw guard?.unknownLink(address) ?? new LinkGoneError();
	}

	/** @returns the text of the `.qwc` file */
	async qwc(instance: Instance): Promise<string> {
		const { store, companies, publicUrl, intervalSeconds } = this.parts;
		companies.of(instance).setup.isDownloaded = true;
		return qwcOf(instance, await store.instances(), { publicUrl, intervalSeconds });
	}

	/**
	 * @returns the password of the Web Connector; a new one where it was used already, so that nobody can read it any more
	 * @throws LinkGoneError where the instance has just been removed
	 */
	async password(instance: Instance): Promise<string> {
		const { store, vault, companies } = this.parts;
		const { password } = instance.secrets;
		if (password !== undefined) return password;
		const changed = await store.changeInstance(instance.id, (now) => withNewPassword(vault, now));
		if (changed?.secrets.password === undefined) throw new LinkGoneError();
		companies.of(instance).setup.hasWrongPassword = false;
		return changed.secrets.password;
	}

	/**
	 * Somebody says that the connected books are the right ones.
	 *
	 * @param named the name of the company that was shown
	 * @returns whether it is that of the connected company; nothing is confirmed else
	 */
	async confirm({ id, facts }: Instance, named: string): Promise<boolean> {
		const { company } = facts.connector;
		if (!company || !isSameName(company.name, named)) return false;
		return (await this.parts.store.changeInstance(id, withConfirmed)) !== undefined;
	}
}
