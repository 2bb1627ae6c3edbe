import type { WebConnectorError } from '../faults';

/** How an update ended. */
export type Ending =
	/** The server said so, by 100, by a negative number or by a text of `getLastError`. */
	| 'done'
	/** `none`, `nvu` or `busy` of `authenticate`. */
	| 'none'
	| 'nvu'
	| 'busy'
	/** The server wants to be asked later. */
	| 'postponed'
	/** QuickBooks could not be reached. */
	| 'notConnected'
	/** A text of `clientVersion`, or a missing password, was in the way. */
	| 'notStarted'
	/** Something broke, with a number of the Web Connector. */
	| 'error'
	/** It was disturbed on purpose. */
	| 'crashed'
	/** The user has left the Web Connector. */
	| 'left';

/** What became of an update. */
export interface Outcome {
	ending: Ending;
	/** What stands in the status column. */
	status: string;
	error?: WebConnectorError;
	/** How many documents QuickBooks was given. */
	documents: number;
	/** The progress that the server told, in percent. */
	progress: number[];
	/** How long this update is put off; undefined where nothing is said. Heeded with Auto-Run only. */
	postponedMs?: number;
	/** The shortest time from one update to the next; undefined where nothing is said. Heeded with Auto-Run only. */
	leastIntervalMs?: number;
}

/** The end of an update without an error of the Web Connector itself. */
export class Ended extends Error {
	constructor(
		readonly ending: Ending,
		readonly status: string,
	) {
		super(status);
	}
}
