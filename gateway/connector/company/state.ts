import type { Instance } from '../../store';
import type { Company } from './companies';

export const CONNECTOR_STATES = ['waiting', 'confirm', 'connected', 'offline', 'refused'] as const;

/** How far a company is: as the API and the page show it. */
export type ConnectorState = (typeof CONNECTOR_STATES)[number];

/** Code of the error that another company file is open. */
export const OTHER_COMPANY = 'otherCompany';

export function connectorState({ facts }: Instance, { presence, queue }: Company): ConnectorState {
	const { company, isConfirmed, lastError } = facts.connector;
	if (lastError?.code === OTHER_COMPANY) return 'refused';
	if (!company) return 'waiting';
	if (!isConfirmed) return 'confirm';
	return presence.isAway(queue.isOut) ? 'offline' : 'connected';
}
