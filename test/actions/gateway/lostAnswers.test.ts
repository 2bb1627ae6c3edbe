import type { INodeParameters } from 'n8n-workflow';

import type { ProxiedRequest, ProxyFault } from './support/faultyProxy';
import { byId } from '../../support/sandboxed';
import { connected, useGateway } from './support/gatewayBench';

const bench = useGateway(connected);

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

const customer = (operation: string, changes: INodeParameters): INodeParameters => ({
	resource: 'customer',
	operation,
	instanceId: byId(bench.now.office.id),
	...changes,
});

const json = (record: object): INodeParameters => ({
	fieldsMode: 'json',
	recordJson: JSON.stringify(record),
});

/** A new customer, whose creation no test disturbs. */
async function added(name: string): Promise<string> {
	const { json: items } = await bench.now.runAtWork(customer('create', json({ Name: name })));
	bench.now.proxy.reset();
	return String(items[0].id);
}

/** Customers of the books whose names begin so. */
const namesIn = (name: string) =>
	[...bench.now.office.company.list('Customer')]
		.map(({ FullName }) => String(FullName))
		.filter((fullName) => fullName.startsWith(name));

const isWrite = ({ method }: ProxiedRequest) => method !== 'GET';

/** Only the first write meets the fault. */
function onceToAWrite(fault: ProxyFault): void {
	let isOver = false;
	bench.now.proxy.fault = (request) => {
		if (isOver || !isWrite(request)) return undefined;
		isOver = true;
		return fault;
	};
}

const always = (fault: ProxyFault) => {
	bench.now.proxy.fault = (request) => (isWrite(request) ? fault : undefined);
};

const told = (
	status: number,
	outcome: string,
	message = 'QuickBooks did not answer.',
): ProxyFault => ({
	status,
	text: JSON.stringify({ requestId: 'request-4711', message, outcome }),
	before: true,
});

const PAGE = '<html><h1>Bad Gateway</h1></html>';

describe('A write whose answer is lost, through a gateway', () => {
	it.each<[string, ProxyFault]>([
		['its answer is cut off', 'cutAfter'],
		['it gets lost on its way', 'cutBefore'],
		['no answer ever comes', 'hang'],
		['a proxy answers 502', { status: 502, text: PAGE }],
		['a proxy answers 504', { status: 504, text: PAGE }],
		['a proxy answers 503 without having passed it on', { status: 503, text: PAGE, before: true }],
		['the answer is no JSON', { status: 200, text: '{"id":' }],
		['the gateway does not know yet', told(504, 'unknown')],
		['the gateway has sent nothing', told(502, 'notSent')],
	])('is asked again under its key where %s', async (how, fault) => {
		onceToAWrite(fault);
		const name = `Lost as ${how}`.slice(0, 41);
		const { json: items, error } = await bench.now.runAtWork(
			customer('create', { ...json({ Name: name }), options: { timeout: 1_500 } }),
		);
		expect(error).toBeUndefined();
		expect(items).toEqual([expect.objectContaining({ FullName: name })]);
		expect(items[0].recovered).toBeUndefined();
		expect(namesIn(name)).toEqual([name]);
		const { keys, requests } = bench.now.proxy;
		expect(keys).toEqual([expect.stringMatching(UUID), keys[0]]);
		const texts = requests.filter(isWrite).map(({ text }) => text);
		expect(texts[0]).toBe(texts[1]);
		// Nothing is looked for.
		expect(
			bench.now.proxy.calls().filter((call) => call === 'GET /hubs/finance/customers'),
		).toEqual([]);
	});

	it.each<[string, (name: string) => Promise<INodeParameters>]>([
		[
			'an update of a record',
			async (name) =>
				customer('update', { recordId: byId(await added(name)), ...json({ Notes: 'new' }) }),
		],
		['a deletion', async (name) => customer('delete', { recordId: byId(await added(name)) })],
		[
			'a record that is created or updated',
			async (name) => customer('upsert', json({ Name: name })),
		],
		[
			'a record of another object',
			async (name) => ({
				...customer('create', { fieldsMode: 'json', recordJson: JSON.stringify({ Name: name }) }),
				resource: 'otherObject',
				objectName: { __rl: true, mode: 'name', value: 'ShipMethod' },
			}),
		],
		[
			'an instance',
			async (name) => ({ operation: 'create', name, appName: 'n8n', hostIp: 'office' }),
		],
		[
			'an instance that is created or updated',
			async (name) => ({ operation: 'upsert', name, appName: 'n8n', hostIp: 'office' }),
		],
		[
			'a changed instance',
			async (name) => ({
				operation: 'update',
				instanceId: byId(bench.now.office.id),
				updateFields: { tags: name },
			}),
		],
	])('is done once: %s', async (what, parametersFor) => {
		const parameters = await parametersFor(what.slice(0, 15));
		onceToAWrite('cutAfter');
		const { json: items, error } = await bench.now.runAtWork(parameters);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		expect(items[0].recovered).toBeUndefined();
		const { keys, replays } = bench.now.proxy;
		expect(keys).toEqual([expect.stringMatching(UUID), keys[0]]);
		expect(replays).toBe(1);
	});

	it('is done once: a bulk upload, whose file is the same byte for byte', async () => {
		onceToAWrite('cutAfter');
		const data = Buffer.from('Name\nUploaded 1\nUploaded 2\n').toString('base64');
		const { json: items, error } = await bench.now.runAtWork(
			{
				resource: 'bulk',
				operation: 'upload',
				instanceId: byId(bench.now.office.id),
				objectName: { __rl: true, mode: 'name', value: 'customers' },
				format: 'csv',
			},
			{ files: [{ data: { data, mimeType: 'text/csv', fileName: 'new.csv' } }] },
		);
		expect(error).toBeUndefined();
		expect(items).toEqual([expect.objectContaining({ jobId: expect.anything() as unknown })]);
		const { keys, requests } = bench.now.proxy;
		expect(keys).toEqual([expect.stringMatching(UUID), keys[0]]);
		const texts = requests.filter(isWrite).map(({ text }) => text);
		expect(texts[0]).toContain('Uploaded 2');
		expect(texts[1]).toBe(texts[0]);
	});

	it('has a key of its own for each item and run', async () => {
		const items = [{ name: 'Keyed 1' }, { name: 'Keyed 2' }];
		const parameters = {
			operation: 'create',
			name: '={{ $json.name }}',
			appName: 'n8n',
			hostIp: 'x',
		};
		await bench.now.run(parameters, { items });
		await bench.now.run(parameters, { items });
		expect(new Set(bench.now.proxy.keys).size).toBe(4);
	});

	it('stays unknown where no answer ever comes, with what to look for and where to settle it', async () => {
		always('cutBefore');
		const options = { maxAttempts: 3 };
		const { error } = await bench.now.runAtWork(
			customer('create', { ...json({ Name: 'Nobody' }), options }),
		);
		expect(error?.message).toBe(
			"Outcome unknown: look for a customer named 'Nobody' and settle it on the gateway before creating it again",
		);
		expect(error?.description).toContain(
			`GET /instances/${bench.now.office.id}/connector/calls?outcome=unknown`,
		);
		expect(new Set(bench.now.proxy.keys).size).toBe(1);
		expect(bench.now.proxy.keys).toHaveLength(3);

		bench.now.proxy.reset();
		always('cutAfter');
		const made = await bench.now.run({
			operation: 'create',
			name: 'Never told',
			appName: 'n8n',
			hostIp: 'x',
			options,
		});
		expect(made.error?.message).toMatch(
			/^Outcome unknown: look for an instance named 'Never told'/,
		);
		expect(bench.now.proxy.calls()).toEqual(Array(3).fill('POST /instances'));
	});

	it('stays unknown though the gateway then lets nobody in', async () => {
		let attempts = 0;
		bench.now.proxy.fault = (request) => {
			if (!isWrite(request)) return undefined;
			return attempts++ === 0 ? 'cutBefore' : told(401, 'notSent', 'Unauthorized');
		};
		const { error } = await bench.now.runAtWork(customer('create', json({ Name: 'Kept out' })));
		expect(error?.message).toMatch(/^Outcome unknown/);
	});
});

