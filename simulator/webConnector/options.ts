import type { Clock } from './clock';
import type { Desktop } from './computer/desktop';

/** A moment at which a session can be disturbed. */
export type Moment =
	/** A document has come from the server; QuickBooks does not have it yet. */
	| 'handedOut'
	/** QuickBooks has run it; the server does not know yet. */
	| 'ran'
	/** The server has taken the answer. */
	| 'received';

/**
 * What happens then: `crash` ends the Web Connector as a power cut does, with no further call; `repeat`, once QuickBooks
 * has run, delivers the answer twice, as a network that lost the first answer does.
 */
export type Disturbance = 'crash' | 'repeat' | undefined;

/** The user at the computer. */
export interface User {
	/** Whether the user goes on after a warning of `clientVersion`. A computer without a user waits for ever; here it stops. */
	acceptsWarning?: (text: string) => boolean;
	/** Shows the page of the interactive mode; returns why it was declined, undefined when it was done. */
	interact?: (url: string) => Promise<string | undefined>;
}

/** What a Web Connector is and how it waits. */
export interface WebConnectorOptions {
	desktop: Desktop;
	clock?: Clock;
	/** Its own version. */
	version?: string;
	/** Of the computer; it stands in the lock of the company file. */
	computerName?: string;
	/** How long it waits after `NoOp`: "currently 5" seconds (documented). */
	noOpPauseMs?: number;
	/** How long a call may take: not documented; .NET's default. */
	httpTimeoutMs?: number;
	/** A certificate that Windows trusts besides those of authorities. */
	certificateAuthority?: string;
	/** Whether it calls `closeConnection` after `none` and `nvu` (documented, but not to be relied on). */
	closesWithoutWork?: boolean;
	/** How often it lets the server name another company file; the real one goes on for ever. */
	connectionTries?: number;
	/** Whether empty texts of an answer's call are left out, as null is, instead of sent as empty elements. */
	leavesEmptyOut?: boolean;
	user?: User;
	/** Spoils what QuickBooks says of itself in the first call of a session; published examples hold broken XML. */
	spoilIntroduction?: (hcpResponse: string) => string;
	/** Disturbs sessions on purpose. */
	disturb?: (moment: Moment) => Disturbance;
	/** Gets the lines of the log, like those of `QWCLog.txt`: never a password, of documents the first 50 characters. */
	log?: (line: string) => void;
}

/** Options that may stay away. */
type Wish = 'certificateAuthority' | 'disturb' | 'spoilIntroduction' | 'user';

/** The options with what they are when they are left out. */
export type Setup = Required<Omit<WebConnectorOptions, Wish | 'log'>> &
	Pick<WebConnectorOptions, Wish> & {
		log: (line: string) => void;
		/** Set off when the Web Connector is left: no pause goes on. */
		leaving: AbortSignal;
	};
