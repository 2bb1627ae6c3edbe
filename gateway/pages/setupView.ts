import { connectorState, type Company, type ConnectorState } from '../connector';
import type { Instance } from '../store';
import { problemOf, type ShownProblem } from './problem';

export type StepState = 'current' | 'done' | 'todo';

/** What the setup page shows of an instance. */
export interface SetupView {
	name: string;
	username: string;
	state: ConnectorState;
	steps: Record<'add' | 'download' | 'password', StepState>;
	/** Where the Web Connector has logged in, and the books are not known: QuickBooks is asked, or something is in the way. */
	asking?: 'asking' | 'blocked';
	/** Whether the password can still be read. */
	isPasswordReadable: boolean;
	problem?: ShownProblem;
	company?: { name: string; fileName: string; productName?: string };
	/** The books that somebody said to be the wrong ones. */
	rejected?: { name: string };
}

/** @returns how far the connection is, and what is in the way */
export function setupView(instance: Instance, live: Company): SetupView {
	const { name, connector } = instance.facts;
	const { company, rejectedCompany, username } = connector;
	const { setup, presence } = live;
	const hasLoggedIn = presence.lastSeenMs !== undefined;
	// Where the last books were the wrong ones it begins anew.
	const rejected = company ? undefined : rejectedCompany;
	const isAdded = !rejected && (hasLoggedIn || setup.hasWrongPassword);
	const done = [
		setup.isDownloaded || isAdded,
		isAdded,
		company !== undefined && !setup.hasWrongPassword,
	];
	// The gateway hears of the second step with the third: both are to be done once the file is there.
	const stepOf = (at: number): StepState =>
		done[at] ? 'done' : at === 0 || done[0] ? 'current' : 'todo';
	const problem = problemOf(instance, live);
	return {
		name,
		username,
		state: connectorState(instance, live),
		steps: { download: stepOf(0), add: stepOf(1), password: stepOf(2) },
		...(hasLoggedIn && !company && !setup.hasWrongPassword
			? { asking: problem === undefined ? 'asking' : 'blocked' }
			: {}),
		isPasswordReadable: instance.secrets.password !== undefined,
		problem,
		company,
		rejected,
	};
}
