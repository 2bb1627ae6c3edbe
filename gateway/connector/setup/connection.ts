import { CallFailure, type Clock } from '../../queue';
import {
	aboutInstance,
	type Actor,
	type AuditAction,
	type CompanyFacts,
	type Instance,
	type Store,
	type Vault,
} from '../../store';
import type { Companies } from '../company/companies';
import { withConfirmed } from '../company/confirmed';
import { isSameName } from '../company/facts';
import { withReconsidered, withRejected } from '../company/rejected';
import { setupUrlOf, withNewLink } from '../session/link';
import { withNewPassword } from '../session/password';

export interface ConnectionParts {
	store: Store;
	vault: Vault;
	clock: Clock;
	companies: Companies;
	publicUrl: string;
}

/** What people do to the connection of an instance, wherever they do it. Who did it is written down. */
export class Connection {
	constructor(private readonly parts: ConnectionParts) {}

	/** @returns the address of a new link, the last one opens nothing any more; undefined where the instance is gone */
	async newLink({ id }: Instance, by: Actor): Promise<string | undefined> {
		const { store, clock, publicUrl } = this.parts;
		const changed = await store.changeInstance(id, (now) => withNewLink(now, clock.now()));
		if (!changed) return undefined;
		await this.note('linkMade', changed, by);
		return setupUrlOf(publicUrl, changed);
	}

	/** @returns a new password of the Web Connector, the last one stops working; undefined where the instance is gone */
	async newPassword({ id }: Instance, by: Actor): Promise<string | undefined> {
		const { store, vault, companies } = this.parts;
		const changed = await store.changeInstance(id, (now) => withNewPassword(vault, now));
		if (!changed) return undefined;
		companies.of(changed).setup.hasWrongPassword = false;
		await this.note('passwordMade', changed, by);
		return changed.secrets.password;
	}

	/** Somebody was shown a password that was there already. */
	async passwordShown(instance: Instance, by: Actor): Promise<void> {
		await this.note('passwordShown', instance, by);
	}

	/**
	 * Somebody says that the connected books are the right ones.
	 *
	 * @param named the name of the company that was shown
	 * @returns whether it is that of the connected company; nothing is confirmed else
	 */
	async confirm(instance: Instance, named: string, by: Actor): Promise<boolean> {
		const company = await this.decide(instance, named, withConfirmed);
		if (company) await this.note('companyConfirmed', instance, by, company.name);
		return company !== undefined;
	}

	/**
	 * Somebody says that the connected books are the wrong ones, before anybody has confirmed them. They are let go.
	 *
	 * @param named the name of the company that was shown
	 * @returns whether it is that of a company that is not confirmed; nothing is changed else
	 */
	async reject(instance: Instance, named: string, by: Actor): Promise<boolean> {
		const { store, clock, companies } = this.parts;
		const company = await this.decide(instance, named, (now) =>
			now.facts.connector.isConfirmed ? undefined : withRejected(now, clock.now()),
		);
		if (!company) return false;
		await store.events.dropLook(instance.id);
		const { queue, setup } = companies.of(instance);
		setup.isDownloaded = false;
		await queue.failQueued(new CallFailure('away', 'notSent', WRONG_BOOKS));
		await this.note('companyRejected', instance, by, company.name);
		return true;
	}

	/** Somebody takes back that books are the wrong ones. @returns whether anybody had said so */
	async reconsider(instance: Instance, by: Actor): Promise<boolean> {
		let rejected: CompanyFacts | undefined;
		await this.parts.store.changeInstance(instance.id, (now) => {
			rejected = now.facts.connector.rejectedCompany;
			return rejected ? withReconsidered(now) : now;
		});
		if (rejected) await this.note('companyReconsidered', instance, by, rejected.name);
		return rejected !== undefined;
	}

	/** @returns the company where it has that name and the change was made */
	private async decide(
		{ id }: Instance,
		named: string,
		change: (now: Instance) => ReturnType<typeof withConfirmed> | undefined,
	): Promise<CompanyFacts | undefined> {
		let decided: CompanyFacts | undefined;
		await this.parts.store.changeInstance(id, (now) => {
			const { company } = now.facts.connector;
			const next = company && isSameName(company.name, named) ? change(now) : undefined;
			decided = next && company;
			return next ?? now;
		});
		return decided;
	}

	private async note(
		action: AuditAction,
		instance: Instance,
		by: Actor,
		detail?: string,
	): Promise<void> {
		const { store, clock } = this.parts;
		const what = { atMs: clock.now(), action, detail };
		await store.audit.add({ ...what, ...by, ...aboutInstance(instance) });
	}
}

const WRONG_BOOKS = 'The open company file was said to be the wrong one. Nothing was sent.';
