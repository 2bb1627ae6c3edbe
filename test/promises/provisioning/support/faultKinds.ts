import fc from 'fast-check';

import type { Fault, FaultMoment } from '../../../../sandbox';
import type { Severity, Times } from './plan';

const anyMoment = fc.constantFrom<FaultMoment[]>('before', 'after');

const anyRateLimit: fc.Arbitrary<Fault> = fc.oneof(
	{ weight: 6, arbitrary: fc.constant<Fault>({ kind: 'rateLimit' }) },
	{
		weight: 6,
		arbitrary: fc
			.constantFrom(0, 0.01, 0.03)
			.map((retryAfterSeconds): Fault => ({ kind: 'rateLimit', retryAfterSeconds })),
	},
	{
		weight: 6,
		arbitrary: fc.constant<Fault>({
			kind: 'rateLimit',
			retryAfterSeconds: 0,
			retryAfterAs: 'date',
		}),
	},
	{
		weight: 1,
		arbitrary: fc
			.constantFrom<Array<'seconds' | 'date'>>('seconds', 'date')
			.map((retryAfterAs): Fault => ({ kind: 'rateLimit', retryAfterSeconds: 1, retryAfterAs })),
	},
	// Longer than the node waits: it says so instead.
	{
		weight: 1,
		arbitrary: fc.constant<Fault>({ kind: 'rateLimit', retryAfterSeconds: 3600 }),
	},
);

const anyStatus: fc.Arbitrary<Fault> = fc.record({
	kind: fc.constant('status' as const),
	status: fc.constantFrom(500, 502, 503, 504, 408),
	when: anyMoment,
	retryAfterSeconds: fc.constantFrom(undefined, undefined, undefined, 0, 0.02),
});

/** Faults that any request can meet, and that pass when it is sent again. */
const passing: Array<fc.Arbitrary<Fault>> = [
	anyRateLimit,
	anyStatus,
	anyMoment.map((when): Fault => ({ kind: 'drop', when })),
	anyMoment.map((when): Fault => ({ kind: 'hang', when })),
	fc
		.constantFrom<Array<'contentLength' | 'shortened'>>('contentLength', 'shortened')
		.map((framing): Fault => ({ kind: 'truncated', framing })),
	fc
		.tuple(anyMoment, fc.constantFrom(200, 502))
		.map(([when, status]): Fault => ({ kind: 'notJson', when, status })),
	anyMoment.map((when): Fault => ({ kind: 'emptyBody', when })),
	fc.constantFrom(3_600_000, -3_600_000).map((offsetMs): Fault => ({ kind: 'clockOff', offsetMs })),
	fc.integer({ min: 1, max: 25 }).map((ms): Fault => ({ kind: 'delay', ms })),
];

/** Faults that stay however often a request is sent. */
const lasting: Array<fc.Arbitrary<Fault>> = [
	fc
		.constantFrom<Array<302 | 303 | 307>>(302, 303, 307)
		.map((status): Fault => ({ kind: 'redirect', location: 'http://127.0.0.1:1/x', status })),
	fc.constantFrom<Fault[]>({ kind: 'payloadLimit' }, { kind: 'unauthorized' }),
];

/** Answers that do not tell what happened, on any request. */
const misleading: Array<fc.Arbitrary<Fault>> = [
	anyMoment.map((when): Fault => ({ kind: 'foreign404', when })),
	anyMoment.map((when): Fault => ({ kind: 'errorIn200', when })),
];

const anyOther: fc.Arbitrary<Fault> = fc
	.constantFrom<Array<'element' | 'instance'>>('element', 'instance')
	.map((as): Fault => ({ kind: 'answersOther', as }));

/** A share of a time. Not a double: of those, most are next to nothing. */
const percent = (min: number, max: number) => fc.integer({ min, max }).map((share) => share / 100);

