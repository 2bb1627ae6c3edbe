import type { INodeParameters, INodeProperties } from 'n8n-workflow';

import { REPORTS } from '../../../nodes/QuickBooksEnterprise/catalogue/reports';
import { loadNode } from '../../support/builtPackage';
import { byId, createFields, useSandbox } from '../../support/sandboxed';

const bench = useSandbox();

let instance: number;
beforeEach(() => {
	instance = bench.sandbox.addInstance({ name: 'Store 12', tags: ['stores'] }).id;
});

const locator = (value: string) => ({ __rl: true, mode: 'id', value });

/** Everything that some operation cannot do without. */
const filledIn = (): INodeParameters => ({
	...createFields(),
	instanceId: byId(instance),
	recordId: locator('80000002-1484947875'),
	objectName: locator('Estimate'),
	childObjectName: 'EstimateLineRet',
	reportType: locator('Profit and Loss Standard'),
	jobId: '1',
	matchTag: 'store-12',
	binaryPropertyName: 'data',
	recordJson: '{"Memo": "Thank you"}',
});

const WRONG = '={{ $json.value }}';

/** Runs an operation whose field is given by an expression. */
async function runWith(parameters: INodeParameters, value: unknown) {
	return await bench.run({
		parameters: { ...filledIn(), ...parameters },
		items: [value === undefined ? {} : { value: value as string }],
		files: [{ data: { data: 'TmFtZQpBCg==', mimeType: 'text/csv', fileName: 'a.csv' } }],
	});
}

/** A field of an operation, and the parameters that put the expression into it. */
interface Place {
	name: string;
	parameters: INodeParameters;
}

/** What has to be chosen besides, so that n8n does not drop the field as one that is not shown. */
function shownBy({ displayOptions: { show = {}, hide = {} } = {} }: INodeProperties) {
	const chosen = Object.entries(show).flatMap(([name, values]) =>
		/resource|operation/.test(name) ? [] : [[name, values?.[0]]],
	);
	const hidden = hide['/reportType'] as string[] | undefined;
	const report = hidden && REPORTS.types.find(({ name }) => !hidden.includes(name));
	return {
		...Object.fromEntries(chosen),
		...(report ? { reportType: locator(report.name) } : {}),
	} as INodeParameters;
}

/** Every switch and option list of an operation, those in collections included. */
function placesOf(resource: string, operation: string): Place[] {
	const { properties } = loadNode().description;
	const isShown = ({ displayOptions: { show } = {} }: INodeProperties) =>
		show?.resource?.includes(resource) && show.operation?.includes(operation);
	const within = (
		fields: INodeProperties[],
		wrap: (inner: INodeParameters) => INodeParameters,
	): Place[] =>
		fields.flatMap((field): Place[] => {
			const { name, type, typeOptions } = field;
			// Names of fields: an empty list names none, and a wrong one is told by the record's own check.
			if (typeOptions?.loadOptionsMethod) return [];
			if (type === 'collection') {
				const inner = (field.options ?? []) as INodeProperties[];
				return within(inner, (members) => wrap({ [name]: members }));
			}
			const isChoice = ['boolean', 'options', 'multiOptions'].includes(type);
			return isChoice
				? [{ name, parameters: { ...shownBy(field), ...wrap({ [name]: WRONG }) } }]
				: [];
		});
	return within(properties.filter(isShown), (members) => members);
}

const OPERATIONS = loadNode().description.properties.flatMap(
	({ name, options = [], displayOptions: { show } = {} }) => {
		const resource = String(show?.resource?.[0]);
		const isOf = ['bulk', 'instance', 'invoice', 'otherObject', 'report'].includes(resource);
		if (name !== 'operation' || !isOf) return [];
		return options.map(
			(option) => [resource, String((option as { value: string }).value)] as const,
		);
	},
);

describe.each(OPERATIONS)('The switches and option lists of %s: %s', (resource, operation) => {
	it('refuse what an expression makes of them wrongly, each by its name, before any request', async () => {
		const places = placesOf(resource, operation);
		const outcomes: unknown[] = [];
		for (const { name, parameters } of places) {
			for (const value of ['no such value', '', null]) {
				bench.sandbox.requests.length = 0;
				const { error, json } = await runWith({ resource, operation, ...parameters }, value);
				const said = error?.message ?? '';
				const isNamed = said.includes(`(${name})`) && /is empty|must be/.test(said);
				if (!isNamed || json.length > 0 || bench.calls().length > 0) {
					outcomes.push({ name, value, said, calls: bench.calls() });
				}
			}
		}
		expect(outcomes).toEqual([]);
	});
});

const UPDATE = { operation: 'update' };

