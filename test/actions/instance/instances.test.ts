import { byId, byName, createFields, useSandbox } from '../../support/sandboxed';

const bench = useSandbox();

const add = (name: string, changes: object = {}) => bench.sandbox.addInstance({ name, ...changes });

const getMany = async (parameters: object = {}, options: object = {}) =>
	await bench.run({
		parameters: { operation: 'getAll', returnAll: true, ...parameters, options: { ...options } },
	});

describe('Get', () => {
	it('reads the instance, without its token unless asked for', async () => {
		const { id, token } = add('Store', { tags: ['a'] });
		const plain = await bench.run({ parameters: { operation: 'get', instanceId: byId(id) } });
		expect(plain.json[0]).toMatchObject({ id, name: 'Store', tags: ['a'], disabled: false });
		expect(JSON.stringify(plain.run.data)).not.toContain(token);
		const full = await bench.run({
			parameters: { operation: 'get', instanceId: byId(id), simplify: false },
		});
		expect(full.json[0]).toMatchObject({ id, elementId: 195 });
		expect(JSON.stringify(full.run.data)).not.toContain(token);
		const asked = await bench.run({
			parameters: { operation: 'get', instanceId: byId(id), options: { includeTokens: true } },
		});
		expect(asked.json[0].token).toBe(token);
		expect(bench.calls()).toEqual(Array(3).fill(`GET /instances/${id}`));
	});

	it('pairs every output with its input, in order', async () => {
		const ids = ['a', 'b', 'c', 'd'].map((name) => add(name).id);
		const { outputs } = await bench.run({
			parameters: { operation: 'get', instanceId: byId('={{ $json.id }}') },
			items: ids.map((id) => ({ id })),
		});
		expect(outputs[0].map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual(
			ids.map((id, item) => [id, { item }]),
		);
	});

	it('names the id that does not exist', async () => {
		const { error } = await bench.run({
			parameters: { operation: 'get', instanceId: byId(99999) },
		});
		expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '404' });
		expect(error?.message).toBe('There is no instance with ID 99999: pick another one');
	});
});

