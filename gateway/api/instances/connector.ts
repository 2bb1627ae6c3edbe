import {
	connectorState,
	randomSecret,
	withNewLink,
	withNewPassword,
	type Companies,
} from '../../connector';
import {
	aboutInstance,
	type Actor,
	type ConnectorFacts,
	type Instance,
	type InstanceDraft,
} from '../../store';
import { ApiError } from '../errors';
import { isRecord } from '../json';
import type { ApiParts } from '../parts';
import type { Profile } from '../profile';
import { dateText } from './view';

/** The owner, as instances show it. */
const USER = { id: 1, emailAddress: 'gateway@localhost', firstName: 'Gateway', lastName: 'User' };

/** What is the gateway's own: instances show how far their Web Connector is. */
export const gatewayProfile = (companies: Companies): Profile => ({
	newToken: randomSecret,
	keepsSecretsApart: true,
	members: (instance) => ({ user: USER, connector: connectorView(companies, instance) }),
});

/**
 * A new instance with all that a Web Connector is set up with.
 *
 * @param body that of the create; it may name the company
 */
export function connectable(
	{ vault, clock }: Pick<ApiParts, 'vault' | 'clock'>,
	draft: InstanceDraft,
	body: Record<string, unknown>,
): InstanceDraft {
	const connector = { ...draft.facts.connector, ...expectedCompany(body) };
	const named = { ...draft, facts: { ...draft.facts, connector } };
	return withNewLink(withNewPassword(vault, named), clock.now());
}

/** Keeps a new instance, and who made it. */
export async function addInstance(
	{ store, clock }: Pick<ApiParts, 'clock' | 'store'>,
	draft: InstanceDraft,
	by: Actor,
): Promise<Instance> {
	const instance = await store.addInstance(draft);
	const what = { atMs: clock.now(), action: 'instanceCreated' } as const;
	await store.audit.add({ ...what, ...by, ...aboutInstance(instance) });
	return instance;
}

/** How far the connection is. The link is shown by those alone who make it. */
export function connectorView(companies: Companies, instance: Instance) {
	const { username, company, lastError } = instance.facts.connector;
	const live = companies.of(instance);
	const { lastSeenMs } = live.presence;
	return {
		state: connectorState(instance, live),
		username,
		lastSeen: lastSeenMs === undefined ? null : dateText(lastSeenMs),
		company: company?.name ?? null,
		lastError: lastError?.message ?? null,
	};
}

function expectedCompany({
	connector,
}: Record<string, unknown>): Pick<ConnectorFacts, 'expectedCompany'> {
	if (connector === undefined || connector === null) return {};
	const company = isRecord(connector) ? (connector.company ?? '') : undefined;
	if (typeof company !== 'string') throw new ApiError(400, "'connector.company' must be a text.");
	return company.trim() === '' ? {} : { expectedCompany: company.trim() };
}
