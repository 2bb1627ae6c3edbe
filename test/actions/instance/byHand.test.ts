import type { Fault } from '../../../sandbox';
import { byId, createFields, useSandbox } from '../../support/sandboxed';

const bench = useSandbox();

const NAMESAKES = /^Instances of this name exist|^Several instances of one name exist/;

const texts = (hints: Array<{ message: string }>) => hints.map(({ message }) => message);
const namesakes = (hints: Array<{ message: string }>) =>
	texts(hints).filter((message) => NAMESAKES.test(message));
/** Lists that were begun; further pages of one do not count. */
const lists = () =>
	bench.sandbox.requests.filter(
		({ method, path, query }) => method === 'GET' && path === '/instances' && !query.nextPage,
	);

const create = async (more: object = {}) =>
	await bench.run({ mode: 'manual', parameters: createFields(), ...more });

describe('Create by hand', () => {
	it('hints from the second click on at the instances of the same name', async () => {
		const first = await create();
		expect(first.error).toBeUndefined();
		expect(texts(first.hints)).toEqual([]);
		await create();
		const third = await create();
		const ids = bench.sandbox.instances.map(({ id }) => id);
		expect(ids).toHaveLength(3);
		expect(texts(third.hints)).toEqual([
			`Instances of this name exist: ${ids.join(', ')}. 'Create or Update' finds them.`,
		]);
		expect(third.json[0].name).toBe('Store 12');
		expect(lists()).toHaveLength(3);
	});

	it('looks once for the whole run, however many items and names it has', async () => {
		for (const name of ['A', 'B', 'C', 'D', 'D ']) bench.sandbox.addInstance({ name });
		bench.sandbox.addInstance({ name: 'a' });
		bench.sandbox.addInstance({ name: 'A', elementKey: 'quickbooks' });
		const [a, b] = bench.sandbox.instances;
		const { hints, json } = await create({
			parameters: createFields({ name: '={{ $json.name }}' }),
			items: ['A', 'B', 'E'].map((name) => ({ name })),
		});
		expect(texts(hints)).toEqual([
			`Several instances of one name exist: 'A' (${a.id}, ${json[0].id}), 'B' (${b.id}, ${json[1].id}). 'Create or Update' finds them.`,
		]);
		expect(lists()).toHaveLength(1);
	});

	it.each<[string, Fault]>([
		['is refused', { kind: 'status', status: 403 }],
		['fails', { kind: 'status', status: 500 }],
		['breaks off', { kind: 'drop' }],
		['cannot be read', { kind: 'notJson' }],
	])('gives the same output where the look %s', async (_, fault) => {
		bench.sandbox.addInstance({ name: 'Store 12' });
		bench.sandbox.addFault({ method: 'GET', fault });
		const { error, hints, json } = await create();
		expect(error).toBeUndefined();
		expect(json[0]).toMatchObject({ name: 'Store 12', id: bench.sandbox.instances[1].id });
		expect(texts(hints)).toEqual([]);
		expect(lists()).toHaveLength(1);
	});

	it('is not looked after where a trigger starts it', async () => {
		bench.sandbox.addInstance({ name: 'Store 12' });
		const { hints } = await create({ mode: 'trigger' });
		expect(namesakes(hints)).toEqual([]);
		expect(lists()).toEqual([]);
	});

	it('looks for nothing where nothing was created', async () => {
		bench.sandbox.addFault({ method: 'POST', fault: { kind: 'status', status: 400 } });
		await create();
		expect(lists()).toEqual([]);
	});
});

