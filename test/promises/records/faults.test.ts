/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { StallMeter } from '../provisioning/support/stalls';
import { carryOutCampaign, say } from '../../support/faultCampaign';
import { FaultLane, Tally } from './support/faultLane';
import { anyPlan } from './support/faultPlan';

const RECORDS = Number(process.env.FAULTS_RECORDS ?? 100);
const SEED = Number(process.env.FAULTS_SEED ?? 1);
/** Which plan of the seed to carry out alone, as a failure names it. */
const REPLAYED_PATH = process.env.FAULTS_RECORDS_PATH;

/** Plans that are carried out side by side: they mostly wait. */
const LANES = 8;
const SHRINK_LIMIT_MS = 30_000;
const TIME_LIMIT_MS = 20 * 60_000;

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

	it(
		'make no second record, and each doubtful one is adopted or ends as unknown',
		async () => {
			say(`Records under faults: seed ${SEED}`);
			await carryOutCampaign({
				seed: SEED,
				plans: anyPlan,
				planCount: RECORDS,
				lanes,
				isEnough: () => tally.records >= RECORDS,
				replayedPath: REPLAYED_PATH || undefined,
				pathVariable: 'FAULTS_RECORDS_PATH',
				shrinkLimitMs: SHRINK_LIMIT_MS,
				table: () => tally.table(SEED),
			});
			if (!REPLAYED_PATH) expect(tally.records).toBeGreaterThanOrEqual(RECORDS);
		},
		TIME_LIMIT_MS,
	);
});
