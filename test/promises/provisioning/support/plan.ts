import fc from 'fast-check';

import type { Fault, ServiceHabits } from '../../../../sandbox';
import { anyCreateFault, anyInstanceFault, anyListFault } from './faultKinds';

/** A fault and how many requests of its place it lets pass first. */
export interface PlannedFault {
	skip: number;
	fault: Fault;
}

/** How the instance of an entry stands before the run. */
export type Standing = 'absent' | 'asWanted' | 'otherTags' | 'otherHost' | 'otherName';

/** One instance that is wanted. */
export interface Entry {
	standing: Standing;
	/** How its name is written: the service takes white space and markup away. */
	spelling: 'plain' | 'spaced' | 'markup';
	/** Instances of the same name that are not the entry's. */
	bystanders: Array<'otherElement' | 'otherHost' | 'oldTwin'>;
	onCreate: PlannedFault[];
}

/** What happens to the run. */
export type Course =
	| { kind: 'alone' }
	/** A second run of the same items starts this many milliseconds later. */
	| { kind: 'twoAtOnce'; offsetMs: number }
	/** n8n's cancel button is pressed after this many milliseconds, and the same runs again. */
	| { kind: 'cancelled'; afterMs: number }
	/** Nobody listens at the address for this many milliseconds, or ever. */
	| { kind: 'refused'; forMs: number | undefined };

/** One provisioning run with everything that goes wrong in it. Data only, so that it can be shrunk. */
export interface Plan {
	operation: 'create' | 'upsert';
	matchBy: 'name' | 'tag';
	entries: Entry[];
	/** Which entry each input item wants. */
	items: number[];
	/** How the service shows instances, before, while and after anything goes wrong. */
	habits: ServiceHabits;
	/** Instances that have nothing to do with any entry. */
	strangers: number;
	concurrency: number;
	maxAttempts: number;
	waitMs: number;
	timeoutMs: number;
	onList: PlannedFault[];
	onInstance: Array<PlannedFault & { method: 'GET' | 'PATCH' | 'PUT' | 'DELETE' }>;
	course: Course;
}

/** The same plan with everything that takes time taking longer. */
export function slower(plan: Plan, factor: number): Plan {
	const slowed = <Planned extends PlannedFault>(planned: Planned): Planned => {
		const fault: Fault = { ...planned.fault };
		if (fault.kind === 'storedLate') fault.afterMs *= factor;
		if (fault.kind === 'listedLate') fault.delayMs *= factor;
		return { ...planned, fault };
	};
	return {
		...plan,
		entries: plan.entries.map((entry) => ({ ...entry, onCreate: entry.onCreate.map(slowed) })),
		waitMs: plan.waitMs * factor,
		timeoutMs: plan.timeoutMs * factor,
	};
}

function planned(fault: fc.Arbitrary<Fault>): fc.Arbitrary<PlannedFault> {
	return fc.record({ skip: fc.constantFrom(0, 0, 0, 1, 2), fault });
}

function anyEntry(
	operation: Plan['operation'],
	matchBy: Plan['matchBy'],
	times: Times,
	severity: Severity,
): fc.Arbitrary<Entry> {
	const standings: Standing[] =
		operation === 'create'
			? ['absent']
			: [
					'absent',
					'absent',
					'absent',
					'asWanted',
					'otherTags',
					'otherHost',
					...(matchBy === 'tag' ? ['otherName' as const] : []),
				];
	const bystander: fc.Arbitrary<Entry['bystanders'][number]> =
		operation === 'create'
			? fc.constantFrom('otherElement', 'otherHost', 'oldTwin')
			: fc.constant('otherElement');
	return fc.record({
		standing: fc.constantFrom(...standings),
		spelling: fc.constantFrom('plain', 'plain', 'spaced', 'markup'),
		bystanders: fc.oneof<Array<fc.WeightedArbitrary<Entry['bystanders']>>>(
			{ weight: 3, arbitrary: fc.constant<never[]>([]) },
			{ weight: 1, arbitrary: fc.array(bystander, { minLength: 1, maxLength: 2 }) },
		),
		onCreate: fc.oneof<Array<fc.WeightedArbitrary<PlannedFault[]>>>(
			{ weight: 2, arbitrary: fc.constant<never[]>([]) },
			{
				weight: 3,
				arbitrary: fc.array(planned(anyCreateFault(times, severity)), {
					minLength: 1,
					maxLength: severity === 'gentle' ? 2 : 4,
				}),
			},
		),
	});
}

function anyInstanceRequestFault(severity: Severity): fc.Arbitrary<Plan['onInstance'][number]> {
	return fc
		.record({
			method: fc.constantFrom<Array<'GET' | 'PATCH' | 'PUT' | 'DELETE'>>(
				'GET',
				'PATCH',
				'PUT',
				'DELETE',
			),
			skip: fc.constantFrom(0, 0, 1),
			fault: anyInstanceFault(severity),
		})
		.map((planned): Plan['onInstance'][number] =>
			// Writes may be answered with an empty body; that says that they were made.
			planned.method !== 'GET' && planned.fault.kind === 'emptyBody'
				? { ...planned, fault: { ...planned.fault, when: 'after' } }
				: planned,
		);
}

