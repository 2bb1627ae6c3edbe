import type { INode } from 'n8n-workflow';

import { byId, createFields, useSandbox } from '../../support/sandboxed';

const bench = useSandbox();

const KEEP_GOING: Partial<INode> = { onError: 'continueRegularOutput' };
const ERROR_OUTPUT: Partial<INode> = { onError: 'continueErrorOutput' };

/** An expression that fails for the first item alone. */
const FAILS_FIRST = '={{ $json.name === "A" ? $json.nothing.more : 5 }}';
const FAILS = '={{ $json.nothing.more }}';

const items = [{ name: 'A' }, { name: 'B' }, { name: 'C' }];

describe('An expression that fails, with Continue', () => {
	it.each([
		['concurrency', { options: { concurrency: FAILS_FIRST } }],
		['timeout', { options: { timeout: '={{ $json.name === "A" ? $json.no.more : 5000 }}' } }],
		[
			'planOnly',
			{ operation: 'upsert', planOnly: '={{ $json.name === "A" ? $json.nothing.more : false }}' },
		],
		['simplify', { simplify: '={{ $json.name === "A" ? $json.nothing.more : true }}' }],
	] as Array<[string, object]>)(
		'for the first item, in %s, is the error of that item; the others are done',
		async (_name, parameters) => {
			const { outputs } = await bench.run({
				parameters: createFields({ name: '={{ $json.name }}', ...parameters }),
				items,
				settings: KEEP_GOING,
			});
			expect(outputs[0]).toHaveLength(3);
			expect(outputs[0][0].json).not.toMatchObject({ name: 'A' });
			expect(String(outputs[0][0].json.error)).not.toBe('undefined');
			expect(outputs[0].slice(1).map(({ json }) => json.name)).toEqual(['B', 'C']);
			expect(bench.sandbox.instances.map(({ name }) => name).sort()).toEqual(['B', 'C']);
		},
	);

	it.each([
		['the operation', { operation: FAILS }],
		['the resource', { resource: FAILS }],
		['planOnly', { operation: 'upsert', planOnly: FAILS }],
		['the options', { options: { concurrency: FAILS } }],
	])('for all items, in %s, is the error of each', async (_name, parameters) => {
		for (const settings of [KEEP_GOING, ERROR_OUTPUT]) {
			const { outputs } = await bench.run({
				parameters: createFields({ name: '={{ $json.name }}', ...parameters }),
				items,
				settings,
			});
			const failed = outputs.flat();
			expect(failed).toHaveLength(3);
			expect(failed.every(({ json }) => String(json.error ?? '') !== '')).toBe(true);
			expect(failed.map(({ pairedItem }) => pairedItem)).toEqual(
				[0, 1, 2].map((item) => ({ item })),
			);
			if (settings === ERROR_OUTPUT) expect(outputs[0]).toEqual([]);
			expect(bench.calls()).toEqual([]);
		}
	});

	it('names an operation that does not exist as the error of each item', async () => {
		const { outputs } = await bench.run({
			parameters: { operation: '={{ "archive" }}', instanceId: byId(1) },
			items,
			settings: KEEP_GOING,
		});
		expect(outputs[0].map(({ json }) => json.error)).toEqual(
			items.map(() =>
				expect.stringMatching(/^There is no operation '.*archive.*' for 'instance'\nPick [^\n]*$/),
			),
		);
	});

	it('keeps results to the items when the first one names another concurrency', async () => {
		const { outputs } = await bench.run({
			parameters: createFields({
				name: '={{ $json.name }}',
				options: { concurrency: '={{ $json.name === "A" ? 99 : 2 }}' },
			}),
			items,
			settings: KEEP_GOING,
		});
		expect(outputs[0][0].json.error).toContain('Concurrency (concurrency)');
		expect(outputs[0].slice(1).map(({ json }) => json.name)).toEqual(['B', 'C']);
	});
});

describe('An expression that fails, with Stop', () => {
	it.each([
		['the operation', { operation: FAILS }],
		['the options', { options: { concurrency: FAILS_FIRST } }],
	])('in %s, ends the run before any request', async (_name, parameters) => {
		const { error, json } = await bench.run({
			parameters: createFields({ name: '={{ $json.name }}', ...parameters }),
			items,
		});
		expect(error?.message).toBeTruthy();
		expect(json).toEqual([]);
		expect(bench.calls()).toEqual([]);
	});
});
