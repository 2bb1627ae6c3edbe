import { randomBytes } from 'node:crypto';

import type { CodePage } from '../../qbxml';
import {
	CompanyQueue,
	Presence,
	Turns,
	type Clock,
	type EndedCall,
	type QueueLog,
} from '../../queue';
import type { Instance, Store } from '../../store';
import { SetupProgress } from '../setup/progress';

/** What lives in this process for one company. */
export interface Company {
	queue: CompanyQueue;
	presence: Presence;
	/** In which characters its QuickBooks keeps texts. */
	codePage?: CodePage;
	/** Two log-ins at once are looked at one after the other. */
	logins: Turns;
	/** How far the person is who sets it up. */
	setup: SetupProgress;
}

/** The companies that somebody asked for since the gateway started. */
export class Companies {
	private readonly known = new Map<number, Company>();

	constructor(
		private readonly parts: {
			store: Store;
			clock: Clock;
			log: QueueLog;
			waitMs: number;
			resendMs?: number;
			codePage?: CodePage;
			/** Hears what became of each request. */
			onEnd?(call: EndedCall): void;
		},
	) {}

	of({ id, facts }: Instance): Company {
		const there = this.known.get(id);
		if (there) return there;
		const presence = new Presence(this.parts.clock, facts.connector.lastSeenMs);
		const queue = new CompanyQueue({ ...this.parts, instanceId: id, presence, newMessageSetId });
		const { codePage } = this.parts;
		const company = { queue, presence, codePage, logins: new Turns(), setup: new SetupProgress() };
		this.known.set(id, company);
		return company;
	}

	/** The instance was removed. */
	forget(id: number): void {
		this.known.delete(id);
	}
}

/** QuickBooks takes 24 characters at most, perhaps 23 (documented and observed). 15 bytes are 20 characters. */
const newMessageSetId = (): string =>
	randomBytes(15).toString('base64').replace(/\+/g, '-').replace(/\//g, 'x');
