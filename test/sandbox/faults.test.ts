import type { Fault, ServiceHabits } from '../../sandbox';
import { until } from '../support/until';
import { INSTANCE, useSandbox, type Reply } from './client';

const use = useSandbox();

/** Makes the next create suffer, and sends it. */
async function createWith(fault: Fault): Promise<Reply> {
	use.sandbox.addFault({ method: 'POST', path: '/instances', times: 1, fault });
	return await use.client.create();
}

const stored = () => use.sandbox.instances.length;

/** Gives up as soon as the sandbox has the request and `ready` holds, as a client with a time-out would. */
async function createAndGiveUp(fault: Fault, ready = () => true): Promise<unknown> {
	const controller = new AbortController();
	const { requests } = use.sandbox;
	const sent = requests.length + 1;
	use.sandbox.addFault({ method: 'POST', path: '/instances', times: 1, fault });
	const answer = use.client
		.send('POST', '/instances', { body: INSTANCE, signal: controller.signal })
		.catch((error: Error) => error.name);
	await until(() => requests.length === sent && requests[sent - 1].fault === fault.kind && ready());
	controller.abort();
	return await answer;
}

describe('refusals', () => {
	it('429 with Retry-After in seconds', async () => {
		const { status, headers } = await createWith({ kind: 'rateLimit', retryAfterSeconds: 7 });
		expect({ status, after: headers.get('retry-after') }).toEqual({ status: 429, after: '7' });
		expect(stored()).toBe(0);
	});

	it('429 with Retry-After as a date, by the sandbox clock', async () => {
		use.sandbox.clock.offsetMs = 3_600_000;
		const { headers } = await createWith({
			kind: 'rateLimit',
			retryAfterSeconds: 60,
			retryAfterAs: 'date',
		});
		const waitMs = Date.parse(headers.get('retry-after')!) - Date.parse(headers.get('date')!);
		expect(waitMs).toBe(60_000);
	});

	it('429 without Retry-After', async () => {
		const { status, headers } = await createWith({ kind: 'rateLimit' });
		expect({ status, after: headers.get('retry-after') }).toEqual({ status: 429, after: null });
	});

	it('429 about the size of the payload', async () => {
		const { status, object } = await createWith({ kind: 'payloadLimit' });
		expect(status).toBe(429);
		expect(object.message).toMatch(/payload exceeds the maximum/);
	});

	it('401 once', async () => {
		const { status, object } = await createWith({ kind: 'unauthorized' });
		expect(status).toBe(401);
		expect(object.message).toMatch(/^Invalid Organization or User secret/);
		expect((await use.client.create()).status).toBe(200);
	});

	it.each([302, 307] as const)('a redirect with %s', async (status) => {
		const location = 'http://127.0.0.1:1/elsewhere';
		const reply = await createWith({ kind: 'redirect', location, status });
		expect(reply.status).toBe(status);
		expect(reply.headers.get('location')).toBe(location);
		expect(stored()).toBe(0);
	});
});

describe('the way to QuickBooks', () => {
	it('tunnel down: 502', async () => {
		const { status, object } = await createWith({ kind: 'tunnelDown' });
		expect(status).toBe(502);
		expect(object.providerMessage).toMatch(/tunnel/);
		expect(stored()).toBe(0);
	});

	it('tunnel down: no answer', async () => {
		expect(await createAndGiveUp({ kind: 'tunnelDown', as: 'timeout' })).toBe('AbortError');
		expect(stored()).toBe(0);
	});

	it('connector down: 502 with the text of the provider', async () => {
		const { status, object } = await createWith({ kind: 'connectorDown' });
		expect(status).toBe(502);
		expect(object.providerMessage).toMatch(/connector/);
	});

	it('qbXML version: 500', async () => {
		const { status, object } = await createWith({ kind: 'qbxmlVersion' });
		expect(status).toBe(500);
		expect(object.message).toContain('Unsupported qbXML version');
	});
});

