import type { INodeParameters } from 'n8n-workflow';

import { everythingShown } from '../../support/sandboxed';
import { useGateway } from './support/gatewayBench';

const bench = useGateway();

const COMPANY = 'Bayshore Builders';

const fields = (changes: INodeParameters = {}): INodeParameters => ({
	operation: 'create',
	name: 'Store 12',
	appName: 'n8n',
	hostIp: 'back-office',
	...changes,
});

const named = (companyName: string, changes: INodeParameters = {}) =>
	fields({ additionalFields: { companyName }, ...changes });

const byId = (id: unknown): INodeParameters => ({ __rl: true, mode: 'id', value: String(id) });

const get = async (id: unknown, changes: INodeParameters = {}) =>
	(await bench.now.run({ operation: 'get', instanceId: byId(id), ...changes })).json[0];

const bodies = () =>
	bench.now.proxy.requests
		.filter(({ method, path }) => method === 'POST' && path === '/instances')
		.map(({ text }) => JSON.parse(text) as Record<string, unknown>);

describe('Create, through a gateway', () => {
	it('gives the link that connects the company, beside the token, and says how far it is', async () => {
		const { json } = await bench.now.run(fields());
		expect(json).toEqual([
			expect.objectContaining({
				name: 'Store 12',
				connectorState: 'waiting',
				setupUrl: expect.stringMatching(/^http:\/\/localhost:1\/connect\/\S{20,}$/) as string,
				token: expect.any(String) as string,
			}),
		]);
		expect(Object.keys(json[0]).slice(-3)).toEqual(['connectorState', 'setupUrl', 'token']);
		expect(await (await fetch(atHome(json[0].setupUrl))).json()).toMatchObject({
			name: 'Store 12',
			state: 'waiting',
		});
	});

	it('names the company only where it is given, and that one is connected without a question', async () => {
		await bench.now.run(fields());
		await bench.now.run(named('  '));
		const [{ id, setupUrl }] = (await bench.now.run(named(` ${COMPANY.toUpperCase()} `))).json;
		expect(bodies().map((body) => body.connector)).toEqual([
			undefined,
			undefined,
			{ company: COMPANY.toUpperCase() },
		]);
		await bench.now.office.add(String(setupUrl));
		await bench.now.office.update();
		expect(await get(id)).toMatchObject({ id, connectorState: 'connected' });
	});

	it('has another company than the named one refused', async () => {
		const [{ id, setupUrl }] = (await bench.now.run(named('Larry’s Landscaping'))).json;
		await bench.now.office.add(String(setupUrl));
		await bench.now.office.update();
		expect(await get(id)).toMatchObject({ connectorState: 'refused' });
	});

	it('refuses what is no name before anything is sent', async () => {
		for (const companyName of [{ a: 1 }, ['x'], '<INSERT_COMPANY>'] as never[]) {
			const { error } = await bench.now.run(named('={{ $json.name }}'), {
				items: [{ name: companyName }],
			});
			expect(error?.message).toContain('Company Name (companyName)');
		}
		expect(bench.now.proxy.requests).toEqual([]);
	});

	it.each([true, false])(
		'keeps link and token back where it is told to (simplified: %s)',
		async (simplify) => {
			const result = await bench.now.run(fields({ simplify, options: { includeTokens: false } }));
			expect(result.json[0].token).toBeUndefined();
			expect(everythingShown(result)).not.toMatch(/\/connect\/|setupUrl/);
			expect(await get(result.json[0].id)).toMatchObject({ connectorState: 'waiting' });
		},
	);

	it('gives the whole answer with the link in its place where it is not simplified', async () => {
		const { json } = await bench.now.run(fields({ simplify: false }));
		expect(json[0].connector).toMatchObject({
			state: 'waiting',
			company: null,
			setupUrl: expect.stringContaining('/connect/') as string,
		});
	});

	it('keeps the link though the gateway keeps the instance otherwise, and it is read once more', async () => {
		const configuration = { values: [{ key: 'some.unknown.key', value: 'x' }] };
		const { json } = await bench.now.run(fields({ additionalFields: { configuration } }));
		expect(json[0].setupUrl).toEqual(expect.stringContaining('/connect/'));
	});
});

it('Get and Get Many say how far each company is, and never show a link', async () => {
	const tagged = { tags: 'listed' };
	const [first] = (await bench.now.run(named(COMPANY, tagged))).json;
	await bench.now.run(fields(tagged));
	await bench.now.office.add(String(first.setupUrl));
	await bench.now.office.update();
	const listed = await bench.now.run({
		operation: 'getAll',
		returnAll: true,
		filters: { tags: 'listed' },
		options: { includeTokens: true },
	});
	expect(listed.json.map(({ connectorState }) => connectorState).sort()).toEqual([
		'connected',
		'waiting',
	]);
	expect(everythingShown(listed)).not.toContain('/connect/');
});

describe('Create or Update, through a gateway', () => {
	const upsert = async (name: string, companyName: string) =>
		(await bench.now.run(named(companyName, { operation: 'upsert', name }))).json[0];

	it('names the company when it creates, and the link last but the token', async () => {
		const created = await upsert('New', COMPANY);
		expect(created).toMatchObject({ outcome: 'created', connectorState: 'waiting' });
		expect(Object.keys(created).slice(-2)).toEqual(['setupUrl', 'token']);
		expect(bodies()).toEqual([expect.objectContaining({ connector: { company: COMPANY } })]);
	});

	it('says whether an instance that is there has the company, and writes nothing for it', async () => {
		const { setupUrl } = await upsert('Known', COMPANY);
		expect(await upsert('Known', COMPANY)).toMatchObject({
			outcome: 'unchanged',
			notCompared: ['connector.company'],
		});
		await bench.now.office.add(String(setupUrl));
		await bench.now.office.update();
		const same = await upsert('Known', COMPANY.toLowerCase());
		expect(same).toMatchObject({ outcome: 'unchanged', notCompared: [] });
		expect(same.notApplied).toBeUndefined();
		expect(await upsert('Known', 'Another')).toMatchObject({
			outcome: 'unchanged',
			notApplied: ['connector.company'],
		});
		expect(bench.now.proxy.calls('writes')).toEqual(['POST /instances']);
	});
});

const atHome = (setupUrl: unknown) =>
	String(setupUrl).replace('http://localhost:1', bench.now.office.address);
