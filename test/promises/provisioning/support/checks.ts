import type { IDataObject } from 'n8n-workflow';

import { shownName } from '../../../../sandbox';
import { everythingShown } from '../../../support/sandboxed';
import {
	entryOfPost,
	remarksOf,
	wasAnswered,
	type Evidence,
	type ItemEnd,
	type Made,
} from './evidence';
import { hostOf, nameOf, wantedTags } from './scene';

/** A promise that a run did not keep, in words. */
export type Violations = string[];

/** How long the end of a connection that the node closed may take to show, in milliseconds. */
const CLOSING_MS = 30;

const writes = ['POST', 'PUT', 'PATCH', 'DELETE'];

/** Every promise about one run, or two at the same time. */
export function violationsOf(evidence: Evidence): Violations {
	return [
		...everyItemAccountedFor(evidence),
		...outputsAreTrue(evidence),
		...nothingDoubled(evidence),
		...nothingLost(evidence),
		...bystandersUntouched(evidence),
		...onlyOwnDeleted(evidence),
		...attemptsKept(evidence),
		...concurrencyKept(evidence),
		...equalItemsInTurn(evidence),
		...secretsKept(evidence),
		...nothingLeftRunning(evidence),
	];
}

/** What is sent is awaited: a run that has ended has no request open. */
export function nothingLeftRunning({ requests }: Evidence): Violations {
	return requests
		.filter(({ finishedAtMs }) => finishedAtMs === null)
		.map(({ method, path }) => `${method} ${path} was open when the run had ended`);
}

function everyItemAccountedFor({ ends, plan }: Evidence): Violations {
	const wanted = plan.items.map((_, index) => index).join();
	return ends.flatMap((run) => {
		const got = run.map(({ index }) => index).join();
		return got === wanted ? [] : [`items ${wanted} went in, ${got} came out`];
	});
}

/** What an output says is there: that id, that token, as it was wanted. */
function outputsAreTrue({ ends, sandbox, fleet, made }: Evidence): Violations {
	const alive = new Map(sandbox.instances.map((instance) => [instance.id, instance]));
	return ends.flatMap((run) => {
		const ids = outputsOf(run).map(({ output }) => Number(output.id));
		const repeated = ids.filter((id, index) => ids.indexOf(id) !== index);
		return [
			...repeated.map((id) => `claimed: instance ${id} is the output of two items`),
			...outputsOf(run).flatMap(({ index, entry, output }) => {
				const instance = alive.get(Number(output.id));
				if (!instance) {
					const known = made.some(({ id }) => id === output.id);
					return [
						`claimed: item ${index} gives instance ${output.id}, ${known ? 'deleted' : 'never made'}`,
					];
				}
				const differs = Object.entries({
					token: instance.token === output.token,
					name:
						instance.name === nameOf(fleet, entry) &&
						output.name === shownName(sandbox.habits, instance.name),
					host: instance.configuration['host.ip'] === hostOf(fleet, entry),
					tags: sameSet(instance.tags, wantedTags(fleet, entry)),
				}).filter(([what, fits]) => !fits && !isSaidNotApplied(output, what));
				return differs.map(
					([what]) =>
						`claimed: item ${index}: ${what} of ${instance.id} is not right (${output.outcome}, ${output.name})`,
				);
			}),
		];
	});
}

/** What the output itself names as not kept by the service is not claimed. */
function isSaidNotApplied({ notApplied }: IDataObject, what: string): boolean {
	const named: unknown[] = Array.isArray(notApplied) ? notApplied : [];
	return named.includes(what === 'host' ? 'host.ip' : what);
}

/** Beyond what was asked for there is only what came too late to be found. */
function nothingDoubled(evidence: Evidence): Violations {
	const { plan, made: everMade, before } = evidence;
	return plan.entries.flatMap((_, entry) => {
		const alive = aliveOf(evidence, entry);
		const late = alive.filter((made) => made.late);
		const asked =
			plan.operation === 'create'
				? plan.items.filter((item) => item === entry).length
				: before.standing.has(entry)
					? 0
					: 1;
		const excess = alive.length - asked;
		if (excess <= late.length || excess <= 0) return [];
		// Another run at the same time: its instance is named, not removed, where the rules do not allow it.
		if (plan.course.kind === 'twoAtOnce') return [];
		const all = everMade.filter((one) => one.entry === entry).map(({ id }) => id);
		return [`entry ${entry}: ${alive.length} instances for ${asked} (${all.join(', ')})`];
	});
}

