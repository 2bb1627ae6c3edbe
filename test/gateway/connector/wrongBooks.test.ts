import { Connection } from '../../../gateway/connector';
import { answerTo, ask, idsIn, question, settled } from '../queue/support/queue';
import { call } from './support/client';
import { connect, first, hcp, login, makeGateway, type Gateway } from './support/fixture';

const TEXT = { hresult: '', message: '' };

describe('Books that are let go while a session works in them', () => {
	let gateway: Gateway;

	beforeEach(async () => (gateway = await makeGateway()));

	afterEach(async () => await gateway.close());

	const instance = async () => (await gateway.store.findInstance({ username: 'user-a' }))!;

	it('get nothing more, in that session or another; other books are asked about', async () => {
		await connect(gateway);
		const { app } = gateway;
		const { queue } = gateway.companies.of(await instance());
		const out = ask(queue, question('out', 'read'));
		await settled();
		const [ticket] = await login(gateway, app, 'a');
		const [document] = await call(app, 'sendRequestXML', { ticket, ...first() });
		expect(idsIn(document)).toEqual(['out']);
		const waits = ask(queue, question('waits', 'read'));
		await settled();
		const connection = new Connection({ ...gateway, publicUrl: 'https://books.example.com' });
		const by = { way: 'link', address: '127.0.0.1' } as const;
		expect(await connection.reject(await instance(), 'smith & sons', by)).toBe(true);
		await settled();
		expect(waits.end).toBe('away notSent');
		await call(app, 'receiveResponseXML', { ticket, response: answerTo('out'), ...TEXT });
		expect(out.end).toBe('ok out');
		const later = ask(queue, question('later', 'read'));
		await settled();
		expect(await call(app, 'sendRequestXML', { ticket, ...first('') })).toEqual(['']);
		expect((await call(app, 'getLastError', { ticket }))[0]).toMatch(/expired/);
		await call(app, 'closeConnection', { ticket });
		const [again] = await login(gateway, app, 'a');
		expect(await call(app, 'sendRequestXML', { ticket: again, ...first() })).toEqual(['']);
		await settled();
		expect(later.end).toBe('away notSent');
		expect((await instance()).facts.connector).not.toHaveProperty('company');
		await gateway.clock.pass(60_000);
		await connect(gateway, 'a', first(hcp('Right Inc'), 'C:\\Books\\right.qbw'));
		expect((await instance()).facts.connector).toMatchObject({
			company: { name: 'Right Inc' },
			isConfirmed: false,
		});
	});
});
