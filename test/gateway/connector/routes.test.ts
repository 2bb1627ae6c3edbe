/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import type { AddressInfo } from 'node:net';
import { createClientAsync } from 'soap';

import { writeFault } from '../../../gateway/connector/soap/writeAnswer';
import { answerTo, ask, idsIn, question, settled } from '../queue/support/queue';
import { call, envelope, post, resultOf } from './support/client';
import {
	connect,
	FILE,
	first,
	login,
	makeGateway,
	PUBLIC_URL,
	type Gateway,
} from './support/fixture';

describe('The address that the Web Connector calls', () => {
	let gateway: Gateway;

	beforeEach(async () => (gateway = await makeGateway()));

	afterEach(async () => await gateway.close());

	it.each(['GET', 'HEAD'] as const)('answers %s with 200 without a log-in', async (method) => {
		const { statusCode, headers } = await gateway.app.inject({ method, url: '/qbwc' });
		expect([statusCode, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
	});

	it('gives the WSDL, whose address is the public one', async () => {
		const { body } = await gateway.app.inject({ method: 'GET', url: '/qbwc?WSDL' });
		expect(body).toContain(`<soap:address location="${PUBLIC_URL}/qbwc"/>`);
	});

	it.each([
		['nothing', ''],
		['text', 'hello'],
		[
			'XML that is cut off',
			envelope('<authenticate xmlns="http://developer.intuit.com/">').slice(0, -30),
		],
		['no envelope', '<a/>'],
		['a foreign method', envelope('<dropAll xmlns="http://developer.intuit.com/"/>')],
		[
			'an XML bomb',
			`<!DOCTYPE a [<!ENTITY b "${'c'.repeat(99)}">]>${envelope('<authenticate>&b;</authenticate>')}`,
		],
		[
			'an entity',
			envelope(
				'<authenticate xmlns="http://developer.intuit.com/"><strUserName>&b;</strUserName></authenticate>',
			),
		],
	])('answers %s with a fault, in 200', async (_what, body) => {
		expect(await post(gateway.app, body)).toMatch(
			/<soap:Fault><faultcode>soap:Client<\/faultcode>/,
		);
	});

	it('takes absent parameters, the style RPC and another content type', async () => {
		const { app } = gateway;
		expect(await call(app, 'authenticate')).toEqual(['', 'nvu']);
		expect(await call(app, 'sendRequestXML')).toEqual(['']);
		expect(await call(app, 'receiveResponseXML')).toEqual(['-1']);
		expect(await call(app, 'connectionError')).toEqual(['done']);
		expect(await call(app, 'closeConnection')).toEqual(['OK']);
		expect(await call(app, 'getServerVersion')).toEqual(['QuickBooks Enterprise Gateway']);
		expect(await call(app, 'getInteractiveURL')).toEqual(['']);
		expect(await call(app, 'interactiveDone')).toEqual(['Done']);
		expect(await call(app, 'interactiveRejected')).toEqual(['']);
		const rpc =
			'<q1:serverVersion soap:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/" xmlns:q1="http://developer.intuit.com/"/>';
		expect(resultOf('serverVersion', await post(app, envelope(rpc)))).toHaveLength(1);
		const untyped = await app.inject({ method: 'POST', url: '/qbwc', payload: envelope(rpc) });
		expect(untyped.statusCode).toBe(200);
	});

	it('does not take what is longer than it holds, and says nothing of its contents', async () => {
		const answer = await gateway.app.inject({
			method: 'POST',
			url: '/qbwc',
			payload: 'SECRET'.repeat(50_000),
			headers: { 'content-type': 'text/xml' },
		});
		expect(answer.statusCode).toBe(413);
		expect(answer.body).not.toContain('SECRET');
	});

	it('says no more than that it failed when the store fails', async () => {
		const { app, store } = gateway;
		store.findInstance = async () => await Promise.reject(new Error('SECRET'));
		const text = await post(app, envelope('<authenticate xmlns="http://developer.intuit.com/"/>'));
		expect(text).toBe(writeFault('The gateway could not carry this out. Its log says why.'));
	});

	it('carries a whole session of another client: the package soap', async () => {
		const { app, store } = gateway;
		await connect(gateway);
		const a = (await store.findInstance({ username: 'user-a' }))!;
		const asked = ask(gateway.companies.of(a).queue, question('r1', 'read'));
		await settled();
		const [, , ...rest] = await login(gateway, app, 'a', 'wrong');
		expect(rest).toEqual([]);
		await app.listen({ port: 0, host: '127.0.0.1' });
		const { port } = app.server.address() as AddressInfo;
		const url = `http://127.0.0.1:${port}/qbwc`;
		const client = await createClientAsync(`${url}?wsdl`, {}, url);
		const ask1 = async (method: string, parameters: object): Promise<unknown> => {
			const [result] = (await client[`${method}Async`](parameters)) as [Record<string, unknown>];
			return result?.[`${method}Result`];
		};
		expect(await ask1('serverVersion', {})).toBe('QuickBooks Enterprise Gateway');
		expect(await ask1('clientVersion', { strVersion: '34.0.10026.84' })).toBeFalsy();
		const credentials = { strUserName: 'user-a', strPassword: gateway.passwordOf('a') };
		const { string } = (await ask1('authenticate', credentials)) as { string: string[] };
		expect(string).toEqual([expect.stringMatching(/^\{/), FILE]);
		const [ticket] = string;
		const document = await ask1('sendRequestXML', { ticket, ...first() });
		expect(idsIn(document as string)).toEqual(['r1']);
		const answer = { ticket, response: answerTo('r1'), hresult: '', message: '' };
		expect(await ask1('receiveResponseXML', answer)).toBe(50);
		expect(await ask1('getLastError', { ticket })).toBe('NoOp');
		const late = ask(gateway.companies.of(a).queue, question('r2', 'read'));
		await settled();
		const next = await ask1('sendRequestXML', { ticket, ...first('') });
		expect(idsIn(next as string)).toEqual(['r2']);
		const refused = { ticket, response: '', hresult: '0x80040400', message: 'Not read.' };
		expect(await ask1('receiveResponseXML', refused)).toBe(50);
		expect(await ask1('closeConnection', { ticket })).toBe('OK');
		expect([asked.end, late.end]).toEqual(['ok r1', 'refused refused']);
		const waiting = ask(gateway.companies.of(a).queue, question('w1', 'write'));
		await settled();
		const again = (await ask1('authenticate', credentials)) as { string: string[] };
		const dialog = { hresult: '0x80040414', message: 'A modal dialog box is showing.' };
		const unable = { ticket: again.string[0], ...dialog };
		expect(await ask1('connectionError', unable)).toBe('done');
		expect(await ask1('getLastError', { ticket: again.string[0] })).toMatch(/^A modal dialog/);
		expect(await ask1('closeConnection', { ticket: again.string[0] })).toBe('OK');
		expect(waiting.end).toBe('away notSent');
	});
});

describe('The link for the person at the company', () => {
	let gateway: Gateway;

	beforeEach(async () => (gateway = await makeGateway()));

	afterEach(async () => await gateway.close());

	const get = async (url: string) => await gateway.app.inject({ method: 'GET', url });
	const password = async () =>
		(await gateway.app.inject({ method: 'POST', url: '/connect/link-a/password' })).json<{
			password: string;
		}>().password;

	it('tells how far the company is, changes nothing, and is kept by nobody', async () => {
		const before = await gateway.store.instances();
		const answer = await get('/connect/link-a');
		expect(answer.json()).toEqual({
			name: 'a',
			state: 'waiting',
			qwcUrl: `${PUBLIC_URL}/connect/link-a/gateway.qwc`,
			username: 'user-a',
			lastError: null,
		});
		expect(answer.headers).toMatchObject({
			'cache-control': 'no-store',
			'referrer-policy': 'no-referrer',
		});
		expect(await gateway.store.instances()).toEqual(before);
		await connect(gateway);
		expect((await get('/connect/link-a')).json()).toMatchObject({ state: 'confirm' });
	});

	it('gives the same file at each download, with a name of its own where the first is taken', async () => {
		const { store, add } = gateway;
		const [one, two] = [
			await get('/connect/link-a/gateway.qwc'),
			await get('/connect/link-a/gateway.qwc'),
		];
		expect(one.headers).toMatchObject({
			'content-type': 'application/x-qwc',
			'content-disposition': 'attachment; filename="quickbooks-1.qwc"',
		});
		expect(two.body).toBe(one.body);
		expect(one.body).toContain(`<AppURL>${PUBLIC_URL}/qbwc</AppURL>`);
		expect(one.body).toContain('<FileID>{0b1f5d2c-1f7e-4b43-9c5f-0e6c1f8a7b11}</FileID>');
		const { id } = await add('c');
		await store.changeInstance(id, ({ facts, ...rest }) => ({
			...rest,
			facts: { ...facts, configuration: { 'app.name': 'a' } },
		}));
		expect((await get('/connect/link-c/gateway.qwc')).body).toContain('<AppName>a – c</AppName>');
	});

	it('shows the password until it was used, and then makes a new one', async () => {
		const one = await password();
		expect(one).toMatch(/^[\w-]{32}$/);
		expect(await password()).toBe(one);
		expect((await login(gateway, gateway.app, 'a', one))[1]).toBe('');
		const two = await password();
		expect(two).not.toBe(one);
		expect(await login(gateway, gateway.app, 'a', one)).toEqual(['', 'nvu']);
		expect(await login(gateway, gateway.app, 'a', two)).toEqual(['', 'busy']);
	});

	it('opens nothing after a week, nor once the company is confirmed, nor for a stranger', async () => {
		await gateway.add('sure', { expectedCompany: 'Smith & Sons' });
		await connect(gateway, 'sure');
		const paths = ['', '/gateway.qwc', '/password'];
		const all = async (secret: string) =>
			await Promise.all(
				paths.map(async (path) => {
					const method = path === '/password' ? 'POST' : 'GET';
					return (await gateway.app.inject({ method, url: `/connect/${secret}${path}` }))
						.statusCode;
				}),
			);
		expect(await all('link-sure')).toEqual([404, 404, 404]);
		expect(await all('link-strange')).toEqual([404, 404, 404]);
		expect(await all('link-a')).toEqual([200, 200, 200]);
		await gateway.clock.pass(7 * 86_400_000);
		expect(await all('link-a')).toEqual([404, 404, 404]);
	});
});