/** Every instance that was made is in an output or named in an error. */
function nothingLost(evidence: Evidence): Violations {
	const { ends, results, plan } = evidence;
	const all = ends.flat();
	const unreadable = results.some(({ hints }) =>
		hints.some(({ message }) => message.includes('could not be read')),
	);
	return plan.entries.flatMap((_, entry) =>
		aliveOf(evidence, entry).flatMap((made) => {
			if (all.some((end) => names(end, made, evidence))) return [];
			if (made.late && (unreadable || landedAfterwards(made, evidence))) return [];
			return [`entry ${entry}: instance ${made.id} (${made.post.fault}) is named nowhere`];
		}),
	);
}

function names({ output, error, entry }: ItemEnd, made: Made, { fleet }: Evidence): boolean {
	if (output) {
		const ids = [output.id, output.removedTwinId, ...((output.duplicateIds ?? []) as number[])];
		return ids.map(Number).includes(made.id);
	}
	if (new RegExp(`\\b${made.id}\\b`).test(String(error))) return true;
	return (
		entry === made.entry &&
		/Outcome unknown|Possibly created/.test(String(error)) &&
		String(error).includes(nameOf(fleet, entry))
	);
}

/** Whether an instance came to show only after the last list that the run read. */
function landedAfterwards({ instance }: Made, { requests }: Evidence): boolean {
	const lists = requests.filter(
		({ method, path, query }) =>
			method === 'GET' && path === '/instances' && query.nextPage === undefined,
	);
	const last = Math.max(0, ...lists.map(({ startedAtMs }) => startedAtMs));
	return (instance?.listedFromMs ?? 0) >= last;
}

export function bystandersUntouched({ before, sandbox }: Evidence): Violations {
	const now = new Map(sandbox.instances.map((instance) => [instance.id, instance]));
	return before.bystanders
		.filter((was) => JSON.stringify(now.get(was.id)) !== JSON.stringify(was))
		.map(({ id, name }) => `instance ${id} (${name}) is another's and was changed or deleted`);
}

/** Only an instance whose POST this run sent and saw answered may be deleted, and never by Create. */
export function onlyOwnDeleted({ requests, plan }: Evidence): Violations {
	return requests
		.filter(({ method }) => method === 'DELETE')
		.filter(({ path }) => {
			const post = requests.find(({ stored }) => stored.includes(Number(path.split('/')[2])));
			return plan.operation === 'create' || post === undefined || !wasAnswered(post);
		})
		.map(({ path }) => `DELETE ${path} must not have been sent`);
}

export function attemptsKept({ requests, plan, results, fleet }: Evidence): Violations {
	const posts = requests.filter(({ method }) => method === 'POST');
	return plan.entries.flatMap((_, entry) => {
		const sent = posts.filter((post) => entryOfPost(fleet, post) === entry).length;
		const items = plan.items.filter((item) => item === entry).length;
		const allowed = items * plan.maxAttempts * results.length;
		return sent <= allowed
			? []
			: [`entry ${entry}: ${sent} POSTs, ${allowed} are ${plan.maxAttempts} for each item`];
	});
}

/** Requests open at once; one whose connection is just being closed does not count. */
function concurrencyKept({ requests, plan, results, stalledMs }: Evidence): Violations {
	const closingMs = CLOSING_MS + stalledMs;
	const most = Math.max(
		0,
		...requests.map(
			({ startedAtMs }) =>
				requests.filter(
					(other) =>
						other.startedAtMs <= startedAtMs &&
						(other.finishedAtMs ?? Infinity) > startedAtMs &&
						!(other.status === null && (other.finishedAtMs ?? 0) < startedAtMs + closingMs),
				).length,
		),
	);
	const allowed = plan.concurrency * results.length;
	return most <= allowed ? [] : [`${most} requests were open at once, ${allowed} are allowed`];
}

/** Equal items go one after the other, and none before the one ahead is out of doubt. */
function equalItemsInTurn({ requests, plan, results, fleet, stalledMs }: Evidence): Violations {
	if (results.length > 1) return [];
	const posts = requests.filter(({ method }) => method === 'POST');
	return plan.entries.flatMap((_, entry) => {
		const ofEntry = posts.filter((post) => entryOfPost(fleet, post) === entry);
		const early = ofEntry.slice(1).filter((post, index) => {
			const ahead = ofEntry[index];
			const endsAtMs = ahead.finishedAtMs ?? Infinity;
			// The end of a connection that the node closed shows a moment later.
			const closingMs = ahead.status === null ? CLOSING_MS + stalledMs : 0;
			return post.startedAtMs < endsAtMs - closingMs;
		});
		return early.map(() => `entry ${entry}: equal items were sent at the same time`);
	});
}

