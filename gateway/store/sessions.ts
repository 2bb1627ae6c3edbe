/** A session of the Web Connector that had, or has, something to do. */
export interface Session {
	/** Digest of its ticket, which is a secret while the session lives. */
	id: string;
	instanceId: number;
	openedAtMs: number;
	lastCallAtMs: number;
	/** Undefined while it lives. */
	closedAtMs?: number;
	/** Whether QuickBooks was open in it: the Web Connector has asked for a request. */
	hasBegun: boolean;
	/** What `getLastError` is to say, and the Web Connector then shows. */
	lastError?: string;
	/** How often another way to the company file was tried after `connectionError`. */
	connectionErrors: number;
}
