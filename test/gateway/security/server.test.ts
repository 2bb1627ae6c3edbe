import type { FastifyInstance } from 'fastify';

import { Guard } from '../../../gateway/api';
import { MemoryStore } from '../../../gateway/store';
import { ManualClock } from '../support/manualClock';
import { PLATFORM, publicGateway } from '../support/publicGateway';

const API = '/elements/api-v2';
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const BODY = {
	element: { key: 'quickbooksonprem' },
	name: 'Store',
	configuration: { 'app.name': 'n8n', 'host.ip': 'office' },
};

describe('The gateway on the internet', () => {
	let app: FastifyInstance;

	beforeEach(async () => (app = await publicGateway()));

	afterEach(async () => await app.close());

	const create = async (headers: Record<string, string> = {}) =>
		await app.inject({
			method: 'POST',
			url: `${API}/instances`,
			headers: { authorization: PLATFORM, ...headers },
			payload: BODY,
		});

	it('has browsers keep to https, guess no types and keep nothing', async () => {
		for (const url of ['/login', '/', '/healthz', '/qbwc', `${API}/elements`, '/nothing']) {
			const { headers } = await app.inject({ url, headers: { authorization: PLATFORM } });
			expect([url, headers]).toEqual([
				url,
				expect.objectContaining({
					'strict-transport-security': expect.stringMatching(/^max-age=\d{8}/),
					'x-content-type-options': 'nosniff',
					'cache-control': 'no-store',
				}),
			]);
			expect(headers).not.toHaveProperty('x-powered-by');
			expect(headers).not.toHaveProperty('server');
		}
	});

	it('makes links of its own address, whatever host a request names', async () => {
		const made = await create({ host: 'evil.example', 'x-forwarded-host': 'evil.example' });
		const { connector } = made.json<{ connector: { setupUrl: string } }>();
		expect(connector.setupUrl).toMatch(/^https:\/\/books\.example\.com\/connect\//);
	});

	it('leads nowhere else', async () => {
		const payload = 'user=user-1&organization=organization-1&next=//evil.example';
		const logIn = await app.inject({ method: 'POST', url: '/login', headers: FORM, payload });
		const cookie = String(logIn.headers['set-cookie']).split(';')[0];
		const at = `/companies/${encodeURIComponent('//evil.example')}/link`;
		const form = await app.inject({ url: at, headers: { cookie } });
		const out = await app.inject({ url: '/', headers: {} });
		expect([logIn, form, out].map(({ headers }) => headers.location)).toEqual([
			'/',
			'/companies/%2F%2Fevil.example',
			'/login',
		]);
	});

	it('takes no JSON that reaches for what all objects share', async () => {
		const whole = JSON.stringify(BODY).slice(1);
		for (const evil of ['"__proto__":{"x":1}', '"constructor":{"prototype":{"x":1}}']) {
			const payload = `{${evil},${whole}`;
			const { statusCode } = await app.inject({
				method: 'POST',
				url: `${API}/instances`,
				headers: { authorization: PLATFORM, 'content-type': 'application/json' },
				payload,
			});
			expect(statusCode).toBe(400);
		}
		expect({}).not.toHaveProperty('x');
	});

	it('takes no long form from a stranger', async () => {
		const payload = `user=${'x'.repeat(20_000)}`;
		const { statusCode } = await app.inject({
			method: 'POST',
			url: '/login',
			headers: FORM,
			payload,
		});
		expect(statusCode).toBe(413);
	});

	it('waits for nobody who sends a request bit by bit for ever', () => {
		const { requestTimeout, headersTimeout } = app.server;
		expect(requestTimeout).toBeGreaterThan(0);
		expect(headersTimeout).toBeGreaterThan(0);
	});

	it('believes a proxy that it was told of, and nobody before that', async () => {
		await app.close();
		app = await publicGateway({ trustProxy: '127.0.0.1' });
		const guess = async (forwarded: string) => {
			const headers = { authorization: 'User x', 'x-forwarded-for': forwarded };
			return (await app.inject({ url: `${API}/elements`, headers })).statusCode;
		};
		for (let at = 0; at < 30; at += 1) expect(await guess(`10.0.0.${at}, 203.0.113.7`)).toBe(401);
		expect(await guess('10.0.1.1, 203.0.113.7')).toBe(429);
		expect(await guess('203.0.113.8')).toBe(401);
	});
});

describe('What is remembered of guesses', () => {
	it('does not grow with the addresses that somebody makes up', async () => {
		const secrets = { user: 'user-1', organization: 'organization-1' };
		const guard = new Guard(secrets, new MemoryStore(), new ManualClock());
		const refused = async (address: string) =>
			(await guard.refusal({ way: 'api', address })).status;
		for (let at = 0; at < 30; at += 1) await refused('first');
		expect(await refused('first')).toBe(429);
		for (let at = 0; at < 10_000; at += 1) await refused(`other-${at}`);
		expect(await refused('first')).toBe(401);
	});
});
