import crypto from 'node:crypto';

import { page, post, Visitor } from '../pages/support';
import { ready, useOffice, type Office } from '../records/support/office';
import { envelope } from '../connector/support/client';
import { PLATFORM } from '../support/publicGateway';

const API = '/elements/api-v2';
const METRICS = 'metrics-1';
const GUESS = 'guess-1';

const status = async ({ address }: Office, path: string, headers: Record<string, string> = {}) =>
	(await fetch(address + path, { headers, redirect: 'manual' })).status;

/** Whether somebody gets in with a secret, by the door that it is tried at. */
const DOORS: Record<string, (office: Office, secret: string) => Promise<boolean>> = {
	user: async (office, secret) =>
		(await status(office, `${API}/elements`, {
			authorization: `User ${secret}, Organization organization-1`,
		})) === 200,
	organization: async (office, secret) =>
		(await status(office, `${API}/elements`, {
			authorization: `User user-1, Organization ${secret}`,
		})) === 200,
	token: async (office, secret) =>
		(await status(office, `${API}/ping`, { authorization: `User user-1, Element ${secret}` })) ===
		200,
	link: async (office, secret) => (await status(office, `/connect/${secret}`)) === 200,
	password: async (office, secret) => {
		const instance = await office.store.instance(office.id);
		const { username } = instance!.facts.connector;
		const call = `<authenticate xmlns="http://developer.intuit.com/"><strUserName>${username}</strUserName><strPassword>${secret}</strPassword></authenticate>`;
		const answer = await fetch(`${office.address}/qbwc`, {
			method: 'POST',
			headers: { 'content-type': 'text/xml' },
			body: envelope(call),
		});
		return !(await answer.text()).includes('<string>nvu</string>');
	},
	session: async (office, secret) =>
		(await status(office, '/', { cookie: `gateway=${secret}` })) === 200,
	metrics: async (office, secret) =>
		(await status(office, '/metrics', { authorization: `Bearer ${secret}` })) === 200,
};

/** The log-in of the pages: one secret is not enough, nor are both the wrong way round. */
const logsIn = async ({ address }: Office, user: string, organization: string): Promise<boolean> =>
	(await post(`${address}/login`, { user, organization })).status === 303;

async function secretsOf(office: Office): Promise<Record<string, string>> {
	const connector = `/instances/${office.id}/connector`;
	const { setupUrl } = (await office.platform('POST', `${connector}/link`)).body;
	const { password } = (await office.platform('POST', `${connector}/password`)).body;
	const { cookie, formToken } = await Visitor.logIn(office);
	return {
		user: 'user-1',
		organization: 'organization-1',
		token: office.token,
		link: String(setupUrl).split('/').pop()!,
		password: String(password),
		session: cookie.split('=')[1],
		metrics: METRICS,
		form: formToken,
	};
}