/** A store that happens late: within the time in which the node looks for it, or after. */
function anyLateStore({ timeoutMs, waitMs }: Times, severity: Severity): fc.Arbitrary<Fault> {
	const late = (min: number, max: number) => (severity === 'gentle' ? [] : [percent(min, max)]);
	const afterHang = fc.oneof(percent(0, 150), ...late(220, 350));
	const afterGone = fc.oneof(percent(0, 50), ...late(120, 250));
	const afterAnswer = fc.oneof(percent(0, 50), ...late(300, 1200));
	const times = (unitMs: number) => (factor: number) => Math.round(unitMs * factor);
	return fc.oneof(
		afterHang.map(times(timeoutMs)).map((afterMs): Fault => ({ kind: 'storedLate', afterMs })),
		afterGone
			.map(times(timeoutMs))
			.map((afterMs): Fault => ({ kind: 'storedLate', afterMs, from: 'clientGone' })),
		fc
			.tuple(
				afterAnswer.map(times(waitMs)),
				fc.constantFrom<Array<'drop' | number>>('drop', 500, 502),
			)
			.map(([afterMs, answer]): Fault => ({ kind: 'storedLate', afterMs, answer })),
	);
}

/** What can happen to a create. */
export function anyCreateFault(times: Times, severity: Severity): fc.Arbitrary<Fault> {
	const gentle: Array<fc.WeightedArbitrary<Fault>> = [
		...passing.map((arbitrary) => ({ weight: 4, arbitrary })),
		{ weight: 10, arbitrary: anyLateStore(times, severity) },
	];
	if (severity === 'gentle') return fc.oneof(...gentle);
	return fc.oneof(
		...gentle,
		{
			weight: 2,
			arbitrary: fc
				.tuple(fc.integer({ min: 10, max: 150 }), fc.boolean())
				.map(([delayMs, keepOrder]): Fault => ({ kind: 'listedLate', delayMs, keepOrder })),
		},
		...lasting.map((arbitrary) => ({ weight: 1, arbitrary })),
		...misleading.map((arbitrary) => ({ weight: 2, arbitrary })),
		{ weight: 2, arbitrary: anyOther },
		{
			weight: 1,
			arbitrary: fc.constantFrom<Fault[]>(
				{ kind: 'tunnelDown' },
				{ kind: 'tunnelDown', as: 'timeout' },
				{ kind: 'connectorDown' },
				{ kind: 'qbxmlVersion' },
			),
		},
	);
}

/** What can happen to a page of the list. */
export function anyListFault(severity: Severity): fc.Arbitrary<Fault> {
	if (severity === 'gentle') return fc.oneof(...passing);
	return fc.oneof(
		...passing.map((arbitrary) => ({ weight: 3, arbitrary })),
		{
			weight: 2,
			arbitrary: fc
				.constantFrom<Array<1 | 2>>(1, 2)
				.map((period): Fault => ({ kind: 'cursorLoop', period })),
		},
		{ weight: 4, arbitrary: fc.constant<Fault>({ kind: 'cutList' }) },
		...misleading.map((arbitrary) => ({ weight: 2, arbitrary })),
		...lasting.map((arbitrary) => ({ weight: 1, arbitrary })),
	);
}

/** What can happen to a request about one instance. */
export function anyInstanceFault(severity: Severity): fc.Arbitrary<Fault> {
	if (severity === 'gentle') return fc.oneof(...passing);
	return fc.oneof(
		...passing.map((arbitrary) => ({ weight: 3, arbitrary })),
		...misleading.map((arbitrary) => ({ weight: 2, arbitrary })),
		{ weight: 2, arbitrary: anyOther },
		...lasting.map((arbitrary) => ({ weight: 1, arbitrary })),
	);
}

/** Kinds that a request survives when it is sent again. */
const PASSING_KINDS = new Set([
	'rateLimit',
	'status',
	'drop',
	'hang',
	'truncated',
	'notJson',
	'emptyBody',
	'clockOff',
	'delay',
	'storedLate',
	'listedLate',
	'tunnelDown',
	'connectorDown',
]);

/** Kinds after which the answer is the true one. */
const HARMLESS_KINDS = new Set(['clockOff', 'delay', 'listedLate']);

/** Whether a request that met this fault succeeds when it is sent again. */
export function passes(kind: string): boolean {
	return PASSING_KINDS.has(kind);
}

/** Whether a request that met this fault is answered as if there were none. */
export function isHarmless(kind: string | undefined): boolean {
	return kind === undefined || HARMLESS_KINDS.has(kind);
}
