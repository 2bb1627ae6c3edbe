import { sleep } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../../sandbox';
import { runNode, type NodeRunResult } from '../../../support/engine';
import { differenceViolations, repeatViolations, violationsOf, type Violations } from './checks';
import { cancelViolations } from './cancelChecks';
import { closedDoor } from './closedDoor';
import { entryOfPost, gather, type Evidence } from './evidence';
import { isHarmless, passes } from './faultKinds';
import { slower, type Plan } from './plan';
import { addFaults, arrange, itemsOf, parametersOf, type Before } from './scene';
import { STALL_SHARE, type StallMeter } from './stalls';
import type { Tally } from './tally';

/** Each plan has a number of its own, so that its instances can be told apart in n8n's one log. */
let lastFleet = 0;

/** What n8n logged in any lane: its log is one for the process. */
const log: string[] = [];
const LOG_LENGTH = 5_000;

/** How a run differs from the usual. */
interface RunChoice {
	onStart?: (cancel: () => void) => void;
	url?: string;
	/** Nothing goes wrong in it. */
	calm?: boolean;
}

/** By how much longer everything takes when a plan is carried out again. */
const SLOWER = 4;
const MAX_REPEATS = 2;

const CLOSING_WAITS = 40;
const CLOSING_WAIT_MS = 5;

/** A sandbox on which one plan after the other is carried out. */
export class Lane {
	private constructor(
		readonly sandbox: Sandbox,
		private readonly stalls: StallMeter,
		private readonly tally: Tally,
	) {}

	static async open(stalls: StallMeter, tally: Tally): Promise<Lane> {
		return new Lane(await startSandbox(), stalls, tally);
	}

	async close(): Promise<void> {
		await this.sandbox.stop();
	}

	/**
	 * Carries a plan out. Where the machine stood still meanwhile and a promise was not kept, all of it is
	 * done again, slower.
	 * Out: every promise that was not kept.
	 */
	async carryOut(plan: Plan): Promise<Violations> {
		let current = plan;
		for (let repeats = 0; ; repeats++) {
			const startedAtMs = Date.now();
			const violations = await this.carryOutOnce(current);
			const stalledMs = this.stalls.longestSince(startedAtMs);
			const isHeldUp = stalledMs > current.timeoutMs / STALL_SHARE;
			if (violations.length === 0) return [];
			if (!isHeldUp || repeats === MAX_REPEATS) {
				this.tally.duplicates += violations.filter((text) => text.includes('instances for')).length;
				this.tally.lost += violations.filter((text) => text.includes('named nowhere')).length;
				this.tally.claimed += violations.filter((text) => text.startsWith('claimed:')).length;
				return violations;
			}
			this.tally.carriedOutAgain += 1;
			current = slower(current, SLOWER);
		}
	}

	private async carryOutOnce(plan: Plan): Promise<Violations> {
		const fleet = ++lastFleet;
		const { sandbox } = this;
		const before = arrange(sandbox, fleet, plan);
		addFaults(sandbox, fleet, plan);
		switch (plan.course.kind) {
			case 'cancelled':
				return await this.cancelled(fleet, plan, before, plan.course.afterMs);
			case 'refused':
				return await this.refused(fleet, plan, before, plan.course.forMs);
			default:
				return await this.whole(fleet, plan, before);
		}
	}

	private async run(
		fleet: number,
		plan: Plan,
		{ onStart, url = this.sandbox.url, calm = false }: RunChoice = {},
	): Promise<NodeRunResult> {
		const result = await runNode({
			items: itemsOf(fleet, plan),
			parameters: parametersOf(plan, calm),
			credential: {
				environment: 'custom',
				baseUrl: url,
				userSecret: this.sandbox.userSecret,
				organizationSecret: this.sandbox.organizationSecret,
			},
			settings: { onError: 'continueRegularOutput' },
			onStart,
			log,
		});
		if (log.length > LOG_LENGTH) log.splice(0, LOG_LENGTH / 2);
		return result;
	}

	/** Runs, gathers what the run left, and says how long the machine stood still meanwhile. */
	private async observe(
		fleet: number,
		plan: Plan,
		before: Before,
		run: () => Promise<NodeRunResult[]>,
	): Promise<Evidence> {
		this.sandbox.resetRequests();
		const startedAtMs = Date.now();
		const results = await run();
		await this.connectionsClosed();
		const stalledMs = this.stalls.longestSince(startedAtMs);
		// What lands after the run, and in time nevertheless, was given up too soon.
		await this.everythingListed();
		const evidence = gather(fleet, plan, this.sandbox, before, results, stalledMs);
		this.tally.add(evidence);
		return evidence;
	}

	private async whole(fleet: number, plan: Plan, before: Before): Promise<Violations> {
		const { course } = plan;
		const evidence = await this.observe(fleet, plan, before, async () =>
			course.kind === 'twoAtOnce'
				? await Promise.all([
						this.run(fleet, plan),
						sleep(course.offsetMs).then(async () => await this.run(fleet, plan)),
					])
				: [await this.run(fleet, plan)],
		);
		const violations = violationsOf(evidence);
		if (violations.length > 0) return violations;
		if (plan.operation === 'upsert') {
			violations.push(...(await this.repeat(evidence)));
			if (violations.length > 0) return violations;
		}
		if (course.kind === 'alone' && isShownWhole(plan) && isWithinAttempts(evidence)) {
			violations.push(...(await this.compare(evidence)));
		}
		return violations;
	}

