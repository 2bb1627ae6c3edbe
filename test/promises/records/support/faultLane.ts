import type { IDataObject } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { startSandbox, type RecordedRequest, type Sandbox } from '../../../../sandbox';
import { STALL_SHARE, type StallMeter } from '../../provisioning/support/stalls';
import { runNode, type NodeRun } from '../../../support/engine';
import { byId } from '../../../support/sandboxed';
import type { Row } from '../../../actions/record/support/books';
import { LONGEST_LISTING_DELAY_MS, slower, type Plan } from './faultPlan';
import { patient } from '../../../actions/record/support/patient';
import { SPECIMENS } from '../../../actions/record/support/specimens';

const CALM_TIMEOUT_MS = 20_000;
const CLOSING_WAITS = 40;
const CLOSING_WAIT_MS = 5;
const SLOWER = 4;
const MAX_REPEATS = 2;

/** What n8n logged in any lane: its log is one for the process. */
const log: string[] = [];

/** How one input item ended. */
interface End {
	output?: IDataObject;
	error?: string;
}

/** Counts what went through the runs of a test. */
export class Tally {
	records = 0;
	adopted = 0;
	unknown = 0;
	late = 0;
	carriedOutAgain = 0;
	readonly faults = new Map<string, number>();

	table(seed: number): string {
		const { records, adopted, unknown, late, carriedOutAgain } = this;
		const counts = { seed, records, adopted, unknown, late, carriedOutAgain };
		const faults = [...this.faults].sort(([a], [b]) => (a < b ? -1 : 1));
		return [...Object.entries(counts), ...faults]
			.map(([label, value]) => `  ${label.padEnd(36)}${String(value).padStart(12)}`)
			.join('\n');
	}
}

/** A sandbox on which one plan after the other is carried out. */
export class FaultLane {
	private constructor(
		private readonly sandbox: Sandbox,
		private readonly stalls: StallMeter,
		private readonly tally: Tally,
	) {}

	static async open(stalls: StallMeter, tally: Tally): Promise<FaultLane> {
		return new FaultLane(await startSandbox(), stalls, tally);
	}

	async close(): Promise<void> {
		await this.sandbox.stop();
	}

	/**
	 * Carries a plan out. Where the machine stood still meanwhile and a promise was not kept, all of it is
	 * done again, slower. Out: every promise that was not kept.
	 */
	async carryOut(plan: Plan): Promise<string[]> {
		let current = plan;
		for (let repeats = 0; ; repeats++) {
			const startedAtMs = Date.now();
			const violations = await this.carryOutOnce(current);
			const isHeldUp = this.stalls.longestSince(startedAtMs) > current.timeoutMs / STALL_SHARE;
			if (violations.length === 0 || !isHeldUp || repeats === MAX_REPEATS) return violations;
			this.tally.carriedOutAgain += 1;
			current = slower(current, SLOWER);
		}
	}

	private async carryOutOnce(plan: Plan): Promise<string[]> {
		const { sandbox } = this;
		sandbox.reset();
		const instanceId = sandbox.addInstance({ name: 'Store' }).id;
		addFaults(sandbox, plan);
		const ends = await this.run(plan, instanceId, plan.timeoutMs);
		await this.everythingLanded();
		const requests = [...sandbox.requests];
		const violations = this.judge(plan, ends, requests, await this.marked(plan, instanceId));
		this.count(plan, ends, requests);
		if (violations.length > 0 || plan.operation === 'create') return violations;
		sandbox.clearFaults();
		await sleep(LONGEST_LISTING_DELAY_MS);
		const before = await this.marked(plan, instanceId);
		const again = await this.run(plan, instanceId, CALM_TIMEOUT_MS);
		return repeatViolations(again, before, await this.marked(plan, instanceId));
	}

	private async run(plan: Plan, instanceId: number, timeout: number): Promise<End[]> {
		const request = {
			items: plan.records.map((_, index) => ({ record: recordOf(plan, index) }) as IDataObject),
			parameters: {
				resource: plan.resource,
				operation: plan.operation,
				instanceId: byId(instanceId),
				fieldsMode: 'json',
				recordJson: '={{ $json.record }}',
				simplify: false,
				options: {
					concurrency: plan.concurrency,
					maxAttempts: plan.maxAttempts,
					waitBetweenAttempts: plan.waitMs,
					timeout,
					externalGuid: plan.externalGuid,
				},
			},
			credential: {
				environment: 'custom',
				baseUrl: this.sandbox.url,
				userSecret: this.sandbox.userSecret,
				organizationSecret: this.sandbox.organizationSecret,
			},
			settings: { onError: 'continueRegularOutput' },
			log,
		} satisfies NodeRun;
		const { outputs, error } = await patient(async () => await runNode(request));
		log.length = 0;
		if (error) throw new Error(`The run ended as a whole: ${error.message}`);
		return plan.records.map((_, index) => {
			const item = outputs[0].find(({ pairedItem }) => {
				const pair = Array.isArray(pairedItem) ? pairedItem[0] : pairedItem;
				return (typeof pair === 'object' ? pair.item : pair) === index;
			});
			const failure = item?.error?.message ?? item?.json.error;
			return failure === undefined ? { output: item?.json } : { error: String(failure) };
		});
	}