describe('An option list from an expression', () => {
	const tagMode = { ...UPDATE, updateFields: { tags: 'west', tagMode: WRONG } };

	it.each([
		['append', "Tag Mode (tagMode) must be one of add, remove, replace, not 'append'"],
		['Add', "Tag Mode (tagMode) must be one of add, remove, replace, not 'Add'"],
		['', 'Tag Mode (tagMode) is empty; it must be one of add, remove, replace'],
		[null, 'Tag Mode (tagMode) is empty; it must be one of add, remove, replace'],
		[undefined, 'Tag Mode (tagMode) is empty; it must be one of add, remove, replace'],
		[['add'], 'Tag Mode (tagMode) must be one of add, remove, replace, not a list'],
		[{ mode: 'add' }, 'Tag Mode (tagMode) must be one of add, remove, replace, not an object'],
	])('that gives %j for the tag mode replaces no tags', async (value, message) => {
		const { error } = await runWith(tagMode, value);
		expect(error?.message).toBe(message);
		expect(bench.calls()).toEqual([]);
		expect(bench.sandbox.instances[0].tags).toEqual(['stores']);
	});

	it('that gives a known value is taken', async () => {
		const { json } = await runWith(tagMode, 'add');
		expect(json[0].tags).toEqual(['stores', 'west']);
	});

	it.each(['Disabled', 'off', '', null])(
		'that gives %j for the state lists nothing',
		async (value) => {
			const parameters = { operation: 'getAll', returnAll: true, filters: { state: WRONG } };
			const { error, json } = await runWith(parameters, value);
			expect(error?.message).toContain('State (state)');
			expect(error?.message).toContain('any, disabled, enabled, invalid');
			expect(json).toEqual([]);
			expect(bench.calls()).toEqual([]);
		},
	);

	it('names everything wrong in one message', async () => {
		const { error } = await runWith(
			{
				operation: 'upsert',
				matchBy: WRONG,
				planOnly: WRONG,
				additionalFields: { filterResponseNulls: WRONG },
				options: { concurrency: WRONG },
			},
			'perhaps',
		);
		for (const name of ['matchBy', 'planOnly', 'filterResponseNulls', 'concurrency']) {
			expect(error?.message).toContain(`(${name}) must be`);
		}
		expect(bench.calls()).toEqual([]);
	});

	it('may give several values as a list or as a text with commas', async () => {
		for (const value of [['customers', 'invoices'], 'customers, invoices']) {
			const events = { resources: WRONG };
			const { error, json } = await runWith(
				{ ...UPDATE, simplify: false, updateFields: { events } },
				value,
			);
			expect(error).toBeUndefined();
			expect(JSON.stringify(json[0].configuration)).toContain('invoices');
		}
		const { error } = await runWith({ ...UPDATE, updateFields: { events: { resources: WRONG } } }, [
			'customers',
			'bogus',
		]);
		expect(error?.message).toMatch(/Resources \(resources\) must be among .*, not 'bogus'$/);
	});
});

describe('A switch from an expression', () => {
	const plan = { operation: 'upsert', name: 'New Store', planOnly: WRONG };

	it.each(['', null, undefined, 'yes', 'on', 1, 0, [true], {}])(
		'that gives %j writes nothing',
		async (value) => {
			const { error } = await runWith(plan, value);
			expect(error?.message).toMatch(/^Plan Only \(planOnly\) .*true or false/);
			expect(bench.calls()).toEqual([]);
		},
	);

	it.each([true, 'true', ' True ', 'TRUE'])('is on with %j', async (value) => {
		const { json } = await runWith(plan, value);
		expect(json[0].outcome).toBe('wouldCreate');
		expect(bench.sandbox.instances).toHaveLength(1);
	});

	it.each([false, 'false', 'FALSE'])('is off with %j', async (value) => {
		const { json } = await runWith(plan, value);
		expect(json[0].outcome).toBe('created');
	});

	it('keeps an error to its item with Continue', async () => {
		const { outputs } = await bench.run({
			parameters: {
				...filledIn(),
				operation: 'upsert',
				name: '={{ $json.name }}',
				planOnly: WRONG,
			},
			items: [
				{ name: 'A', value: 'maybe' },
				{ name: 'B', value: 'true' },
			],
			settings: { onError: 'continueRegularOutput' },
		});
		expect(outputs[0][0].json.error).toContain('Plan Only (planOnly) must be true or false');
		expect(outputs[0][1].json).toMatchObject({ name: 'B', outcome: 'wouldCreate' });
		expect(bench.sandbox.instances).toHaveLength(1);
	});
});

describe('A number from an expression', () => {
	const OPTIONS = [
		[
			'concurrency',
			'Concurrency (concurrency) must be a whole number, from 1 to 50',
			[0, 51, -1, 2.5],
		],
		['timeout', 'Timeout (timeout) must be a whole number, 1 or more', [0, -5, 1.5]],
		['maxAttempts', 'Max Attempts (maxAttempts) must be a whole number, 1 or more', [0, 1.5]],
		[
			'waitBetweenAttempts',
			'Wait Between Attempts (waitBetweenAttempts) must be a whole number, 0 or more',
			[-1, 0.5],
		],
	] as const;

	it.each(
		OPTIONS.flatMap(([name, message, values]) =>
			[...values, 'many', '', null, undefined, true, [5], {}].map(
				(value) => [name, value, message] as const,
			),
		),
	)('is refused as %s: %j', async (name, value, message) => {
		const { error } = await runWith({ operation: 'get', options: { [name]: WRONG } }, value);
		expect(error?.message).toBe(message);
		expect(bench.calls()).toEqual([]);
	});

	it.each(['many', '', null, true, 0, 1.5, [5]])('is refused as limit: %j', async (value) => {
		const { error } = await runWith({ operation: 'getAll', limit: WRONG }, value);
		expect(error?.message).toBe('Limit (limit) must be a whole number, 1 or more');
		expect(bench.calls()).toEqual([]);
	});

	it('is taken as a text, too', async () => {
		const options = { concurrency: WRONG, maxAttempts: WRONG };
		expect((await runWith({ operation: 'get', options }, '3')).json).toHaveLength(1);
	});

	it('is the default where the field was emptied in the editor', async () => {
		const options = { concurrency: '', timeout: null as unknown as string };
		expect((await runWith({ operation: 'get', options }, '')).json).toHaveLength(1);
	});
});
