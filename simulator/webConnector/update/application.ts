import type { QwcFile } from '../qwcFile';

/** An application in the list of the Web Connector. */
export interface Application {
	qwc: QwcFile;
	/** Undefined until the user has typed it in. */
	password?: string;
	/** The box that a user has to tick for updates by themselves. */
	isAutoRun: boolean;
	/** The shortest time from one update to the next; undefined for updates on demand only. */
	intervalMs?: number;
	/** When the last update began, in milliseconds since 1970. */
	lastRunMs?: number;
	/** When the next one is due. */
	nextRunMs?: number;
	/** Of the last log-in. */
	lastTicket?: string;
	/** The status column. */
	status: string;
}
