import { INSTANCE, useSandbox } from '../client';

const use = useSandbox();

function addMany(count: number): void {
	for (let index = 1; index <= count; index += 1) use.sandbox.addInstance({ name: `n${index}` });
}

describe('headers', () => {
	it('§1.3 browsers may read the pinned list of headers', async () => {
		const { headers } = await use.client.send('GET', '/elements');
		expect(headers.get('access-control-expose-headers')).toBe(
			'Elements-Returned-Count, Elements-Total-Count, Elements-Request-Id, Elements-Next-Page-Token, Elements-Trace-Id, Elements-Error, Content-Disposition',
		);
	});

	it('§1.3 every answer has a request id of 24 hex characters, each its own', async () => {
		const ids = [];
		for (const path of ['/elements', '/elements', '/instances']) {
			const { headers } = await use.client.send('GET', path);
			ids.push(headers.get('elements-request-id'));
		}
		for (const id of ids) expect(id).toMatch(/^[0-9a-f]{24}$/);
		expect(new Set(ids).size).toBe(3);
	});

	it('§1.3 hub calls name the instance that served them', async () => {
		const { id, token } = use.sandbox.addInstance({ name: 'a' });
		const { headers } = await use.client.withToken(token, 'GET', '/hubs/finance/ping');
		expect(headers.get('elements-element-instance-id')).toBe(String(id));
	});

	it('§1.3 the content type is JSON with a charset, for errors too', async () => {
		for (const path of ['/elements', '/instances/1']) {
			const { headers } = await use.client.send('GET', path);
			expect(headers.get('content-type')).toBe('application/json;charset=UTF-8');
		}
	});
});

describe('paging', () => {
	it('§1.4 a cursor leads through all records, each once', async () => {
		addMany(5);
		const names: unknown[] = [];
		let path = '/instances?pageSize=2';
		for (;;) {
			const { list, headers } = await use.client.send('GET', path);
			expect(headers.get('elements-returned-count')).toBe(String(list.length));
			if (list.length === 0) break;
			names.push(...list.map(({ name }) => name));
			path = `/instances?pageSize=2&nextPage=${headers.get('elements-next-page-token')}`;
		}
		expect(names).toEqual(['n1', 'n2', 'n3', 'n4', 'n5']);
	});

	it('§1.4 the cursor is Base64 of a JSON object', async () => {
		addMany(2);
		const { headers } = await use.client.send('GET', '/instances?pageSize=1');
		const token = headers.get('elements-next-page-token')!;
		expect(Buffer.from(token, 'base64').toString()).toBe('{"limit":1,"pageSize":1,"page":2}');
	});

	it('§1.4 a cursor is given even when the next page is empty', async () => {
		addMany(2);
		const last = await use.client.send('GET', '/instances?pageSize=2');
		const token = last.headers.get('elements-next-page-token');
		expect(token).not.toBeNull();
		const empty = await use.client.send('GET', `/instances?pageSize=2&nextPage=${token}`);
		expect(empty).toMatchObject({ status: 200, text: '[]' });
		expect(empty.headers.get('elements-returned-count')).toBe('0');
	});

	it('§1.4 page counts from 1', async () => {
		addMany(3);
		const { list } = await use.client.send('GET', '/instances?page=2&pageSize=2');
		expect(list.map(({ name }) => name)).toEqual(['n3']);
	});

	it('§1.4 a platform page has 200 records, and never more', async () => {
		addMany(201);
		expect((await use.client.send('GET', '/instances')).list).toHaveLength(200);
		expect((await use.client.send('GET', '/instances?pageSize=500')).list).toHaveLength(200);
	});

	it('§4.3 an empty nextPage is the first page, and page may stand beside nextPage', async () => {
		addMany(3);
		const first = await use.client.send('GET', '/instances?pageSize=2&nextPage=');
		expect(first.list.map(({ name }) => name)).toEqual(['n1', 'n2']);
		const token = first.headers.get('elements-next-page-token');
		const second = await use.client.send('GET', `/instances?page=2&pageSize=2&nextPage=${token}`);
		expect(second.list.map(({ name }) => name)).toEqual(['n3']);
	});
});

describe('errors', () => {
	it('§3.1 a platform error holds request id and message, nothing else', async () => {
		const { object, headers } = await use.client.send('GET', '/instances/1');
		expect(object).toEqual({
			requestId: headers.get('elements-request-id'),
			message: expect.any(String),
		});
	});

	it('§3.1 an error of the provider holds its own text too', async () => {
		const { token } = use.sandbox.addInstance({ name: 'a' });
		use.sandbox.addFault({ path: '/hubs/**', fault: { kind: 'connectorDown' } });
		const { object } = await use.client.withToken(token, 'GET', '/hubs/finance/ping');
		expect(object).toEqual({
			requestId: expect.any(String),
			message: expect.any(String),
			providerMessage: expect.any(String),
		});
	});

	it('§3.2 400 for a bad request', async () => {
		const replies = [
			await use.client.send('POST', '/instances', { rawBody: '{"name":' }),
			await use.client.send('POST', '/instances', { body: { name: 'no element' } }),
			await use.client.send('GET', '/elements?pageSize=x'),
		];
		expect(replies.map(({ status }) => status)).toEqual([400, 400, 400]);
	});

	it('§3.2 404 for what is not there', async () => {
		expect((await use.client.send('GET', '/elements/unknown')).status).toBe(404);
	});

	it('§3.2 405 for the wrong verb', async () => {
		expect((await use.client.send('POST', '/instances/1')).status).toBe(405);
		expect((await use.client.send('DELETE', '/organizations/me')).status).toBe(405);
	});

	it('§3.2 406 when Accept cannot be satisfied', async () => {
		const headers = { Accept: 'application/xml' };
		expect((await use.client.send('GET', '/elements', { headers })).status).toBe(406);
	});

	it('§3.2 415 for an unsupported content type', async () => {
		const headers = { 'Content-Type': 'text/plain' };
		const reply = await use.client.send('POST', '/instances', { body: INSTANCE, headers });
		expect(reply.status).toBe(415);
		expect(use.sandbox.instances).toHaveLength(0);
	});

	it('§3.3 an unknown account is named in the text', async () => {
		const { status, object } = await use.client.send('GET', '/accounts/123456/instances');
		expect(status).toBe(404);
		expect(object.message).toBe('No account found with ID 123456');
	});

	it('§3.6 a request over 8 MB is 429', async () => {
		const reply = await use.client.create({ description: 'x'.repeat(8 * 1024 * 1024) });
		expect(reply.status).toBe(429);
		expect(reply.object.message).toMatch(/payload/);
	});
});
