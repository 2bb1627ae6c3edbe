import type { IDataObject } from 'n8n-workflow';

import { useSandbox } from '../../support/sandboxed';

const bench = useSandbox({ quickBooksLatencyMs: 4 });

const READ_EACH = {
	resource: 'customer',
	operation: 'get',
	instanceId: { __rl: true, mode: 'id', value: '={{ $json.instance }}' },
	recordId: { __rl: true, mode: 'id', value: '={{ $json.record }}' },
};

function addInstances(count: number): number[] {
	return Array.from({ length: count }, (_, index) => {
		return bench.sandbox.addInstance({ name: `Store ${index}` }).id;
	});
}

async function customersOf(instance: number, count: number): Promise<IDataObject[]> {
	const customers = await bench.sandbox.records(instance, 'customers');
	return customers.slice(0, count).map(({ ListID }) => ({ instance, record: String(ListID) }));
}

describe('Calls through several instances', () => {
	it('go one after the other through one, side by side through others, with one token each', async () => {
		const instances = addInstances(3);
		const items = (await Promise.all(instances.map(async (id) => await customersOf(id, 6)))).flat();
		const { json } = await bench.run({ parameters: READ_EACH, items });
		expect(json.map(({ id }) => id)).toEqual(items.map(({ record }) => record));
		for (const id of instances) expect(bench.sandbox.openCallsPeak(id)).toBe(1);
		const tokenReads = bench.calls().filter((call) => /\/instances\/\d+$/.test(call));
		expect(tokenReads).toHaveLength(instances.length);
		expect(bench.sandbox.requests).toHaveLength(instances.length + items.length);
	});

	it('are not held up by a computer that is off: its items give their permits back', async () => {
		const [off, ...on] = addInstances(3);
		const items = [
			...(await customersOf(off, 2)),
			...(await Promise.all(on.map(async (id) => await customersOf(id, 3)))).flat(),
		];
		bench.sandbox.addFault({ instanceId: off, path: '/hubs/**', fault: { kind: 'tunnelDown' } });
		const { outputs } = await bench.run({
			parameters: {
				...READ_EACH,
				options: { concurrency: 1, maxAttempts: 3, waitBetweenAttempts: 80 },
			},
			items,
			settings: { onError: 'continueErrorOutput' },
		});
		expect(outputs[0].map(({ json }) => json.id)).toEqual(
			items.slice(2).map(({ record }) => record),
		);
		expect(outputs[1]).toHaveLength(2);
		for (const { json } of outputs[1]) expect(String(json.error)).toMatch(/tunnel/);
		// With one permit, everything that reaches QuickBooks does so before the first item has given up.
		const paths = bench.sandbox.requests.map(({ path, status }) => `${status} ${path}`);
		const lastServed = paths.map((path) => /^200 .*\/hubs\//.test(path)).lastIndexOf(true);
		const refusals = paths.flatMap((path, at) => (path.startsWith('502') ? [at] : []));
		expect(refusals).toHaveLength(6);
		expect(lastServed).toBeLessThan(refusals[2]);
	});

	it('say that an instance is gone, and what record it was not', async () => {
		const { error } = await bench.run({
			parameters: READ_EACH,
			items: [{ instance: 999999, record: '80000001-1484947875' }],
		});
		expect(error?.message).toBe('There is no instance with ID 999999: pick another one');
		const [instance] = addInstances(1);
		const missing = await bench.run({
			parameters: READ_EACH,
			items: [{ instance, record: '8FFFFFFF-1484947875' }],
		});
		expect(missing.error?.message).toBe(
			'There is no customer with ID 8FFFFFFF-1484947875 in this company file: pick another one',
		);
	});
});
