/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import fc from 'fast-check';

import { Lane } from './support/lane';
import { anyPlan, type Plan } from './support/plan';
import { StallMeter } from './support/stalls';
import { Tally } from './support/tally';

const PROVISIONS = Number(process.env.FAULTS_PROVISIONS ?? 300);
const SEED = Number(process.env.FAULTS_SEED ?? Date.now() % 1_000_000_000);
/** Which plan of the seed to carry out alone, as a failure names it. */
const REPLAYED_PATH = process.env.FAULTS_PATH;

/** Plans that are carried out side by side: they mostly wait. */
const LANES = 10;
/** A plan has more provisions than this on average. */
const PROVISIONS_PER_PLAN = 4;
const PROGRESS_INTERVAL_MS = 10_000;
/** How long a plan that failed is made smaller. */
const SHRINK_LIMIT_MS = 60_000;
const TIME_LIMIT_MS = 40 * 60_000;

const say = (text: string) => process.stdout.write(`${text}\n`);

/** A plan whose promises were not kept: which one of the seed it is, and what was wrong. */
interface Failure {
	path: string;
	plan: Plan;
	violations: string[];
}

describe('Provisioning runs in which anything goes wrong', () => {
	const tally = new Tally();
	let stalls: StallMeter;
	let lanes: Lane[];

	beforeAll(async () => {
		stalls = new StallMeter();
		lanes = await Promise.all(
			Array.from({ length: LANES }, async () => await Lane.open(stalls, tally)),
		);
	});
	afterAll(async () => {
		stalls.stop();
		await Promise.all(lanes.map(async (lane) => await lane.close()));
	});

	/** Carries out the plans of the seed, until there were enough provisions or one failed. */
	const carryOutAll = async (): Promise<Failure | undefined> => {
		const plans = fc.sample(anyPlan, {
			seed: SEED,
			numRuns: Math.ceil(PROVISIONS / PROVISIONS_PER_PLAN),
		});
		let next = 0;
		let failure: Failure | undefined;
		let nextProgressAtMs = Date.now() + PROGRESS_INTERVAL_MS;
		const work = async (lane: Lane) => {
			while (!failure && tally.provisions < PROVISIONS && next < plans.length) {
				const path = next++;
				const plan = plans[path];
				const violations = await lane.carryOut(plan);
				if (violations.length > 0) failure ??= { path: String(path), plan, violations };
				if (Date.now() > nextProgressAtMs) {
					nextProgressAtMs = Date.now() + PROGRESS_INTERVAL_MS;
					say(`  … ${tally.progress()}`);
				}
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
		'double nothing, lose nothing and account for every item',
		async () => {
			say(`Provisioning under faults: seed ${SEED}`);
			const failure = REPLAYED_PATH ? await carryOutOne(REPLAYED_PATH) : await carryOutAll();
			say(tally.table(SEED));
			if (failure) {
				const smaller = REPLAYED_PATH ? undefined : await carryOutOne(failure.path);
				throw new Error([failure, ...(smaller ? [smaller] : [])].map(describeFailure).join('\n\n'));
			}
			if (!REPLAYED_PATH) expect(tally.provisions).toBeGreaterThanOrEqual(PROVISIONS);
		},
		TIME_LIMIT_MS,
	);
});

function describeFailure({ path, plan, violations }: Failure): string {
	return [
		...violations,
		JSON.stringify(plan),
		`Replay it: FAULTS_SEED=${SEED} FAULTS_PATH=${path} npm run test:faults`,
	].join('\n');
}