describe('answers that are lost or wrong', () => {
	it.each([500, 502, 503, 504])('%s before and after the store', async (status) => {
		const before = await createWith({ kind: 'status', status });
		expect({ status: before.status, stored: stored() }).toEqual({ status, stored: 0 });
		const after = await createWith({ kind: 'status', status, when: 'after' });
		expect({ status: after.status, stored: stored() }).toEqual({ status, stored: 1 });
	});

	it('a status with its own texts and Retry-After', async () => {
		const { object, headers } = await createWith({
			kind: 'status',
			status: 503,
			message: 'Down',
			providerMessage: 'For a while',
			retryAfterSeconds: 3,
		});
		expect(object).toMatchObject({ message: 'Down', providerMessage: 'For a while' });
		expect(headers.get('retry-after')).toBe('3');
	});

	it('a dropped connection before and after the store', async () => {
		await expect(createWith({ kind: 'drop' })).rejects.toThrow('fetch failed');
		expect(stored()).toBe(0);
		await expect(createWith({ kind: 'drop', when: 'after' })).rejects.toThrow('fetch failed');
		expect(stored()).toBe(1);
		expect(use.sandbox.requests.map(({ status }) => status)).toEqual([null, null]);
	});

	it('a hang before and after the store', async () => {
		expect(await createAndGiveUp({ kind: 'hang' })).toBe('AbortError');
		expect(stored()).toBe(0);
		expect(await createAndGiveUp({ kind: 'hang', when: 'after' }, () => stored() === 1)).toBe(
			'AbortError',
		);
		expect(stored()).toBe(1);
	});

	it('a hang that breaks off', async () => {
		await expect(createWith({ kind: 'hang', releaseAfterMs: 20 })).rejects.toThrow('fetch failed');
	});

	it('a body that ends before its announced length', async () => {
		await expect(createWith({ kind: 'truncated' })).rejects.toThrow('terminated');
		expect(stored()).toBe(1);
	});

	it('a body that ends cleanly in the middle of its JSON', async () => {
		await expect(createWith({ kind: 'truncated', framing: 'shortened' })).rejects.toThrow(
			SyntaxError,
		);
		expect(stored()).toBe(1);
	});

	it('a proxy page in place of JSON, before and after the store', async () => {
		const before = await createWith({ kind: 'notJson' });
		expect(before.status).toBe(200);
		expect(before.headers.get('content-type')).toContain('text/html');
		expect(before.text).toMatch(/^<!DOCTYPE html>/);
		expect(stored()).toBe(0);
		const after = await createWith({ kind: 'notJson', when: 'after', status: 502 });
		expect({ status: after.status, stored: stored() }).toEqual({ status: 502, stored: 1 });
	});

	it('an empty body', async () => {
		const { status, text } = await createWith({ kind: 'emptyBody' });
		expect({ status, text, stored: stored() }).toEqual({ status: 200, text: '', stored: 1 });
	});
});

describe('time', () => {
	it('stored some time after the request arrived, while the answer hangs', async () => {
		const fault: Fault = { kind: 'storedLate', afterMs: 500 };
		expect(await createAndGiveUp(fault)).toBe('AbortError');
		expect({ stored: stored(), pending: use.sandbox.pendingStores }).toEqual({
			stored: 0,
			pending: 1,
		});
		await until(() => stored() === 1);
	});

	it('stored some time after the client gave up', async () => {
		const fault: Fault = { kind: 'storedLate', afterMs: 400, from: 'clientGone' };
		const sentAtMs = Date.now();
		// Long past `afterMs`, which must not have begun to run yet.
		await createAndGiveUp(fault, () => Date.now() - sentAtMs > 600);
		const gaveUpAtMs = Date.now();
		expect(stored()).toBe(0);
		await until(() => stored() === 1);
		expect(Date.now() - gaveUpAtMs).toBeGreaterThanOrEqual(390);
	});

	it('stored late after a drop or an error', async () => {
		const dropped = createWith({ kind: 'storedLate', afterMs: 500, answer: 'drop' });
		await expect(dropped).rejects.toThrow('fetch failed');
		const refused = await createWith({ kind: 'storedLate', afterMs: 500, answer: 504 });
		expect({ status: refused.status, stored: stored() }).toEqual({ status: 504, stored: 0 });
		await until(() => stored() === 2);
		expect(use.sandbox.pendingStores).toBe(0);
	});

	it('a list that shows the new instance late', async () => {
		const { object } = await createWith({ kind: 'listedLate', delayMs: 1000 });
		expect((await use.client.send('GET', '/instances')).status).toBe(404);
		const byId = await use.client.send('GET', `/instances/${String(object.id)}`);
		expect(byId.status).toBe(200);
		await until(async () => (await use.client.send('GET', '/instances')).list.length === 1);
	});

	it('a list that lags, so that ids become visible in their order', async () => {
		await createWith({ kind: 'listedLate', delayMs: 1000, keepOrder: true });
		await use.client.create();
		expect((await use.client.send('GET', '/instances')).status).toBe(404);
		await until(async () => (await use.client.send('GET', '/instances')).list.length === 2);
	});

	it('a clock that is off for one request', async () => {
		const offsetMs = -7_200_000;
		const { object, headers } = await createWith({ kind: 'clockOff', offsetMs });
		for (const date of [object.createdDate as string, headers.get('date')!]) {
			expect(Math.abs(Date.parse(date) - Date.now() - offsetMs)).toBeLessThan(5000);
		}
		const right = await use.client.send('GET', '/elements');
		expect(Math.abs(Date.parse(right.headers.get('date')!) - Date.now())).toBeLessThan(5000);
	});

	it('a slow answer', async () => {
		const startedAtMs = Date.now();
		expect((await createWith({ kind: 'delay', ms: 60 })).status).toBe(200);
		expect(Date.now() - startedAtMs).toBeGreaterThanOrEqual(55);
	});
});

