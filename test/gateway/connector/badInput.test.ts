import { escapeXml } from '../../../gateway/connector/soap/writeAnswer';
import { answerTo, ask, idsIn, question, settled } from '../queue/support/queue';
import { call, envelope, post, resultOf } from './support/client';
import { connect, FILE, first, hcp, login, makeGateway, type Gateway } from './support/fixture';

const INTUIT = 'xmlns="http://developer.intuit.com/"';
const TEXT = { hresult: '', message: '' };
const FAULT = /<soap:Fault><faultcode>soap:Client<\/faultcode><faultstring>([^<]+)</;

const BOMB = `<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">${Array.from(
	'bcdefghij',
	(name, at) => `<!ENTITY ${name} "${`&${'abcdefghi'[at]};`.repeat(10)}">`,
).join('')}]>`;

const ticketOnly = (text: string) => envelope(`<getLastError ${INTUIT}>${text}</getLastError>`);
const withProlog = (prolog: string, text: string) => ticketOnly(text).replace('?>', `?>${prolog}`);

describe('What the Web Connector would never send', () => {
	let gateway: Gateway;
	let ticket: string;
	let calls: Array<{ end: string }>;

	const instance = async (name: string) =>
		(await gateway.store.findInstance({ username: `user-${name}` }))!;
	const queueOf = async (name: string) => gateway.companies.of(await instance(name)).queue;

	/** Company a has a write out and one that waits; company b has one that waits. */
	const open = async () => {
		gateway = await makeGateway();
		await connect(gateway, 'a');
		await connect(gateway, 'b', first(hcp('Other Inc'), 'C:\\Books\\other.qbw'));
		const [a, b] = [await queueOf('a'), await queueOf('b')];
		calls = [
			ask(a, question('a-out', 'write')),
			ask(a, question('a-waits', 'write')),
			ask(b, question('b-waits', 'write')),
		];
		await settled();
		[ticket] = await login(gateway, gateway.app, 'a');
		const [document] = await call(gateway.app, 'sendRequestXML', { ticket, ...first() });
		expect(idsIn(document)).toEqual(['a-out']);
	};

	const states = async () =>
		await Promise.all(
			['a-out', 'a-waits', 'b-waits'].map(async (id) => (await gateway.store.call(id))!.state),
		);

	const expectNothingMoved = async () =>
		expect(await states()).toEqual(['handedOut', 'queued', 'queued']);

	/** All goes on as if nothing had been: each company gets its own, once. */
	const expectNothingLost = async () => {
		const { app } = gateway;
		await expectNothingMoved();
		const answer = { ticket, response: answerTo('a-out'), ...TEXT };
		expect(await call(app, 'receiveResponseXML', answer)).toEqual(['50']);
		const [next] = await call(app, 'sendRequestXML', { ticket, ...first('') });
		expect(idsIn(next)).toEqual(['a-waits']);
		const [other] = await login(gateway, app, 'b');
		const own = first(hcp('Other Inc'), 'C:\\Books\\other.qbw');
		const [document] = await call(app, 'sendRequestXML', { ticket: other, ...own });
		expect(idsIn(document)).toEqual(['b-waits']);
		expect(calls.map(({ end }) => end)).toEqual(['ok a-out', '', '']);
	};

	describe('and is answered clearly:', () => {
		beforeAll(open);

		afterAll(async () => {
			await expectNothingLost();
			await gateway.close();
		});

		it.each([
			['a body that is empty', '', /must contain a root element/],
			['JSON', '{"method":"getLastError"}', /not well-formed/],
			['a page of a proxy', '<html><body>Bad gateway<br></body></html>', /no SOAP 1.1 envelope/],
			['XML that is cut off', ticketOnly('t').slice(0, -20), /not well-formed/],
			['XML with something behind it', `${ticketOnly('t')}<a/>`, /only one root/],
			['a stray ampersand', ticketOnly('a & b'), /not well-formed/],
			[
				'SOAP 1.2',
				ticketOnly('').replace(/http[^"]*soap\/envelope\//, 'x'),
				/no SOAP 1.1 envelope/,
			],
			[
				'an envelope without a body',
				envelope('').replace(/soap:Body/g, 'soap:Header'),
				/no method/,
			],
			['a foreign method', envelope(`<dropCompany ${INTUIT}/>`), /no method 'dropCompany'/],
			['a name of JavaScript', envelope(`<constructor ${INTUIT}/>`), /no method 'constructor'/],
			['a method that is inside', envelope(`<begin ${INTUIT}/>`), /no method 'begin'/],
			['two methods', envelope(`<serverVersion/><serverVersion/>`), /more than one method/],
			['entities in entities', withProlog(BOMB, '&j;'), /document type/],
			[
				'a file as an entity',
				withProlog('<!DOCTYPE a SYSTEM "file:///x">', '&a;'),
				/document type/,
			],
			['an entity that nobody declared', ticketOnly('&j;'), /not well-formed/],
			['100,000 levels', ticketOnly('<a>'.repeat(100_000)), /deeper than 16 levels/],
		])('%s gets a fault that says why', async (_what, body, why) => {
			const [, text] = FAULT.exec(await post(gateway.app, body.slice(0, 190_000))) ?? [];
			expect(text).toMatch(why);
			await expectNothingMoved();
		});

		it('a body that says it is longer than the gateway takes is refused unread', async () => {
			const { app } = gateway;
			const headers = { 'content-type': 'text/xml', 'content-length': String(100 * 1024 * 1024) };
			const answer = await app.inject({ method: 'POST', url: '/qbwc', headers, payload: 'SECRET' });
			expect(answer.statusCode).toBe(413);
			expect(answer.body).not.toContain('SECRET');
			await expectNothingMoved();
		});

		const OLD = '{00000000-0000-4000-8000-000000000000}';
		it.each([
			['that is empty', ''],
			['that nobody gave out', OLD],
			['of 100,000 characters', 'x'.repeat(100_000)],
			['that is a statement of SQL', "' or 1=1 --"],
		])('a ticket %s moves nothing', async (_what, strange) => {
			const { app } = gateway;
			const response = answerTo('a-out', 'b-waits');
			const given = { ticket: strange, response, ...TEXT };
			expect(await call(app, 'sendRequestXML', { ...given, ...first() })).toEqual(['']);
			expect(await call(app, 'receiveResponseXML', given)).toEqual(['-1']);
			expect(await call(app, 'connectionError', { ...given, hresult: '0x80040414' })).toEqual([
				'done',
			]);
			expect((await call(app, 'getLastError', given))[0]).toMatch(/expired/);
			expect(await call(app, 'closeConnection', given)).toEqual(['OK']);
			await expectNothingMoved();
		});
	});

	describe('and touches its own session alone:', () => {
		beforeEach(open);

		afterEach(async () => await gateway.close());

		it('the old ticket of a session that is over moves nothing', async () => {
			const { app } = gateway;
			await call(app, 'receiveResponseXML', { ticket, response: answerTo('a-out'), ...TEXT });
			await call(app, 'closeConnection', { ticket });
			const given = { ticket, response: answerTo('a-waits'), ...TEXT };
			expect(await call(app, 'sendRequestXML', { ...given, ...first() })).toEqual(['']);
			expect(await call(app, 'receiveResponseXML', given)).toEqual(['-1']);
			await call(app, 'connectionError', { ...given, hresult: '0x80040414' });
			expect(await states()).toEqual(['answered', 'queued', 'queued']);
		});

		it('the ticket of one company brings no answer to another one', async () => {
			const { app } = gateway;
			const [other] = await login(gateway, app, 'b');
			const response = answerTo('a-out', 'a-waits');
			await call(app, 'receiveResponseXML', { ticket: other, response, ...TEXT });
			await call(app, 'closeConnection', { ticket: other });
			await expectNothingLost();
		});

		it('a bomb in the answer of QuickBooks leaves that write unknown, and the next one goes on', async () => {
			const { app } = gateway;
			const response = `${BOMB}<QBXML>&j;</QBXML>`;
			const [progress] = await call(app, 'receiveResponseXML', { ticket, response, ...TEXT });
			expect(progress).toBe('50');
			expect(await states()).toEqual(['unknown', 'queued', 'queued']);
			const [next] = await call(app, 'sendRequestXML', { ticket, ...first('') });
			expect(idsIn(next)).toEqual(['a-waits']);
		});

		it.each([
			['absent', ''],
			['empty', '<response></response><hresult/><message/>'],
			['null', '<response xsi:nil="true"/><hresult xsi:nil="true"/>'],
		])('an answer whose parameters are %s leaves its write unknown', async (_what, rest) => {
			const body = `<receiveResponseXML ${INTUIT}><ticket>${ticket}</ticket>${rest}</receiveResponseXML>`;
			expect(resultOf('receiveResponseXML', await post(gateway.app, envelope(body)))).toEqual([
				'50',
			]);
			expect(await states()).toEqual(['unknown', 'queued', 'queued']);
			expect(calls[0].end).toBe('failed unknown');
		});

		it('the style RPC carries a whole session', async () => {
			const { app } = gateway;
			const rpc = async (method: Parameters<typeof call>[1], given: Record<string, string>) => {
				const parameters = Object.entries(given).map(
					([name, value]) => `<${name} xsi:type="xsd:string">${escapeXml(value)}</${name}>`,
				);
				const body = `<q1:${method} soap:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/" xmlns:q1="http://developer.intuit.com/">${parameters.join('')}</q1:${method}>`;
				return resultOf(method, await post(app, envelope(body)));
			};
			const answer = { ticket, response: answerTo('a-out'), ...TEXT };
			expect(await rpc('receiveResponseXML', answer)).toEqual(['50']);
			expect(idsIn((await rpc('sendRequestXML', { ticket, ...first('') }))[0])).toEqual([
				'a-waits',
			]);
			await rpc('receiveResponseXML', { ticket, response: answerTo('a-waits'), ...TEXT });
			expect(await rpc('closeConnection', { ticket })).toEqual(['OK']);
			const credentials = { strUserName: 'user-b', strPassword: gateway.passwordOf('b')! };
			const [given] = await rpc('authenticate', credentials);
			expect(given).toMatch(/^\{.{36}\}$/);
			expect(calls.map(({ end }) => end)).toEqual(['ok a-out', 'ok a-waits', '']);
		});

		it('a second computer with the same file is told to wait, and may not write to other books', async () => {
			const { app } = gateway;
			expect(await login(gateway, app, 'a')).toEqual(['', 'busy']);
			expect(await states()).toEqual(['handedOut', 'queued', 'queued']);
			await call(app, 'receiveResponseXML', { ticket, response: answerTo('a-out'), ...TEXT });
			await call(app, 'closeConnection', { ticket });
			const [second, file] = await login(gateway, app, 'a');
			expect(file).toBe(FILE);
			const other = first(hcp('Other Inc'), 'C:\\Books\\other.qbw');
			expect(await call(app, 'sendRequestXML', { ticket: second, ...other })).toEqual(['']);
			expect((await call(app, 'getLastError', { ticket: second }))[0]).toMatch(
				/Another company file is open: Other Inc/,
			);
			expect(calls.map(({ end }) => end)).toEqual(['ok a-out', 'away notSent', '']);
			expect(await states()).toEqual(['answered', 'dropped', 'queued']);
		});
	});
});
