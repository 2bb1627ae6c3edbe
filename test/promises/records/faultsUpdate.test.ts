/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import fc from 'fast-check';
import { sleep } from 'n8n-workflow';

import type { Fault, FaultMoment } from '../../../sandbox';
import {
	FRAMING,
	INVOICE,
	named,
	useBooks,
	type Row,
	type Write,
} from '../../actions/record/support/books';
import { patient } from '../../actions/record/support/patient';

const RUNS = Math.ceil(Number(process.env.FAULTS_RECORDS ?? 100) / 10);
const SEED = Number(process.env.FAULTS_SEED ?? 1);
const TIME_LIMIT_MS = 10 * 60_000;
const TIMEOUT_MS = 150;
const CALM_TIMEOUT_MS = 20_000;

const books = useBooks();

const anyMoment = fc.constantFrom<FaultMoment[]>('before', 'after');

const anyFault: fc.Arbitrary<Fault> = fc.oneof(
	anyMoment.map((when): Fault => ({ kind: 'drop', when })),
	anyMoment.map((when): Fault => ({ kind: 'hang', when })),
	anyMoment.map((when): Fault => ({ kind: 'emptyBody', when })),
	anyMoment.map((when): Fault => ({ kind: 'status', status: 503, when })),
	fc.constantFrom<Fault[]>(
		{ kind: 'truncated' },
		{ kind: 'rateLimit', retryAfterSeconds: 0 },
		{ kind: 'inUse' },
		{ kind: 'staleSequence' },
		{ kind: 'staleSequence', change: { Memo: 'by somebody else' } },
		{ kind: 'storedLate', afterMs: 60, answer: 'drop' },
		{ kind: 'storedLate', afterMs: 200 },
	),
);

const quantitiesOf = ({ InvoiceLineRet: rows }: Row) =>
	(rows as Row[]).map(({ Quantity }) => Quantity);

/** What one run is: faults of the writes in their order, and attempts. */
const anyCourse = fc.record({
	faults: fc.array(anyFault, { minLength: 1, maxLength: 3 }),
	maxAttempts: fc.integer({ min: 1, max: 4 }),
});

const UNDISTURBED = { faults: [], maxAttempts: 1 };

async function everythingLanded(): Promise<void> {
	while (books.bench.sandbox.pendingStores > 0) await sleep(5);
}

describe('Updates of records in which anything goes wrong', () => {
	const carryOut = async (
		operation: 'update' | 'upsert',
		{ faults, maxAttempts }: { faults: Fault[]; maxAttempts: number },
	) => {
		const { sandbox } = books.bench;
		sandbox.reset();
		books.instanceId = sandbox.addInstance({ name: 'Store' }).id;
		const { json } = await patient(async () => await books.create('invoice', INVOICE));
		const [first, second] = json[0].InvoiceLineRet as Row[];
		faults.forEach((fault) => books.fault('PATCH', fault));
		const added = { ItemRef: named('Services'), Quantity: '7', Rate: '1.00' };
		const write: Write = {
			resource: 'invoice',
			operation,
			ids: [json[0].TxnID],
			records: [
				operation === 'update'
					? { InvoiceLineRet: [{ TxnLineID: first.TxnLineID, Quantity: '5' }, added] }
					: {
							...INVOICE,
							InvoiceLineRet: [{ ...first, Quantity: '5' }, { ...FRAMING, ...second }, added].map(
								({ Amount, ...row }: Row) => (void Amount, row),
							),
						},
			],
			parameters: {
				options: {
					maxAttempts,
					timeout: faults.length === 0 ? CALM_TIMEOUT_MS : TIMEOUT_MS,
					waitBetweenAttempts: 2,
				},
			},
		};
		const { json: output, error } = await patient(async () => await books.write(write));
		await everythingLanded();
		const { InvoiceLineRet, Memo } = await books.only('invoices', { TxnID: json[0].TxnID });
		return { quantities: quantitiesOf({ InvoiceLineRet }), Memo, output: output[0], error };
	};

	it.each(['update', 'upsert'] as const)(
		'%s: lose no line and add none twice',
		async (operation) => {
			process.stdout.write(`Updates under faults: seed ${SEED}\n`);
			await fc.assert(
				fc.asyncProperty(anyCourse, async (course) => {
					const { quantities, output, error } = await carryOut(operation, course);
					const wanted = ['5', '3', '7'];
					if (course.faults.length === 0) expect(error).toBeUndefined();
					if (output) {
						expect(quantitiesOf(output as Row)).toEqual(wanted);
						expect(quantities).toEqual(wanted);
					} else {
						// It happened as a whole or not at all.
						expect([['2', '3'], wanted]).toContainEqual(quantities);
						const isSaid = /Outcome unknown/.test(error?.message ?? '');
						const isCertain = operation === 'update' && !isSaid;
						if (isCertain) expect(quantities).toEqual(['2', '3']);
					}
				}),
				{
					seed: SEED,
					numRuns: RUNS,
					examples: [[UNDISTURBED]],
					interruptAfterTimeLimit: TIME_LIMIT_MS / 2,
				},
			);
		},
		TIME_LIMIT_MS,
	);
});
