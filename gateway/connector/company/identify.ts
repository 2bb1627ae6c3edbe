import type { QueueLog } from '../../queue';
import {
	aboutInstance,
	type Actor,
	type CompanyFacts,
	type ConnectorFacts,
	type Instance,
	type Store,
} from '../../store';
import { isSameCompany, isSameName, nameInPath } from './facts';
import { wrongCompany } from './rejected';
import { OTHER_COMPANY } from './state';

interface Parts {
	store: Store;
	log: QueueLog;
	asksForCompany: boolean;
}

/**
 * Compares the open company file with the one that the instance is for, and keeps what there is to know of it.
 *
 * @param address from which the Web Connector calls
 * @returns why nothing may be done in it; undefined where it is the right one
 */
export async function identify(
	{ store, log, asksForCompany }: Parts,
	instance: Instance,
	read: CompanyFacts,
	{ nowMs, address }: { nowMs: number; address: string },
): Promise<string | undefined> {
	const known = instance.facts.connector.company;
	const seen = { ...known, ...read, name: read.name || known?.name || nameInPath(read.fileName) };
	const refusal = refusalOf(instance.facts.connector, seen);
	if (refusal !== undefined) {
		log.warn({ instanceId: instance.id }, 'Another company file is open');
		await change(store, instance, (connector) => ({
			...connector,
			lastError: { atMs: nowMs, message: refusal, code: OTHER_COMPANY },
		}));
		return refusal;
	}
	const { expectedCompany, isConfirmed, lastError } = instance.facts.connector;
	const isNews = JSON.stringify(known) !== JSON.stringify(seen) || lastError !== undefined;
	if (!isNews) return undefined;
	await change(store, instance, ({ lastError: over, ...connector }) => {
		void over;
		const isNow = isConfirmed || expectedCompany !== undefined || !asksForCompany;
		return { ...connector, company: seen, isConfirmed: isNow };
	});
	if (!known) {
		const by: Actor = { way: 'connector', address };
		const what = { atMs: nowMs, action: 'companyConnected', detail: seen.name } as const;
		await store.audit.add({ ...by, ...what, ...aboutInstance(instance) });
	}
	return undefined;
}

function refusalOf(connector: ConnectorFacts, seen: CompanyFacts): string | undefined {
	const { company, expectedCompany, rejectedCompany } = connector;
	if (company && !isSameCompany(company, seen)) {
		return `Another company file is open: ${seen.name} (${seen.fileName}). This connection is for ${company.name} (${company.fileName}). Open that one.`;
	}
	if (company) return undefined;
	if (rejectedCompany && isSameCompany(rejectedCompany, seen)) {
		return wrongCompany(seen);
	}
	if (expectedCompany !== undefined && !isSameName(expectedCompany, seen.name)) {
		return `Another company file is open: ${seen.name}. This connection is for ${expectedCompany}. Open that one, and add the application there.`;
	}
	return undefined;
}

/** Keeps what belongs to the connection of an instance. Once somebody has confirmed, the link opens nothing more. */
async function change(
	store: Store,
	{ id }: Instance,
	next: (connector: ConnectorFacts) => ConnectorFacts,
): Promise<void> {
	await store.changeInstance(id, ({ facts, secrets, ...rest }) => {
		const connector = next(facts.connector);
		const { link, ...kept } = secrets;
		const isOver = connector.isConfirmed || link === undefined;
		return {
			...rest,
			facts: { ...facts, connector },
			secrets: isOver ? kept : { ...kept, link },
		};
	});
}