describe('What a gateway says of the outcome', () => {
	it.each<[string, string, RegExp]>([
		[
			'create',
			'unknown',
			/^Outcome unknown: look for a customer named 'Said' and settle it on the gateway/,
		],
		['update', 'unknown', /^Outcome unknown: look at customer \S+ and settle it on the gateway/],
		[
			'delete',
			'unknown',
			/^Outcome unknown: settle it on the gateway before you delete the customer/,
		],
		['create', 'notSent', /^QuickBooks was busy for too long to create the customer/],
		['update', 'notSent', /^QuickBooks was busy for too long to update the customer/],
		['delete', 'notSent', /^QuickBooks was busy for too long to delete the customer/],
	])('of a %s that is %s stands in the error', async (operation, outcome, words) => {
		const recordId =
			operation === 'create' ? undefined : byId(await added(`${operation} ${outcome}`));
		always(told(504, outcome));
		const { error } = await bench.now.runAtWork(
			customer(operation, {
				...(recordId ? { recordId } : {}),
				...(operation === 'delete' ? {} : json({ Name: 'Said' })),
				options: { maxAttempts: 2 },
			}),
		);
		expect(error?.message).toMatch(words);
		expect(error?.description).toContain('Request ID: request-4711');
		expect(error?.description?.includes('Nothing was sent to QuickBooks')).toBe(
			outcome === 'notSent',
		);
		expect(error?.description?.includes('calls?outcome=unknown')).toBe(outcome === 'unknown');
		expect(new Set(bench.now.proxy.keys).size).toBe(1);
		expect(`${error?.message}${error?.description}`).not.toContain('Cloud Elements');
	});

	it('of what QuickBooks refused stands in the error, and it is not asked again', async () => {
		await added('Taken');
		const { error } = await bench.now.runAtWork(customer('create', json({ Name: 'Taken' })));
		expect(error?.message).toContain("QuickBooks already uses the name 'Taken'");
		expect(error?.description).toContain('QuickBooks refused it: nothing was changed.');
		expect(bench.now.proxy.keys).toHaveLength(1);
	});

	it('is believed of a gateway alone', async () => {
		const credential = bench.now.credential({ environment: 'custom' });
		always(told(504, 'notSent'));
		const { error } = await bench.now.runAtWork(
			customer('create', { ...json({ Name: 'Elsewhere' }), options: { maxAttempts: 3 } }),
			{ credential },
		);
		expect(error?.message).toMatch(
			/^Outcome unknown: look for a customer named 'Elsewhere' before/,
		);
		expect(error?.description).not.toContain('Nothing was sent');
		expect(bench.now.proxy.keys).toEqual([undefined]);
		expect(bench.now.proxy.calls()).toContain('GET /hubs/finance/customers');
	});
});
