/** What the gateway keeps: instances with their secrets, sessions of the Web Connector, calls. */
export { aboutInstance, type Actor, type AuditAction, type AuditEntry } from './audit';
export type { CompanyFacts, ConnectorFacts, Instance, InstanceDraft } from './instances';
export type { Session } from './sessions';
export {
	LEFT_STATES,
	OUTCOME_OF,
	UNKNOWN_STATES,
	type CallSettlement,
	type CallState,
	type NewCall,
	type Outcome,
	type StoredCall,
} from './calls';
export type { JobFormat, NewJob, StoredJob } from './jobs';
export type {
	EventStore,
	Look,
	Notification,
	NotificationDraft,
	NotificationFilter,
	NotificationHead,
} from './events';
export type { KeptKey } from './keys';
export { MemoryEvents } from './memoryEvents';
export { StoreConflictError, StoreUnusableError, type Store } from './store';
export { MemoryInstances } from './memoryInstances';
export { MemoryStore } from './memoryStore';
export { EmbeddedDatabase } from './sql/embedded';
export { PostgresDatabase } from './sql/postgres';
export { SqlStore } from './sql/sqlStore';
export { isSame, makeKey, UnsealError, Vault } from './vault';
