import type { Instance } from './instances';

/** What somebody did that others may want to know of later. */
export type AuditAction =
	| 'backupTaken'
	| 'callSettled'
	| 'companyConfirmed'
	| 'companyConnected'
	| 'companyReconsidered'
	| 'companyRejected'
	| 'instanceCreated'
	| 'instanceRemoved'
	| 'linkMade'
	| 'loggedIn'
	| 'loggedOut'
	| 'passwordMade'
	| 'passwordShown'
	| 'refused';

/**
 * By what somebody came: the API with the two secrets, the pages after a log-in, a setup link, the Web Connector, or
 * the metrics. The gateway knows no persons: whoever has a secret is let in.
 */
export type AuditWay = 'api' | 'connector' | 'link' | 'metrics' | 'page';

/** Who it was, as far as that shows. */
export interface Actor {
	way: AuditWay;
	address: string;
}

export interface AuditDraft extends Actor {
	atMs: number;
	action: AuditAction;
	/** Of the instance that it was about; it may be gone by now. */
	instanceId?: number;
	/** Its name then. */
	instanceName?: string;
	/** Such as the company or the id of a call; never a secret. */
	detail?: string;
}

export interface AuditEntry extends AuditDraft {
	id: number;
}

/** What an entry says of the instance that it is about. */
export const aboutInstance = ({
	id,
	facts,
}: Instance): Pick<AuditDraft, 'instanceId' | 'instanceName'> => ({
	instanceId: id,
	instanceName: facts.name,
});

/** Who did what. Nothing in it is ever changed; the oldest go at last. */
export interface AuditStore {
	/** Adds an entry. When this has resolved it is on disk; one of a refusal a little later. */
	add(entry: AuditDraft): Promise<void>;
	/** @returns the newest, the newest first */
	latest(limit: number): Promise<AuditEntry[]>;
}

/** How many entries are kept. Whoever guesses secrets pushes out other guesses alone. */
export const AUDIT_KEPT = { done: 10_000, refused: 1_000 };

/** For tests and for the sandbox. */
export class MemoryAudit implements AuditStore {
	private entries: AuditEntry[] = [];

	private lastId = 0;

	async add(entry: AuditDraft): Promise<void> {
		this.lastId += 1;
		this.entries.push({ ...entry, id: this.lastId });
		const isRefusal = entry.action === 'refused';
		const alike = this.entries.filter(({ action }) => (action === 'refused') === isRefusal);
		const left = alike.length - AUDIT_KEPT[isRefusal ? 'refused' : 'done'];
		if (left > 0) this.entries = this.entries.filter((each) => each !== alike[0]);
	}

	async latest(limit: number): Promise<AuditEntry[]> {
		return this.entries
			.slice(-limit)
			.reverse()
			.map((entry) => ({ ...entry }));
	}
}
