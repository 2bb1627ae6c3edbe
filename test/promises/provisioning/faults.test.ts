/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { carryOutCampaign, say } from '../../support/faultCampaign';
import { Lane } from './support/lane';
import { anyPlan } from './support/plan';
import { StallMeter } from './support/stalls';
import { Tally } from './support/tally';

const PROVISIONS = Number(process.env.FAULTS_PROVISIONS ?? 150);
const SEED = Number(process.env.FAULTS_SEED ?? 1);
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

	let nextProgressAtMs = Date.now() + PROGRESS_INTERVAL_MS;
	const sayProgress = () => {
		if (Date.now() <= nextProgressAtMs) return;
		nextProgressAtMs = Date.now() + PROGRESS_INTERVAL_MS;
		say(`  … ${tally.progress()}`);
	};

	it(
		'double nothing, lose nothing and account for every item',
		async () => {
			say(`Provisioning under faults: seed ${SEED}`);
			await carryOutCampaign({
				seed: SEED,
				plans: anyPlan,
				planCount: Math.ceil(PROVISIONS / PROVISIONS_PER_PLAN),
				lanes,
				isEnough: () => tally.provisions >= PROVISIONS,
				onPlanEnd: sayProgress,
				replayedPath: REPLAYED_PATH || undefined,
				pathVariable: 'FAULTS_PATH',
				shrinkLimitMs: SHRINK_LIMIT_MS,
				table: () => tally.table(SEED),
			});
			if (!REPLAYED_PATH) expect(tally.provisions).toBeGreaterThanOrEqual(PROVISIONS);
		},
		TIME_LIMIT_MS,
	);
});
