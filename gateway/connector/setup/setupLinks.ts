import type { Actor, Instance } from '../../store';
import { qwcOf } from '../qwcOf';
import { Connection, type ConnectionParts } from './connection';

export interface SetupParts extends ConnectionParts {
	/** What the `.qwc` file asks for. */
	intervalSeconds: number;
	/** Counts links that open nothing; where it is left out nobody does. */
	guard?: LinkGuard;
}

export interface LinkGuard {
	/** A link was tried that opens nothing. @returns why this address is told nothing more */
	unknownLink(address: string): Promise<Error | undefined>;
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
	private readonly connection: Connection;

	constructor(private readonly parts: SetupParts) {
		this.connection = new Connection(parts);
	}

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
		throw (await guard?.unknownLink(address)) ?? new LinkGoneError();
	}

	/** @returns the text of the `.qwc` file */
	async qwc(instance: Instance): Promise<string> {
		const { store, companies, publicUrl, intervalSeconds } = this.parts;
		companies.of(instance).setup.isDownloaded = true;
		return qwcOf(instance, await store.instances(), { publicUrl, intervalSeconds });
	}

	/**
	 * @param address of the caller
	 * @returns the password of the Web Connector; a new one where it was used already, so that nobody can read it any more
	 * @throws LinkGoneError where the instance has just been removed
	 */
	async password(instance: Instance, address: string): Promise<string> {
		const { password } = instance.secrets;
		if (password !== undefined) {
			await this.connection.passwordShown(instance, byLink(address));
			return password;
		}
		const made = await this.connection.newPassword(instance, byLink(address));
		if (made === undefined) throw new LinkGoneError();
		return made;
	}

	/**
	 * Somebody says that the connected books are the right ones.
	 *
	 * @param named the name of the company that was shown
	 * @returns whether it is that of the connected company; nothing is confirmed else
	 */
	async confirm(instance: Instance, named: string, address: string): Promise<boolean> {
		return await this.connection.confirm(instance, named, byLink(address));
	}

	/**
	 * Somebody says that the connected books are the wrong ones.
	 *
	 * @param named the name of the company that was shown
	 * @returns whether it is that of the connected company; nothing is changed else
	 */
	async reject(instance: Instance, named: string, address: string): Promise<boolean> {
		return await this.connection.reject(instance, named, byLink(address));
	}

	/** Somebody takes back that books are the wrong ones. */
	async reconsider(instance: Instance, address: string): Promise<void> {
		await this.connection.reconsider(instance, byLink(address));
	}
}

const byLink = (address: string): Actor => ({ way: 'link', address });
