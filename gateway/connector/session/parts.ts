import type { Clock, QueueLog } from '../../queue';
import type { Store, Vault } from '../../store';
import type { Companies } from '../company/companies';
import type { SessionSettings } from './settings';

/** What the sessions of the Web Connector work with. */
export interface ConnectorParts {
	store: Store;
	vault: Vault;
	clock: Clock;
	companies: Companies;
	settings: SessionSettings;
	log: QueueLog;
}