describe('Get Many', () => {
	it('gives no items and no error for an empty list, which the service answers with 404', async () => {
		const { json, error } = await getMany();
		expect(bench.sandbox.requests.map(({ status }) => status)).toEqual([404]);
		expect(json).toEqual([]);
		expect(error).toBeUndefined();
	});

	it('reads every page, also past a cursor that stands before an empty page', async () => {
		for (let index = 0; index < 400; index++) add(`Store ${index}`);
		const { json } = await getMany();
		expect(json.map(({ name }) => name)).toEqual(
			Array.from({ length: 400 }, (_, index) => `Store ${index}`),
		);
		expect(new Set(json.map(({ id }) => id)).size).toBe(400);
		const pages = bench.sandbox.requests;
		expect(pages.map(({ query }) => query.pageSize)).toEqual(['200', '200', '200']);
		expect(pages[0].query).not.toHaveProperty('nextPage');
		expect(pages[2].json).toBeUndefined();
		expect(pages.every(({ status }) => status === 200)).toBe(true);
	});

	it.each([1, 2] as const)(
		'ends with a hint and no doubles where the cursor loops with period %d',
		async (period) => {
			for (let index = 0; index < 450; index++) add(`Store ${index}`);
			bench.sandbox.addFault({ path: '/instances', fault: { kind: 'cursorLoop', period } });
			const { json, hints, error } = await getMany();
			expect(error).toBeUndefined();
			expect(hints.map(({ message }) => message).join()).toContain('may be incomplete');
			expect(json.length).toBeGreaterThanOrEqual(200);
			expect(new Set(json.map(({ id }) => id)).size).toBe(json.length);
			expect(bench.sandbox.requests.length).toBeLessThan(6);
		},
	);

	it('stops at the limit and reads no page more than it needs', async () => {
		for (let index = 0; index < 250; index++) add(`Store ${index}`);
		const few = await getMany({ returnAll: false, limit: 3 });
		expect(few.json.map(({ name }) => name)).toEqual(['Store 0', 'Store 1', 'Store 2']);
		expect(bench.sandbox.requests).toHaveLength(1);
		bench.sandbox.resetRequests();
		const many = await getMany({ returnAll: false, limit: 220 });
		expect(many.json).toHaveLength(220);
		expect(bench.sandbox.requests).toHaveLength(2);
	});

	it('asks for no more than the limit where the service does the choosing', async () => {
		for (let index = 0; index < 10; index++) add(`Store ${index}`);
		const page = async (filters: object) => {
			bench.sandbox.resetRequests();
			await getMany({ returnAll: false, limit: 3, filters });
			return bench.sandbox.requests[0].query.pageSize;
		};
		expect(await page({ elementKey: '*' })).toBe('3');
		expect(await page({ elementKey: '*', name: 'Store' })).toBe('3');
		expect(await page({})).toBe('200');
		expect(await page({ elementKey: '*', state: 'disabled' })).toBe('200');
	});

	it('lists QuickBooks Enterprise only, another element by its key, and all with *', async () => {
		add('Store');
		add('Online', { elementKey: 'quickbooks' });
		add('Desk', { elementKey: 'servicenow' });
		const names = async (filters: object) =>
			(await getMany({ filters })).json.map(({ name }) => name);
		expect(await names({})).toEqual(['Store']);
		expect(await names({ elementKey: 'quickbooks' })).toEqual(['Online']);
		expect(await names({ elementKey: '*' })).toEqual(['Store', 'Online', 'Desk']);
		expect(await names({ elementKey: 'xero' })).toEqual([]);
	});

	it('filters by name, tags and state', async () => {
		add('Store 1', { tags: ['west', 'big'] });
		add('Store 2', { tags: ['west'], disabled: true });
		add('Depot', { tags: ['big'], valid: false });
		const names = async (filters: object) =>
			(await getMany({ filters })).json.map(({ name }) => name);
		expect(await names({ name: 'tore' })).toEqual(['Store 1', 'Store 2']);
		expect(await names({ tags: 'west' })).toEqual(['Store 1', 'Store 2']);
		expect(await names({ tags: 'west, big' })).toEqual(['Store 1']);
		expect(await names({ tags: '={{ ["big"] }}' })).toEqual(['Store 1', 'Depot']);
		expect(await names({ state: 'enabled' })).toEqual(['Store 1']);
		expect(await names({ state: 'disabled' })).toEqual(['Store 2']);
		expect(await names({ state: 'invalid' })).toEqual(['Depot']);
		expect(await names({ state: 'any', name: 'Store', tags: 'big' })).toEqual(['Store 1']);
		expect(await names({ name: 'nothing' })).toEqual([]);
	});

	it('limits what the filters leave, not what was read', async () => {
		for (let index = 0; index < 30; index++) add(`Store ${index}`, { disabled: index >= 25 });
		const { json } = await getMany({
			returnAll: false,
			limit: 3,
			filters: { state: 'disabled' },
		});
		expect(json.map(({ name }) => name)).toEqual(['Store 25', 'Store 26', 'Store 27']);
	});

	it('keeps tokens out of the output unless asked for', async () => {
		const { token } = add('Store');
		expect(JSON.stringify((await getMany()).run.data)).not.toContain(token);
		expect(JSON.stringify((await getMany({ simplify: false })).run.data)).not.toContain(token);
		expect((await getMany({}, { includeTokens: true })).json[0].token).toBe(token);
	});

	it('does not take a 404 that says something else for an empty list', async () => {
		const message = 'No such account';
		bench.sandbox.addFault({ fault: { kind: 'status', status: 404, message } });
		const { error } = await bench.run({ parameters: { operation: 'getAll' } });
		expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '404' });
		expect(error?.description).toContain(message);
	});

	it("does not take a proxy's 404 page for an empty list", async () => {
		bench.sandbox.addFault({ fault: { kind: 'notJson', status: 404 } });
		const { error } = await getMany();
		expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '404' });
		expect(error?.message).toContain("check 'Environment' and 'Base URL'");
	});

	it('pairs the items of each list with the item that asked for it', async () => {
		add('A1', { tags: ['a'] });
		add('A2', { tags: ['a'] });
		add('B1', { tags: ['b'] });
		const { outputs } = await bench.run({
			parameters: {
				operation: 'getAll',
				returnAll: true,
				filters: { tags: '={{ $json.tag }}' },
			},
			items: [{ tag: 'b' }, { tag: 'none' }, { tag: 'a' }],
		});
		expect(outputs[0].map(({ json, pairedItem }) => [json.name, pairedItem])).toEqual([
			['B1', { item: 0 }],
			['A1', { item: 2 }],
			['A2', { item: 2 }],
		]);
	});

	it('refuses a limit below 1', async () => {
		const { error } = await getMany({ returnAll: false, limit: '={{ 0 }}' });
		expect(error?.message).toBe('Limit (limit) must be a whole number, 1 or more');
		expect(bench.sandbox.requests).toEqual([]);
	});
});

