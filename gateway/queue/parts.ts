import type { Store } from '../store';
import type { EndedCall } from './callers';
import type { Clock } from './clock';
import type { Presence } from './presence';

/** Where the queue says what an operator should know. Neither contents nor secrets go there. */
export interface QueueLog {
	warn(facts: Record<string, unknown>, message: string): void;
	error(facts: Record<string, unknown>, message: string): void;
}

/** What the queue of a company works with. */
export interface QueueParts {
	instanceId: number;
	store: Store;
	clock: Clock;
	presence: Presence;
	/** At most 20 characters, never the same twice. */
	newMessageSetId(): string;
	/** How long a caller waits. */
	waitMs: number;
	/** How long after it left a write may be sent once more that is not in the books; 15 minutes where it is left out. */
	resendMs?: number;
	log: QueueLog;
	/** Hears what became of each request. */
	onEnd?(call: EndedCall): void;
}
