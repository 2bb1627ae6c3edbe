import type { Notification } from '../gateway/store';
import type { EventSeed } from './events/eventService';
import type { NotificationShape } from './events/legacyBody';
import type { FaultRule } from './faults/types';
import type { FinanceSettings } from './finance/settings';
import type { ServiceHabits } from './platform/habits';
import type { StoredInstance } from './platform/storedInstance';

export type { StoredInstance };

/** How to start a sandbox. Everything is optional: the default is an empty one on a free loopback port. */
export interface SandboxOptions {
	/** TCP port; 0 or absent takes a free one. */
	port?: number;
	/** Address to listen on; loopback unless told otherwise. */
	host?: string;
	/** Path of a JSON file that keeps secrets and data across restarts. */
	stateFile?: string;
	/** Makes secrets, tokens and request ids the same on every start. */
	seed?: number;
	/** Puts example instances there at the start (not when a state file already holds data). */
	seedData?: boolean;
	/** Delay of every API answer, in milliseconds. */
	latencyMs?: number;
	/** Further delay of a create or re-authentication: the service dials the customer's machine. */
	provisionLatencyMs?: number;
	/** Time that QuickBooks takes for each call; calls through one instance wait for one another. */
	quickBooksLatencyMs?: number;
	/**
	 * Real milliseconds that a minute takes for the poller and for the retries of deliveries. Without it nothing is
	 * polled but on demand, and retries follow one another at once.
	 */
	eventMinuteMs?: number;
	/**
	 * QuickBooks is reached the whole way: through the gateway's queue and a simulated Web Connector of each company, which
	 * connects by itself. Without it, QuickBooks is asked directly, which is faster.
	 */
	webConnector?: boolean;
	/** Customers that each new company file has besides those of the example company. */
	extraCustomers?: number;
	/** Records have no `id` but the one that a posted transformation gives them, as was observed in 2017. */
	rawRecords?: boolean;
	/** `yyyy-MM-dd`: QuickBooks refuses to touch transactions up to this day, in each new company file. */
	closingDate?: string;
	/** How reports and bulk jobs behave where the documentation leaves it open. */
	finance?: Partial<FinanceSettings>;
	/** Use this user secret instead of a generated one. */
	userSecret?: string;
	/** Use this organization secret instead of a generated one. */
	organizationSecret?: string;
}

/** One API request as it arrived, and how it ended. Admin requests are not recorded. */
export interface RecordedRequest {
	method: string;
	/** Below `/elements/api-v2`, without the query, still encoded. */
	path: string;
	/** The request target as sent, with the query. */
	url: string;
	query: Record<string, string | string[]>;
	headers: Record<string, string>;
	rawBody: string;
	/** The parsed body; undefined when there is none or it is not JSON. */
	json: unknown;
	/** Status that was sent; null when the connection ended without an answer or is still open. */
	status: number | null;
	requestId: string;
	/** API requests open when this one arrived, itself included. */
	openAtStart: number;
	/** Real time in milliseconds since 1970, whatever the sandbox clock says. */
	startedAtMs: number;
	/** When the answer was handed over or the connection ended; null while open. */
	finishedAtMs: number | null;
	/** Ids of the instances that it stored; a fault may do that late. */
	stored: number[];
	/** QuickBooks records that it created, as `customers/80000002-1484947875`; a fault may do that late. */
	storedRecords: string[];
	/** Kind of the fault that was applied, if any. */
	fault?: string;
}

/** What a test gives to put an instance there directly; what is left out gets a plausible value. */
export interface InstanceSeed
	extends Partial<Omit<StoredInstance, 'configuration' | 'listedFromMs' | 'id'>> {
	configuration?: Record<string, unknown>;
	/** Lists show it only this many milliseconds from now. */
	listedAfterMs?: number;
}

/** A running sandbox. */
export interface Sandbox {
	/** `http://127.0.0.1:PORT`, without the API base path. */
	readonly url: string;
	readonly userSecret: string;
	readonly organizationSecret: string;
	readonly username: string;
	readonly password: string;
	/** Live view, oldest first. */
	readonly requests: RecordedRequest[];
	/** Most API requests open at once since the last reset of the requests, counted as each arrives. */
	readonly openRequestsPeak: number;
	/** Most calls to QuickBooks through one instance that were open at once; it does them one after the other. */
	openCallsPeak(instanceId: number): number;
	/** QuickBooks records of an instance as the service shows them, in the order in which they came. */
	records(instanceId: number, path: string): Promise<Array<Record<string, unknown>>>;
	/** Closes the books of an instance up to a day, `yyyy-MM-dd`; undefined opens them again. */
	setClosingDate(instanceId: number, day: string | undefined): void;
	/** How many documents Web Connectors have carried to QuickBooks since the last reset; 0 where it is asked directly. */
	readonly documentsCarried: number;
	/** Every stored instance, listed or not yet, in id order; the objects are the live ones. */
	readonly instances: StoredInstance[];
	/** Stores that a fault postponed and that have not happened yet. */
	readonly pendingStores: number;
	addInstance(seed: InstanceSeed): StoredInstance;
	/** Polls an instance whose events are on; resolves when each notification has arrived or is in the queue. */
	pollNow(instanceId: number): Promise<Notification[]>;
	/** Delivers events that the poller would not find, such as deletions. */
	deliver(instanceId: number, events: EventSeed[]): Promise<Notification[]>;
	/** Every notification as it is now, oldest first. */
	readonly deliveries: readonly Notification[];
	/** How notifications look and are signed from now on. */
	setNotifications(how: { shape?: NotificationShape; signature?: 'sha256' | 'sha1' }): void;
	/** Puts an instance there after a while, as a late store would. */
	addInstanceLater(seed: InstanceSeed, afterMs: number): void;
	/** Returns the rule's id. The first rule that matches a request wins. */
	addFault(rule: FaultRule): string;
	removeFault(id: string): void;
	clearFaults(): void;
	/** Shift of the sandbox clock (`createdDate`, `Date` header) against the real one, in milliseconds. */
	clock: { offsetMs: number };
	/** How reports and bulk jobs behave from now on; a reset takes changes back. */
	readonly settings: FinanceSettings;
	/** How the service shows instances from now on; a reset takes changes back. */
	readonly habits: ServiceHabits;
	/** Forgets recorded requests and the peak. */
	resetRequests(): void;
	/** Back to the start: no faults, no recorded requests, clock right, data as first started. Secrets stay. */
	reset(): void;
	/** Ends the server, destroys open sockets, cancels late stores, writes the state file a last time. */
	stop(): Promise<void>;
}