describe('Delete', () => {
	it('deletes for good', async () => {
		const { id } = add('Store');
		const { json } = await bench.run({ parameters: { operation: 'delete', instanceId: byId(id) } });
		expect(json).toEqual([{ deleted: true }]);
		expect(bench.sandbox.instances).toEqual([]);
		expect(bench.calls()).toEqual([`DELETE /instances/${id}`]);
	});

	it('counts an instance that is gone already as deleted', async () => {
		const { id } = add('Store');
		const parameters = { operation: 'delete', instanceId: byId(id) };
		await bench.run({ parameters });
		expect((await bench.run({ parameters })).json).toEqual([{ deleted: true }]);
	});

	it('deletes nothing where a name is not unique', async () => {
		const first = add('Store');
		const second = add('Store');
		const { error } = await bench.run({
			parameters: { operation: 'delete', instanceId: byName('Store') },
		});
		expect(error?.message).toBe(`2 instances are named 'Store': ${first.id}, ${second.id}`);
		expect(bench.sandbox.instances).toHaveLength(2);
	});
});

describe('Enable and Disable', () => {
	it('switch the instance and say what it is now', async () => {
		const { id } = add('Store');
		const off = await bench.run({ parameters: { operation: 'disable', instanceId: byId(id) } });
		expect(off.json).toEqual([{ id, disabled: true }]);
		expect(bench.sandbox.instances[0].disabled).toBe(true);
		const on = await bench.run({ parameters: { operation: 'enable', instanceId: byId(id) } });
		expect(on.json).toEqual([{ id, disabled: false }]);
		expect(bench.sandbox.instances[0].disabled).toBe(false);
		expect(bench.calls()).toEqual([
			`DELETE /instances/${id}/enabled`,
			`PUT /instances/${id}/enabled`,
		]);
	});
});

describe('Picking an instance', () => {
	const get = async (instanceId: unknown, items?: Array<Record<string, string>>) =>
		await bench.run({ parameters: { operation: 'get', instanceId: instanceId as string }, items });

	it('from the list, by id, by name, or by a plain number from an expression', async () => {
		const { id } = add('Store');
		for (const locator of [
			{ __rl: true, mode: 'list', value: String(id), cachedResultName: 'Store' },
			byId(` ${id} `),
			byName(' Store '),
			`={{ ${id} }}`,
		]) {
			expect((await get(locator)).json[0]).toMatchObject({ id });
		}
	});

	it('by name counts case, the whole name and QuickBooks Enterprise only', async () => {
		add('Store 12');
		add('store');
		add('Store', { elementKey: 'quickbooks' });
		const { error } = await get(byName('Store'));
		expect(error?.message).toBe("No instance is named 'Store'");
		const { id } = add('Store');
		expect((await get(byName('Store'))).json[0]).toMatchObject({ id });
	});

	it('by name reads the list once for all items', async () => {
		const names = ['A', 'B', 'C', 'D'];
		names.forEach((name) => add(name));
		const { json } = await get(
			byName('={{ $json.name }}'),
			[...names, ...names].map((name) => ({ name })),
		);
		expect(json.map(({ name }) => name)).toEqual([...names, ...names]);
		expect(bench.calls().filter((call) => call === 'GET /instances').length).toBeLessThanOrEqual(2);
	});

	it('by name works when there is no instance at all', async () => {
		expect((await get(byName('Store'))).error?.message).toBe("No instance is named 'Store'");
	});

	it('by name refuses to guess from a list that it could not read to its end', async () => {
		for (let index = 0; index < 450; index++) add(`Store ${index}`);
		bench.sandbox.addFault({ path: '/instances', fault: { kind: 'cursorLoop' } });
		const { error } = await get(byName('Store 1'));
		expect(error?.message).toContain('could not be read to its end');
	});

	it.each([
		'cGFzdGVkIHRva2VuIG9mIGFuIGluc3RhbmNl=',
		'../organizations/me',
		'12/../../organizations',
		'12%2F..',
		'12?x=y',
		'12#',
		'1e3',
		'-1',
		'0x10',
		'enabled',
	])('refuses %j as an id before any request', async (value) => {
		const { error } = await get(byId(`={{ ${JSON.stringify(value)} }}`));
		expect(error?.message).toBe(
			'Instance (instanceId) must be its ID: a number or a GUID, not a name or a token',
		);
		expect(`${error?.message}${error?.description}`).not.toContain(value);
		expect(bench.sandbox.requests).toEqual([]);
	});

	it.each(['id', 'name', 'list'])('names an empty one in mode %s', async (mode) => {
		const { error } = await get({ __rl: true, mode, value: '={{ "" }}' });
		expect(error?.message).toBe('Instance (instanceId) is empty');
		expect(bench.sandbox.requests).toEqual([]);
	});
});

