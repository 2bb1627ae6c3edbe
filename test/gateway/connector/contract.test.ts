/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { meaningOf, readHresult } from '../../../gateway/connector/session/hresult';
import { answerTo, ask, idsIn, question, settled } from '../queue/support/queue';
import { call, envelope, resultOf } from './support/client';
import { connect, first, login, makeGateway, type Gateway } from './support/fixture';

const INTUIT = 'xmlns="http://developer.intuit.com/"';
const CALL = envelope(`<serverVersion ${INTUIT}/>`);
const TEXT = { hresult: '', message: '' };

/** Lines of the Web Connector's contract that the tests of sessions do not come across. */
describe('What the Web Connector relies on', () => {
	let gateway: Gateway;

	beforeEach(async () => (gateway = await makeGateway()));

	afterEach(async () => await gateway.close());

	const post = async (headers: Record<string, string>, url = '/qbwc') =>
		await gateway.app.inject({ method: 'POST', url, payload: CALL, headers });

	it.each([
		['none', {}],
		['another method', { soapaction: '"http://developer.intuit.com/authenticate"' }],
		['nonsense', { soapaction: 'x' }],
	])('the method is that of the body, whatever SOAPAction says: %s', async (_what, headers) => {
		const answer = await post({ 'content-type': 'text/xml; charset=utf-8', ...headers });
		expect(resultOf('serverVersion', answer.body)).toEqual(['QuickBooks Enterprise Gateway']);
	});

	it.each(['text/xml', 'application/soap+xml', 'application/octet-stream', 'text/plain'])(
		'a body of the type %s is read all the same',
		async (type) => {
			expect((await post({ 'content-type': type })).statusCode).toBe(200);
		},
	);

	it('an answer has its length, is not compressed, and no client is turned away', async () => {
		const { headers, rawPayload } = await post({
			'content-type': 'text/xml; charset=utf-8',
			'accept-encoding': 'gzip, deflate',
			'user-agent':
				'Mozilla/4.0 (compatible; MSIE 6.0; MS Web Services Client Protocol 4.0.30319.42000)',
		});
		expect(headers).toMatchObject({
			'content-type': 'text/xml; charset=utf-8',
			'content-length': String(rawPayload.length),
		});
		expect(headers).not.toHaveProperty('content-encoding');
		expect(headers).not.toHaveProperty('transfer-encoding');
	});

	it('a caller that waits for 100 Continue is told to go on, over one connection', async () => {
		await gateway.app.listen({ port: 0, host: '127.0.0.1' });
		const { port } = gateway.app.server.address() as AddressInfo;
		const headers = { expect: '100-continue', 'content-type': 'text/xml' };
		const sent = request({ port, method: 'POST', path: '/qbwc', headers });
		sent.flushHeaders();
		await once(sent, 'continue');
		sent.end(CALL);
		const [answer] = (await once(sent, 'response')) as [IncomingMessage];
		expect([answer.statusCode, answer.headers.connection]).toEqual([200, 'keep-alive']);
		expect(resultOf('serverVersion', await text(answer))).toHaveLength(1);
	});

	it('no ticket is given out twice, and each is a GUID of random bits', async () => {
		await connect(gateway);
		const tickets: string[] = [];
		for (let at = 0; at < 20; at += 1) tickets.push((await login(gateway, gateway.app, 'a'))[0]);
		expect(new Set(tickets).size).toBe(20);
		for (const ticket of tickets) expect(ticket).toMatch(/^\{[\da-f]{8}-[\da-f]{4}-4/);
	});

	it('the file for the Web Connector is the same after a restart of the gateway', async () => {
		const get = { method: 'GET', url: '/connect/link-a/gateway.qwc' } as const;
		const before = await gateway.app.inject(get);
		const { app } = await gateway.start();
		const after = await app.inject(get);
		expect([after.statusCode, after.body]).toEqual([200, before.body]);
	});

	/** A write that is out. */
	const open = async () => {
		await connect(gateway);
		const a = (await gateway.store.findInstance({ username: 'user-a' }))!;
		const asked = ask(gateway.companies.of(a).queue, question('w1', 'write'));
		await settled();
		const [ticket] = await login(gateway, gateway.app, 'a');
		return { ticket, asked };
	};

	it('an error of QuickBooks in its answer is an answer: the session goes on', async () => {
		const { ticket, asked } = await open();
		const [document] = await call(gateway.app, 'sendRequestXML', { ticket, ...first() });
		expect(idsIn(document)).toEqual(['w1']);
		const response = answerTo('w1').replace(
			'"0" statusSeverity="Info"',
			'"3100" statusSeverity="Error"',
		);
		const given = { ticket, response, ...TEXT };
		expect(await call(gateway.app, 'receiveResponseXML', given)).toEqual(['50']);
		expect(await call(gateway.app, 'getLastError', { ticket })).toEqual(['NoOp']);
		expect(asked.end).toBe('ok w1');
	});

	it.each([
		'0x80040408',
		'0x80040410',
		'0x80040414',
		'0x80040416',
		'0x80040418',
		'0x8004041A',
		'0x8004041B',
		'0x8004041D',
		'0x80040420',
		'0x80040424',
		'0x80040154',
		'-2147220460',
		'nonsense',
		'',
	])('"%s" in connectionError is given up at once, and said in words', async (hresult) => {
		const { ticket, asked } = await open();
		const given = { ticket, hresult, message: 'In words.' };
		expect(await call(gateway.app, 'connectionError', given)).toEqual(['done']);
		await settled();
		expect(asked.end).toBe('away notSent');
		const { facts } = (await gateway.store.findInstance({ username: 'user-a' }))!;
		expect(facts.connector.lastError?.message).toMatch(/^In words\. \w.*\./);
	});

	it.each(['0x80040403', '0x8004040A'])(
		'"%s" in connectionError has whatever is open tried, once in a session',
		async (hresult) => {
			const { ticket } = await open();
			const given = { ticket, hresult, message: '' };
			expect(await call(gateway.app, 'connectionError', given)).toEqual(['']);
			expect(await call(gateway.app, 'connectionError', given)).toEqual(['done']);
		},
	);
});

describe('An HRESULT', () => {
	it.each(['0x80040400', '0X80040400', '80040400', '-2147220480', '2147746816', ' 0x80040400 '])(
		'is read as "%s"',
		(text) => {
			expect(readHresult(text)).toBe('0x80040400');
			expect(meaningOf(readHresult(text)).isNotExecuted).toBe(true);
		},
	);

	it.each(['', 'nonsense', '0x', '<script>', '99999999999'])('is nothing sure as "%s"', (text) => {
		expect(meaningOf(readHresult(text))).toEqual({ advice: expect.stringContaining('reported') });
	});
});
