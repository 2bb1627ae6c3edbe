/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import fc from 'fast-check';

/** Which plans a seed gives, and how they are carried out. */
export interface Campaign<Plan> {
	seed: number;
	plans: fc.Arbitrary<Plan>;
	/** How many plans there are at most. */
	planCount: number;
	/** What works side by side; each carries out one plan at a time. */
	lanes: ReadonlyArray<{ carryOut(plan: Plan): Promise<string[]> }>;
	isEnough(): boolean;
	/** Called after each plan. */
	onPlanEnd?: () => void;
	/** Which plan of the seed to carry out alone, as a failure names it. */
	replayedPath?: string;
	/** The environment variable that takes that. */
	pathVariable: string;
	/** How long a plan that failed is made smaller. */
	shrinkLimitMs: number;
	/** What was counted, for the reader. */
	table(): string;
}

/** A plan whose promises were not kept: which one of the seed it is, and what was wrong. */
interface Failure<Plan> {
	path: string;
	plan: Plan;
	violations: string[];
}

/** Says something while a test is under way. */
export const say = (text: string) => process.stdout.write(`${text}\n`);

/**
 * Carries out the plans of a seed until it is enough, or the one that is to be replayed.
 * Errors: names the first plan whose promises were not kept, a smaller one like it, and how to replay them.
 */
export async function carryOutCampaign<Plan>(campaign: Campaign<Plan>): Promise<void> {
	const { replayedPath } = campaign;
	const failure =
		replayedPath === undefined
			? await carryOutAll(campaign)
			: await carryOutOne(campaign, replayedPath);
	say(campaign.table());
	if (!failure) return;
	const smaller =
		replayedPath === undefined ? await carryOutOne(campaign, failure.path) : undefined;
	throw new Error(
		[failure, ...(smaller ? [smaller] : [])]
			.map((each) => describeFailure(campaign, each))
			.join('\n\n'),
	);
}

/** Carries out the plans of the seed, until there were enough or one failed. */
async function carryOutAll<Plan>(campaign: Campaign<Plan>): Promise<Failure<Plan> | undefined> {
	const { seed, planCount, lanes, isEnough, onPlanEnd } = campaign;
	const plans = fc.sample(campaign.plans, { seed, numRuns: planCount });
	let next = 0;
	let failure: Failure<Plan> | undefined;
	await Promise.all(
		lanes.map(async (lane) => {
			while (!failure && !isEnough() && next < plans.length) {
				const path = next++;
				const plan = plans[path];
				const violations = await lane.carryOut(plan);
				if (violations.length > 0) failure ??= { path: String(path), plan, violations };
				onPlanEnd?.();
			}
		}),
	);
	return failure;
}

/** Carries out one plan of the seed, and where it fails, smaller ones. Out: the smallest failure. */
async function carryOutOne<Plan>(
	{ seed, plans, lanes, replayedPath, shrinkLimitMs }: Campaign<Plan>,
	path: string,
): Promise<Failure<Plan> | undefined> {
	const untilMs = Date.now() + shrinkLimitMs;
	let failure: Failure<Plan> | undefined;
	const property = fc.asyncProperty(plans, async (plan) => {
		if (Date.now() > untilMs) return;
		const violations = await lanes[0].carryOut(plan);
		if (violations.length === 0) return;
		failure = { path, plan, violations };
		throw new Error('A promise was not kept');
	});
	const { counterexamplePath } = await fc.check(property, {
		seed,
		path,
		numRuns: 1,
		endOnFailure: replayedPath !== undefined,
	});
	return failure && { ...failure, path: counterexamplePath ?? path };
}

function describeFailure<Plan>(
	{ seed, pathVariable }: Campaign<Plan>,
	{ path, plan, violations }: Failure<Plan>,
): string {
	return [
		...violations,
		JSON.stringify(plan),
		`Replay it: FAULTS_SEED=${seed} ${pathVariable}=${path} npm run test:faults`,
	].join('\n');
}
