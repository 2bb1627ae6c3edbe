import { useSandbox } from '../client';

const use = useSandbox();

const MESSAGE = 'Invalid Organization or User secret, or invalid Element token provided.';

describe('authorization', () => {
	it('§1.1 the base path works with and without a trailing slash (ours)', async () => {
		expect((await use.client.send('GET', '/elements/')).status).toBe(200);
		expect((await use.client.send('GET', '/elements')).status).toBe(200);
	});

	it('§1.2 platform calls need User and Organization', async () => {
		const { client } = use;
		const path = '/organizations/me';
		expect((await client.send('GET', path)).status).toBe(200);
		for (const authorization of [
			null,
			client.user,
			client.organization,
			`User wrong=, ${client.organization}`,
			`${client.user}, Organization wrong`,
		]) {
			expect((await client.send('GET', path, { authorization })).status).toBe(401);
		}
	});

	it('§1.2 hub calls need User and Element, an Organization beside them does no harm', async () => {
		const { client, sandbox } = use;
		const { token } = sandbox.addInstance({ name: 'a' });
		const authorization = `${client.user}, Element ${token}`;
		expect((await client.send('GET', '/hubs/finance/ping', { authorization })).status).toBe(200);
		expect((await client.withToken(token, 'GET', '/hubs/finance/ping')).status).toBe(200);
		const wrong = { authorization: `${client.user}, Organization wrong, Element ${token}` };
		expect((await client.send('GET', '/hubs/finance/ping', wrong)).status).toBe(401);
	});

	it('§1.2 the order of the parts does not matter', async () => {
		const { client, sandbox } = use;
		const { token } = sandbox.addInstance({ name: 'a' });
		for (const authorization of [
			`Element ${token}, ${client.user}`,
			`${client.organization}, Element ${token}, ${client.user}`,
		]) {
			expect((await client.send('GET', '/hubs/finance/ping', { authorization })).status).toBe(200);
		}
	});

	it('§1.2 the case of header name and scheme words does not matter (scheme words: ours)', async () => {
		const { sandbox } = use;
		const response = await fetch(`${use.client.base}/organizations/me`, {
			headers: {
				authorization: `USER ${sandbox.userSecret}, organization ${sandbox.organizationSecret}`,
			},
		});
		expect(response.status).toBe(200);
	});

	it('§1.2 calls without an id take their instance from the Element token and need all three', async () => {
		const { client, sandbox } = use;
		const { token } = sandbox.addInstance({ name: 'a' });
		const patch = { body: { name: 'b' } };
		const two = `${client.user}, Element ${token}`;
		expect((await client.withToken(token, 'PATCH', '/instances', patch)).object.name).toBe('b');
		for (const authorization of [two, `${client.user}, ${client.organization}`]) {
			const reply = await client.send('PATCH', '/instances', { ...patch, authorization });
			expect(reply.status).toBe(401);
		}
	});

	it('§3.2 unknown addresses are 404 with a right log-in, 401 with a wrong one', async () => {
		const { client, sandbox } = use;
		const { token } = sandbox.addInstance({ name: 'a' });
		for (const path of ['/nothing', '/organizations', '/nothing/5', '/hubs/finance/nothing']) {
			expect([path, (await client.send('GET', path)).status]).toEqual([path, 404]);
			const authorization = 'User wrong, Organization wrong';
			expect([path, (await client.send('GET', path, { authorization })).status]).toEqual([
				path,
				401,
			]);
			expect([path, (await client.withToken(token, 'GET', path)).status]).toEqual([path, 404]);
		}
		// What is a resource needs the Element part (observed).
		expect((await client.send('GET', '/hubs/finance/customers')).status).toBe(401);
	});

	it('§1.2 platform calls work with an Element part too, and DELETE by id without one', async () => {
		const { client, sandbox } = use;
		const { id, token } = sandbox.addInstance({ name: 'a' });
		expect((await client.withToken(token, 'GET', `/instances/${id}`)).status).toBe(200);
		expect((await client.send('DELETE', `/instances/${id}`)).status).toBe(200);
	});

	it('§3.3 wrong secrets and dead tokens are 401 with one text', async () => {
		const { client, sandbox } = use;
		const { id, token } = sandbox.addInstance({ name: 'a' });
		await client.send('DELETE', `/instances/${id}`);
		const replies = [
			await client.send('GET', '/instances', { authorization: `User x, ${client.organization}` }),
			await client.withToken(token, 'GET', '/hubs/finance/ping'),
			await client.send('GET', '/hubs/finance/ping'),
		];
		for (const { status, object } of replies) {
			expect({ status, message: object.message }).toEqual({ status: 401, message: MESSAGE });
		}
	});

	it('§1.2 secrets and tokens have the shape of the samples, and none is built in', async () => {
		const { sandbox } = use;
		const { token } = sandbox.addInstance({ name: 'a' });
		for (const secret of [sandbox.userSecret, token]) expect(secret).toMatch(/^[\w+/]{43}=$/);
		expect(sandbox.organizationSecret).toMatch(/^[0-9a-f]{32}$/);
		expect(sandbox.addInstance({ name: 'b' }).token).not.toBe(token);
	});
});

describe('login', () => {
	it('§1.2 gives a bearer token, and with it the secrets', async () => {
		const { client, sandbox } = use;
		const { username, password, userSecret, organizationSecret } = sandbox;
		const login = await client.send('POST', '/authentication', {
			body: { username, password },
			authorization: null,
		});
		expect(login.status).toBe(200);
		const secrets = await client.send('GET', '/authentication/secrets', {
			authorization: `Bearer ${String(login.object.token)}`,
		});
		expect(secrets.object).toEqual({ userSecret, organizationSecret });
	});

	it('§1.2 refuses a wrong password and a made-up bearer token', async () => {
		const { client, sandbox } = use;
		const body = { username: sandbox.username, password: 'wrong' };
		expect((await client.send('POST', '/authentication', { body })).status).toBe(401);
		const authorization = 'Bearer made-up';
		const reply = await client.send('GET', '/authentication/secrets', { authorization });
		expect(reply.status).toBe(401);
	});

	it('§1.2 §2.7 /organizations/me reads, and its name can be changed', async () => {
		const { client } = use;
		const before = await client.send('GET', '/organizations/me');
		expect(before.object).toEqual({
			id: expect.any(Number),
			name: expect.any(String),
			createdDate: expect.any(String),
		});
		const put = await client.send('PUT', '/organizations/me', { body: { name: 'Other' } });
		expect(put.status).toBe(200);
		expect((await client.send('GET', '/organizations/me')).object.name).toBe('Other');
	});
});