it.each([
	[1, ['n1', 'n1', 'n1']],
	[2, ['n1', 'n2', 'n1']],
] as const)('a cursor that loops over %s page(s)', async (period, expected) => {
	for (const name of ['n1', 'n2', 'n3']) use.sandbox.addInstance({ name });
	use.sandbox.addFault({ path: '/instances', fault: { kind: 'cursorLoop', period } });
	const names: unknown[] = [];
	let token = '';
	for (let page = 0; page < 3; page += 1) {
		const reply = await use.client.send('GET', `/instances?pageSize=1&nextPage=${token}`);
		names.push(reply.list[0].name);
		token = reply.headers.get('elements-next-page-token')!;
	}
	expect(names).toEqual(expected);
});

describe('answers that mislead', () => {
	it('a list that is cut says how many there are, and has no cursor', async () => {
		for (const name of ['n1', 'n2', 'n3']) use.sandbox.addInstance({ name });
		use.sandbox.addFault({ path: '/instances', times: 1, fault: { kind: 'cutList' } });
		const { list, headers } = await use.client.send('GET', '/instances');
		expect(list.map(({ name }) => name)).toEqual(['n1', 'n2']);
		expect(headers.get('elements-next-page-token')).toBeNull();
		expect(headers.get('elements-total-count')).toBe('3');
	});

	it.each(['before', 'after'] as const)('a proxy’s 404 %s the effect', async (when) => {
		const { status, text, headers } = await createWith({ kind: 'foreign404', when });
		expect({ status, type: headers.get('content-type') }).toEqual({
			status: 404,
			type: 'text/html; charset=utf-8',
		});
		expect(text).toContain('Proxy');
		expect(headers.get('elements-request-id')).toBeNull();
		expect(stored()).toBe(when === 'after' ? 1 : 0);
	});

	it.each(['before', 'after'] as const)('an error with status 200 %s the effect', async (when) => {
		const { status, object: body } = await createWith({ kind: 'errorIn200', when });
		expect(status).toBe(200);
		expect(Object.keys(body).sort()).toEqual(['message', 'requestId']);
		expect(stored()).toBe(when === 'after' ? 1 : 0);
	});

	it('an answer about another element', async () => {
		const { object: body } = await createWith({ kind: 'answersOther', as: 'element' });
		expect(body.element).toMatchObject({ key: 'anotherElement' });
		expect(use.sandbox.instances[0].elementKey).not.toBe('anotherElement');
	});

	it('an answer with the id of another instance', async () => {
		const other = use.sandbox.addInstance({ name: 'Other' });
		const { object: body } = await createWith({ kind: 'answersOther', as: 'instance' });
		expect(body).toMatchObject({ id: other.id, token: other.token, name: INSTANCE.name });
		expect(stored()).toBe(2);
	});
});

describe('habits of the service', () => {
	const given = { name: 'Café  & Co', createdDate: '2017-06-06T19:08:52Z', tags: ['a'] };
	/** The instance as the list shows it, and as it is read by its id. */
	async function shown(habits: Partial<ServiceHabits>) {
		const { id } = use.sandbox.addInstance(given);
		Object.assign(use.sandbox.habits, habits);
		const [entry] = (await use.client.send('GET', '/instances')).list;
		const { object: body } = await use.client.send('GET', `/instances/${id}`);
		return { entry, body };
	}

	it.each([
		['escaped', 'Café  &amp; Co'],
		['collapsed', 'Café & Co'],
		['decomposed', 'Cafe\u0301  & Co'],
	] as const)('a name that is %s, in the list and alone', async (names, expected) => {
		const { entry, body } = await shown({ names });
		expect([entry.name, body.name]).toEqual([expected, expected]);
		expect(use.sandbox.instances[0].name).toBe(given.name);
	});

	it('an element key in capital letters', async () => {
		const { body } = await shown({ elementKey: 'upperCase' });
		const { elementKey } = use.sandbox.instances[0];
		expect(body.element).toMatchObject({ key: elementKey.toUpperCase() });
	});

	it.each([
		['behind', '2017-06-06T19:08:42Z'],
		['toTheMinute', '2017-06-06T19:08:00Z'],
		['withoutZone', '2017-06-06T19:08:52'],
		['missing', undefined],
	] as const)('a createdDate that is %s', async (createdDate, expected) => {
		const { entry, body } = await shown({ createdDate });
		expect([entry.createdDate, body.createdDate]).toEqual([expected, expected]);
	});

	it.each([
		['withoutElement', 'element', undefined],
		['tagsNull', 'tags', null],
		['emptyConfiguration', 'configuration', {}],
	] as const)(
		'entries of a list with %s, and the instance whole',
		async (listEntries, member, value) => {
			const { entry, body } = await shown({ listEntries });
			expect(entry[member]).toEqual(value);
			expect(body[member]).not.toEqual(value);
		},
	);

	it('entries of a list with masked values, and the instance whole', async () => {
		const { entry, body } = await shown({ listEntries: 'maskedConfiguration' });
		const values = Object.values(entry.configuration as object);
		expect(new Set(values)).toEqual(new Set(['********']));
		expect(Object.values(body.configuration as object)).not.toEqual(values);
	});

	it('end with a reset', async () => {
		Object.assign(use.sandbox.habits, { names: 'escaped' });
		use.sandbox.reset();
		expect(use.sandbox.habits.names).toBe('exact');
	});
});