describe('The list of instances in the editor', () => {
	it('shows name and id, of QuickBooks Enterprise only', async () => {
		const { id } = add('Store');
		add('Desk', { elementKey: 'servicenow' });
		expect(await bench.search()).toEqual({
			results: [{ name: `Store (${id})`, value: String(id) }],
			paginationToken: undefined,
		});
	});

	it('sorts by name as people do, and marks what is disabled', async () => {
		const ids = ['Store 12', 'airport', 'Store 9'].map((name) => add(name).id);
		await bench.run({ parameters: { operation: 'disable', instanceId: byId(ids[2]) } });
		const { results } = await bench.search();
		expect(results.map(({ name }) => name)).toEqual([
			`airport (${ids[1]})`,
			`Store 9 (${ids[2]}) · disabled`,
			`Store 12 (${ids[0]})`,
		]);
	});

	it('is empty where there is nothing', async () => {
		expect((await bench.search()).results).toEqual([]);
	});

	it('searches by what was typed', async () => {
		add('Store 1');
		add('Depot');
		const { results } = await bench.search('depot');
		expect(results.map(({ name }) => name)).toEqual([expect.stringContaining('Depot')]);
	});

	it('sorts across pages, and goes on part by part where there are very many', async () => {
		for (let index = 0; index < 1250; index++) add(`Store ${1250 - index}`);
		const first = await bench.search();
		expect(first.results).toHaveLength(1000);
		expect(first.results[0].name).toMatch(/^Store 251 /);
		const second = await bench.search(undefined, first.paginationToken as string);
		expect(second.paginationToken).toBeUndefined();
		const values = [...first.results, ...second.results].map(({ value }) => value);
		expect(new Set(values).size).toBe(1250);
	});

	it('passes over pages that hold other elements only', async () => {
		for (let index = 0; index < 210; index++) add(`Desk ${index}`, { elementKey: 'servicenow' });
		add('Store');
		const { results } = await bench.search();
		expect(results).toHaveLength(1);
	});

	it('says in words why it cannot be shown', async () => {
		bench.sandbox.addFault({ fault: { kind: 'unauthorized' } });
		await expect(bench.search()).rejects.toMatchObject({
			message:
				'Check User Secret and Organization Secret in the credential: Cloud Elements did not accept them',
		});
	});
});

it('reads the credential once, however many items and requests there are', async () => {
	const ids = ['a', 'b', 'c'].map((name) => add(name).id);
	const one = await bench.run({
		parameters: { operation: 'get', instanceId: byId(ids[0]) },
	});
	const three = await bench.run({
		parameters: createFields({ name: '={{ $json.name }}' }),
		items: [{ name: 'x' }, { name: 'y' }, { name: 'z' }],
	});
	// n8n's helper reads it once more for each request.
	expect(three.credentialReads - one.credentialReads).toBe(2);
});
