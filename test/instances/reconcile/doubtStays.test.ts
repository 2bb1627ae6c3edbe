import type { INodeParameters } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import type { Fault } from '../../../sandbox';
import { useSandbox } from '../../support/sandboxed';
import { CONTINUE, sentBy, stores, upsertFields } from './support/fleet';
import { isListAfterPost, onRequest } from './support/moments';

const bench = useSandbox();
const OPERATIONS = ['create', 'upsert'];

const run = async (
	operation: string,
	names: string[],
	options: INodeParameters = {},
	more: object = {},
) =>
	await bench.run({
		items: stores(...names),
		parameters: upsertFields({ operation, options: { concurrency: 1, ...options } }),
		...more,
	});

/** The first request is lost, and would be stored long after everybody has stopped looking; the others are answered so. */
const loseFirst = (
	then: Fault,
	first: Fault = { kind: 'storedLate', afterMs: 60_000, answer: 'drop' },
) => {
	const bodyContains = '"name":"Doubtful"';
	bench.sandbox.addFault({ method: 'POST', bodyContains, times: 1, fault: first });
	bench.sandbox.addFault({ method: 'POST', bodyContains, fault: then });
};

/** Answers that are certain for their own request. */
const REFUSALS: Array<[string, Fault]> = [
	['400', { kind: 'status', status: 400, message: 'No such host' }],
	['401', { kind: 'unauthorized' }],
	['403', { kind: 'status', status: 403, message: 'Insufficient role' }],
	['409', { kind: 'status', status: 409, message: 'Already there' }],
	['413', { kind: 'status', status: 413, message: 'Too large' }],
	['429 to the end', { kind: 'rateLimit', retryAfterSeconds: 0 }],
];

describe.each(OPERATIONS)('A request that was lost stays in doubt, %s', (operation) => {
	it.each(REFUSALS)('though the one after it is refused: %s', async (_status, then) => {
		loseFirst(then);
		const { error } = await run(operation, ['Doubtful'], { maxAttempts: 3 });
		expect(error?.message).toContain("Outcome unknown: look for an instance named 'Doubtful'");
		expect(error?.description).toContain('was lost, and the one after it was refused');
		expect(error?.description).toContain('Possibly created by this run: Doubtful');
		expect(error?.description).not.toContain('Nothing was sent');
		expect(error?.description).not.toContain('Nothing was created');
	});

	it.each<[string, Fault]>([
		['a connection that broke off', { kind: 'drop' }],
		['an answer that was cut', { kind: 'emptyBody', when: 'before' }],
		["a proxy's page", { kind: 'notJson', status: 502 }],
		["a proxy's 404", { kind: 'foreign404' }],
		['an error in a success', { kind: 'errorIn200' }],
	])('however it was lost: %s', async (_how, first) => {
		loseFirst(REFUSALS[0][1], first);
		const { outputs } = await run(operation, ['Doubtful'], { maxAttempts: 3 }, CONTINUE);
		expect(String(outputs[0][0].error?.message)).toContain("look for an instance named 'Doubtful'");
	});

	it('though the service is gone after it', async () => {
		loseFirst({ kind: 'drop' });
		bench.sandbox.addFault({
			method: 'GET',
			skip: operation === 'upsert' ? 1 : 0,
			fault: { kind: 'drop' },
		});
		const { error } = await run(operation, ['Doubtful'], { maxAttempts: 2 });
		expect(error?.message).toContain("look for an instance named 'Doubtful'");
		expect(error?.description).toContain('Possibly created by this run: Doubtful');
	});

	it('in the error that ends the run, where it is another item that fails', async () => {
		loseFirst(REFUSALS[0][1]);
		bench.sandbox.addFault({
			method: 'POST',
			bodyContains: '"name":"Bad"',
			fault: { kind: 'status', status: 400, message: 'No such host' },
		});
		const { error } = await run(operation, ['Good', 'Doubtful', 'Bad'], { maxAttempts: 3 });
		expect(error?.description).toContain('Created by this run before it ended: Good (ID 1001)');
		expect(error?.description).toContain('Possibly created by this run: Doubtful');
	});

	it('in the log of a run that is stopped while it looks', async () => {
		loseFirst({ kind: 'drop' });
		bench.sandbox.addFault({ method: 'GET', path: '/instances', fault: { kind: 'delay', ms: 300 } });
		let stop = () => {};
		const stopped = onRequest(bench.sandbox, isListAfterPost, () => stop());
		const { log } = await run(
			operation,
			['Doubtful'],
			{},
			{
				onStart: (cancel: () => void) => (stop = cancel),
			},
		);
		await stopped;
		expect(log.join('\n')).toContain('Possibly created by this run: Doubtful');
		expect(sentBy(bench.sandbox, 'POST')).toHaveLength(1);
	});

	it('in the log of a run that is stopped while the next request is under way', async () => {
		loseFirst({ kind: 'hang' });
		const { log } = await run(
			operation,
			['Doubtful'],
			{ timeout: 1000 },
			{
				onStart: (cancel: () => void) => {
					void (async () => {
						while (sentBy(bench.sandbox, 'POST').length < 2) await sleep(2);
						cancel();
					})();
				},
			},
		);
		expect(log.join('\n')).toContain('Possibly created by this run: Doubtful');
	});
});