describe('Secrets', () => {
	const office = useOffice(ready, { metricsToken: METRICS });

	it('open each what they are for, and nothing else', async () => {
		const secrets = await secretsOf(office.now);
		for (const [door, opens] of Object.entries(DOORS)) {
			for (const [name, secret] of Object.entries(secrets)) {
				const isOpen = await opens(office.now, secret);
				expect([door, name, isOpen]).toEqual([door, name, door === name]);
			}
		}
		for (const [name, secret] of Object.entries(secrets)) {
			expect([name, await logsIn(office.now, secret, secret)]).toEqual([name, false]);
		}
		expect(await logsIn(office.now, 'organization-1', 'user-1')).toBe(false);
		expect(await logsIn(office.now, 'user-1', 'organization-1')).toBe(true);
	});

	it.each(['user', 'organization', 'password', 'metrics'])(
		'are compared in a time that says nothing: %s',
		async (door) => {
			await secretsOf(office.now);
			const compare = jest.spyOn(crypto, 'timingSafeEqual');
			expect(await DOORS[door](office.now, GUESS)).toBe(false);
			const calls = compare.mock.calls.length;
			compare.mockRestore();
			expect(calls).toBeGreaterThan(0);
		},
	);

	it('are in no log and no error, whatever fails', async () => {
		const secrets: Record<string, string> = { ...(await secretsOf(office.now)), guess: GUESS };
		const told: string[] = [];
		const ask = async (path: string, init: RequestInit = {}) => {
			const answer = await fetch(office.now.address + path, { redirect: 'manual', ...init });
			told.push(await answer.text());
			return answer.status;
		};
		const instance = await office.now.store.instance(office.now.id);
		const { username } = instance!.facts.connector;
		const failing = async (): Promise<never> => {
			throw new Error('the database is gone');
		};
		for (const method of ['findInstance', 'instances', 'session'] as const) {
			office.now.store[method] = failing;
		}
		expect(await ask(`/connect/${secrets.link}`)).toBe(500);
		expect(await ask(`/connect/${GUESS}`, { headers: { accept: 'text/html' } })).toBe(500);
		const through = { authorization: `User user-1, Element ${secrets.token}` };
		expect(await ask(`${API}/customers`, { headers: through })).toBe(500);
		expect(await ask('/', { headers: { cookie: `gateway=${secrets.session}` } })).toBe(500);
		await ask('/metrics', { headers: { authorization: `Bearer ${METRICS}` } });
		const call = `<authenticate xmlns="http://developer.intuit.com/"><strUserName>${username}</strUserName><strPassword>${secrets.password}</strPassword></authenticate>`;
		await ask('/qbwc', { method: 'POST', body: envelope(call) });
		const wrong = { user: GUESS, organization: secrets.organization };
		await ask('/login', { method: 'POST', body: new URLSearchParams(wrong) });
		const text = told.join('\n') + office.now.logged.join('\n');
		expect(text).toContain('the database is gone');
		for (const [name, secret] of Object.entries(secrets)) {
			expect([name, text.includes(secret)]).toEqual([name, false]);
		}
	});
});

describe('Guesses', () => {
	const office = useOffice(ready, { metricsToken: METRICS });
	const FORWARDED = 'x-forwarded-for';

	it('at any door count together for their address, which is told no more after 30', async () => {
		for (let at = 0; at < 10; at += 1) {
			await status(office.now, `${API}/elements`, { authorization: `User ${GUESS}` });
			await page(`${office.now.address}/connect/${GUESS}${at}`);
			await post(`${office.now.address}/login`, { user: GUESS, organization: GUESS });
		}
		const told = await post(`${office.now.address}/login`, { user: GUESS, organization: GUESS });
		expect([told.status, told.headers.has('retry-after')]).toEqual([429, true]);
		expect((await page(`${office.now.address}/connect/${GUESS}`)).status).toBe(429);
		expect(await status(office.now, '/metrics', { authorization: `Bearer ${GUESS}` })).toBe(429);
		// Others may stand behind the same proxy.
		expect(await logsIn(office.now, 'user-1', 'organization-1')).toBe(true);
		expect(await DOORS.user(office.now, 'user-1')).toBe(true);
	});

	it('are counted for who is there, whatever address they make up', async () => {
		for (let at = 0; at < 30; at += 1) {
			const headers = { authorization: 'User x', [FORWARDED]: `10.0.0.${at}` };
			expect(await status(office.now, `${API}/elements`, headers)).toBe(401);
		}
		const headers = { authorization: 'User x', [FORWARDED]: '10.0.1.1' };
		expect(await status(office.now, `${API}/elements`, headers)).toBe(429);
	});

	it('are written down, but not those that are told no more', async () => {
		for (let at = 0; at < 40; at += 1) {
			await status(office.now, `${API}/elements`, { authorization: PLATFORM.replace('1', '2') });
		}
		const entries = await office.now.store.audit.latest(100);
		expect(entries.filter(({ action }) => action === 'refused')).toHaveLength(30);
	});
});