describe('Create or Update', () => {
	const upsert = async (names: string[], more: object = {}) =>
		await bench.run({
			parameters: createFields({ operation: 'upsert', name: '={{ $json.name }}', ...more }),
			items: names.map((name) => ({ name })),
		});

	it('hints at names that differ in upper and lower case only', async () => {
		bench.sandbox.addInstance({ name: 'STORE 12' });
		bench.sandbox.addInstance({ name: 'Store 13' });
		bench.sandbox.addInstance({ name: 'store 12', elementKey: 'quickbooks' });
		const [twin] = bench.sandbox.instances;
		const { hints, json } = await upsert(['Store 12', 'Store 13']);
		expect(json[0].outcome).toBe('created');
		expect(texts(hints)).toEqual([
			`'Store 12' and 'STORE 12' (ID ${twin.id}) differ in upper and lower case only: they count as two names, so that instance was not touched.`,
		]);
	});

	it('says first what is done and last the token', async () => {
		const [created] = (await upsert(['Store 12'])).json;
		const names = Object.keys(created);
		expect(names.slice(0, 2)).toEqual(['outcome', 'changes']);
		expect(names[names.length - 1]).toBe('token');
		const [again] = (await upsert(['Store 12'], { simplify: false })).json;
		const namesAgain = Object.keys(again);
		expect(again.outcome).toBe('unchanged');
		expect(namesAgain.slice(0, 2)).toEqual(['outcome', 'changes']);
		expect(namesAgain[namesAgain.length - 1]).toBe('token');
	});

	it.each([true, false])('plans without a token, simplified or not (%p)', async (simplify) => {
		const { token } = bench.sandbox.addInstance({ name: 'Store 12' });
		bench.sandbox.addInstance({ name: 'Store 13' });
		const { json } = await upsert(['Store 12', 'Store 13', 'Store 14'], {
			planOnly: true,
			simplify,
			options: { includeTokens: true },
		});
		expect(json.map(({ outcome }) => outcome)).toEqual([
			'wouldUpdate',
			'wouldUpdate',
			'wouldCreate',
		]);
		for (const item of json) {
			expect(Object.keys(item).slice(0, 2)).toEqual(['outcome', 'changes']);
			expect(item).not.toHaveProperty('token');
		}
		expect(JSON.stringify(json)).not.toContain(token);
	});
});

describe('A service that is down', () => {
	const DOWN: Array<[string, Fault]> = [
		['503', { kind: 'status', status: 503 }],
		['503 with a long wait', { kind: 'status', status: 503, retryAfterSeconds: 60 }],
		['502', { kind: 'status', status: 502 }],
		['a dropped connection', { kind: 'drop' }],
		["a proxy's page", { kind: 'notJson' }],
	];
	const read = { operation: 'getAll' };

	it.each(DOWN)('is told by hand after two attempts, without a long wait: %s', async (_, fault) => {
		bench.sandbox.addFault({ fault });
		const { error } = await bench.run({ mode: 'manual', parameters: read });
		expect(error?.message).toBeDefined();
		expect(bench.calls().length).toBeLessThanOrEqual(2);
	});

	it('is told by hand by a creation, too, after it has looked twice', async () => {
		bench.sandbox.addFault({ fault: { kind: 'status', status: 503 } });
		const { error } = await bench.run({ mode: 'manual', parameters: createFields() });
		expect(bench.sandbox.requests.map(({ method }) => method)).toEqual(['POST', 'GET', 'GET']);
		expect(error?.message).toContain('Outcome unknown');
	});

	it('is tried as often as the user says, by hand as well', async () => {
		bench.sandbox.addFault({ fault: { kind: 'status', status: 503 } });
		const parameters = { operation: 'getAll', options: { maxAttempts: 4 } };
		await bench.run({ mode: 'manual', parameters });
		expect(bench.calls()).toHaveLength(4);
	});

	it('is tried five times where a trigger starts the run', async () => {
		bench.sandbox.addFault({ fault: { kind: 'status', status: 503 } });
		await bench.run({ parameters: { operation: 'getAll' } });
		expect(bench.calls()).toHaveLength(5);
	});

	it('is not what too many requests mean: those are waited out by hand, too', async () => {
		bench.sandbox.addFault({ times: 4, fault: { kind: 'rateLimit', retryAfterSeconds: 0 } });
		const { error } = await bench.run({ mode: 'manual', parameters: { operation: 'getAll' } });
		expect(error).toBeUndefined();
		expect(bench.calls()).toHaveLength(5);
	});
});

describe('An error', () => {
	const fault: Fault = {
		kind: 'status',
		status: 500,
		message: 'The call broke off',
		providerMessage: 'Company file is locked',
	};
	const parameters = { operation: 'get', instanceId: byId(1), options: { maxAttempts: 1 } };

	it('says cause and advice first, then each on a line of its own what was said', async () => {
		bench.sandbox.addFault({ fault });
		const { error } = await bench.run({ parameters });
		const lines = error?.description?.split('<br>\n') ?? [];
		expect(lines.map((line) => line.split(':')[0])).toEqual([
			expect.stringContaining('Ground2Cloud'),
			'Cloud Elements said',
			'QuickBooks or its connector said',
			'Request ID',
			'HTTP status',
		]);
		// n8n's editor shows a description as HTML.
		expect(lines[1]).toBe('Cloud Elements said: The call broke off');
	});

	it('is plain text in an error item', async () => {
		bench.sandbox.addFault({ fault });
		const { outputs } = await bench.run({
			parameters,
			settings: { onError: 'continueRegularOutput' },
		});
		const said = String(outputs[0][0].json.error);
		expect(said).toContain('\nCloud Elements said: The call broke off\n');
		expect(said).not.toContain('<br>');
	});
});
