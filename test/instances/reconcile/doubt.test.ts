import type { INodeParameters } from 'n8n-workflow';

import type { Fault } from '../../../sandbox';
import { useSandbox } from '../../support/sandboxed';
import { sentBy, standing, stores, upsertFields } from './support/fleet';

const bench = useSandbox();

const run = async (operation: string, options: INodeParameters = {}) =>
	await bench.run({
		items: stores('Store'),
		parameters: upsertFields({ operation, options }),
	});

const onPost = (fault: Fault, times?: number) =>
	bench.sandbox.addFault({ method: 'POST', times, fault });

describe.each(['create', 'upsert'])('A create in doubt, %s', (operation) => {
	it.each<['before' | 'after', number]>([
		['before', 0],
		['after', 1],
	])('waits no hours for a Retry-After (%s it took effect)', async (when, stored) => {
		bench.sandbox.addFault({
			method: 'POST',
			fault: { kind: 'status', status: 503, when, retryAfterSeconds: 7200 },
		});
		const { json, error } = await run(operation);
		expect(sentBy(bench.sandbox, 'POST')).toHaveLength(1);
		expect(bench.sandbox.instances).toHaveLength(stored);
		if (stored) expect(json[0]).toMatchObject({ id: 1001, recovered: true });
		else expect(error?.message).toContain("Outcome unknown: look for an instance named 'Store'");
	});

	it('counts every attempt, also one that was refused before', async () => {
		onPost({ kind: 'rateLimit', retryAfterSeconds: 0 }, 1);
		onPost({ kind: 'emptyBody', when: 'before' });
		const { error } = await run(operation, { maxAttempts: 3 });
		expect(error?.message).toContain('Outcome unknown');
		expect(sentBy(bench.sandbox, 'POST')).toHaveLength(3);
	});

	it('is not made again because one answer has a wrong date', async () => {
		onPost({ kind: 'drop', when: 'after' }, 1);
		bench.sandbox.addFault({
			method: 'GET',
			path: '/instances',
			fault: { kind: 'clockOff', offsetMs: 3_600_000 },
		});
		await bench.run({
			items: stores('First', 'Store'),
			parameters: upsertFields({ operation, options: { concurrency: 1 } }),
			settings: { onError: 'continueRegularOutput' },
		});
		expect(sentBy(bench.sandbox, 'POST')).toHaveLength(2);
		expect(bench.sandbox.instances.map(({ name }) => name)).toEqual(['First', 'Store']);
	});

	it('is judged by the clock of the service, however far off that is', async () => {
		bench.sandbox.clock.offsetMs = -86_400_000;
		onPost({ kind: 'drop', when: 'after' }, 1);
		const { json } = await run(operation);
		expect(json[0]).toMatchObject({ id: 1001, recovered: true });
	});
});

it('An old instance that is equal is not taken for the one in doubt', async () => {
	const old = bench.sandbox.addInstance(standing('Store', { tags: ['other'] }));
	onPost({ kind: 'drop' }, 1);
	const { json } = await run('create');
	expect(json[0].id).toBe(old.id + 1);
	expect(json[0].recovered).toBeUndefined();
});
