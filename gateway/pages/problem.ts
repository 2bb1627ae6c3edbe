import { OTHER_COMPANY, type Company } from '../connector';
import type { Instance } from '../store';
import { PROBLEMS, type Problem } from './texts';

/** What is in the way, with the words of QuickBooks or of the Web Connector where there are any. */
export type ShownProblem = Problem & { reported?: string };

/** @returns what is in the way of an instance; undefined where nothing is */
export function problemOf({ facts }: Instance, live: Company): ShownProblem | undefined {
	const { lastError, rejectedCompany, company } = facts.connector;
	const reported = lastError?.message;
	const { setup, presence, queue } = live;
	if (facts.disabled) return PROBLEMS.switchedOff;
	if (lastError?.code === OTHER_COMPANY) {
		const isRejected = rejectedCompany !== undefined && company === undefined;
		return { ...(isRejected ? PROBLEMS.wrongBooks : PROBLEMS.otherCompany), reported };
	}
	if (setup.hasWrongPassword) return PROBLEMS.wrongPassword;
	if (lastError) return { ...problemByCode(lastError.code), reported };
	const isQuiet = presence.lastSeenMs !== undefined && presence.isAway(queue.isOut);
	return isQuiet ? PROBLEMS.quiet : undefined;
}

/** The code comes from the company's computer: it may be anything. */
const problemByCode = (code = ''): Problem =>
	Object.hasOwn(PROBLEMS, code) ? PROBLEMS[code] : PROBLEMS.other;