	/** The records that carry the mark of each item. */
	private async marked(plan: Plan, instanceId: number): Promise<Row[][]> {
		const { path, mark } = SPECIMENS[plan.resource];
		const records = await this.sandbox.records(instanceId, path);
		return plan.records.map((_, index) => records.filter((one) => one[mark] === markOf(index)));
	}

	private judge(
		plan: Plan,
		ends: readonly End[],
		requests: readonly RecordedRequest[],
		marked: readonly Row[][],
	): string[] {
		return ends.flatMap(({ output, error }, index) => {
			const posts = requests.filter((request) => isPostOf(request, index));
			const doubtful = posts.filter(isDoubtful);
			const records = marked[index];
			const violations: string[] = [];
			const note = (text: string) => violations.push(`Item ${index}: ${text}`);
			if (records.length > 1) note(`${records.length} records`);
			if (doubtful.length > 0 && posts.indexOf(doubtful[0]) < posts.length - 1) {
				note('sent again after a doubt');
			}
			if (!output && error === undefined) note('no output and no error');
			if (output && records[0]?.id !== output.id) note('the output is not the record');
			if (output && doubtful.length > 0 && output.recovered !== true)
				note('not marked as recovered');
			if (error?.includes('Outcome unknown')) {
				const [lost] = doubtful.length > 0 ? doubtful : posts.filter((post) => isSlow(post, plan));
				if (!lost) note(`unknown without a doubt: ${error}`);
				else if (records.length > 0 && isToBeFound(plan, lost)) note(`not adopted: ${error}`);
			} else if (error !== undefined && records.length > 0) {
				note(`a record although it says: ${error}`);
			}
			return violations;
		});
	}

	private count(plan: Plan, ends: readonly End[], requests: readonly RecordedRequest[]): void {
		const { tally } = this;
		tally.records += plan.records.length;
		tally.adopted += ends.filter(({ output }) => output?.recovered === true).length;
		tally.unknown += ends.filter(({ error }) => error?.includes('Outcome unknown')).length;
		for (const { fault, method } of requests) {
			if (fault === undefined) continue;
			if (fault === 'storedLate') tally.late += 1;
			const place = `${fault} on ${method}`;
			tally.faults.set(place, (tally.faults.get(place) ?? 0) + 1);
		}
	}

	/** Waits until connections that the node closed have ended, and postponed stores have happened. */
	private async everythingLanded(): Promise<void> {
		const isOpen = () => this.sandbox.requests.some(({ finishedAtMs }) => finishedAtMs === null);
		for (let waits = 0; waits < CLOSING_WAITS && isOpen(); waits++) await sleep(CLOSING_WAIT_MS);
		while (this.sandbox.pendingStores > 0) await sleep(CLOSING_WAIT_MS);
	}
}

const markOf = (index: number) => `Mark ${index}`;

function recordOf({ resource }: Plan, index: number): Row {
	const { record, mark } = SPECIMENS[resource];
	return { [mark]: markOf(index), ...record };
}

function addFaults(sandbox: Sandbox, { records, onRead }: Plan): void {
	records.forEach((faults, index) => {
		for (const { skip, fault } of faults) {
			const bodyContains = `"${markOf(index)}"`;
			sandbox.addFault({ method: 'POST', path: '/hubs/**', bodyContains, skip, times: 1, fault });
		}
	});
	for (const { skip, fault } of onRead) {
		sandbox.addFault({ method: 'GET', path: '/hubs/**', skip, times: 1, fault });
	}
}

function isPostOf({ method, rawBody }: RecordedRequest, index: number): boolean {
	return method === 'POST' && rawBody.includes(`"${markOf(index)}"`);
}

/** Whether what came back, if anything did, leaves open what became of the record. */
function isDoubtful({ status, fault }: RecordedRequest): boolean {
	if (status === null || status >= 500 || status === 408 || status === 303) return true;
	return status === 200 && ['truncated', 'notJson', 'emptyBody'].includes(fault ?? '');
}

/** Whether the node may have given it up although it was answered. */
function isSlow({ startedAtMs, finishedAtMs }: RecordedRequest, { timeoutMs }: Plan): boolean {
	return (finishedAtMs ?? Infinity) - startedAtMs > timeoutMs / 2;
}

/** Whether nothing but the answer was lost, so that the record has to be found again. */
function isToBeFound({ resource, externalGuid, onRead }: Plan, lost: RecordedRequest): boolean {
	const { byGuid, byName } = SPECIMENS[resource].isFound;
	return (
		onRead.length === 0 && lost.fault !== 'storedLate' && (byGuid ? externalGuid || byName : byName)
	);
}

/** The same items again, with nothing going wrong. */
function repeatViolations(ends: readonly End[], before: Row[][], after: Row[][]): string[] {
	return ends.flatMap(({ output, error }, index) => {
		const expected = before[index].length > 0 ? 'unchanged' : 'created';
		if (error !== undefined) return [`Item ${index}, repeated: ${error}`];
		if (output?.outcome !== expected)
			return [`Item ${index}, repeated: ${String(output?.outcome)}`];
		return after[index].length === 1
			? []
			: [`Item ${index}, repeated: ${after[index].length} records`];
	});
}
