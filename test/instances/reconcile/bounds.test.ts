import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { byId, byName, useSandbox } from '../../support/sandboxed';
import { sentBy, standing, stores, upsertFields } from './support/fleet';
import { useOtherService } from './support/otherService';

const bench = useSandbox();
const service = useOtherService(bench);

const run = async (parameters: INodeParameters, more: object = {}) =>
	await bench.run({
		parameters,
		items: stores('Store'),
		credential: service.credential(),
		...more,
	});

const instanceId = byId(1001);
/** Operations, and the request of each that goes wrong. */
const OPERATIONS: Array<[string, string, INodeParameters]> = [
	['Get', 'GET', { operation: 'get', instanceId }],
	['Get by name', 'GET', { operation: 'get', instanceId: byName('Store') }],
	['Get Many', 'GET', { operation: 'getAll', returnAll: true }],
	['Update', 'PATCH', { operation: 'update', instanceId, updateFields: { tags: 'west' } }],
	['Create or Update', 'GET', upsertFields()],
	['Create or Update of what is there', 'PATCH', upsertFields({ tags: 'west' })],
];

beforeEach(() => bench.sandbox.addInstance(standing('Store')));

describe.each(OPERATIONS)('%s', (_name, method, parameters) => {
	it('waits for a whole answer no longer than Timeout, though bytes keep coming', async () => {
		service.rewrite = (body, asked, _path, frame) => {
			if (asked === method) frame.dripMs = 20;
			return body;
		};
		// All bytes would take half a minute.
		const { error, json } = await run({ ...parameters, options: { timeout: 1000, maxAttempts: 1 } });
		expect(json).toEqual([]);
		expect(error?.message).toContain('took too long');
	});

	it('ends when the run is stopped, though no answer comes', async () => {
		bench.sandbox.addFault({ method, fault: { kind: 'hang' } });
		const { json } = await run(parameters, {
			onStart: (cancel: () => void) => {
				void (async () => {
					while (sentBy(bench.sandbox, method).length === 0) await sleep(2);
					cancel();
				})();
			},
		});
		expect(json).toEqual([]);
		expect(sentBy(bench.sandbox, method)).toHaveLength(1);
	});
});

it.each(['create', 'upsert'])(
	'A create whose answer drips is in doubt when its time is over: %s',
	async (operation) => {
		service.rewrite = (body, method, _path, frame) => {
			if (method === 'POST') frame.dripMs = 20;
			return body;
		};
		const { json } = await run(upsertFields({ operation, options: { timeout: 1000 } }), {
			items: stores('New'),
		});
		expect(json).toMatchObject([{ id: 1002, recovered: true }]);
		expect(sentBy(bench.sandbox, 'POST')).toHaveLength(1);
	},
);

const NOTHING_NEW: Array<[string, (entries: IDataObject[], page: number) => IDataObject[]]> = [
	['the same page', (entries) => entries],
	[
		'the same entries in another order',
		(entries, page) => (page % 2 ? entries : [...entries].reverse()),
	],
	['fewer and fewer of them', (entries, page) => entries.slice(0, Math.max(1, 3 - page))],
	[
		'the same entry with other contents',
		(entries, page) => [{ ...entries[0], valid: page % 2 === 0 }],
	],
];

describe.each(NOTHING_NEW)('A list that gives %s with ever new cursors', (_what, change) => {
	beforeEach(() => {
		let page = 0;
		for (const name of ['Second', 'Third']) bench.sandbox.addInstance(standing(name));
		service.redirect = (request) => ({
			...request,
			url: request.url.replace(/&nextPage=[^&]*/, ''),
		});
		service.rewrite = (body, _method, path, { headers }) => {
			if (!path.endsWith('/instances')) return body;
			headers['elements-next-page-token'] = `cursor-${++page}`;
			return change(body as IDataObject[], page);
		};
	});
	const MESSAGE = 'The list never ends: the service gives the same entries again and again';

	it.each([
		['Get Many', { operation: 'getAll', returnAll: true }],
		[
			'Get Many with a filter',
			{ operation: 'getAll', returnAll: false, limit: 50, filters: { state: 'disabled' } },
		],
		['Create or Update', upsertFields({ name: 'New' })],
		['Get by name', { operation: 'get', instanceId: byName('Store') }],
	])('ends as an error: %s', async (_name, parameters) => {
		const { error, json } = await run(parameters as INodeParameters);
		expect(json).toEqual([]);
		expect(error?.message).toContain(MESSAGE);
		expect(sentBy(bench.sandbox, 'GET').length).toBeLessThan(10);
		expect(bench.sandbox.instances).toHaveLength(3);
	});
});
