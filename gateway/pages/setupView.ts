import { connectorState, OTHER_COMPANY, type Company, type ConnectorState } from '../connector';
import type { Instance } from '../store';
import { PROBLEMS, type Problem } from './texts';

export type StepState = 'current' | 'done' | 'todo';

/** What the setup page shows of an instance. */
export interface SetupView {
	name: string;
	username: string;
	state: ConnectorState;
	steps: Record<'add' | 'download' | 'password', StepState>;
	/** Whether the Web Connector has logged in and QuickBooks has not answered yet. */
	isAsking: boolean;
	/** Whether the password can still be read. */
	isPasswordReadable: boolean;
	problem?: Problem & { reported?: string };
	company?: { name: string; fileName: string; productName?: string };
}

/** @returns how far the connection is, and what is in the way */
export function setupView(instance: Instance, live: Company): SetupView {
	const { name, connector } = instance.facts;
	const { company, username } = connector;
	const { setup, presence } = live;
	const hasLoggedIn = presence.lastSeenMs !== undefined;
	const isAdded = hasLoggedIn || setup.hasWrongPassword;
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
		isAsking: hasLoggedIn && !company && problem === undefined,
		isPasswordReadable: instance.secrets.password !== undefined,
		problem,
		company,
	};
}

function problemOf({ facts }: Instance, live: Company): SetupView['problem'] {
	const { lastError } = facts.connector;
	const reported = lastError?.message;
	const { setup, presence, queue } = live;
	if (facts.disabled) return PROBLEMS.switchedOff;
	if (lastError?.code === OTHER_COMPANY) return { ...PROBLEMS.otherCompany, reported };
	if (setup.hasWrongPassword) return PROBLEMS.wrongPassword;
	if (lastError) return { ...problemByCode(lastError.code), reported };
	const isQuiet = presence.lastSeenMs !== undefined && presence.isAway(queue.isOut);
	return isQuiet ? PROBLEMS.quiet : undefined;
}

/** The code comes from the company's computer: it may be anything. */
const problemByCode = (code = ''): Problem =>
	Object.hasOwn(PROBLEMS, code) ? PROBLEMS[code] : PROBLEMS.other;
