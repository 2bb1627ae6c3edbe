import { shownName } from '../../../../sandbox';
import {
	aliveOf,
	attemptsKept,
	nothingLeftRunning,
	bystandersUntouched,
	onlyOwnDeleted,
	type Violations,
} from './checks';
import type { Evidence } from './evidence';
import { nameOf } from './scene';

/** Every promise about a run that was cancelled. In: when, and everything that n8n logged. */
export function cancelViolations(
	evidence: Evidence,
	cancelledAtMs: number,
	log: string,
): Violations {
	const { requests, plan, sandbox } = evidence;
	const afterwards = requests.filter(({ startedAtMs }) => startedAtMs > cancelledAtMs);
	// These were on their way.
	const allowed = plan.concurrency;
	return [
		...(afterwards.length > allowed
			? [`cancelled, and then ${afterwards.length} requests, ${allowed} are allowed`]
			: []),
		...notLogged(evidence, log),
		...sandbox.instances
			.filter(({ token }) => log.includes(token))
			.map(({ id }) => `the token of ${id} is in the log`),
		...bystandersUntouched(evidence),
		...onlyOwnDeleted(evidence),
		...attemptsKept(evidence),
		...nothingLeftRunning(evidence),
	];
}

function notLogged(evidence: Evidence, log: string): Violations {
	const { plan, fleet, sandbox } = evidence;
	const doubts = log.split('\n').filter((line) => line.includes('Possibly created by this run'));
	return plan.entries.flatMap((_, entry) => {
		const name = nameOf(fleet, entry);
		// What was answered is called as the answer calls it.
		const known = [name, shownName(sandbox.habits, name)];
		return aliveOf(evidence, entry)
			.filter(
				({ id, late }) =>
					!late &&
					!known.some((called) => log.includes(`${called} (ID ${id})`)) &&
					!doubts.some((line) => line.includes(name)),
			)
			.map(({ id }) => `cancelled, and ${name} (ID ${id}) is not in the log`);
	});
}
