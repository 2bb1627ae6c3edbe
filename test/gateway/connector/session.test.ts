import { ask, answerTo, idsIn, question, settled } from '../queue/support/queue';
import { call } from './support/client';
import {
	connect,
	FILE,
	first,
	hcp,
	idle,
	login,
	makeGateway,
	type Gateway,
} from './support/fixture';

const TEXT = { hresult: '', message: '' };

describe('A session of the Web Connector', () => {
	let gateway: Gateway;

	beforeEach(async () => (gateway = await makeGateway()));

	afterEach(async () => await gateway.close());

	const instance = async (name = 'a') =>
		(await gateway.store.findInstance({ username: `user-${name}` }))!;
	const company = async (name = 'a') => gateway.companies.of(await instance(name));

	/** A company that is connected, with a session that has asked for its first document. */
	const open = async (...asked: Parameters<typeof question>[]) => {
		await connect(gateway);
		const { queue } = await company();
		const calls = asked.map((each) => ask(queue, question(...each)));
		await settled();
		const [ticket, file] = await login(gateway, gateway.app, 'a');
		expect(file).toBe(FILE);
		const [document] = await call(gateway.app, 'sendRequestXML', { ticket, ...first() });
		return { ticket, document, calls, queue };
	};

	it('runs from the first call to the last, in the order of the logs', async () => {
		const { app } = gateway;
		expect(await call(app, 'serverVersion')).toEqual(['QuickBooks Enterprise Gateway']);
		expect(await call(app, 'clientVersion', { strVersion: '34.0.10026.84' })).toEqual(['']);
		const { ticket, document, calls } = await open(['r1', 'read'], ['w1', 'write']);
		expect(idsIn(document)).toEqual(['r1']);
		const answer = { ticket, response: answerTo('r1'), ...TEXT };
		expect(await call(app, 'receiveResponseXML', answer)).toEqual(['50']);
		const [next] = await call(app, 'sendRequestXML', { ticket, ...first('') });
		expect(idsIn(next)).toEqual(['w1']);
		await call(app, 'receiveResponseXML', { ticket, response: answerTo('w1'), ...TEXT });
		expect(calls.map(({ end }) => end)).toEqual(['ok r1', 'ok w1']);
		expect(await call(app, 'closeConnection', { ticket })).toEqual(['OK']);
		expect(await login(gateway, app, 'a')).toEqual([expect.stringMatching(/^\{.{36}\}$/), 'none']);
	});

	it('learns in the first one which company it is, and reads but does not ask for more', async () => {
		await connect(gateway);
		const { facts, secrets } = await instance();
		expect(facts.connector).toMatchObject({
			isConfirmed: false,
			company: {
				name: 'Smith & Sons',
				fileName: FILE,
				country: 'US',
				qbxmlVersions: ['1.0', '13.0', '16.0'],
				productName: 'QuickBooks Enterprise Solutions 24.0',
				isMultiCurrencyOn: true,
				homeCurrency: 'US Dollar',
			},
		});
		expect(secrets).toMatchObject({ link: 'link-a' });
		// Nobody needs to read it any more.
		expect(secrets.password).toBeUndefined();
	});

	it.each([
		['nothing at all', ''],
		['a sentence', 'Not supported by QuickBooks POS'],
		['a broken element', '<QBXML><QBXMLMsgsRs><HostQueryRs><HostRet><Coun'],
		['a document type', '<!DOCTYPE a [<!ENTITY b "c">]><QBXML>&b;</QBXML>'],
	])('goes on where QuickBooks says %s about itself', async (_what, text) => {
		await connect(gateway, 'a', first(text));
		expect((await instance()).facts.connector.company).toMatchObject({
			name: 'smith',
			fileName: FILE,
			qbxmlVersions: ['16.0'],
		});
		// The path is then all there is to compare.
		await connect(gateway, 'b');
		const ticket = await startWith('b', first(text));
		expect(await call(gateway.app, 'getLastError', { ticket })).toEqual(['NoOp']);
		expect((await instance('b')).facts.connector.company).toMatchObject({ name: 'Smith & Sons' });
	});

	/** A further session of a connected company, in which something is open that may be another one. */
	const startWith = async (name: string, of: ReturnType<typeof first>) => {
		const { queue } = await company(name);
		const hangUp = new AbortController();
		const waiting = ask(
			queue,
			question(`${name}-${of.strHCPResponse.length}`, 'write'),
			hangUp.signal,
		);
		await settled();
		const [ticket] = await login(gateway, gateway.app, name);
		hangUp.abort();
		await settled();
		const said = await idle(gateway, gateway.app, ticket, of);
		expect([said, waiting.end]).toEqual(['', 'hungUp notSent']);
		return ticket;
	};

	it('refuses another company file before any work is handed out, and fails what waits', async () => {
		await connect(gateway);
		const { queue } = await company();
		const call1 = ask(queue, question('w1', 'write'));
		await settled();
		const [ticket] = await login(gateway, gateway.app, 'a');
		const other = first(hcp('Other Inc'), 'C:\\Books\\other.qbw');
		expect(await call(gateway.app, 'sendRequestXML', { ticket, ...other })).toEqual(['']);
		const [text] = await call(gateway.app, 'getLastError', { ticket });
		expect(text).toMatch(
			/^Another company file is open: Other Inc .*This connection is for Smith & Sons/,
		);
		await settled();
		expect(call1.end).toBe('away notSent');
		expect((await instance()).facts.connector).toMatchObject({
			company: { name: 'Smith & Sons' },
			lastError: { code: 'otherCompany' },
		});
		await call(gateway.app, 'closeConnection', { ticket });
		await startWith('a', first());
		expect((await instance()).facts.connector.lastError).toBeUndefined();
	});

	it('knows a company file that was moved or renamed by its mark, and a copy without it by its path', async () => {
		const ours = '{0B1F5D2C-1F7E-4B43-9C5F-0E6C1F8A7B11}';
		await connect(gateway, 'a', first(hcp('Smith', ours)));
		const moved = first(hcp('Smith Ltd', ours.toLowerCase()), 'D:\\smith.qbw');
		expect(
			await call(gateway.app, 'getLastError', { ticket: await startWith('a', moved) }),
		).toEqual(['NoOp']);
		expect((await instance()).facts.connector.company).toMatchObject({
			name: 'Smith Ltd',
			fileName: 'D:\\smith.qbw',
		});
		await connect(gateway, 'b');
		const [text] = await call(gateway.app, 'getLastError', {
			ticket: await startWith('b', first(hcp(), 'C:\\Backup\\smith.qbw')),
		});
		expect(text).toMatch(/^Another company file/);
	});

	it('takes the company that was named when the instance was made, and no other', async () => {
		await gateway.add('named', { expectedCompany: ' smith & SONS ' });
		await connect(gateway, 'named');
		const { facts, secrets } = await instance('named');
		expect(facts.connector.isConfirmed).toBe(true);
		// Whoever still has the link has no use of it.
		expect(secrets.link).toBeUndefined();
		await gateway.add('wrong', { expectedCompany: 'Smith' });
		await connect(gateway, 'wrong');
		expect((await instance('wrong')).facts.connector).toMatchObject({
			isConfirmed: false,
			lastError: { code: 'otherCompany' },
		});
		expect((await instance('wrong')).facts.connector.company).toBeUndefined();
	});

	it('refuses a wrong password and a strange name alike, and after ten of them the right one for a while', async () => {
		const { app, clock } = gateway;
		const right = (await instance()).secrets.password!;
		for (let at = 0; at < 10; at += 1) {
			expect(await login(gateway, app, 'a', 'wrong')).toEqual(['', 'nvu']);
			expect(await login(gateway, app, 'nobody', 'wrong')).toEqual(['', 'nvu']);
		}
		expect(await login(gateway, app, 'a', right)).toEqual(['', 'nvu']);
		await clock.pass(60_000);
		expect((await login(gateway, app, 'a', right))[1]).toBe('');
		expect(gateway.log.lines.join()).not.toContain(right);
	});

	it('answers busy to a second log-in while a session lives, and replaces one that is stale', async () => {
		const { ticket, document, calls } = await open(['w1', 'write']);
		expect(idsIn(document)).toEqual(['w1']);
		expect(await login(gateway, gateway.app, 'a')).toEqual(['', 'busy']);
		await gateway.clock.pass(119_000);
		expect(await login(gateway, gateway.app, 'a')).toEqual(['', 'busy']);
		await gateway.clock.pass(1_000);
		expect((await login(gateway, gateway.app, 'a'))[1]).toBe('none');
		expect(calls[0].end).toBe('late unknown');
		expect((await gateway.store.call('w1'))!.state).toBe('unknown');
		// The old ticket still brings the proof.
		const late = { ticket, response: answerTo('w1'), ...TEXT };
		expect(await call(gateway.app, 'receiveResponseXML', late)).toEqual(['-1']);
		expect((await gateway.store.call('w1'))!.state).toBe('answered');
		expect(await call(gateway.app, 'sendRequestXML', { ticket, ...first('') })).toEqual(['']);
		expect((await call(gateway.app, 'getLastError', { ticket }))[0]).toMatch(/replaced/);
		expect(await call(gateway.app, 'closeConnection', { ticket })).toEqual(['OK']);
	});

	it('writes down at most once a minute when it was seen', async () => {
		const { app, clock, store } = gateway;
		await connect(gateway);
		const change = jest.spyOn(store, 'changeInstance');
		for (let call = 0; call < 24; call += 1) {
			await clock.pass(5_000);
			expect((await login(gateway, app, 'a'))[1]).toBe('none');
		}
		expect(change).toHaveBeenCalledTimes(2);
		expect((await instance()).facts.connector.lastSeenMs).toBeGreaterThan(clock.now() - 60_000);
	});

	it('lets one of two log-ins at once in', async () => {
		const both = await Promise.all([1, 2].map(async () => await login(gateway, gateway.app, 'a')));
		expect(both.map(([, state]) => state).sort()).toEqual(['', 'busy']);
	});

	it('holds until work comes, then idles, and ends after a quiet time', async () => {
		const { app, clock } = gateway;
		const { ticket, queue } = await open(['r1', 'read']);
		await call(app, 'receiveResponseXML', { ticket, response: answerTo('r1'), ...TEXT });
		const held = call(app, 'sendRequestXML', { ticket, ...first('') });
		await clock.whenPlanned(3_000);
		await clock.pass(2_000);
		ask(queue, question('r2', 'read'));
		expect(idsIn((await held)[0])).toEqual(['r2']);
		await call(app, 'receiveResponseXML', { ticket, response: answerTo('r2'), ...TEXT });
		for (let round = 0; round < 4; round += 1) {
			expect(await idle(gateway, app, ticket)).toBe('');
			const isOver = round === 3;
			const said = isOver ? 'Nothing more to do for now.' : 'NoOp';
			expect(await call(app, 'getLastError', { ticket })).toEqual([said]);
			await clock.pass(5_000);
		}
		await call(app, 'closeConnection', { ticket });
	});

	it('ends at its limit although there is work, which waits for the next one', async () => {
		const { app, clock } = gateway;
		const { ticket, queue } = await open(['r1', 'read']);
		await clock.pass(300_000);
		const answer = { ticket, response: answerTo('r1'), ...TEXT };
		ask(queue, question('r2', 'read'));
		await settled();
		expect(await call(app, 'receiveResponseXML', answer)).toEqual(['100']);
		expect(await call(app, 'sendRequestXML', { ticket, ...first('') })).toEqual(['']);
		await call(app, 'closeConnection', { ticket });
		const [next] = await login(gateway, app, 'a');
		expect(idsIn((await call(app, 'sendRequestXML', { ticket: next, ...first() }))[0])).toEqual([
			'r2',
		]);
	});

	it('finishes a list that is being read at its limit, and begins nothing new', async () => {
		const { app, clock } = gateway;
		const { ticket, queue } = await open(['p1', 'long']);
		const page = (id: string, remaining: number) =>
			answerTo(id).replace('/>', ` iteratorID="{i}" iteratorRemainingCount="${remaining}"/>`);
		const next = async () => (await call(app, 'sendRequestXML', { ticket, ...first('') }))[0];
		const answer = async (response: string) =>
			await call(app, 'receiveResponseXML', { ticket, response, ...TEXT });
		await clock.pass(299_000);
		expect(await answer(page('p1', 2))).toEqual(['50']);
		await clock.pass(1_000);
		ask(queue, question('w1', 'write'));
		const two = question('p2', 'long');
		const { message } = two;
		const text = message.text.replace('Rq ', 'Rq iterator="Continue" iteratorID="{i}" ');
		ask(queue, { ...two, message: { ...message, text } });
		await settled();
		expect(idsIn(await next())).toEqual(['p2']);
		expect(await answer(page('p2', 1))).toEqual(['50']);
		// Nobody asks for the rest yet: the write waits all the same.
		expect(await next()).toBe('');
		expect(await call(app, 'getLastError', { ticket })).toEqual(['NoOp']);
		// Nor for so long that it is given up.
		await clock.pass(10_000);
		expect(await next()).toBe('');
		expect((await call(app, 'getLastError', { ticket }))[0]).toMatch(/Nothing more/);
		expect((await gateway.store.call('w1'))!.state).toBe('queued');
	});

	it('ends at its limit with the last page of a list', async () => {
		const { app, clock } = gateway;
		const { ticket } = await open(['p1', 'long']);
		await clock.pass(300_000);
		const last = answerTo('p1').replace('/>', ' iteratorID="{i}" iteratorRemainingCount="0"/>');
		expect(await call(app, 'receiveResponseXML', { ticket, response: last, ...TEXT })).toEqual([
			'100',
		]);
	});

	it('takes errors in place of an answer for what they are', async () => {
		const { app } = gateway;
		const { ticket, calls, queue } = await open(['w1', 'write']);
		// Decimal, as other tools write it.
		const unreadable = {
			ticket,
			response: '',
			hresult: '-2147220480',
			message: 'QuickBooks found an error.',
		};
		expect(await call(app, 'receiveResponseXML', unreadable)).toEqual(['50']);
		expect(calls[0].end).toBe('refused refused');
		const next = ask(queue, question('w2', 'write'));
		await settled();
		await call(app, 'sendRequestXML', { ticket, ...first('') });
		const crash = { ticket, response: '', hresult: '80010105', message: '' };
		expect(await call(app, 'receiveResponseXML', crash)).toEqual(['-1']);
		expect((await call(app, 'getLastError', { ticket }))[0]).toMatch(
			/broke on the request.*0x80010105/,
		);
		await settled();
		expect(next.end).toBe('failed unknown');
	});

	it('takes the same answer twice', async () => {
		const { app } = gateway;
		const { ticket, calls } = await open(['w1', 'write']);
		const answer = { ticket, response: answerTo('w1'), ...TEXT };
		for (const value of ['50', '50']) {
			expect(await call(app, 'receiveResponseXML', answer)).toEqual([value]);
		}
		expect(calls[0].end).toBe('ok w1');
		expect((await gateway.store.call('w1'))!.state).toBe('answered');
	});

	it('fails all that waits when QuickBooks does not open, with the words that were given', async () => {
		const { app } = gateway;
		await connect(gateway);
		const { queue } = await company();
		const waiting = ask(queue, question('w1', 'write'));
		await settled();
		const [ticket] = await login(gateway, app, 'a');
		const dialog = { ticket, hresult: '0x80040414', message: 'A modal dialog box is showing.' };
		expect(await call(app, 'connectionError', dialog)).toEqual(['done']);
		await settled();
		expect(waiting.end).toBe('away notSent');
		expect((await instance()).facts.connector.lastError).toMatchObject({
			code: '0x80040414',
			message: expect.stringMatching(/^A modal dialog box is showing\. A dialog is open/),
		});
		expect((await login(gateway, app, 'a'))[1]).toBe('none');
	});

	it('tries once what is open where the named file is not found, and never again', async () => {
		const { app } = gateway;
		await connect(gateway);
		ask((await company()).queue, question('w1', 'write'));
		await settled();
		const [ticket] = await login(gateway, app, 'a');
		const missing = { ticket, hresult: '0x80040403', message: '' };
		expect(await call(app, 'connectionError', missing)).toEqual(['']);
		expect(await call(app, 'connectionError', missing)).toEqual(['done']);
	});

	it('does not open QuickBooks again and again where a first connection fails', async () => {
		const { app, clock } = gateway;
		const [ticket, file] = await login(gateway, app, 'a');
		expect(file).toBe('');
		await call(app, 'connectionError', { ticket, hresult: '0x80040408', message: '' });
		expect((await login(gateway, app, 'a'))[1]).toBe('none');
		await clock.pass(60_000);
		expect((await login(gateway, app, 'a'))[1]).toBe('');
	});

	it('goes on with the same ticket after a restart of the gateway', async () => {
		const { ticket, document } = await open(['w1', 'write']);
		const { app, companies } = await gateway.start();
		const answer = { ticket, response: answerTo(...idsIn(document)), ...TEXT };
		expect(await call(app, 'receiveResponseXML', answer)).toEqual(['50']);
		expect(await login(gateway, app, 'a')).toEqual(['', 'busy']);
		expect((await gateway.store.call('w1'))!.state).toBe('answered');
		ask(companies.of(await instance()).queue, question('r1', 'read'));
		await settled();
		const [next] = await call(app, 'sendRequestXML', { ticket, ...first('') });
		expect(idsIn(next)).toEqual(['r1']);
	});

	it('lets a new log-in in at once after a restart, and still takes the answer of the old session', async () => {
		const { ticket, document } = await open(['w1', 'write']);
		const { app, companies } = await gateway.start();
		ask(companies.of(await instance()).queue, question('w2', 'write'));
		await settled();
		const [next, file] = await login(gateway, app, 'a');
		expect(file).toBe(FILE);
		expect((await gateway.store.call('w1'))!.state).toBe('unknown');
		const answer = { ticket, response: answerTo(...idsIn(document)), ...TEXT };
		expect(await call(app, 'receiveResponseXML', answer)).toEqual(['-1']);
		expect((await gateway.store.call('w1'))!.state).toBe('answered');
		expect(await login(gateway, app, 'a')).toEqual(['', 'busy']);
		const [handedOut] = await call(app, 'sendRequestXML', { ticket: next, ...first() });
		expect(idsIn(handedOut)).toEqual(['w2']);
	});

	it.each([
		['an empty one', ''],
		['a strange one', '{00000000-0000-4000-8000-000000000000}'],
		['a long one', 'x'.repeat(5_000)],
	])('does not know a ticket: %s', async (_what, ticket) => {
		const { app } = gateway;
		const { document } = await open(['w1', 'write']);
		expect(idsIn(document)).toEqual(['w1']);
		expect(await call(app, 'sendRequestXML', { ticket, ...first() })).toEqual(['']);
		const answer = { ticket, response: answerTo('w1'), ...TEXT };
		expect(await call(app, 'receiveResponseXML', answer)).toEqual(['-1']);
		expect((await call(app, 'getLastError', { ticket }))[0]).toMatch(/expired/);
		expect(await call(app, 'connectionError', { ticket, hresult: '', message: '' })).toEqual([
			'done',
		]);
		expect(await call(app, 'closeConnection', { ticket })).toEqual(['OK']);
		expect((await gateway.store.call('w1'))!.state).toBe('handedOut');
	});

	it('never gives one company what is for another', async () => {
		const { app } = gateway;
		await connect(gateway, 'a');
		await connect(gateway, 'b', first(hcp('B'), 'C:\\b.qbw'));
		const [a, b] = [await company('a'), await company('b')];
		ask(a.queue, question('for-a', 'write'));
		ask(b.queue, question('for-b', 'write'));
		await settled();
		const [ticketA] = await login(gateway, app, 'a');
		const [ticketB] = await login(gateway, app, 'b');
		const [toB] = await call(app, 'sendRequestXML', {
			ticket: ticketB,
			...first(hcp('B'), 'C:\\b.qbw'),
		});
		const [toA] = await call(app, 'sendRequestXML', { ticket: ticketA, ...first() });
		expect([idsIn(toA), idsIn(toB)]).toEqual([['for-a'], ['for-b']]);
		await call(app, 'receiveResponseXML', {
			ticket: ticketB,
			response: answerTo('for-a'),
			...TEXT,
		});
		expect((await gateway.store.call('for-a'))!.state).toBe('handedOut');
	});

	it('does nothing for an instance that is disabled, or was removed', async () => {
		const { app } = gateway;
		const { ticket } = await open(['w1', 'write']);
		const { id } = await instance();
		await gateway.store.changeInstance(id, ({ facts, ...rest }) => ({
			...rest,
			facts: { ...facts, disabled: true },
		}));
		await call(app, 'closeConnection', { ticket });
		expect((await login(gateway, app, 'a'))[1]).toBe('none');
		await gateway.store.removeInstance(id);
		expect(await login(gateway, app, 'a')).toEqual(['', 'nvu']);
		expect(await call(app, 'sendRequestXML', { ticket, ...first() })).toEqual(['']);
	});
});