/** Gentle: no more goes wrong than what attempts make up for. Wild: anything. */
export type Severity = 'gentle' | 'wild';

/** The times of a plan that faults are measured against. */
export type Times = Pick<Plan, 'timeoutMs' | 'waitMs'>;

const anyCourse = (operation: Plan['operation']): fc.Arbitrary<Course> =>
	fc.oneof(
		{ weight: 16, arbitrary: fc.constant<Course>({ kind: 'alone' }) },
		...(operation === 'upsert'
			? [
					{
						weight: 4,
						arbitrary: fc
							.integer({ min: 0, max: 60 })
							.map((offsetMs): Course => ({ kind: 'twoAtOnce', offsetMs })),
					},
				]
			: []),
		{
			weight: 2,
			arbitrary: fc
				.integer({ min: 0, max: 200 })
				.map((afterMs): Course => ({ kind: 'cancelled', afterMs })),
		},
		{
			weight: 1,
			arbitrary: fc
				.option(fc.integer({ min: 0, max: 20 }), { nil: undefined })
				.map((forMs): Course => ({ kind: 'refused', forMs })),
		},
	);

/** The service keeps to what was sent in half of all plans. */
const anyHabits: fc.Arbitrary<ServiceHabits> = fc.record({
	names: fc.constantFrom<Array<ServiceHabits['names']>>(
		'exact',
		'exact',
		'exact',
		'escaped',
		'collapsed',
		'decomposed',
	),
	elementKey: fc.constantFrom<Array<ServiceHabits['elementKey']>>(
		'exact',
		'exact',
		'exact',
		'exact',
		'upperCase',
	),
	createdDate: fc.constantFrom<Array<ServiceHabits['createdDate']>>(
		'exact',
		'exact',
		'exact',
		'exact',
		'exact',
		'exact',
		'behind',
		'toTheMinute',
		'withoutZone',
		'missing',
	),
	listEntries: fc.constantFrom<Array<ServiceHabits['listEntries']>>(
		'whole',
		'whole',
		'whole',
		'whole',
		'whole',
		'whole',
		'withoutElement',
		'tagsNull',
		'emptyConfiguration',
		'maskedConfiguration',
	),
});

/**
 * Plain Create takes no list beforehand: that an answer has the ID of an older instance is nothing that it could see.
 */
function tellingApart(entry: Entry): Entry {
	const apart = ({ fault, ...when }: PlannedFault): PlannedFault => ({
		...when,
		fault: fault.kind === 'answersOther' ? { ...fault, as: 'element' } : fault,
	});
	return { ...entry, onCreate: entry.onCreate.map(apart) };
}

/** Any plan. */
export const anyPlan: fc.Arbitrary<Plan> = fc
	.record({
		operation: fc.constantFrom<Plan['operation'][]>('create', 'upsert'),
		matchBy: fc.constantFrom<Plan['matchBy'][]>('name', 'name', 'tag'),
		timeoutMs: fc.integer({ min: 150, max: 250 }),
		waitMs: fc.integer({ min: 1, max: 12 }),
		entryCount: fc.integer({ min: 1, max: 12 }),
		severity: fc.constantFrom<Severity[]>('gentle', 'wild'),
	})
	.chain(({ operation, matchBy, timeoutMs, waitMs, entryCount, severity }) =>
		fc.record({
			operation: fc.constant(operation),
			matchBy: fc.constant(operation === 'create' ? ('name' as const) : matchBy),
			entries: fc
				.array(anyEntry(operation, matchBy, { timeoutMs, waitMs }, severity), {
					minLength: entryCount,
					maxLength: entryCount,
				})
				.map((entries) => (operation === 'create' ? entries.map(tellingApart) : entries)),
			items:
				operation === 'upsert'
					? fc.constant(Array.from({ length: entryCount }, (_, index) => index))
					: fc.array(fc.nat(entryCount - 1), { minLength: 1, maxLength: 12 }),
			habits: anyHabits,
			strangers: fc.constantFrom(0, 0, 1, 3),
			concurrency: fc.integer({ min: 1, max: 8 }),
			maxAttempts: fc.integer({ min: severity === 'gentle' ? 3 : 1, max: 5 }),
			waitMs: fc.constant(waitMs),
			timeoutMs: fc.constant(timeoutMs),
			onList: fc.oneof<Array<fc.WeightedArbitrary<PlannedFault[]>>>(
				{ weight: 3, arbitrary: fc.constant<never[]>([]) },
				{
					weight: 2,
					arbitrary: fc.array(planned(anyListFault(severity)), {
						minLength: 1,
						maxLength: severity === 'gentle' ? 1 : 3,
					}),
				},
			),
			onInstance: fc.oneof<Array<fc.WeightedArbitrary<Plan['onInstance']>>>(
				{ weight: 2, arbitrary: fc.constant<never[]>([]) },
				{
					weight: 1,
					arbitrary: fc.array(anyInstanceRequestFault(severity), {
						minLength: 1,
						maxLength: severity === 'gentle' ? 1 : 3,
					}),
				},
			),
			course: anyCourse(operation),
		}),
	);
