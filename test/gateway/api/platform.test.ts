/* eslint-disable @typescript-eslint/no-explicit-any */
import type { FastifyInstance } from 'fastify';

import { MemoryFiles } from '../../../gateway/bulk';
import { USUAL_SETTINGS } from '../../../gateway/connector';
import { API_BASE } from '../../../gateway/api';
import { buildGateway } from '../../../gateway/server/app';
import { makeKey, MemoryStore, Vault, type CallState } from '../../../gateway/store';
import { call } from '../connector/support/client';
import { first } from '../connector/support/fixture';
import { ManualClock } from '../support/manualClock';

const SECRETS = { user: 'user-1', organization: 'organization-1' };
const PLATFORM = 'User user-1, Organization organization-1';
const CONFIGURATION = { 'app.name': 'n8n', 'host.ip': 'office' };
const BODY = {
	element: { key: 'quickbooksonprem' },
	name: ' Store <b>1</b> ',
	tags: ['north'],
	configuration: { ...CONFIGURATION, 'event.notification.signature.key': 'SIGNATURE' },
};

describe('The platform part of the API', () => {
	let app: FastifyInstance;
	let store: MemoryStore;
	let clock: ManualClock;

	beforeEach(async () => {
		[store, clock] = [new MemoryStore(), new ManualClock()];
		app = await buildGateway({
			store,
			clock,
			vault: new Vault(makeKey()),
			secrets: SECRETS,
			publicUrl: 'https://books.example.com',
			waitMs: 50_000,
			resendMs: 900_000,
			intervalSeconds: 5,
			listFolder: 'not-made-here',
			jobFiles: new MemoryFiles(),
			sessions: USUAL_SETTINGS,
		});
	});

	afterEach(async () => await app.close());

	const send = async (
		method: 'DELETE' | 'GET' | 'PATCH' | 'POST' | 'PUT',
		path: string,
		payload?: object | string,
		authorization = PLATFORM,
	) => {
		const answer = await app.inject({
			method,
			url: `${API_BASE}${path}`,
			headers: {
				authorization,
				...(payload !== undefined && { 'content-type': 'application/json' }),
			},
			...(payload !== undefined && { payload }),
		});
		const body =
			answer.body === '' ? undefined : (JSON.parse(answer.body) as Record<string, unknown>);
		return {
			status: answer.statusCode,
			body: body as Record<string, any>,
			headers: answer.headers,
		};
	};
	const refusal = async (...request: Parameters<typeof send>) => {
		const { status, body } = await send(...request);
		expect(body.requestId).toMatch(/^[0-9a-f]{24}$/);
		return [status, body.message];
	};

	it('creates an instance as documented, with the connector and the link once', async () => {
		const { status, body, headers } = await send('POST', '/instances', BODY);
		expect([status, headers['elements-request-id']]).toEqual([200, expect.any(String)]);
		expect(body).toMatchObject({
			id: 1,
			name: 'Store 1',
			tags: ['north'],
			valid: true,
			disabled: false,
			createdDate: '1970-01-01T00:16:40Z',
			element: { key: 'quickbooksonprem', hub: 'finance' },
			elementId: 195,
			configuration: {
				...CONFIGURATION,
				'filter.response.nulls': 'true',
				'event.notification.signature.key': '********',
			},
			connector: { state: 'waiting', lastSeen: null, company: null },
		});
		const { setupUrl, username } = body.connector;
		const secret = setupUrl.replace('https://books.example.com/connect/', '');
		const link = await app.inject({ method: 'GET', url: `/connect/${secret}` });
		expect(link.json()).toMatchObject({ name: 'Store 1', state: 'waiting', username });
		const read = await send('GET', '/instances/1');
		expect(read.body.token).toBe(body.token);
		expect(read.body.connector).not.toHaveProperty('setupUrl');
		const [{ facts }] = store.instancesNow();
		expect(JSON.stringify(facts)).not.toContain('SIGNATURE');
	});

	it('changes what is sent, keeps what is not, and takes a mask for unchanged', async () => {
		const { body } = await send('POST', '/instances', BODY);
		const changes = {
			tags: ['south'],
			configuration: { 'host.ip': 'lab', 'event.notification.signature.key': '********' },
		};
		const byId = await send('PATCH', '/instances/1', changes);
		expect(byId.body).toMatchObject({
			name: 'Store 1',
			tags: ['south'],
			configuration: { 'app.name': 'n8n', 'host.ip': 'lab' },
		});
		expect(store.instancesNow()[0].secrets.configuration).toEqual({
			'event.notification.signature.key': 'SIGNATURE',
		});
		const byToken = await send(
			'PUT',
			'/instances',
			{ name: 'Two' },
			`${PLATFORM}, Element ${body.token}`,
		);
		expect([byToken.body.id, byToken.body.name]).toEqual([1, 'Two']);
	});

	it('disables and enables, without a body and with an empty one of a named type', async () => {
		await send('POST', '/instances', BODY);
		expect((await send('DELETE', '/instances/1/enabled')).status).toBe(200);
		expect((await send('GET', '/instances/1')).body.disabled).toBe(true);
		expect((await send('PUT', '/instances/1/enabled', '')).status).toBe(200);
		expect((await send('GET', '/instances/1')).body.disabled).toBe(false);
	});

	it('lists by page, by tags and by text, and says 404 where there is nothing', async () => {
		expect(await refusal('GET', '/instances')).toEqual([404, 'No element instances found']);
		for (const name of ['One', 'Two', 'Three']) {
			await send('POST', '/elements/195/instances', {
				name,
				tags: ['all', name],
				configuration: CONFIGURATION,
			});
		}
		const names = async (query: string) => {
			const { body, headers } = await send('GET', `/instances${query}`);
			return {
				names: (body as any).map((each: any) => each.name),
				next: String(headers['elements-next-page-token']),
			};
		};
		const one = await names('?pageSize=2');
		expect(one.names).toEqual(['One', 'Two']);
		const two = await names(`?nextPage=${encodeURIComponent(one.next)}`);
		expect(two.names).toEqual(['Three']);
		expect((await names(`?nextPage=${encodeURIComponent(two.next)}`)).names).toEqual([]);
		expect((await names('?tags[]=all&tags[]=Two')).names).toEqual(['Two']);
		expect((await names('?searchText=t&hydrate=false')).names).toEqual(['Two', 'Three']);
		expect(await refusal('GET', '/instances?nextPage=x')).toEqual([400, 'Invalid nextPage token.']);
		expect(await refusal('GET', '/instances?pageSize=-1')).toEqual([
			400,
			"Invalid value for parameter 'pageSize'.",
		]);
	});

	it.each([
		['no body', undefined, 400, 'The request body must be a JSON object.'],
		['a list', [], 400, 'The request body must be a JSON object.'],
		['text that is no JSON', '{"a"', 400, 'The request body is not valid JSON.'],
		['a prototype', '{"__proto__":{}}', 400, 'The request body is not valid JSON.'],
		['no element', {}, 400, 'Missing required parameter: element.key'],
		[
			'another element',
			{ ...BODY, element: { key: 'xero' } },
			404,
			'No element found with key or ID xero',
		],
		[
			'no configuration',
			{ element: BODY.element },
			400,
			'Missing required configuration: app.name (Configured Application Name), host.ip (Host Name/IP)',
		],
		['tags of a wrong type', { ...BODY, tags: 'a' }, 400, "'tags' must be an array."],
		[
			'a company of a wrong type',
			{ ...BODY, connector: { company: 1 } },
			400,
			"'connector.company' must be a text.",
		],
	])('refuses a create with %s', async (_what, body, status, message) => {
		expect(await refusal('POST', '/instances', body)).toEqual([status, message]);
		expect(store.instancesNow()).toEqual([]);
	});

	it('refuses wrong secrets alike, and an address that goes on with them for a while', async () => {
		const wrong = [
			'',
			'User user-1',
			'User x, Organization organization-1',
			'Basic dTpw',
			'User user-1, Organization x',
		];
		const text = 'Invalid Organization or User secret, or invalid Element token provided.';
		for (let at = 0; at < 30; at += 1) {
			expect(await refusal('GET', '/instances', undefined, wrong[at % wrong.length])).toEqual([
				401,
				text,
			]);
		}
		const { status, headers } = await send('GET', '/instances', undefined, 'User x');
		expect([status, headers['retry-after']]).toEqual([429, '600']);
		// Others may stand behind the same proxy.
		expect((await send('GET', '/elements')).status).toBe(200);
		await clock.pass(600_000);
		expect((await send('GET', '/instances', undefined, 'User x')).status).toBe(401);
	});

	it('says 404 for what there is not to those who may call it alone, 401 to others', async () => {
		const { body } = await send('POST', '/instances', BODY);
		const through = `User user-1, Element ${String(body.token)}`;
		for (const path of ['/nothing', '/accounts/1/nothing', '/hubs/finance/nothing', '/a/b/c/d']) {
			expect([path, (await send('GET', path)).status]).toEqual([path, 404]);
			expect([path, (await send('GET', path, undefined, through)).status]).toEqual([path, 404]);
			for (const wrong of [
				'',
				'User user-2, Organization organization-1',
				'User user-1, Element no',
			]) {
				expect([path, (await send('GET', path, undefined, wrong)).status]).toEqual([path, 401]);
			}
		}
		for (const path of ['/hubs/finance/customers', '/objects', '/customers/1-1']) {
			expect([path, (await send('GET', path)).status]).toEqual([path, 401]);
		}
	});

	it('knows one element, and neither strange ids nor strange addresses', async () => {
		expect((await send('GET', '/elements')).body).toMatchObject([{ key: 'quickbooksonprem' }]);
		expect((await send('GET', '/elements/quickbooksonprem')).body).toMatchObject({ id: 195 });
		const keys = (await send('GET', '/elements/195/configuration')).body as unknown as Array<{
			key: string;
		}>;
		expect(keys.map(({ key }) => key)).toContain('event.poller.configuration');
		for (const path of [
			'/instances/7',
			'/instances/a',
			'/instances/1e3',
			'/instances/%2e%2e',
			'/nothing',
		]) {
			expect((await refusal('GET', path))[0]).toBe(404);
		}
		const large = await send('POST', '/instances', `"${'x'.repeat(9_000_000)}"`);
		expect([large.status, large.body.message]).toEqual([413, 'The request is too large.']);
	});

	it.each(['/instances/7%zz', '/%zz', '/hubs/finance/customers/%c3%28'])(
		'says in the form of every error that an address cannot be read: %s',
		async (path) => {
			for (const method of ['GET', 'POST'] as const) {
				expect(await refusal(method, path)).toEqual([400, 'The address cannot be read.']);
			}
		},
	);

	it('removes for good: token, link and log-in open nothing any more', async () => {
		const { body } = await send('POST', '/instances', BODY);
		expect((await send('DELETE', '/instances/1')).status).toBe(200);
		expect((await refusal('DELETE', '/instances/1'))[0]).toBe(404);
		const byToken = await refusal(
			'PATCH',
			'/instances',
			{ name: 'x' },
			`${PLATFORM}, Element ${body.token}`,
		);
		expect(byToken[0]).toBe(401);
		const secret = body.connector.setupUrl.split('/').pop();
		expect((await app.inject({ method: 'GET', url: `/connect/${secret}` })).statusCode).toBe(404);
	});

	it('goes from the link to a confirmed company', async () => {
		const { body } = await send('POST', '/instances', BODY);
		const link = await send('POST', '/instances/1/connector/link');
		expect(link.body.setupUrl).not.toBe(body.connector.setupUrl);
		const { password } = (await send('POST', '/instances/1/connector/password')).body;
		const confirm = async (company?: unknown) =>
			await refusal('POST', '/instances/1/connector/confirm', { company });
		expect(await confirm('Smith & Sons')).toEqual([409, 'No company file has been connected yet.']);
		const login = { strUserName: body.connector.username, strPassword: password };
		const [ticket] = await call(app, 'authenticate', login);
		const asked = call(app, 'sendRequestXML', { ticket, ...first() });
		await clock.whenPlanned(3_000);
		const state = async () => (await send('GET', '/instances/1')).body.connector;
		expect(await state()).toMatchObject({
			state: 'confirm',
			company: 'Smith & Sons',
			lastSeen: '1970-01-01T00:16:40Z',
		});
		for (const wrong of ['Smith', 1, undefined]) {
			expect(await confirm(wrong)).toEqual([409, 'The connected company is Smith & Sons.']);
		}
		expect(
			(await send('POST', '/instances/1/connector/confirm', { company: 'smith & sons' })).status,
		).toBe(200);
		expect((await state()).state).toBe('connected');
		await clock.pass(3_000);
		await asked;
		await clock.pass(41_000);
		expect((await state()).state).toBe('offline');
		const secret = link.body.setupUrl.split('/').pop();
		expect((await app.inject({ method: 'GET', url: `/connect/${secret}` })).statusCode).toBe(404);
	});

	it('lets a person settle what nobody knows, and removes nothing before', async () => {
		await send('POST', '/instances', BODY);
		await send('POST', '/instances', { ...BODY, name: 'other' });
		const queued = {
			instanceId: 1,
			kind: 'write' as const,
			method: 'POST',
			path: '/invoices',
			queuedAtMs: 1,
		};
		for (const id of ['c1', 'c2']) await store.addCall({ ...queued, id });
		await store.handOut(['c1'], {
			sessionId: 's',
			atMs: 2_000,
			document: '<SECRET/>',
			isSynced: true,
		});
		await store.settle('c1', ['handedOut'], {
			state: 'unknown',
			atMs: 2_003,
			reason: 'lost',
			isSynced: true,
		});
		const unknown = await send('GET', '/instances/1/connector/calls?outcome=unknown');
		const shown = {
			requestId: 'c1',
			method: 'POST',
			path: '/invoices',
			sentAt: '1970-01-01T00:00:02Z',
			outcome: 'unknown',
			message: 'lost',
			durationMs: 3,
			candidates: [],
		};
		expect(unknown.body).toEqual([shown]);
		expect((await refusal('GET', '/instances/1/connector/calls?outcome=x'))[0]).toBe(400);
		expect(await refusal('DELETE', '/instances/1')).toEqual([409, expect.stringContaining('c1')]);
		const settle = async (path: string, outcome: string) =>
			(await send('PUT', path, { outcome })).status;
		const path = '/instances/1/connector/calls';
		expect(await settle(`${path}/c1`, 'maybe')).toBe(400);
		expect(await settle('/instances/2/connector/calls/c1', 'done')).toBe(404);
		expect(await settle(`${path}/c2`, 'done')).toBe(409);
		expect(await settle(`${path}/c1`, 'done')).toBe(200);
		expect(await settle(`${path}/c1`, 'done')).toBe(409);
		expect((await send('DELETE', '/instances/1')).status).toBe(200);
		await store.addCall({ ...queued, id: 'c3', instanceId: 2 });
		await store.handOut(['c3'], { sessionId: 's', atMs: 1, document: '', isSynced: true });
		expect((await send('DELETE', '/instances/2')).status).toBe(409);
		expect((await send('DELETE', '/instances/2?archive=true')).status).toBe(200);
	});

	it('tells of each call whether it waits, is out, was answered, or left for nothing', async () => {
		await send('POST', '/instances', BODY);
		const add = async (id: string, kind: 'read' | 'write', ...states: CallState[]) => {
			const of = { instanceId: 1, kind, method: 'GET', path: '/invoices', queuedAtMs: 1 };
			await store.addCall({ ...of, id });
			for (const state of states) {
				if (state === 'handedOut') {
					const way = { sessionId: id, atMs: 2_000, document: '', isSynced: false };
					await store.handOut([id], way);
				} else await store.settle(id, ['queued', 'handedOut'], { state, atMs: 3, isSynced: false });
			}
		};
		await add('waits', 'write');
		await add('out', 'write', 'handedOut');
		await add('answered', 'write', 'handedOut', 'answered');
		await add('never left', 'read', 'dropped');
		await add('left', 'read', 'handedOut', 'dropped');
		const { body } = await send('GET', '/instances/1/connector/calls');
		const shown = (body as unknown as Array<Record<string, unknown>>).map(
			({ requestId, sentAt, outcome }) => [requestId, sentAt !== null, outcome],
		);
		expect(shown).toEqual(
			expect.arrayContaining([
				['waits', false, null],
				['out', true, null],
				['answered', true, 'answered'],
				['never left', false, 'notSent'],
				['left', true, 'unanswered'],
			]),
		);
		const [only] = (await send('GET', '/instances/1/connector/calls?outcome=unanswered'))
			.body as unknown as Array<{ requestId: string }>;
		expect(only.requestId).toBe('left');
	});

	it('says nothing of what broke inside', async () => {
		store.instances = async () => await Promise.reject(new Error('SECRET'));
		expect(await refusal('GET', '/instances')).toEqual([
			500,
			'The gateway failed. Its log says why.',
		]);
	});
});
