import fc from 'fast-check';

import type { Fault, FaultMoment } from '../../../../sandbox';
import { SPECIMENS } from '../../../actions/record/support/specimens';

/** A fault and how many requests of its place it lets pass first. */
export interface PlannedFault {
	skip: number;
	fault: Fault;
}

/** One run of the node with everything that goes wrong in it. Data only, so that it can be shrunk. */
export interface Plan {
	resource: string;
	operation: 'create' | 'upsert';
	externalGuid: boolean;
	/** What goes wrong with the create of each record that is wanted. */
	records: PlannedFault[][];
	/** What goes wrong with reads. */
	onRead: PlannedFault[];
	concurrency: number;
	maxAttempts: number;
	waitMs: number;
	timeoutMs: number;
}

/** How late a list shows a record at most, in milliseconds. */
export const LONGEST_LISTING_DELAY_MS = 25;

/** The same plan with everything that takes time taking longer. */
export function slower(plan: Plan, factor: number): Plan {
	const slowed = ({ skip, fault }: PlannedFault): PlannedFault =>
		fault.kind === 'storedLate'
			? { skip, fault: { ...fault, afterMs: fault.afterMs * factor } }
			: { skip, fault };
	return {
		...plan,
		records: plan.records.map((faults) => faults.map(slowed)),
		waitMs: plan.waitMs * factor,
		timeoutMs: plan.timeoutMs * factor,
	};
}

const anyMoment = fc.constantFrom<FaultMoment[]>('before', 'after', 'after');

/** Faults that any request can meet. */
const anyFault: fc.Arbitrary<Fault> = fc.oneof(
	fc.record({
		kind: fc.constant('status' as const),
		status: fc.constantFrom(500, 502, 503, 504, 408),
		when: anyMoment,
		retryAfterSeconds: fc.constantFrom(undefined, undefined, 0, 0.02, 3600),
	}),
	anyMoment.map((when): Fault => ({ kind: 'drop', when })),
	anyMoment.map((when): Fault => ({ kind: 'hang', when })),
	anyMoment.map((when): Fault => ({ kind: 'emptyBody', when })),
	fc
		.tuple(anyMoment, fc.constantFrom(200, 502))
		.map(([when, status]): Fault => ({ kind: 'notJson', when, status })),
	fc
		.constantFrom<Array<'contentLength' | 'shortened'>>('contentLength', 'shortened')
		.map((framing): Fault => ({ kind: 'truncated', framing })),
	fc
		.constantFrom(undefined, 0, 0.01, 3600)
		.map((retryAfterSeconds): Fault => ({ kind: 'rateLimit', retryAfterSeconds })),
	fc
		.constantFrom<Array<302 | 303 | 307>>(302, 303, 307)
		.map((status): Fault => ({ kind: 'redirect', location: 'http://127.0.0.1:1/x', status })),
	fc.constantFrom<Fault[]>(
		{ kind: 'tunnelDown' },
		{ kind: 'tunnelDown', as: 'timeout' },
		{ kind: 'connectorDown' },
		{ kind: 'qbxmlVersion' },
		{ kind: 'inUse' },
		{ kind: 'inUse', code: 3180 },
		{ kind: 'unauthorized' },
		{ kind: 'payloadLimit' },
		{ kind: 'clockOff', offsetMs: 3_600_000 },
		{ kind: 'clockOff', offsetMs: -3_600_000 },
		{ kind: 'delay', ms: 15 },
		{ kind: 'listedLate', delayMs: LONGEST_LISTING_DELAY_MS },
	),
);

/** A store that happens late: while the node still looks for it, or after. */
function anyLateStore(timeoutMs: number): fc.Arbitrary<Fault> {
	return fc
		.record({
			afterMs: fc.integer({ min: 0, max: Math.round(timeoutMs * 2.5) }),
			answer: fc.constantFrom<Array<'hang' | 'drop' | number>>('hang', 'hang', 'drop', 503),
		})
		.map(({ afterMs, answer }): Fault => ({ kind: 'storedLate', afterMs, answer }));
}

function planned(fault: fc.Arbitrary<Fault>, maxLength: number): fc.Arbitrary<PlannedFault[]> {
	const one = fc.record({ skip: fc.constantFrom(0, 0, 0, 1), fault });
	return fc.oneof(
		{ weight: 1, arbitrary: fc.constant<PlannedFault[]>([]) },
		{ weight: 3, arbitrary: fc.array(one, { minLength: 1, maxLength }) },
	);
}

/** Any plan. */
export const anyPlan: fc.Arbitrary<Plan> = fc
	.tuple(fc.constantFrom(...Object.keys(SPECIMENS)), fc.integer({ min: 150, max: 250 }))
	.chain(([resource, timeoutMs]) =>
		fc.record({
			resource: fc.constant(resource),
			operation: fc.constantFrom<Plan['operation'][]>(
				'create',
				SPECIMENS[resource].hasKey ? 'upsert' : 'create',
			),
			externalGuid: fc.constantFrom(true, true, true, false),
			records: fc.array(
				planned(
					fc.oneof(
						{ weight: 4, arbitrary: anyFault },
						{ weight: 1, arbitrary: anyLateStore(timeoutMs) },
					),
					3,
				),
				{ minLength: 1, maxLength: 3 },
			),
			onRead: fc.oneof(
				{ weight: 2, arbitrary: fc.constant<PlannedFault[]>([]) },
				{ weight: 1, arbitrary: planned(anyFault, 2) },
			),
			concurrency: fc.integer({ min: 1, max: 3 }),
			maxAttempts: fc.integer({ min: 1, max: 4 }),
			waitMs: fc.integer({ min: 1, max: 8 }),
			timeoutMs: fc.constant(timeoutMs),
		}),
	);
