/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import fc from 'fast-check';

import { StallMeter } from '../provisioning/support/stalls';
import { FaultLane, Tally } from './support/faultLane';
import { anyPlan, type Plan } from './support/faultPlan';

const RECORDS = Number(process.env.FAULTS_RECORDS ?? 300);
const SEED = Number(process.env.FAULTS_SEED ?? Date.now() % 1_000_000_000);
/** Which plan of the seed to carry out alone, as a failure names it. */
const REPLAYED_PATH = process.env.FAULTS_RECORDS_PATH;

/** Plans that are carried out side by side: they mostly wait. */
const LANES = 8;
const SHRINK_LIMIT_MS = 30_000;
const TIME_LIMIT_MS = 20 * 60_000;

const say = (text: string) => process.stdout.write(`${text}\n`);

/** A plan whose promises were not kept: which one of the seed it is, and what was wrong. */
interface Failure {
	path: string;
	plan: Plan;
	violations: string[];
}

describe('Creates of records in which anything goes wrong', () => {
	const tally = new Tally();
	let stalls: StallMeter;
	let lanes: FaultLane[];

	beforeAll(async () => {
		stalls = new StallMeter();
		lanes = await Promise.all(
			Array.from({ length: LANES }, async () => await FaultLane.open(stalls, tally)),
		);
	});
	afterAll(async () => {
		stalls.stop();
		await Promise.all(lanes.map(async (lane) => await lane.close()));
	});

	/** Carries out the plans of the seed, until there were enough records or one failed. */
	const carryOutAll = async (): Promise<Failure | undefined> => {
		const plans = fc.sample(anyPlan, { seed: SEED, numRuns: RECORDS });
		let next = 0;
		let failure: Failure | undefined;
		const work = async (lane: FaultLane) => {
			while (!failure && tally.records < RECORDS && next < plans.length) {
				const path = next++;
				const violations = await lane.carryOut(plans[path]);
				if (violations.length > 0)
					failure ??= { path: String(path), plan: plans[path], violations };
			}
		};
		await Promise.all(lanes.map(work));
		return failure;
	};

	/** Carries out one plan of the seed, and where it fails, smaller ones. Out: the smallest failure. */
	const carryOutOne = async (path: string): Promise<Failure | undefined> => {
		const untilMs = Date.now() + SHRINK_LIMIT_MS;
		let failure: Failure | undefined;
		const property = fc.asyncProperty(anyPlan, async (plan) => {
			if (Date.now() > untilMs) return;
			const violations = await lanes[0].carryOut(plan);
			if (violations.length === 0) return;
			failure = { path, plan, violations };
			throw new Error('A promise was not kept');
		});
		const { counterexamplePath } = await fc.check(property, {
			seed: SEED,
			path,
			numRuns: 1,
			endOnFailure: REPLAYED_PATH !== undefined,
		});
		return failure && { ...failure, path: counterexamplePath ?? path };
	};

	it(
		'make no second record, and each doubtful one is adopted or ends as unknown',
		async () => {
			say(`Records under faults: seed ${SEED}`);
			const failure = REPLAYED_PATH ? await carryOutOne(REPLAYED_PATH) : await carryOutAll();
			say(tally.table(SEED));
			if (failure) {
				const smaller = REPLAYED_PATH ? undefined : await carryOutOne(failure.path);
				throw new Error([failure, ...(smaller ? [smaller] : [])].map(describeFailure).join('\n\n'));
			}
			if (!REPLAYED_PATH) expect(tally.records).toBeGreaterThanOrEqual(RECORDS);
		},
		TIME_LIMIT_MS,
	);
});

function describeFailure({ path, plan, violations }: Failure): string {
	return [
		...violations,
		JSON.stringify(plan),
		`Replay it: FAULTS_SEED=${SEED} FAULTS_RECORDS_PATH=${path} npm run test:faults`,
	].join('\n');
}
