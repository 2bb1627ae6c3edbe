import type { IDataObject } from 'n8n-workflow';

import { useSandbox } from '../../support/sandboxed';

const bench = useSandbox();

/** Ways to write the field `value` of an item, as users and the editor write it. */
const SPELLINGS = [
	'={{ $json.value }}',
	'={{$json.value}}',
	'={{   $json.value   }}',
	"={{ $json['value'] }}",
	'={{ $json["value"] }}',
];

/** The same value in a spelling that only n8n's own expression engine can read. */
const BY_ENGINE = '={{ [$json.value][0] }}';

const VALUES: unknown[] = [
	'Store 12',
	'  Store 12  ',
	'Ünïcode 👍',
	'={{ 1 + 1 }}',
	'',
	12,
	0,
	true,
	false,
	null,
	undefined,
	['one', 'two'],
	{ nested: 'text' },
];

/** What became of an item whose name and tags are this expression: what was sent, and what was said. */
async function outcomeOf(expression: string, value: unknown): Promise<unknown> {
	bench.sandbox.reset();
	const item = (value === undefined ? {} : { value }) as IDataObject;
	const result = await bench.run({
		parameters: {
			operation: 'create',
			name: expression,
			appName: 'Cloud Elements Connector',
			hostIp: 'https://4711.g2c.cloud-elements.com',
			tags: expression,
		},
		items: [item],
	});
	return {
		sent: bench.sandbox.requests.map(({ rawBody }) => rawBody),
		said: result.error?.message,
	};
}

describe('A parameter that is a plain field of the item', () => {
	it.each(VALUES.map((value) => [JSON.stringify(value) ?? 'missing', value]))(
		'is read as n8n reads it: %s',
		async (_name, value) => {
			const byEngine = await outcomeOf(BY_ENGINE, value);
			for (const spelling of SPELLINGS) expect(await outcomeOf(spelling, value)).toEqual(byEngine);
		},
	);

	it('is another one for each item', async () => {
		const { json } = await bench.run({
			parameters: {
				operation: 'create',
				name: '={{ $json.value }}',
				appName: 'Cloud Elements Connector',
				hostIp: "={{ $json['host'] }}",
				options: { concurrency: 1 },
			},
			items: [
				{ value: 'One', host: 'https://1.g2c.cloud-elements.com' },
				{ value: 'Two', host: 'https://2.g2c.cloud-elements.com' },
			],
		});
		expect(json.map(({ name }) => name)).toEqual(['One', 'Two']);
		expect(bench.sandbox.instances.map(({ configuration }) => configuration['host.ip'])).toEqual([
			'https://1.g2c.cloud-elements.com',
			'https://2.g2c.cloud-elements.com',
		]);
	});

	it('never reaches past the own fields of the item', async () => {
		const byEngine = await outcomeOf('={{ [$json.constructor][0] }}', 'x');
		expect(await outcomeOf('={{ $json.constructor }}', 'x')).toEqual(byEngine);
		expect(await outcomeOf('={{ $json.__proto__ }}', 'x')).toMatchObject({ sent: [] });
	});
});
