/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import fc from 'fast-check';

import { useBooks, type Row } from '../../actions/record/support/books';
import { patient } from '../../actions/record/support/patient';
import {
	anyHistory,
	disturbed,
	faultsOf,
	heldBy,
	inputOf,
	isTakenByOther,
	KINDS,
	type Wish,
} from './support/ledger';

const RUNS = Number(process.env.FAULTS_BOOKS ?? 6);
/** The slice of every test run is always the same. */
const SEED = Number(process.env.FAULTS_SEED ?? 2025);
const SHRUNK_FROM = 20;
const TIME_LIMIT_MS = 10 * 60_000;

const books = useBooks();

const PATHS = Object.values(KINDS).map(({ path }) => path);

async function snapshot(): Promise<Record<string, Row[]>> {
	const lists = await Promise.all(
		PATHS.map(async (path) => [path, await books.all(path)] as const),
	);
	return Object.fromEntries(lists);
}

async function write(wishes: readonly Wish[]) {
	const { outputs } = await patient(
		async () =>
			await books.write({
				resource: wishes[0].resource,
				operation: 'upsert',
				records: wishes.map(inputOf),
				settings: { onError: 'continueRegularOutput' },
			}),
	);
	return outputs[0].map(({ json, error }) => error?.message ?? String(json.outcome));
}

/** Carries out one run of a history. Out: all that is not as the input says. */
async function carryOut(wishes: readonly Wish[]): Promise<string[]> {
	const { path } = KINDS[wishes[0].resource];
	const before = await snapshot();
	const ends = await write(wishes);
	const after = await snapshot();
	const faults: string[] = [];
	const told: unknown[] = [];
	wishes.forEach((wish, index) => {
		const note = (text: string) => faults.push(`${wish.resource} ${wish.name}: ${text}`);
		const old = heldBy(wish, before[path]);
		if (isTakenByOther(wish, before[path])) {
			if (!/belongs to/.test(ends[index])) note(`not refused: ${ends[index]}`);
			return;
		}
		const now = heldBy(wish, after[path]);
		told.push(now?.id);
		if (!/^(created|updated|unchanged)$/.test(ends[index])) note(ends[index]);
		if ((old === undefined) !== (ends[index] === 'created')) note(`${ends[index]}, wrongly`);
		faultsOf(wish, old, now).forEach(note);
	});
	for (const each of PATHS) faults.push(...disturbed(before[each], after[each], told));
	const made = ends.filter((end) => end === 'created').length;
	if (after[path].length !== before[path].length + made) faults.push('another number of records');
	books.bench.sandbox.resetRequests();
	await write(wishes);
	const again = [...books.sent('PATCH'), ...books.sent('POST')].map(({ json }) =>
		JSON.stringify(json),
	);
	return [...faults, ...again.map((body) => `written again: ${body}`)];
}

describe('Books after any Create or Update', () => {
	it(
		'hold what the input says, and all else is as it was',
		async () => {
			await fc.assert(
				fc.asyncProperty(anyHistory, async (history) => {
					books.bench.sandbox.reset();
					books.instanceId = books.bench.sandbox.addInstance({ name: 'Store' }).id;
					for (const wishes of history) expect(await carryOut(wishes)).toEqual([]);
				}),
				{
					seed: SEED,
					numRuns: RUNS,
					// The slice of every test run tells at once; the whole campaign looks for a smaller history.
					endOnFailure: RUNS < SHRUNK_FROM,
					interruptAfterTimeLimit: TIME_LIMIT_MS / 2,
				},
			);
		},
		TIME_LIMIT_MS,
	);
});