function secretsKept({ results, sandbox }: Evidence): Violations {
	return results.flatMap((result) => {
		const shown = everythingShown(result);
		const remarks = remarksOf(result);
		const secrets = [sandbox.userSecret, sandbox.organizationSecret];
		return [
			...secrets.filter((secret) => shown.includes(secret)).map(() => 'a secret is shown'),
			...sandbox.instances
				.filter(({ token }) => remarks.includes(token))
				.map(({ id }) => `the token of ${id} is shown outside the output`),
		];
	});
}

/** A second run over the same items. In: the evidence of the first. */
export function repeatViolations(first: Evidence, second: Evidence, listedBefore: number) {
	const { ends, requests, fleet, before } = second;
	const [run] = ends;
	const broken: Violations = everyItemAccountedFor(second);
	for (const end of run) {
		const standing = before.standing.get(end.entry);
		const ids = [
			...(standing === undefined ? [] : [standing]),
			...aliveOf(first, end.entry).map(({ id }) => id),
		];
		if (ids.length > 1) {
			const unnamed = ids.filter((id) => !new RegExp(`\\b${id}\\b`).test(end.error ?? ''));
			if (unnamed.length > 0) broken.push(`repeated: ${unnamed.join()} not named as ambiguous`);
		} else if (end.error !== undefined) {
			broken.push(`repeated: ${nameOf(fleet, end.entry)} ended with ${end.error}`);
		}
	}
	const sent = requests.filter(({ method }) => writes.includes(method));
	const done = first.plan.items.length;
	const allWell = first.ends.every(
		(run) => run.length === done && run.every((end) => end.error === undefined && isApplied(end)),
	);
	broken.push(
		...run
			.filter((end) => !isApplied(end))
			.map(({ entry }) => `repeated: ${nameOf(fleet, entry)} is still not as wanted`),
	);
	if (allWell && sent.length > 0) {
		broken.push(`repeated: ${sent.map(({ method, path }) => `${method} ${path}`).join()}`);
	}
	const reads = requests.length - sent.length;
	const allowed = Math.ceil(listedBefore / 200) + 1;
	// Where the list does not carry what is needed, each instance is read.
	const isCarried = first.plan.habits.listEntries === 'whole';
	if (allWell && isCarried && reads > allowed)
		broken.push(`repeated: ${reads} reads, ${allowed} are allowed`);
	return [
		...broken,
		...outputsAreTrue(second),
		...bystandersUntouched(second),
		...attemptsKept(second),
	];
}

/** An output without what may differ from an undisturbed run. */
function comparable(end: ItemEnd, keptTwins: ReadonlySet<number>): IDataObject {
	const { id, token, createdDate, recovered, duplicateIds, removedTwinId, ...rest } =
		end.output ?? {};
	void [id, token, createdDate, recovered, duplicateIds, removedTwinId];
	if (keptTwins.has(end.index)) {
		delete rest.outcome;
		delete rest.changes;
	}
	return { ...rest, error: end.error ?? null };
}

/** With few enough faults a run gives what an undisturbed one gives. */
export function differenceViolations(disturbed: Evidence, undisturbed: Evidence): Violations {
	const [ends] = disturbed.ends;
	const twins = new Set(
		ends.filter(({ output }) => output?.removedTwinId !== undefined).map(({ index }) => index),
	);
	return ends.flatMap((end, position) => {
		if (!isApplied(end)) return [];
		const got = JSON.stringify(comparable(end, twins));
		const wanted = JSON.stringify(comparable(undisturbed.ends[0][position], twins));
		return got === wanted ? [] : [`item ${end.index} gives ${got}, undisturbed ${wanted}`];
	});
}

/** Whether an output names nothing that the service did not keep. */
function isApplied({ output }: ItemEnd): boolean {
	return output?.notApplied === undefined;
}

/** Instances of an entry that were made and are still there. */
export function aliveOf({ made }: Evidence, entry: number): Made[] {
	return made.filter((one) => one.entry === entry && one.instance !== undefined);
}

function outputsOf(run: ItemEnd[]): Array<ItemEnd & { output: IDataObject }> {
	return run.filter((end): end is ItemEnd & { output: IDataObject } => end.output !== undefined);
}

function sameSet(one: string[], other: string[]): boolean {
	return JSON.stringify([...one].sort()) === JSON.stringify([...other].sort());
}
