/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { once } from 'node:events';
import { Agent, request, type ClientRequest, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { SoapRequestError } from '../../../gateway/connector/soap/callReader';
import { METHODS, ticketOf, type MethodName } from '../../../gateway/connector/soap/methods';
import { CallTooLongError, readCall } from '../../../gateway/connector/soap/readCall';
import { escapeXml } from '../../../gateway/connector/soap/writeAnswer';
import { answerTo, ask, idsIn, question, settled } from '../queue/support/queue';
import { call, envelope, resultOf } from './support/client';
import { connect, first, login, makeGateway, type Gateway } from './support/fixture';

const MIB = 1024 * 1024;
const STRANGE = '{00000000-0000-4000-8000-000000000000}';
/** The first kilobytes in which the caller has to say who it is. */
const HEAD = 16 * 1024;

const CALLERS = (Object.keys(METHODS) as MethodName[]).filter((name) => ticketOf(name));

/** A call up to the begin of whatever follows its ticket: not even XML. */
const beginOf = (method: MethodName, ticket = STRANGE): string => {
	const whole = `<${method} xmlns="http://developer.intuit.com/"><${ticketOf(method)}>${ticket}</${ticketOf(method)}><`;
	return envelope(whole).split('</soap:Body>')[0];
};

/** Hands the pieces out one by one. */
class Body {
	taken = 0;

	constructor(private readonly pieces: readonly string[]) {}

	*[Symbol.iterator](): Generator<Uint8Array> {
		for (const piece of this.pieces) {
			this.taken += 1;
			yield Buffer.from(piece);
		}
	}
}

const read = async (body: Iterable<Uint8Array>, known = 'known') =>
	await readCall(body, { knows: async (ticket) => ticket === known, maxBytes: 100_000 });

describe('Reading a call that is long', () => {
	it.each(CALLERS)('stops behind a ticket that nobody gave out: %s', async (method) => {
		const body = new Body([beginOf(method), 'x'.repeat(1_000)]);
		const { parameters } = await read(body);
		expect([body.taken, parameters[ticketOf(method)!]]).toEqual([1, STRANGE]);
		expect(Object.values(parameters).filter((value) => value !== '')).toEqual([STRANGE]);
	});

	it('looks at the ticket alone, where all comes in one piece', async () => {
		// What follows would be refused, if somebody looked at it.
		const piece = `${beginOf('getLastError')}a${' '.repeat(2_000)}<<<`;
		expect((await read(new Body([piece]))).method).toBe('getLastError');
	});

	it.each(['authenticate', 'clientVersion', 'serverVersion'] as const)(
		'takes nothing long from a caller without a ticket: %s',
		async (method) => {
			const begin = envelope(`<${method}><strUserName>user-a</strUserName><strPassword>`);
			const pieces = Array.from({ length: 100 }, () => 'x'.repeat(1_000));
			const body = new Body([begin.split('</soap:Body>')[0], ...pieces]);
			const { parameters } = await read(body);
			expect(body.taken).toBe(Math.floor(HEAD / 1_000) + 2);
			expect(Object.values(parameters).join('')).toBe('');
		},
	);

	it.each([
		['a ticket without an end', beginOf('closeConnection', 'x'.repeat(30_000))],
		[
			'a ticket that comes late',
			`${envelope('<closeConnection><other>').split('</soap:Body>')[0]}${'x'.repeat(20_000)}`,
		],
	])('knows no caller by %s', async (_what, text) => {
		const pieces = [text.slice(0, HEAD), text.slice(HEAD), 'x'];
		const body = new Body(pieces);
		expect((await read(body, 'x'.repeat(30_000))).parameters).toEqual({ ticket: '' });
		expect(body.taken).toBe(2);
	});

	it.each([
		['spaces', ' '.repeat(HEAD)],
		['a comment', `<!--${'x'.repeat(HEAD)}`],
		['a header', `${envelope('').split('<soap:Body>')[0]}<soap:Header>${'x'.repeat(HEAD)}`],
	])('knows no method behind kilobytes of %s', async (_what, text) => {
		const body = new Body([text, ' ', 'x']);
		await expect(read(body)).rejects.toThrow(SoapRequestError);
		expect(body.taken).toBeLessThan(3);
	});

	it('reads what follows a ticket that was given out, up to the limit', async () => {
		const end = '</ticket><response>';
		const begin = beginOf('receiveResponseXML', 'known').replace(/<\/ticket><$/, end);
		const piece = 'x'.repeat(10_000);
		const rest = '</response></receiveResponseXML></soap:Body></soap:Envelope>';
		const { parameters } = await read(new Body([begin, piece, piece, rest]));
		expect(parameters.response === piece + piece).toBe(true);
		const endless = new Body([begin, ...Array.from({ length: 20 }, () => piece)]);
		await expect(read(endless)).rejects.toThrow(CallTooLongError);
		expect(endless.taken).toBe(11);
	});
});

describe('A long request', () => {
	let gateway: Gateway;
	let agent: Agent;

	beforeAll(async () => {
		gateway = await makeGateway({}, 128 * MIB);
		await gateway.app.listen({ port: 0, host: '127.0.0.1' });
	});

	beforeEach(() => (agent = new Agent({ keepAlive: true, maxSockets: 1 })));

	afterEach(() => agent.destroy());

	afterAll(async () => await gateway.close());

	/** A request that says how long it is, and of which nothing but its begin has left. */
	const begin = (bytes: number, body: string): ClientRequest => {
		const { port } = gateway.app.server.address() as AddressInfo;
		const headers = { 'content-type': 'text/xml; charset=utf-8', 'content-length': String(bytes) };
		const sent = request({ port, agent, method: 'POST', path: '/qbwc', headers });
		sent.write(body);
		return sent;
	};

	const answerOf = async (sent: ClientRequest) => {
		const [answer] = (await once(sent, 'response')) as [IncomingMessage];
		return { status: answer.statusCode, body: await text(answer) };
	};

	const ANSWERS: Partial<Record<MethodName, string>> = {
		sendRequestXML: '',
		receiveResponseXML: '-1',
		connectionError: 'done',
		getLastError: 'The session has expired. The Web Connector logs in again by itself.',
		closeConnection: 'OK',
	};

	it.each(Object.entries(ANSWERS) as Array<[MethodName, string]>)(
		'of 100 MB with a strange ticket is answered before it is sent: %s',
		async (method, result) => {
			const sent = begin(100 * MIB, beginOf(method));
			const { status, body } = await answerOf(sent);
			expect([status, ...resultOf(method, body)]).toEqual([200, result]);
			sent.destroy();
		},
	);

	it('that is no call gets a fault before it is sent', async () => {
		const sent = begin(100 * MIB, envelope('<dropAll/>').split('</soap:Body>')[0]);
		expect((await answerOf(sent)).body).toContain("no method 'dropAll'");
		sent.destroy();
	});

	it('may be sent to its end, and its connection goes on', async () => {
		const start = beginOf('closeConnection');
		const sent = begin(2 * MIB, start);
		expect(resultOf('closeConnection', (await answerOf(sent)).body)).toEqual(['OK']);
		sent.end(Buffer.alloc(2 * MIB - start.length, 'x'));
		await once(sent, 'close');
		const next = envelope('<serverVersion/>');
		const again = begin(next.length, next);
		expect((await answerOf(again)).status).toBe(200);
		expect(again.reusedSocket).toBe(true);
	});

	it('that breaks off moves nothing', async () => {
		await connect(gateway);
		const a = (await gateway.store.findInstance({ username: 'user-a' }))!;
		const { queue } = gateway.companies.of(a);
		const asked = ask(queue, question('w1', 'write'));
		await settled();
		const [ticket] = await login(gateway, gateway.app, 'a');
		const [document] = await call(gateway.app, 'sendRequestXML', { ticket, ...first() });
		expect(idsIn(document)).toEqual(['w1']);
		const response = `<response>${escapeXml(answerTo('w1'))}</response>`;
		const body = beginOf('receiveResponseXML', ticket).replace(/<$/, response);
		const closed = once(gateway.app.server, 'request');
		const sent = begin(body.length + 1_000, body);
		sent.on('error', () => undefined);
		const [arrived] = (await closed) as [IncomingMessage];
		sent.destroy();
		await new Promise((resolve) => arrived.once('close', resolve));
		await settled();
		expect([(await gateway.store.call('w1'))!.state, asked.end]).toEqual(['handedOut', '']);
	});

	it('with an answer of QuickBooks of 20 MB reaches its caller whole', async () => {
		await connect(gateway, 'b');
		const b = (await gateway.store.findInstance({ username: 'user-b' }))!;
		const answered = gateway.companies.of(b).queue.ask(question('r1', 'long'));
		await settled();
		const [ticket] = await login(gateway, gateway.app, 'b');
		await call(gateway.app, 'sendRequestXML', { ticket, ...first() });
		// Few records, each of them long: it is cheap to look at.
		const notes = 'Söhne '.repeat(12_000);
		const records = `<CustomerRet><ListID>1</ListID><Notes>Smith &amp; ${notes}</Notes></CustomerRet>`;
		const response = answerTo('r1').replace(
			/\/>(?=<\/QBXMLMsgsRs)/,
			() => `>${records.repeat(280)}</CustomerQueryRs>`,
		);
		expect(response.length).toBeGreaterThan(20_000_000);
		expect(
			await call(gateway.app, 'receiveResponseXML', { ticket, response, hresult: '', message: '' }),
		).toEqual(['50']);
		const { records: read } = await answered;
		const last = read.at(-1)!.record;
		expect([read.length, last.Notes === `Smith & ${notes}`]).toEqual([280, true]);
	});
});