	/** The same items again, with nothing going wrong. */
	private async repeat(first: Evidence): Promise<Violations> {
		const { sandbox } = this;
		const { fleet, plan, before } = first;
		sandbox.clearFaults();
		await this.everythingListed();
		const landed = gather(fleet, plan, sandbox, before, first.results, 0);
		const listed = sandbox.instances.length;
		sandbox.resetRequests();
		const result = await this.run(fleet, plan, { calm: true });
		const second = gather(fleet, plan, sandbox, before, [result], 0);
		return repeatViolations({ ...first, made: landed.made }, second, listed);
	}

	/** The same plan without its faults, from the start. */
	private async compare(disturbed: Evidence): Promise<Violations> {
		const { fleet, plan } = disturbed;
		const before = arrange(this.sandbox, fleet, plan);
		const undisturbed = gather(
			fleet,
			plan,
			this.sandbox,
			before,
			[await this.run(fleet, plan, { calm: true })],
			0,
		);
		this.tally.compared += 1;
		return differenceViolations(disturbed, undisturbed);
	}

	private async cancelled(
		fleet: number,
		plan: Plan,
		before: Before,
		afterMs: number,
	): Promise<Violations> {
		let cancelledAtMs = Infinity;
		const evidence = await this.observe(fleet, plan, before, async () => [
			await this.run(fleet, plan, {
				onStart: (cancel) => {
					void sleep(afterMs).then(() => {
						cancelledAtMs = Date.now();
						cancel();
					});
				},
			}),
		]);
		// One that was over before is a run like any other.
		const [{ run }] = evidence.results;
		if (run.status !== 'canceled') return violationsOf(evidence);
		const violations = cancelViolations(evidence, cancelledAtMs, log.join('\n'));
		if (violations.length > 0 || plan.operation === 'create') return violations;
		return await this.repeat({ ...evidence, ends: [[]] });
	}

	private async refused(
		fleet: number,
		plan: Plan,
		before: Before,
		forMs: number | undefined,
	): Promise<Violations> {
		const door = await closedDoor(this.sandbox.url);
		try {
			const opening =
				forMs === undefined ? Promise.resolve() : sleep(forMs).then(async () => await door.open());
			const evidence = await this.observe(fleet, plan, before, async () => [
				await this.run(fleet, plan, { url: door.url }),
			]);
			await opening;
			return violationsOf(evidence);
		} finally {
			await door.close();
		}
	}

	/** The end of a connection that the node closed reaches the sandbox a moment later. */
	private async connectionsClosed(): Promise<void> {
		const isOpen = () => this.sandbox.requests.some(({ finishedAtMs }) => finishedAtMs === null);
		for (let waits = 0; waits < CLOSING_WAITS && isOpen(); waits++) await sleep(CLOSING_WAIT_MS);
	}

	/** Waits until every store that was postponed has happened and shows in lists. */
	private async everythingListed(): Promise<void> {
		const { sandbox } = this;
		while (sandbox.pendingStores > 0) await sleep(10);
		const lastMs = Math.max(0, ...sandbox.instances.map(({ listedFromMs }) => listedFromMs));
		if (lastMs >= Date.now()) await sleep(lastMs - Date.now() + 5);
	}
}

/** Whether what is shown says what was made, so that doubt can always be taken away. */
function isShownWhole({ habits }: Plan): boolean {
	return habits.createdDate === 'exact' && habits.listEntries === 'whole';
}

/**
 * Whether no item met more faults than it has attempts to spare, each of a kind that passes, and
 * nothing landed late. Faults of the list and of reads count for every item.
 */
function isWithinAttempts({ fleet, plan, requests, made }: Evidence): boolean {
	if (made.some(({ late }) => late)) return false;
	// A pause that is longer than the node waits does not pass.
	if (JSON.stringify(plan).includes('3600')) return false;
	const faulted = requests.filter(
		({ fault, status, finishedAtMs, startedAtMs }) =>
			!isHarmless(fault) ||
			status === null ||
			(finishedAtMs ?? Infinity) - startedAtMs > plan.timeoutMs / 2,
	);
	if (faulted.some(({ fault }) => fault !== undefined && !passes(fault))) return false;
	// Two clocks in one run: the node rather asks than guesses which is right.
	if (requests.some(({ fault }) => fault === 'clockOff')) return false;
	const onCreate = plan.entries.map(
		(_, entry) =>
			faulted.filter(
				(request) => request.method === 'POST' && entryOfPost(fleet, request) === entry,
			).length,
	);
	const others = faulted.filter(({ method }) => method !== 'POST').length;
	return Math.max(...onCreate) + others <= plan.maxAttempts - 1;
}
